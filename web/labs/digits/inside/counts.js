/** The core's counts of the chain at hand, of the course's networks and of the lab's own, for small and large pictures. */
import { effect, signal } from "@preact/signals";
import { engine, failed, generation } from "../../../state/engine.js";
import { state } from "../state.js";
import { problemOf } from "../../../ui/complaint.jsx";
import { chosen } from "../networks.js";
import { course, readChain, rowsOf, specOf } from "./chain.js";
import { known } from "./known.js";

/** The two sides of the course's question. */
export const SIDES = [28, 256];

/** @typedef {{ rows: import("./chain.js").Row[], total: number, multiplyAdds: number }} Counted */
/** @type {import("@preact/signals").Signal<Counted | undefined>} */
export const counted = signal(undefined);
/** @type {import("@preact/signals").Signal<import("../../../ui/complaint.jsx").Problem | undefined>} */
export const refused = signal(undefined);
/** @typedef {{ name: string, counts: (number | undefined)[], multiplyAdds: (number | undefined)[] }} Compared  undefined: it cannot take that size */
/** @type {import("@preact/signals").Signal<Compared[]>} */
export const compared = signal([]);

/** @param {string} name @param {(side: number) => any} spec @returns {Promise<Compared>} */
async function compare(name, spec) {
  const gn = await engine();
  const outlines = await Promise.all(
    SIDES.map((side) => gn.summary(spec(side)).catch(() => undefined)),
  );
  return {
    name,
    counts: outlines.map((outline) => outline?.parameterCount),
    multiplyAdds: outlines.map((outline) => outline?.multiplyAdds),
  };
}

/** @param {string} text @param {number} side @param {number} colours */
async function count(text, side, colours) {
  const chain = readChain(text);
  const gn = await engine();
  try {
    const outline = await gn.summary(/** @type {any} */ (specOf(chain, side, colours)));
    const { parameterCount: total, multiplyAdds } = outline;
    return { counted: { rows: rowsOf(chain, outline), total, multiplyAdds } };
  } catch (error) {
    if (failed(error)) return {};
    return { refused: problemOf(error) };
  }
}

/** @param {string} chain @param {number} [colours] @returns {(side: number) => any} */
const ofChain = (chain, colours) => (side) => specOf(readChain(chain), side, colours);

/** What never changes: the course's networks and the well-known ones, for grey pictures and ten classes. */
const compareKnown = once(() =>
  Promise.all([
    ...Object.entries(course).map(([name, chain]) => compare(name, ofChain(chain))),
    ...Object.entries(known).map(([name, build]) =>
      compare(name, (side) => build({ input: [side, side, 1], classes: 10 })),
    ),
  ]),
);

/** Made when it is first asked for; a failure is not kept. @template T @param {() => Promise<T>} make */
function once(make) {
  /** @type {Promise<T> | undefined} */
  let made;
  return () =>
    (made ??= make().catch((error) => {
      made = undefined;
      throw error;
    }));
}

/** @param {string} text @param {number} colours @param {any} own the spec of the lab's network */
async function compareAll(text, colours, own) {
  const mine = compare("chain", ofChain(text, colours));
  const ours = own && compare("lab", (side) => ({ ...own, input: [side, side, 1] }));
  return [await mine, ...(ours ? [await ours] : []), ...(await compareKnown())];
}

/** Keeps the counts in step. @returns {() => void} the end of it */
export function follow() {
  let newest = 0;
  return effect(() => {
    void generation.value;
    const mine = ++newest;
    const [text, own] = [state.chain.value, chosen.value?.spec];
    const [side, colours] = [state.image.value, state.colours.value];
    count(text, side, colours).then((result) => {
      if (mine !== newest) return;
      counted.value = result.counted ?? counted.value;
      refused.value = result.refused;
    });
    compareAll(text, colours, own).then(
      (result) => {
        if (mine === newest) compared.value = result;
      },
      (error) => failed(error),
    );
  });
}
