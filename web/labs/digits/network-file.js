/** A network as a file: one that is given to the reader, one that is opened in place of `mine`. */
import { engine } from "../../state/engine.js";
import { download } from "../../ui/download.js";
import { replaceRun } from "./run.js";

/** @param {import("./networks.js").Model} model */
export async function give(model) {
  const bytes = await model.save({ optimizer: false });
  download("digits.safetensors", new Blob([bytes], { type: "application/octet-stream" }));
}

/** @param {readonly number[]} shape */
const sizeOf = (shape) => shape.reduce((a, b) => a * b, 1);

/**
 * @param {File} file
 * @returns {Promise<{ inputs: number, outputs: number } | undefined>} its sizes, when it is not a network for digits
 */
export async function take(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const gn = await engine();
  const model = /** @type {import("./networks.js").Model} */ (await gn.open(bytes));
  const [inputs, outputs] = [sizeOf(await model.inputShape), sizeOf(await model.outputShape)];
  if (inputs === 784 && outputs === 10) return void (await replaceRun(model));
  await model.dispose();
  return { inputs, outputs };
}
