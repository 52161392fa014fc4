/**
 * The numbers: one model in the worker, trained step by step from the given weights. Before each update the
 * core's trace is kept and its gradient check made, after it the new weights. Nothing is computed here.
 */
import { computed, effect, signal } from "@preact/signals";
import { engine, failed, generation } from "../../state/engine.js";
import { form, given, problems, stops } from "./given.js";
import { biasesOf, fromTensors, specOf, toTensors } from "./network.js";
import { state } from "./state.js";

/** @typedef {{ numeric: number, relativeError: number }} Check of one weight's gradient */
/** @typedef {import("./quantities.js").Iteration & { form: string, check: Record<string, Check> }} Step  form: of its network; check: by "tensor[index]" */

/** Steps listed in the table; more are asked for, or walked to. */
export const wanted = signal(6);
/** @type {import("@preact/signals").Signal<Step[]>} */
const made = signal([]);
/** Those of the network at hand, since a new network's are not there at once. */
export const steps = computed(() => (made.value[0]?.form === form.value ? made.value : []));
/** Why there are no more, or none. @type {import("@preact/signals").Signal<{ code: string, message: string } | undefined>} */
export const trouble = signal(undefined);

const givens = computed(() => ({
  ...given.value,
  form: form.value,
  stopped: problems.value.some(stops),
  engine: generation.value,
}));
const count = computed(() => Math.max(wanted.value, state.step.value + 1));

/** @typedef {ReturnType<typeof givens.peek>} Givens */
/** @typedef {{ model: any, givens: Givens, list: Step[] }} Run  list: the steps that the model has made */

/** @param {Givens} values @returns {Promise<Run>} */
async function begin(values) {
  const gn = await engine();
  const model = await gn.model(/** @type {any} */ (specOf(values.network, values.lr)));
  await model.setWeights(toTensors(values.network, values));
  return { model, givens: values, list: [] };
}

/** @param {import("./network.js").Network} network @param {number} number of a bias */
const isFixed = (network, number) => !biasesOf(network)[number].learned;

/** @param {Run} run */
async function oneStep({ model, givens: { network, form: of, x, y, lr }, list }) {
  const { w, b } = fromTensors(network, await model.getWeights());
  const trace = await model.trace([x], [y]);
  const { parameters } = await model.checkGradients([x], [y]);
  await model.trainOnBatch([x], [y]);
  const after = fromTensors(network, await model.getWeights());
  if (biasesOf(network).some((p) => !p.learned)) {
    after.b = b.map((old, i) => (isFixed(network, i) ? old : after.b[i]));
    await model.setWeights(toTensors(network, after));
  }
  const check = Object.fromEntries(
    parameters.map((/** @type {any} */ p) => [`${p.name}[${p.index}]`, p]),
  );
  list.push({ form: of, x, y, lr, w, b, trace, after, check });
}

/** Follows the given values for as long as the lab is open. Returns how to stop. */
export function follow() {
  /** @type {Run | undefined} */
  let run;
  /** @type {Promise<unknown>} */
  let queue = Promise.resolve();
  let newest = 0;
  const dispose = async () => {
    const old = run;
    run = undefined;
    await old?.model.dispose();
  };

  /** @param {Givens} values @param {number} upTo @param {() => boolean} stale */
  async function advance(values, upTo, stale) {
    if (stale()) return;
    if (run?.givens !== values) {
      await dispose();
      run = await begin(values);
    }
    while (run.list.length < upTo && !stale() && !values.stopped) await oneStep(run);
    if (!stale()) made.value = [...run.list];
  }

  const stop = effect(() => {
    const values = givens.value;
    const upTo = count.value;
    const mine = ++newest;
    const stale = () => mine !== newest;
    queue = queue
      .then(() => advance(values, upTo, stale))
      .then(
        () => {
          if (!stale()) trouble.value = undefined;
        },
        (error) => {
          if (failed(error) || stale()) return;
          trouble.value = error;
          made.value = [...(run?.list ?? [])]; // those that the core could still compute
        },
      );
  });
  return () => {
    stop();
    newest += 1;
    queue.then(dispose);
  };
}
