/** The present picture, of the output or of one neuron: which values, and in which colours. */
import { computed } from "@preact/signals";
import { moment } from "./run.js";
import { task } from "./samples.js";
import { hidden } from "./settings.js";
import { state } from "./state.js";
import { likeliest, oneClass, signed } from "./paint.js";

/** @typedef {{ values: ArrayLike<number>, stride?: number, offset?: number, shade: import("./paint.js").Shade, colours: readonly string[] }} Picture  colours: by their names */
/** @typedef {{ layer: number, unit: number }} Neuron  from 0; layer: of the hidden ones, or the output after them */

/** The names of the classes' colours (plane.css); of two classes, and of quantities, blue is 1 and orange 0. */
export const classColours = ["class-0", "class-1", "class-2", "class-3"];
const signColours = ["positive", "negative"];

/** The neuron that is looked at, hidden or of a class; undefined for the whole output. @type {import("@preact/signals").ReadonlySignal<Neuron | undefined>} */
export const looked = computed(() => {
  const [layer, unit] = state.neuron.value.split(",").map(Number);
  const { kind, classes = 1 } = task.value;
  const sizes = hidden.value.map(({ units }) => units).concat(kind === "classes" ? classes : []);
  const isThere = unit >= 1 && unit <= sizes[layer - 1];
  return isThere ? { layer: layer - 1, unit: unit - 1 } : undefined;
});

/** @param {ArrayLike<number>} values */
function largest(values) {
  let most = 0;
  for (let i = 0; i < values.length; i++)
    if (Math.abs(values[i]) > most) most = Math.abs(values[i]);
  return most;
}

/** How the output is painted: by class, or by sign. @type {import("@preact/signals").ReadonlySignal<Picture | undefined>} */
export const outputPicture = computed(() => {
  const { kind, classes = 1 } = task.value;
  const layer = moment.value?.layers.at(-1);
  if (!layer) return undefined;
  const { output: values } = layer;
  if (kind === "classes")
    return { values, stride: classes, shade: likeliest(classes), colours: classColours };
  const shade = kind === "binary" ? signed(0.5, 0.5) : signed(0, 1);
  return { values, shade, colours: signColours };
});

/** How the probability of one class is painted. @param {number} k @returns {Picture | undefined} */
export function classPicture(k) {
  const seen = outputPicture.value;
  return seen && { ...seen, offset: k, shade: oneClass(k) };
}

/** What is painted large: the output, or the neuron that is looked at. @returns {Picture | undefined} */
export function pictureNow() {
  const at = looked.value;
  if (!at) return outputPicture.value;
  if (at.layer === hidden.value.length) return classPicture(at.unit);
  return neuronPicture(at.layer, at.unit);
}

/** How the neurons of each layer are painted: all of a layer in one measure. */
const layerPictures = computed(() =>
  moment.value?.layers.map(({ output: values, units: stride }) => ({
    values,
    stride,
    shade: signed(0, Math.max(1, largest(values))),
    colours: signColours,
  })),
);

/** How a neuron of a hidden layer is painted. @param {number} k @param {number} unit @returns {Picture | undefined} */
export function neuronPicture(k, unit) {
  const picture = layerPictures.value?.[k];
  return picture && { ...picture, offset: unit };
}
