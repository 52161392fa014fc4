/**
 * What is to be trained, as the URL holds it, made into the spec that the core takes. Which activations and
 * optimizers there are, and what can be set on them, the core says itself (schema.js of the engine).
 */
import { computed, signal } from "@preact/signals";
import { problemOf } from "../../ui/complaint.jsx";
import { engine } from "../../state/engine.js";
import { state } from "../../state/store.js";

/** @typedef {{ name: string, type: string, default?: any, min?: number, max?: number, aboveMin?: boolean,
 *              belowMax?: boolean, about: Record<"zh" | "en", string> }} Field */
/** @typedef {{ type: string, about: Record<"zh" | "en", string>, fields: Field[] }} Kind */

/** What the core says of itself, once the worker has started. @type {import("@preact/signals").Signal<any>} */
export const schema = signal(undefined);

/** @param {"activations" | "optimizers"} family @returns {readonly Kind[]} */
export const kindsOf = (family) => schema.value?.[family].kinds ?? [];

/** @param {Field} field */
const isShown = ({ type }) => type === "number" || type === "boolean";

/** The fields of an optimizer that this page can show as controls. @param {string} type */
export const optimizerFields = (type) =>
  (kindsOf("optimizers").find((kind) => kind.type === type)?.fields ?? []).filter(isShown);

/** "128,64" → [128, 64]; no text: no hidden layer. */
export const hiddenUnits = computed(() =>
  state.hidden.value === "" ? [] : state.hidden.value.split(",").map(Number),
);

/**
 * "adam,learningRate:0.002" → { type: "adam", learningRate: 0.002 }: what is not written has the core's default.
 */
export const optimizer = computed(() => {
  const [type, ...pairs] = state.optimizer.value.split(",");
  const options = pairs.map((pair) => {
    const [name, value] = pair.split(":");
    return [name, value === "true" ? true : value === "false" ? false : Number(value)];
  });
  return { type, ...Object.fromEntries(options) };
});

/** @param {string} type */
export function chooseOptimizer(type) {
  // The rate is the one number that people carry over by mistake: each optimizer starts from its own.
  state.optimizer.value = type;
}

/** @param {string} name @param {number | boolean} value */
export function setOptimizerField(name, value) {
  const { type, ...options } = { ...optimizer.value, [name]: value };
  const fields = optimizerFields(type);
  const pairs = fields
    .filter((field) => options[field.name] !== undefined && options[field.name] !== field.default)
    .map((field) => `${field.name}:${options[field.name]}`);
  state.optimizer.value = [type, ...pairs].join(",");
}

/** The network as a plain object; a perceptron of many layers on the pixels. */
export const spec = computed(
  () =>
    /** @type {import("../../../wasm/index.js").ModelSpec} */ ({
      input: [28, 28, 1],
      layers: [
        { type: "flatten" },
        ...hiddenUnits.value.map((units) => ({
          type: "dense",
          units,
          activation: state.activation.value,
        })),
        { type: "dense", units: 10, activation: "softmax" },
      ],
      loss: "categoricalCrossentropy",
      optimizer: optimizer.value,
      seed: state.seed.value,
    }),
);

/** What the core says of the network before it is trained: its size, or what is wrong with it. */
export const checked = signal(
  /** @type {{ parameters?: number, error?: import("../../ui/complaint.jsx").Problem }} */ ({}),
);

let latest = 0;

/** Ask the core about the spec; the last question counts. */
export async function checkSpec() {
  const mine = ++latest;
  const asked = spec.value;
  try {
    const gn = await engine();
    schema.value = gn.schema;
    const model = await gn.model(asked);
    const parameters = await model.parameterCount;
    await model.dispose();
    if (mine === latest) checked.value = { parameters };
  } catch (error) {
    if (mine === latest) checked.value = { error: problemOf(error) };
  }
}
