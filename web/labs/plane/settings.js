/** What the controls say of the network and its training, made into the spec that the core takes. */
import { computed } from "@preact/signals";
import { readChoice, shownFields, writeChoice } from "../../state/choices.js";
import { kindOf } from "../../state/schema.js";
import { readLayers, specOf } from "./network.js";
import { chosen, task } from "./samples.js";
import { state } from "./state.js";

export const hidden = computed(() => readLayers(state.hidden.value));
export const optimizer = computed(() => readChoice(state.optimizer.value));

/** @param {string} name @param {any} value */
export function setOptimizerField(name, value) {
  const fields = shownFields(kindOf("optimizers", optimizer.value.type));
  state.optimizer.value = writeChoice({ ...optimizer.value, [name]: value }, fields);
}

export const spec = computed(() =>
  specOf({
    task: task.value,
    inputs: chosen.value.length,
    hidden: hidden.value,
    loss: state.loss.value,
    bias: state.bias.value === "on",
    l1: state.l1.value,
    l2: state.l2.value,
    dropout: state.dropout.value,
    init: readChoice(state.init.value),
    optimizer: optimizer.value,
    seed: state.seed.value,
  }),
);

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
