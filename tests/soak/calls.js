/**
 * calls.js: random calls of the whole API against a model of its state (fast-check): sizes that fit and that do not, wrong
 * types, objects that have been disposed of or are another instance's. Every call ends well or with a typed error, none
 * traps; a call that only reads, or was refused, has changed no weights; what has been disposed of works no more; and what
 * the instance says it holds is what lives.
 */
import fc from "fast-check";
import { CrashError, GlassnetError, NumericError, load } from "../../wasm/index.js";
import { fnv1a } from "../js/support/numbers.js";
import {
  asking,
  callArguments,
  known,
  oddNames,
  oddValues,
  reading,
  writing,
} from "./support/api-calls.js";
import { networks } from "./support/networks.js";
import { grouped, soak } from "./support/soak.js";

const IN_A_RUN = 250; // calls
const MOST_ALIVE = 8;

const kinds = Object.values(networks);
const pick = (list, which) => list[which % list.length];
const count = { done: 0, refused: 0 };

/** Makes a call and judges what comes of it. @returns {Promise<{ value?: any, error?: GlassnetError }>} */
async function judged(name, use) {
  try {
    const value = await use();
    count.done++;
    return { value };
  } catch (error) {
    count.refused++;
    if (error instanceof GlassnetError && !(error instanceof CrashError)) return { error };
    throw new Error(`${name}: ${error?.stack ?? error}`, { cause: error });
  }
}

/** One thing that is done; `check` says whether it can be, given what there is. */
class Command {
  constructor(name, a) {
    this.name = name;
    this.a = a;
  }

  check() {
    return true;
  }

  toString() {
    return `${this.name} ${fc.stringify(this.a)}`;
  }
}

class Make extends Command {
  check({ models }) {
    return models.filter(({ isAlive }) => isAlive).length < MOST_ALIVE;
  }

  async run({ models, sets }, { gn }) {
    const network = pick(kinds, this.a.which);
    models.push({ object: gn.model(network.spec), network, isAlive: true });
    const options = { ...network.data, ...known(this.a, "scale", "mean", "std") };
    const { value } = await judged("dataset", () => gn.dataset(options));
    sets.push({ object: value ?? gn.dataset(network.data), isAlive: true });
  }
}

class Dispose extends Command {
  check = ({ models }) => models.length > 0;

  async run({ models, sets }) {
    const one = pick(this.a.other % 2 ? models : sets, this.a.which);
    one.object.dispose(); // a second time does nothing
    one.isAlive = false;
  }
}

class Ask extends Command {
  async run(_, { gn }) {
    const value = pick(oddValues, this.a.which);
    const { value: made } = await judged(this.name, () => asking[this.name](gn, value));
    made?.dispose?.();
  }

  toString() {
    return `${this.name} of ${pick(oddNames, this.a.which)}`;
  }
}

class Call extends Command {
  check = ({ models }) => models.length > 0;

  async run({ models, sets }, { gn, stranger }) {
    const { object: model, network, isAlive } = pick(models, this.a.which);
    const chosenSet = pick(sets, this.a.other);
    const set = this.a.other % 17 === 0 ? stranger : chosenSet.object;
    const parameter = pick(network.parameters, this.a.other);
    const method = reading[this.name] ?? writing[this.name];
    const before = isAlive && fnv1a(model.getWeights());
    const at = { gn, data: network.data, set, parameter };
    const { value, error } = await judged(this.name, () => method(model, this.a, at));
    if (!isAlive && !error) throw new Error(`${this.name} works on a model that was disposed of`);
    if (value?.dispose) value.dispose();
    const mayChange = this.name in writing && (!error || error instanceof NumericError);
    if (isAlive && !mayChange && fnv1a(model.getWeights()) !== before)
      throw new Error(`${this.name} has changed the weights${error ? `, and said ${error}` : ""}`);
  }
}

const commands = fc.commands(
  [
    ...Array.from({ length: 4 }, () => callArguments.map((a) => new Make("make", a))),
    callArguments.map((a) => new Dispose("dispose", a)),
    ...Object.keys(asking).map((name) => callArguments.map((a) => new Ask(name, a))),
    ...Object.keys({ ...reading, ...writing }).map((name) =>
      callArguments.map((a) => new Call(name, a)),
    ),
  ],
  { maxCommands: IN_A_RUN, size: "max" },
);

/** Plays one sequence on the instance, and leaves nothing behind. */
async function play(sequence, real) {
  const state = { models: [], sets: [] };
  await fc.asyncModelRun(() => ({ model: state, real }), sequence);
  const living = (list) => list.filter(({ isAlive }) => isAlive);
  const { models, datasets } = real.gn.memory();
  if (models !== living(state.models).length || datasets !== living(state.sets).length)
    throw new Error(
      `held: ${models} models, ${datasets} data sets; there should be ${living(state.models).length}, ${living(state.sets).length}`,
    );
  for (const { object } of [...state.models, ...state.sets]) object.dispose();
  if (real.gn.memory().bytes !== 0) throw new Error("bytes are left over");
}

await soak("calls", async ({ short }) => {
  const wanted = short ? 20_000 : 1_000_000;
  const gn = await load();
  for (const network of kinds) {
    const model = gn.model(network.spec);
    network.parameters = [...Object.keys(model.getWeights()), "none.bias"];
    model.dispose();
  }
  const real = { gn, stranger: (await load()).dataset(kinds[0].data) };
  const faults = [];
  for (let seed = 1; count.done + count.refused < wanted && faults.length < 5; seed++) {
    const property = fc.asyncProperty(commands, (sequence) => play(sequence, real));
    const result = await fc.check(property, { seed, numRuns: 20, endOnFailure: true });
    if (result.failed)
      faults.push(`seed ${seed}: ${result.errorInstance?.message ?? result.error}`);
  }
  const figure = `${grouped(count.done + count.refused)} calls, ${grouped(count.refused)} of them refused with a typed error`;
  return { figure, faults };
});
