/**
 * What the three programs share: the network's numbers as literals, layer by layer. Each program computes the same
 * training step and prints the same lines, "name value value …", kernels as [inputs, units].
 */
import { shortest } from "../../../../ui/number.js";
import { toTensors } from "../../network.js";

/** @typedef {import("../../network.js").Network} Network */
/** @typedef {import("../../given.js").Given} Given */
/**
 * `say` gives the comments their words, `places` the decimals that are printed.
 * @typedef {Given & { places: number, say(key: Comment): string }} Lesson
 * @typedef {"forward" | "loss" | "backward" | "update" | "kernel" | "fixed" | "cancelled" | "through"} Comment
 */
/**
 * A layer with its numbers, counted from 1.
 * @typedef {{ n: number, last: boolean, activation: string, kernel: number[][], bias?: number[], learned: boolean }} Stage
 *   learned: whether the bias is
 */

/** "[[1, 2], [3, 4]]", its numbers printed by `print`. @param {readonly (number | readonly number[])[]} list @param {(value: number) => string} [print] @returns {string} */
export const nested = (list, print = shortest) =>
  `[${list.map((one) => (typeof one === "number" ? print(one) : nested(one, print))).join(", ")}]`;

/** @param {Given} given @returns {Stage[]} */
export function stagesOf({ network, w, b }) {
  const tensors = toTensors(network, { w, b });
  return network.layers.map(({ units, activation, bias }, at) => {
    const kernel = [...tensors[`layer_${at + 1}.kernel`]];
    const rows = Array.from({ length: kernel.length / units }, (_, row) =>
      kernel.slice(row * units, (row + 1) * units),
    );
    return {
      n: at + 1,
      last: at === network.layers.length - 1,
      activation,
      kernel: rows,
      bias: bias === "none" ? undefined : [...tensors[`layer_${at + 1}.bias`]],
      learned: bias === "learned",
    };
  });
}

/** Programs are written as lists of lines, of which some are left out. @param {(string | false | undefined)[]} lines */
export const text = (lines) => lines.filter((line) => typeof line === "string").join("\n") + "\n";
