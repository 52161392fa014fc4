/** relaxed.js: relaxed SIMD in this process, where Node still asks for a flag: Node 20. Others ignore it. */
import { setFlagsFromString } from "node:v8";

export const allowRelaxedSimd = () => setFlagsFromString("--experimental-wasm-relaxed-simd");
