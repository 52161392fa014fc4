// How soon the page answers: the time from a press, stroke or key to the next frame, as the browser itself measures it.
import { expect } from "./test.js";

export const LIMIT = 200; // ms: what a person feels as at once

/** Other programs share the machine with this one: the best of so many rounds counts. */
const ROUNDS = 5;

/** Milliseconds that `work` takes on the machine of the figures in tests/bench/RESULTS.md, when nobody else uses it. */
const USUAL = 14;

/** How many times as long as usual a fixed piece of work takes in this page now, at least 1. @param {import("@playwright/test").Page} page */
async function slowness(page) {
  const times = await page.evaluate(() => {
    const work = () => {
      const start = performance.now();
      let hash = 0;
      for (let i = 0; i < 1e7; i++) hash = Math.imul(hash ^ i, 16777619);
      globalThis.worked = hash;
      return performance.now() - start;
    };
    return Array.from({ length: 7 }, work).sort((a, b) => a - b);
  });
  return Math.max(1, times[3] / USUAL);
}

/** To be called before the page is opened. @param {import("@playwright/test").Page} page */
export const watch = (page) =>
  page.addInitScript(() => {
    globalThis.eventTimings = [];
    new PerformanceObserver((list) => {
      for (const { name, duration, target } of list.getEntries())
        globalThis.eventTimings.push({ name, duration, on: target?.className ?? "" });
    }).observe({ type: "event", durationThreshold: 16 });
  });

/** The slowest of the events since the last call, by Event Timing. @param {import("@playwright/test").Page} page */
async function slowest(page) {
  await page.waitForTimeout(150); // an entry is there once its frame has been shown
  return page.evaluate(() => {
    const all = globalThis.eventTimings.splice(0);
    return all.reduce((worst, entry) => (entry.duration > worst.duration ? entry : worst), {
      duration: 0,
    });
  });
}

/**
 * Fails if the slowest event of `use`, in each of its rounds, is later than the limit, which on a slower machine, or one that is
 * shared, is so many times longer as the machine then is slower.
 *
 * @param {import("@playwright/test").Page} page @param {() => Promise<void>} use
 */
export async function expectAnswered(page, use) {
  const rounds = [];
  const isAnswered = (round) => round.duration <= LIMIT * round.slower;
  while (rounds.length < ROUNDS && !rounds.some(isAnswered)) {
    const slower = await slowness(page);
    await slowest(page); // forgets what was before
    await use();
    rounds.push({ slower, ...(await slowest(page)) });
  }
  expect(rounds.some(isAnswered), JSON.stringify(rounds)).toBe(true);
  expect(rounds.at(-1).duration).toBeGreaterThan(0);
}
