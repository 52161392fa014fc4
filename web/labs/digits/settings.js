/**
 * What is to be trained, as the URL holds it, made into the spec that the core takes. Which activations,
 * optimizers, schedules and augmentations there are, and what can be set on them, the core says itself.
 */
import { batch, computed, signal } from "@preact/signals";
import { problemOf } from "../../ui/complaint.jsx";
import { engine } from "../../state/engine.js";
import { readFragment, writeFragment } from "../../state/fragment.js";
import { commonFields, kindOf } from "../../state/schema.js";
import { readChoice, shownFields, writeChoice } from "../../state/choices.js";
import { state } from "./state.js";
import { networkOf } from "./architectures.js";
import { training } from "./properties.js";

/** "128,64" → [128, 64]; no text: no hidden layer. */
export const hiddenUnits = computed(() =>
  state.hidden.value === "" ? [] : state.hidden.value.split(",").map(Number),
);

export const optimizer = computed(() => readChoice(state.optimizer.value));
export const schedule = computed(() => readChoice(state.schedule.value));
export const constraint = computed(() =>
  state.constraint.value === "" ? undefined : readChoice(state.constraint.value),
);

/** @param {string} type */
export function chooseOptimizer(type) {
  // The rate is the one number that people carry over by mistake: each optimizer starts from its own.
  state.optimizer.value = type;
}

/** The cosine alone must be told how long it takes: the whole run, unless one says otherwise. @param {string} type */
export function chooseSchedule(type) {
  state.schedule.value = type === "cosine" ? `cosine,over:${state.epochs.value}` : type;
}

/** What can be set on an optimizer, a schedule or a constraint: its own fields, and those that all of its family have. @param {Chosen} which @param {string} type */
export const fieldsOf = (which, type) => [
  ...shownFields(kindOf(`${which}s`, type)),
  ...commonFields(`${which}s`),
];

/** @typedef {"optimizer" | "schedule" | "constraint"} Chosen what the link holds as a kind with its settings */

/** @param {Chosen} which @param {string} name @param {any} value */
export function setField(which, name, value) {
  const chosen = readChoice(state[which].value);
  const fields = fieldsOf(which, chosen.type);
  state[which].value = writeChoice({ ...chosen, [name]: value }, fields);
}

/** What train() is told beyond the network: whom each mistake weighs, and when to stop early. */
export const trainOptions = computed(() => {
  const monitor = state.stopping.value;
  return {
    batchSize: state.batch.value,
    ...(state.classWeights.value && { classWeight: state.classWeights.value }),
    ...(monitor !== "off" && { earlyStopping: { monitor, patience: state.patience.value } }),
  };
});

const table = () => training;
const signals = /** @type {Record<string, import("@preact/signals").Signal<any>>} */ (state);

/** All that a run is made from, as a link holds it. */
export const writeSettings = () =>
  writeFragment(
    Object.fromEntries(Object.keys(training).map((name) => [name, signals[name].peek()])),
    table,
  );

/** @param {string} text as writeSettings gives it */
export function readSettings(text) {
  const { values, problems } = readFragment(text, table);
  if (problems.length > 0) throw new Error(problems.map((p) => `${p.key}=${p.text}`).join("&"));
  batch(() => {
    for (const [name, { initial }] of Object.entries(training))
      signals[name].value = Object.hasOwn(values, name) ? values[name] : initial;
  });
}

/** The network as a plain object, with all that its training needs to know. */
export const spec = computed(() => {
  const { type } = schedule.value;
  const network = networkOf(state.network.value, {
    hidden: hiddenUnits.value,
    activation: state.activation.value,
    dropout: state.dropout.value,
    l1: state.l1.value,
    l2: state.l2.value,
    constraint: constraint.value,
    smoothing: state.smoothing.value,
  });
  return /** @type {import("../../../wasm/index.js").ModelSpec} */ ({
    ...network,
    optimizer: { ...optimizer.value, ...(type !== "constant" && { schedule: schedule.value }) },
    seed: state.seed.value,
  });
});

/** What the core says of the network before it is trained: its outline, or what is wrong with it. */
export const checked = signal(
  /** @type {{ outline?: any, error?: import("../../ui/complaint.jsx").Problem }} */ ({}),
);

let latest = 0;

/** Ask the core about the spec; the last question counts. */
export async function checkSpec() {
  const mine = ++latest;
  const asked = spec.value;
  try {
    const gn = await engine();
    const outline = await gn.summary(asked);
    if (mine === latest) checked.value = { outline };
  } catch (error) {
    if (mine === latest) checked.value = { error: problemOf(error) };
  }
}
