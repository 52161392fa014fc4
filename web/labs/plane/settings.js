/** What the controls say of the network and its training, made into the spec that the core takes. */
import { computed } from "@preact/signals";
import { readChoice, shownFields, writeChoice } from "../../state/choices.js";
import { kindOf } from "../../state/schema.js";
import { specFor } from "./making.js";
import { readLayers } from "./network.js";
import { chosen, task } from "./samples.js";
import { now, state } from "./state.js";

export const hidden = computed(() => readLayers(state.hidden.value));
export const optimizer = computed(() => readChoice(state.optimizer.value));

/** @param {string} name @param {any} value */
export function setOptimizerField(name, value) {
  const fields = shownFields(kindOf("optimizers", optimizer.value.type));
  state.optimizer.value = writeChoice({ ...optimizer.value, [name]: value }, fields);
}

export const spec = computed(() => specFor(now, task.value, chosen.value.length));

/** What makes it another network, whose training begins anew; all else can be changed while it learns. */
export const structure = computed(() => {
  const { layers, input, seed } = spec.value;
  const dense = layers.flatMap((layer) => ("units" in layer ? [layer.units, layer.useBias] : []));
  return JSON.stringify([
    state.data.value,
    task.value.kind,
    input,
    dense,
    chosen.value,
    state.init.value,
    seed,
  ]);
});
