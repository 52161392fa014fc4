/** The network at hand, lent to another lab, written as "net.2,2:sigmoid,1!loss.meanSquaredError!x.1,0.5!y.4!w.0.5,…!lr.0.1". */
import { shortest } from "../../ui/number.js";
import { symbolText } from "./expression.js";
import { resolve } from "./given.js";
import { parametersOf, specOf, toTensors } from "./network.js";
import { properties } from "./properties.js";
import { write as writeNetwork } from "./architecture.js";

const keys = /** @type {const} */ (["net", "loss", "x", "y", "w", "b", "lr"]);
const nothing = Object.fromEntries(keys.map((key) => [key, null]));
const table = /** @type {import("../../state/fragment.js").Table} */ (properties);

/** @param {import("./given.js").Given} given */
export function write({ network, w, b, ...numbers }) {
  const short = (/** @type {readonly number[]} */ values) => values.map((v) => Number(shortest(v)));
  const weights = { w: short(w), b: short(b) };
  const values = { net: writeNetwork(network), loss: network.loss, ...numbers, ...weights };
  return keys
    .map((key) => [key, table[key].format(values[key])])
    .filter(([, text]) => text !== "")
    .map(([key, text]) => `${key}.${text}`)
    .join("!");
}

/** @param {string} text @returns {import("./given.js").Given | undefined} */
export function read(text) {
  /** @type {Record<string, any>} */
  const values = {};
  for (const pair of text.split("!")) {
    const dot = pair.indexOf(".");
    const key = keys.find((one) => one === pair.slice(0, dot));
    const value = key && table[key].parse(pair.slice(dot + 1));
    if (key === undefined || value === undefined) return undefined;
    values[key] = value;
  }
  if (["net", "loss", "x", "y", "w", "lr"].some((key) => values[key] === undefined))
    return undefined;
  const { given, problems } = resolve(
    /** @type {any} */ ({ preset: "w1-w6", ...nothing, ...values }),
  );
  return problems.length > 0 ? undefined : given;
}

/** @type {import("../index.js").Lend} */
export default async function lend(text) {
  const given = read(text);
  if (!given) return undefined;
  const { network, x, y, w, b, lr } = given;
  const parameters = parametersOf(network);
  const learned = parameters.filter((p) => p.learned);
  const tensors = toTensors(network, given);
  const fixed = parameters.filter((p) => !p.learned).map(({ tensor }) => tensor);
  return {
    spec: specOf(network, lr),
    x,
    y,
    count: 1,
    weights: learned.map(({ letter, tensor, index }) => ({
      name: symbolText(letter),
      tensor,
      index,
    })),
    fixed: Object.fromEntries(fixed.map((tensor) => [tensor, [...tensors[tensor]]])),
    start: learned.map(({ kind, number }) => (kind === "weight" ? w : b)[number]),
  };
}
