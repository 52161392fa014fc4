/** ceiling.js: what this machine and engine can do: multiplications and additions in registers alone. */
import { readFileSync } from "node:fs";
import { fromRoot } from "../../../scripts/tools.js";
import { ceilingFlops } from "./kernels.js";

/** → a function that measures it once, in some milliseconds: flop/s */
export async function openCeiling(build = "core") {
  const bytes = readFileSync(fromRoot(`build/wasm/kernels-${build}.wasm`));
  const { exports } = (await WebAssembly.instantiate(bytes)).instance;
  exports._initialize?.();
  const turns = 1_000_000;
  exports.ceiling(0.5, 0.5, turns); // warms up
  return () => {
    const start = performance.now();
    exports.ceiling(0.5, 0.5, turns);
    return (turns * ceilingFlops) / ((performance.now() - start) / 1000);
  };
}
