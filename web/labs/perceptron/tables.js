/** The tables of the present picks and of those that are kept, and what is asked of the present one. */
import { useEffect, useRef } from "preact/hooks";
import { useWorker } from "../../state/computed.js";
import { learn } from "./calculation.js";
import { state } from "./state.js";

/** @typedef {import("./calculation.js").Row} Row */
/** @typedef {import("./samples.js").Sample} Sample */
/** @typedef {(press: (rows: readonly Row[]) => void) => void} Ask */

const list = (/** @type {string} */ picks) => (picks === "" ? [] : picks.split(",").map(Number));
export const picksOf = (/** @type {readonly Row[]} */ rows) =>
  rows.slice(1).map((row) => row.picked);
export const pickAll = (/** @type {readonly number[]} */ picks) =>
  (state.picks.value = picks.join(","));
/** The picks of the tables that are kept, with "~" between. */
export const keptNow = () => (state.kept.value === "" ? [] : state.kept.value.split("~"));
const askedNow = () => [state.points, state.eta, state.picks].map(({ value }) => value).join(" ");

/**
 * What is pressed while a table is still to come is done on that one: each press on the table of the press before. Where
 * something else has changed what is asked, a link say, the presses before are void.
 * @param {{ asked: string, rows?: readonly Row[] } | undefined} table @returns {Ask}
 */
function usePresses(table) {
  const waiting = useRef({ on: "", presses: /** @type {Parameters<Ask>[0][]} */ ([]) });
  function work() {
    const { current } = waiting;
    while (current.on === askedNow() && table?.asked === current.on && table.rows) {
      const press = current.presses.shift();
      if (!press) return;
      press(table.rows);
      current.on = askedNow();
    }
  }
  useEffect(work, [table]);
  return (press) => {
    const on = askedNow();
    if (waiting.current.on !== on) waiting.current = { on, presses: [] };
    waiting.current.presses.push(press);
    work();
  };
}

/** As long as the tables of these samples are computed, there are none. @param {Sample[]} samples */
export function useTables(samples) {
  const rate = state.eta.value;
  const { value, problem } = useWorker(
    async ({ asked, points, picks, kept }) => {
      const learned = (/** @type {string} */ of) => learn({ samples, rate, picks: list(of) });
      const none = samples.length === 0;
      return {
        asked,
        points,
        picks: list(picks).length,
        rows: none ? undefined : await learned(picks),
        kept: none ? [] : await Promise.all(kept.map(learned)),
      };
    },
    {
      asked: askedNow(),
      points: state.points.value,
      picks: state.picks.value,
      kept: keptNow(),
    },
  );
  const ask = usePresses(value);
  // Rows of other samples than those shown are not drawn with them.
  const now = value?.points === state.points.value ? value : undefined;
  return { problem, ask, rows: now?.rows, picks: now?.picks ?? 0, kept: now?.kept ?? [] };
}

/** Picks the first misclassified sample until there is none, unless something else is asked meanwhile. @param {number[]} picks so far @param {Sample[]} samples */
export async function runToEnd(picks, samples) {
  const asked = askedNow();
  const run = { samples, rate: state.eta.value, picks, toEnd: true };
  const all = await learn(run).catch(() => undefined);
  if (all && askedNow() === asked) pickAll(picksOf(all));
}
