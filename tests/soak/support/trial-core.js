/** trial-core.js: instances of trial.wasm (trial_exports.c), whose allocator fails or traps when it is told to. */
import { readFileSync } from "node:fs";
import { load } from "../../../wasm/index.js";

export const traps = { unreachable: 1, "out of bounds": 2, "the stack's end": 3 };

export const trialModule = await WebAssembly.compile(
  readFileSync(new URL("../../../build/wasm/trial.wasm", import.meta.url)),
);

/** What the loader instantiated last: the package hands out no exports. */
let last;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...args) => (last = await instantiate(...args));

/** A fresh instance, and the hand on its allocator. */
export async function loadTrial() {
  const gn = await load({ wasm: trialModule });
  const { trial_at: at, trial_has_failed: hasFailed, trial_live: live } = last.exports;
  return {
    gn,
    /** The n-th allocation from now fails, and all after it if sticky. */
    failAt: (n, isSticky) => at(n, Number(isSticky), 0),
    /** The next allocation traps. */
    trapNext: (trap) => at(1, 0, trap),
    spare: () => at(0, 0, 0),
    hasFailed: () => hasFailed() === 1,
    /** Blocks given and not given back. */
    live: () => live(),
  };
}
