/** compare.js: one topic, everyone who takes part in it side by side: checked, then timed in alternating rounds. */
import { median } from "./page.js";
import { openPlace } from "./places.js";
import { digits } from "./report.js";
import { blas } from "./torch.js";
import { layersOf, networks } from "./work.js";

/** Whether a place can be had, or why not. */
function absent(place) {
  if (place === "native" && !blas()) return "no PyTorch here: skipped";
  return undefined;
}

/** What a peer asked for and this place does not give. */
function missing({ options = {} }, features) {
  if (options.fast && !features.relaxedSimd) return "no relaxed SIMD";
  if (options.threads > 1 && features.threads < options.threads) return "no threads";
  return undefined;
}

/** Opens those who are chosen: [{ peer, place, host }]; `log` hears who stays out and why. */
export async function openAll(chosen, chromium, log) {
  const open = [];
  for (const peer of chosen) {
    for (const place of peer.places) {
      let reason = absent(place);
      let host;
      if (!reason) {
        host = await openPlace(place, peer, chromium);
        reason = peer.module === "glassnet" ? missing(peer, await host.features()) : undefined;
      }
      if (!reason) open.push({ peer, place, host });
      else {
        await host?.close();
        log(`${peer.name}, ${place}: ${reason}`);
      }
    }
  }
  return open;
}

/** Of two outputs the largest difference, as a part of the largest value. */
function difference(a, b) {
  if (a.length !== b.length) return Infinity;
  const scale = a.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]) / scale), 0);
}

const TOLERANCE = 1e-4;

/** What went wrong, in a line. */
const reasonOf = (error) => String(error.message ?? error).split("\n")[0];

/** How our results come out for a task and its variants, each asked for once. */
function expectations(task, host) {
  const known = new Map();
  return async (variant) => {
    const key = JSON.stringify(variant ?? null);
    if (!known.has(key)) known.set(key, await host.prepare({ ...task, variant }));
    return known.get(key);
  };
}

/** Prepares a task everywhere. Whose results are not ours is told of and not timed. */
async function prepare(task, open, { log, fail }) {
  const reference = open.find(({ peer, place }) => peer.name === "glassnet" && place === "Node");
  const expected = reference && expectations(task, reference.host);
  const ready = [];
  for (const entry of open) {
    const { peer, place, host } = entry;
    if (task.without?.includes(peer.name) || !(await host.takes(task.kind))) continue;
    const who = `${task.name}: ${peer.name}`;
    try {
      const result = await host.prepare(task);
      if (result.cannot) log(`${who}: ${result.cannot}`);
      if (result.cannot) continue;
      const ours = await expected?.(task.network && peer.variants?.[task.network]);
      const off = ours?.output ? difference(ours.output, result.output) : 0;
      if (off <= (peer.tolerance ?? TOLERANCE)) ready.push(entry);
      else fail(`${who}, ${place}: its results are ${digits(off)} away from glassnet's`);
    } catch (error) {
      fail(`${who}, ${place}: ${reasonOf(error)}`);
    }
  }
  // Ours has last been asked for a variant.
  if (ready.includes(reference)) await reference.host.prepare(task);
  return ready;
}

/** Those of the chosen who take part in a topic. */
export const takingPart = (topic, chosen) =>
  chosen.filter(({ name, only }) =>
    topic.peers ? topic.peers.includes(name) : !only || only.includes(topic.name),
  );

/** → { [task name]: { [place]: { [peer name]: figure } } }, medians of `rounds` stretches of so many seconds. */
export async function compare({ topic, chosen, chromium, rounds, stretch, log, fail }) {
  const open = await openAll(takingPart(topic, chosen), chromium, log);
  const results = {};
  for (const given of topic.tasks) {
    const layers = given.network && layersOf(networks[given.network]);
    const task = { ...given, layers };
    const ready = await prepare(task, open, { log, fail });
    const times = new Map(ready.map((entry) => [entry, []]));
    for (let round = 0; round < rounds; round++) {
      for (const entry of ready) {
        // What takes seconds need not be measured often.
        const done = times.get(entry);
        if (done[0] > 1 && done.length === 2) continue;
        done.push(await entry.host.time(stretch));
      }
    }
    results[task.name] = {};
    for (const [{ peer, place, host }, seconds] of times) {
      results[task.name][place] ??= {};
      results[task.name][place][peer.name] = topic.figure(task, median(seconds));
      await host.drop();
    }
  }
  for (const { host } of open) await host.close();
  return results;
}
