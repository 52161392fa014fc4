/**
 * The run that is shown: played, stepped, taken back, changed in its midst. Whatever is asked of the worker is done in turn,
 * so that a slice of training is never cut in two; between two slices the page is free.
 */
import { batch, computed, effect, signal, untracked } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { engine, failed, generation } from "../../state/engine.js";
import { fingerprint } from "../../state/fingerprint.js";
import { examine } from "./doctor/examine.js";
import { problemOf } from "../../ui/complaint.jsx";
import { drawn } from "../../ui/drawn.js";
import { refuseFeatures } from "./asked.js";
import { brought, lapse, take, write } from "./runs/present.js";
import { after, altered, begun, legsUntil, setByHand, within } from "./runs/record.js";
import { beginning, retrace } from "./runs/replay.js";
import { places, sets, testSet } from "./samples.js";
import { spec, structure } from "./settings.js";
import { now, state } from "./state.js";
import { Trainer } from "./trainer.js";

/** @typedef {import("./runs/record.js").Record} Record */
/** @typedef {import("./runs/written.js").Run} Run */
/** @typedef {import("./trainer.js").Moment & { record: Record }} Moment  record: how it came to be */

/** So many moments are kept to go back to; then every second of the old ones is let go. */
const mostKept = 400;
const keptWhole = 40;
/** The curves need not follow each frame. */
const curvesEvery = 200; // milliseconds
const sliceTime = 25; // milliseconds of training a frame, at the fastest pace
/** And so many times as long as the page takes to draw: a network of many neurons leaves it time for its user. */
const trainingShare = 3;

/** @type {import("@preact/signals").Signal<"preparing" | "resting" | "running">} */
export const phase = signal("preparing");
/** The moments so far, the last of them the present. @type {import("@preact/signals").Signal<readonly Moment[]>} */
export const kept = signal([]);
/** What the network that kept moments are of was made from. */
const made = signal("");
/** The present, unless the controls speak of another network already. */
export const moment = computed(() => (made.value === madeFrom() ? kept.value.at(-1) : undefined));
/** The same, for the curves: a little later while it runs. @type {import("@preact/signals").Signal<readonly Moment[]>} */
export const curve = signal([]);
/** The weights in eight letters, while they rest. */
export const print = signal("");
/** @type {import("@preact/signals").Signal<import("../../ui/complaint.jsx").Problem | undefined>} */
export const problem = signal(undefined);

/** What the layers are like, looked at now and then. @type {import("@preact/signals").Signal<readonly import("./doctor/examine.js").LayerHealth[] | undefined>} */
export const health = signal(undefined);
const checkUpEvery = 1000; // milliseconds
let checkedAt = 0;

/** That early stopping has ended the run, and how. @type {import("@preact/signals").Signal<{ epoch: number, patience: number } | undefined>} */
export const stopped = signal(undefined);

/** How the network at some moment did on the test samples. @type {import("@preact/signals").Signal<{ of: Moment, score: import("./trainer.js").Score } | undefined>} */
export const exam = signal(undefined);

/** The run of a link, while it is computed again: how much of it there is, and how to leave it there. @type {import("@preact/signals").Signal<{ share: number, stop(): void } | undefined>} */
export const resuming = signal(undefined);

/** The run as it rests, to be written down. @type {import("@preact/signals").ReadonlySignal<Run | undefined>} */
export const present = computed(() => {
  if (!moment.value || print.value === "") return undefined;
  const { record: of, cursor } = moment.value;
  return { legs: legsUntil(of, cursor), print: print.value };
});

/** @type {Trainer | undefined} */
let trainer;
/** @type {Record} */
let record;
let turn = Promise.resolve();
/** When the network was last looked at, and for how many milliseconds the page then drew what was seen. */
let lookedAt = 0;
let drawing = 0;

/** Does it when all that was asked before is done. @param {() => Promise<void>} task */
export function inTurn(task) {
  turn = turn.then(task).catch(recover);
  return turn;
}

/** @param {Moment[]} moments */
function thin(moments) {
  if (moments.length < mostKept) return moments;
  const recent = moments.length - keptWhole;
  return moments.filter((_, i) => i === 0 || i >= recent || i % 2 === 0);
}

/**
 * @param {readonly Moment[]} moments the last of them new
 * @param {string} [letters] its fingerprint, where that is known: no moment is seen with the letters of another
 */
function show(moments, letters = "") {
  const isRunning = phase.value === "running";
  batch(() => {
    kept.value = moments;
    print.value = letters;
    const [last, shown] = [moments.at(-1), curve.value.at(-1)];
    if (!isRunning || !shown || shownAt + curvesEvery < performance.now() || last === undefined) {
      curve.value = moments;
      shownAt = performance.now();
    }
  });
}
let shownAt = 0;

/** What it makes of each place is needed of the present only: of 400 moments that may be 150 MB. @param {Moment} moment */
const faded = (moment) => (moment.layers.length > 0 ? { ...moment, layers: [] } : moment);

/** Looks at the network and keeps what is seen, in place of what was seen at the same point or after it. @param {boolean} [isWritten] with its fingerprint */
async function add(isWritten) {
  const seen = await /** @type {Trainer} */ (trainer).look(places.value);
  const letters = await lettersNow(isWritten);
  lookedAt = performance.now();
  const before = kept.value.filter(({ at }) => at < seen.at).map(faded);
  show(thin([...before, { ...seen, record }]), letters);
}

/** @param {boolean} [isWritten] */
async function look(isWritten) {
  if (isOutdated()) return; // what is to be looked at is another network's, whose turn comes
  await add(isWritten);
  await checkUp();
}

/** The fingerprint of the network; of one that goes on at once, none. */
const lettersNow = async (isWanted = phase.value === "resting") =>
  isWanted ? fingerprint(/** @type {Trainer} */ (trainer).model) : "";

async function rest() {
  print.value = await lettersNow();
  await checkUp();
}

/** What takes too long to be done each frame: at rest at once, while it runs now and then. */
async function checkUp() {
  const { model, spec: asked, sets: held } = /** @type {Trainer} */ (trainer);
  if (phase.value === "running" && performance.now() < checkedAt + checkUpEvery) return;
  health.value = await examine(model, asked, held.train);
  checkedAt = performance.now();
}

/** A number that is none ends the run at the moment before; anything else is only said. @param {any} error */
async function recover(error) {
  phase.value = "resting";
  if (failed(error)) return;
  problem.value = problemOf(error);
  const before = kept.value.at(-1);
  if (error?.code === "numeric" && trainer && before) {
    show(kept.value);
    await backTo(before).then(rest).catch(failed);
  }
}

/** @param {Moment} moment */
async function backTo(moment) {
  await /** @type {Trainer} */ (trainer).back(moment);
  record = altered(moment.record, moment.cursor, record.settings);
}

/** A network that has learned nothing yet; or one that goes a run again. @param {Run} [run] */
async function begin(run) {
  // What the controls say now: while we wait they may come to speak of another network, whose turn comes.
  const [key, asked, held] = [madeFrom(), spec.value, sets.value];
  record = begun({ ...now });
  await trainer?.dispose();
  trainer = undefined;
  batch(() => {
    phase.value = "preparing";
    problem.value = undefined;
    stopped.value = undefined;
    print.value = "";
  });
  const gn = await engine();
  trainer = await (run ? beginning(gn, run.legs) : Trainer.begin(gn, asked, held));
  batch(() => {
    made.value = key;
    kept.value = [];
    curve.value = [];
  });
  const isWhole = run === undefined || (await resume(trainer, run, held));
  if (isOutdated()) return;
  phase.value = "resting";
  await look();
  if (run && isWhole && print.value !== run.print) lapse.value = "other";
}

/** Goes the run again, and keeps moments of it as if it had been gone here. @param {Trainer} going @param {Run} run @param {import("./trainer.js").Sets} held the samples that its last leg has @returns {Promise<boolean>} whether to its end */
async function resume(going, { legs }, held) {
  const stop = new AbortController();
  const onProgress = (/** @type {number} */ share) =>
    void (resuming.value = { share, stop: () => stop.abort() });
  const note = (/** @type {number} */ leg) => {
    if (isOutdated()) stop.abort();
    stop.signal.throwIfAborted();
    record = within(legs, leg);
    return add();
  };
  onProgress(0);
  try {
    await retrace(going, legs, { signal: stop.signal, onProgress, note });
    record = after(legs);
    going.sets = held;
    return true;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    if (isOutdated()) return false;
    record = altered(record, going.cursor, { ...now });
    await going.alter(spec.value, held);
    return false;
  } finally {
    resuming.value = undefined;
  }
}

/** A run that a link brings; where it cannot be gone again, that is said, and its network begins. */
async function beginBrought() {
  try {
    await begin(take());
  } catch (error) {
    if (failed(error)) return;
    lapse.value = "bad";
    await begin();
  }
}

/** What was said of a link is over with its run. */
function beginAnew() {
  lapse.value = undefined;
  return begin();
}

const madeFrom = () => `${generation.value} ${structure.value}`;

/** Whether a link or the controls speak of another network or run already: what is under way for this one is given up. */
const isOutdated = () => brought.value !== undefined || made.value !== madeFrom();

/** The same network begins anew; until it has, nothing else can be asked: training would be of the one that goes. */
export const reset = () => {
  pause();
  phase.value = "preparing";
  return inTurn(beginAnew);
};

/** Brings the trainer in step with the link and the controls. */
async function follow() {
  if (brought.value !== undefined) return beginBrought();
  if (!trainer || made.value !== madeFrom()) return beginAnew();
  problem.value = undefined;
  const next = altered(record, trainer.cursor, { ...now });
  await trainer.alter(spec.value, sets.value);
  record = next;
  await look(true); // the settings of the link and its run belong together, also while it goes on
}

/** @param {(trainer: Trainer) => Promise<unknown>} advance */
function step(advance) {
  pause();
  return inTurn(async () => {
    if (!trainer) return;
    problem.value = undefined;
    await advance(trainer);
    await look();
  });
}

/** That in force, of which the record tells: the controls may speak of another, whose turn comes. */
const batchSize = () => record.settings.batch;

export const stepEpoch = () => step((t) => t.epochs(batchSize()));
export const stepBatch = () => step((t) => t.batch(batchSize()));
export const stepSample = () => step((t) => t.sample(batchSize()));

/** One step of those that are kept back. */
export function stepBack() {
  pause();
  return inTurn(async () => {
    const last = kept.value.at(-2);
    if (!trainer || !last) return;
    problem.value = undefined;
    await backTo(last);
    await look();
  });
}

/** @param {import("./runs/written.js").Hand} hand */
export function setWeight(hand) {
  pause();
  return inTurn(async () => {
    if (!trainer) return;
    problem.value = undefined;
    await trainer.setWeight(hand);
    record = setByHand(record, trainer.cursor, hand);
    await look();
  });
}

/** The moment with the least validation loss since play() began, for early stopping. @type {Moment | undefined} */
let best;

/** After so many epochs without a lower validation loss the run ends, and the weights with the lowest are back. */
async function stopEarly() {
  const now = kept.value.at(-1);
  const { value: patience } = state.patience;
  if (!now?.validation || !trainer || patience === 0) return;
  const lowest = best?.validation?.loss ?? Infinity;
  if (!best || now.validation.loss < lowest) best = now;
  const { cursor, at } = best;
  if (now.cursor.epoch - cursor.epoch < patience) return;
  const whole = kept.value;
  phase.value = "resting";
  await backTo(best);
  show([...whole.filter((moment) => moment.at < at), best]);
  curve.value = whole; // what came after stays to be seen
  stopped.value = { epoch: cursor.epoch, patience };
  await rest();
}

/** As many epochs as the pace says, or as fit into a slice. */
async function slice() {
  if (phase.value !== "running" || !trainer) return;
  const epochs = state.pace.value === "most" ? Infinity : Number(state.pace.value);
  const end = performance.now() + Math.max(sliceTime, trainingShare * drawing);
  for (let done = 0, most = 1; done < epochs && performance.now() < end; most *= 2)
    done += await trainer.epochs(batchSize(), Math.min(most, epochs - done));
  await look();
  await stopEarly();
}

let plays = 0;

export async function play() {
  if (phase.value !== "resting" || !trainer) return;
  const own = ++plays;
  problem.value = undefined;
  stopped.value = undefined;
  best = undefined;
  phase.value = "running";
  const isRunning = () => phase.value === "running" && plays === own; // a pause, or the next play, may come while we wait
  while (isRunning()) {
    await inTurn(slice);
    drawing = await drawn(lookedAt);
  }
}

export function pause() {
  if (phase.value !== "running") return;
  phase.value = "resting";
  void inTurn(async () => {
    if (!trainer) return;
    curve.value = kept.value;
    await rest();
  });
}

/** Asks the test samples, once. */
export function takeExam() {
  pause();
  return inTurn(async () => {
    const of = moment.value;
    if (!of) return;
    const score = await trainer?.score(testSet.value);
    if (score) exam.value = { of, score };
  });
}

/** Keeps the run in step with the controls for as long as the lab is shown. */
export function useRun() {
  useEffect(() => {
    const stopReading = effect(refuseFeatures);
    const stop = effect(() => {
      void [structure.value, spec.value, sets.value, places.value, state.batch.value];
      void [generation.value, brought.value];
      untracked(() => void inTurn(follow));
    });
    const stopWriting = effect(() => {
      const run = present.value;
      untracked(() => run && brought.value === undefined && write(run)); // what a link brings is still to be taken
    });
    return () => {
      stopReading();
      stop();
      stopWriting();
      pause();
    };
  }, []);
}
