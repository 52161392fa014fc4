/**
 * host.js: one peer in one place (a process of Node, a page of Chromium), which does as it is told: prepares a task, says
 * what came out, runs it for a while. pytorch.py answers the same calls.
 */

import { layersOf, networks, samplesOf, valuesOf } from "./work.js";

/** So many elements of an output are compared. */
const COMPARED = 499;
const STEPS = 3;

const seconds = () => performance.now() / 1000;

function some(values) {
  const stride = Math.max(1, Math.floor(values.length / COMPARED));
  return Array.from(values).filter((_, i) => i % stride === 0);
}

async function timed(work, times) {
  const start = seconds();
  await work.run(times);
  return seconds() - start;
}

/** So many stretches go by before anything counts: engines compile what runs long. */
const WARM_UP = 5;

/** How often to run something for a stretch; more and more often, until it is warm. */
async function timesFor(work, stretch) {
  for (let times = 1, all = 0; ; times *= 2) {
    const taken = await timed(work, times);
    all += taken;
    const fitting = Math.max(1, Math.round((times * stretch) / taken));
    if (all > WARM_UP * stretch) return fitting;
    times = Math.min(times, fitting);
  }
}

/** @param {string} url of the peer's module; @param {any} place what it needs: { read, folder, options } */
export async function openHost(url, place) {
  const peer = await (await import(url)).open(place);
  let work;
  return {
    /** Whether the peer has anything for tasks of this kind. */
    takes: (kind) => peer[kind] !== undefined,

    /** → { output: numbers } or { cannot: why } */
    async prepare(task) {
      await work?.drop?.();
      work = undefined;
      work = await peer[task.kind](task);
      if (work.cannot) return { cannot: work.cannot };
      if (task.kind !== "train") return { output: some(await work.output()) };
      // The outputs for the first batch, before and after each of the first steps.
      const output = [...(await work.predict())];
      for (let i = 0; i < STEPS; i++) {
        await work.step(i);
        output.push(...(await work.predict()));
      }
      work.run ??= async (times) => {
        for (let i = 0; i < times; i++) {
          const pending = work.step(i);
          if (pending) await pending;
        }
      };
      return { output };
    },

    /** Seconds for one unit of the work, over a stretch of about `stretch` seconds. The first call warms up. */
    async time(stretch) {
      work.times ??= await timesFor(work, stretch);
      return (await timed(work, work.times)) / work.times / (work.unit ?? 1);
    },

    async drop() {
      await work?.drop?.();
      work = undefined;
    },

    features: () => peer.features,
  };
}

/** Seconds from importing a peer to its first trained step; what it is to work on is made before. */
export async function coldStart(url, place, task) {
  const network = networks[task.network];
  samplesOf(network, task.batch * task.batches);
  for (const { kernel, bias } of layersOf(network)) {
    [kernel, bias].filter(Boolean).forEach(valuesOf);
  }
  const start = seconds();
  const peer = await (await import(url)).open(place);
  const work = await peer.train?.(task);
  await (work?.first ?? work?.step)?.(0);
  return work?.step ? seconds() - start : undefined;
}
