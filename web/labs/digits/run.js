/**
 * One training run: from the seed, on the data chosen, in the worker. It can be paused (training waits
 * for its progress to be heard, so what follows is what would have followed), ended at once, taken further, and started
 * again to the bit.
 */
import { batch, computed, signal } from "@preact/signals";
import { engine, failed } from "../../state/engine.js";
import { fingerprint } from "../../state/fingerprint.js";
import { state } from "./state.js";
import { problemOf } from "../../ui/complaint.jsx";
import { augmentations } from "./augmentation.js";
import { files, generated, hashOf, source } from "./data.js";
import { Keeper, forgetKept, keeping, offer } from "./keeper.js";
import { claimMine, isNewest, mine, mineVersion, replaceMine } from "./networks.js";
import { notePace } from "./pace.js";
import { Recent } from "./recent.js";
import { readSettings, spec, trainOptions, writeSettings } from "./settings.js";

/** @typedef {"idle" | "preparing" | "running" | "pausing" | "paused" | "done" | "stopped" | "tuned"} Phase */
/** @typedef {import("./data.js").Split} Split */
/**
 * @typedef {object} Point what was known at one moment; the validation figures only at the end of an epoch
 * @property {number} epoch with a fraction within an epoch
 * @property {number} [loss]
 * @property {number} [accuracy]
 * @property {number} [validationLoss]
 * @property {number} [validationAccuracy]
 */
/** @typedef {{ epoch: number, epochs: number, share: number, samplesPerSecond: number, secondsLeft: number }} Progress */

/** @type {import("@preact/signals").Signal<Phase>} */
export const phase = signal("idle");
/** @type {import("@preact/signals").Signal<readonly Point[]>} */
export const points = signal([]);
/** @type {import("@preact/signals").Signal<Progress | undefined>} */
export const progress = signal(undefined);
/** How much of the data has been made, 0 … 1. */
export const prepared = signal(0);
/** @type {import("@preact/signals").Signal<import("../../ui/complaint.jsx").Problem | undefined>} */
export const problem = signal(undefined);
/** The weights of the finished or resting run in eight letters. */
export const print = signal("");
/** The data of this run; the report is made on its validation part. @type {import("@preact/signals").Signal<Split | undefined>} */
export const split = signal(undefined);
export const trainedSpec = signal(/** @type {any} */ (undefined));

export const isBusy = computed(() => ["preparing", "running", "pausing"].includes(phase.value));
export const isUnderWay = computed(() => isBusy.value || phase.value === "paused");
/** The epoch whose weights early stopping took back; undefined: they are those of the last. @type {import("@preact/signals").Signal<Point | undefined>} */
export const restored = signal(undefined);
/** The last figures of an epoch's end. */
export const lastEpoch = computed(() =>
  points.value.findLast(({ validationLoss }) => validationLoss !== undefined),
);
/** Each layer's statistics of the last batch of an epoch, where they were asked for. @type {import("@preact/signals").Signal<readonly { epoch: number, layers: readonly import("../../../wasm/statistics.js").LayerStatistics[] }[]>} */
export const recorded = signal([]);

/** The data sets in the worker, and the augmentation of the first. @type {{ train: any, validation: any, augment: string } | undefined} */
let datasets;
/** The run under way, or the last; once another claims the place of its network, it shows nothing any more. @type {AbortController | undefined} */
let stopper;
/** All that was begun has come to its end, and has let go of the data and of what keeps runs. */
let over = Promise.resolve();
/** @type {(() => void) | undefined} */
let goOn;
/** Epochs that the network has behind it. */
let epochsDone = 0;

/** @param {Point} point */
const addPoint = (point) => (points.value = [...points.value, point]);

/** The data sets of the next run, in the worker. @param {AbortSignal} stop */
export async function prepare(stop) {
  prepared.value = 0;
  const own = source.value === "files" ? files.value : undefined;
  const data =
    own ??
    (await generated(state.samples.value, state.dataSeed.value, {
      signal: stop,
      onProgress: (share) => (prepared.value = share),
    }));
  const augment = state.augment.value;
  if (split.value !== data || datasets?.augment !== augment) {
    await releaseData();
    const gn = await engine();
    const held = (
      /** @type {import("./data.js").DigitSet} */ set,
      /** @type {any} */ options = {},
    ) => gn.dataset({ x: set.images, y: set.labels, scale: 1 / 255, ...options });
    const varied = augmentations.value.length > 0 && { augment: augmentations.value };
    const train = await held(data.train, varied || {});
    datasets = { train, validation: await held(data.validation), augment };
    split.value = data;
  }
  stop.throwIfAborted();
  return datasets;
}

async function releaseData() {
  const old = datasets;
  datasets = undefined;
  split.value = undefined;
  await Promise.allSettled([old?.train.dispose(), old?.validation.dispose()]);
}

/** The model becomes `mine`, and the run its own, in one; not where that has been called off. @param {any} model @param {AbortSignal} stop @param {() => void} set */
async function settle(model, stop, set) {
  if (stop.aborted) await model.dispose();
  stop.throwIfAborted();
  await batch(() => {
    set();
    return replaceMine(model);
  });
}

/** The network fresh from its seed, and what it knows before it has seen anything. @param {any} validation @param {AbortSignal} stop */
async function makeNetwork(validation, stop) {
  const gn = await engine();
  const wanted = spec.value;
  const model = await gn.model(wanted);
  const { loss, accuracy } = await model.evaluate(validation);
  await settle(model, stop, () => {
    epochsDone = 0;
    trainedSpec.value = wanted;
    points.value = [{ epoch: 0, validationLoss: loss, validationAccuracy: accuracy }];
    recorded.value = [];
  });
}

/** The network and its run as they were kept. @param {import("./keeper.js").Checkpoint} kept @param {AbortSignal} stop */
async function restore({ state: run, bytes }, stop) {
  const gn = await engine();
  const model = await gn.open(bytes);
  await settle(model, stop, () => {
    epochsDone = run.epoch;
    trainedSpec.value = model.spec;
    points.value = run.points;
    recorded.value = run.recorded;
    restored.value = run.restored;
  });
}

/** What keeps the run that is about to begin. @param {number} epochs @param {AbortSignal} stop */
function keeperOf(epochs, stop) {
  const data = /** @type {Split} */ (split.peek());
  const run = {
    epochs: epochsDone + epochs,
    settings: writeSettings(),
    files: source.peek() === "files" ? hashOf(data) : "",
  };
  const now = () => ({
    at: Date.now(),
    epoch: epochsDone,
    points: points.peek(),
    recorded: recorded.peek(),
    restored: restored.peek(),
  });
  return new Keeper(
    async (isOver) => ({ state: { ...run, ...now(), isOver }, bytes: await mine.value.save() }),
    trainOptions.peek().earlyStopping !== undefined,
    stop,
  );
}

/**
 * @param {any} told
 * @param {{ loss: number, accuracy: number } | undefined} means
 * @param {number} before epochs of earlier runs of this network
 */
function onProgress(told, means, before) {
  const { epoch, epochs, batch: done, batches, samplesPerSecond, secondsLeft } = told;
  const share = done / batches;
  notePace(samplesPerSecond);
  batch(() => {
    progress.value = {
      epoch: before + epoch,
      epochs: before + epochs,
      share: (epoch - 1 + share) / epochs,
      samplesPerSecond,
      secondsLeft,
    };
    if (share < 1 && means) addPoint({ epoch: before + epoch - 1 + share, ...means });
    mineVersion.value++;
  });
}

/** @param {number} epochs @param {{ train: any, validation: any }} data @param {Keeper} keeper @param {AbortController} claim */
async function runEpochs(epochs, data, keeper, claim) {
  const stop = claim.signal;
  const before = epochsDone;
  const recent = new Recent();
  /** @type {{ loss: number, accuracy: number } | undefined} */
  let means;
  const options = trainOptions.peek();
  /** @type {Point[]} */
  const ends = [];
  const training = mine.value.train(data.train, {
    ...options,
    epochs,
    validation: data.validation,
    statistics: state.tool.peek() === "layers",
    signal: stop,
    async onProgress(/** @type {any} */ told) {
      if (!isNewest(claim)) return;
      means = recent.means(told);
      onProgress(told, means, before);
      if (phase.value === "pausing") await rest(stop);
    },
  });
  for await (const result of training) {
    if (!isNewest(claim)) return;
    const { epoch, validationLoss, validationAccuracy, statistics: layers } = result;
    epochsDone = before + epoch;
    const point = { epoch: epochsDone, ...means, validationLoss, validationAccuracy };
    ends.push(point);
    batch(() => {
      addPoint(point);
      if (layers) recorded.value = [...recorded.value, { epoch: epochsDone, layers }];
      mineVersion.value++;
    });
    await keeper.epochEnded(bestOf(ends, options.earlyStopping) === point);
  }
  const best = bestOf(ends, options.earlyStopping);
  if (best !== ends.at(-1)) restored.value = best; // that is whose weights train() takes back
}

/** The first of the best epochs; without early stopping there is none. @param {Point[]} ends @param {{ monitor: "validationLoss" | "validationAccuracy" } | undefined} stopping */
function bestOf(ends, stopping) {
  if (!stopping) return ends.at(-1);
  const { monitor } = stopping;
  const sign = monitor === "validationLoss" ? 1 : -1;
  const badness = ends.map((point) => sign * /** @type {number} */ (point[monitor]));
  return ends[badness.indexOf(Math.min(...badness))];
}

/** Waits until resume() or stop(). @param {AbortSignal} stop */
async function rest(stop) {
  const letters = await fingerprint(mine.value);
  stop.throwIfAborted();
  batch(() => ([phase.value, print.value] = ["paused", letters]));
  await /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      goOn = resolve;
      stop.addEventListener("abort", () => resolve(), { once: true });
    })
  );
  stop.throwIfAborted();
  print.value = "";
  phase.value = "running";
}

/**
 * Trains: a new network from its seed; with `further` the one that is there; with `kept` the one that this browser kept,
 * to the end of its run.
 *
 * @param {{ further?: boolean, kept?: import("./keeper.js").Checkpoint }} [options]
 */
export async function start(options = {}) {
  if (isUnderWay.value) return;
  const claim = begin();
  await (over = over.then(() => run(claim, options)));
  await rests(claim);
}

/** @param {AbortController} claim @param {{ further?: boolean, kept?: import("./keeper.js").Checkpoint }} options */
async function run(claim, { further = false, kept }) {
  const stop = claim.signal;
  /** @type {Keeper | undefined} */
  let keeper;
  try {
    stop.throwIfAborted();
    if (kept) readSettings(kept.state.settings);
    const data = await prepare(stop);
    if (kept) await restore(kept, stop);
    else if (!further || !mine.value) await makeNetwork(data.validation, stop);
    const epochs = kept ? kept.state.epochs - kept.state.epoch : state.epochs.value;
    keeper = keeperOf(epochs, stop);
    await keeper.begin();
    stop.throwIfAborted();
    phase.value = "running";
    await runEpochs(epochs, data, keeper, claim);
    await keeper.end(true);
    stop.throwIfAborted();
    phase.value = "done";
  } catch (error) {
    if (!stop.aborted) complain(error);
    await keeper?.end(false);
    if (isNewest(claim)) phase.value = points.value.length > 0 ? "stopped" : "idle";
  }
}

/** The network of a run that was over when it was kept. @param {import("./keeper.js").Checkpoint} kept */
export async function takeBack(kept) {
  if (isUnderWay.value) return;
  const claim = begin();
  try {
    readSettings(kept.state.settings);
    await restore(kept, claim.signal);
    offer.value = undefined;
    phase.value = "done";
  } catch (error) {
    if (!claim.signal.aborted) complain(error);
    if (isNewest(claim)) phase.value = "idle";
  }
  await rests(claim);
}

function begin() {
  stopper = claimMine();
  batch(() => {
    problem.value = undefined;
    print.value = "";
    progress.value = restored.value = undefined;
    phase.value = "preparing";
  });
  return stopper;
}

/** The run has come to rest, wherever. @param {AbortController} claim */
async function rests(claim) {
  if (!isNewest(claim)) return;
  mineVersion.value++;
  const letters = mine.value && (await fingerprint(mine.value).catch(() => ""));
  if (isNewest(claim) && points.value.length > 0) print.value = letters ?? "";
}

/** @param {any} error */
function complain(error) {
  if (!failed(error)) problem.value = problemOf(error);
}

export function pause() {
  if (phase.value === "running") phase.value = "pausing";
}

export function resume() {
  if (phase.value === "pausing") phase.value = "running";
  goOn?.();
}

/** Ends the run now; what was learned stays. */
export const stop = () => stopper?.abort();

/** Back to the beginning: the next start makes the same network again. */
export async function reset() {
  await replaceRun(undefined);
  await forgetKept();
}

/** Another network takes the place of ours, or none; whatever was under way for that is called off. @param {any} model */
export const replaceRun = (model) => takePlace(model, claimMine().signal);

/**
 * A network from elsewhere takes the place of ours: the curves are no longer its own, unless it has learned further from it.
 *
 * @param {any} model @param {AbortSignal} stop @param {{ isFurther?: boolean }} [options]
 */
export async function takePlace(model, stop, { isFurther = false } = {}) {
  await settle(model, stop, isFurther ? markTuned : forgetRun);
  if (!isFurther) return;
  const letters = await fingerprint(model).catch(() => "");
  if (!stop.aborted) print.value = letters;
}

function forgetRun() {
  batch(() => {
    points.value = [];
    trainedSpec.value = undefined;
    progress.value = restored.value = undefined;
    recorded.value = [];
    problem.value = undefined;
    print.value = "";
    keeping.value = {};
    phase.value = "idle";
  });
}

/** The network that the curves are of has been fine-tuned: they stay, as what was before. */
const markTuned = () => void ([phase.value, print.value] = ["tuned", ""]);

/** The worker is gone, and with it the network and the data in it. */
export function forget() {
  claimMine();
  datasets = undefined;
  split.value = undefined;
  mine.value = undefined;
  phase.value = points.value.length > 0 ? "stopped" : "idle";
}
