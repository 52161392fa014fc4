import { TestEnvironment } from "jest-environment-node";

/** Node's own realm, in which worker threads and structuredClone make their arrays. */
const shared = [
  ...[
    "ArrayBuffer",
    "DataView",
    "Float32Array",
    "Float64Array",
    "Int8Array",
    "Int16Array",
    "Int32Array",
  ],
  ...[
    "Uint8Array",
    "Uint8ClampedArray",
    "Uint16Array",
    "Uint32Array",
    "BigInt64Array",
    "BigUint64Array",
  ],
  ...["SharedArrayBuffer", "WebAssembly"],
];

/**
 * Jest runs each test file in a realm of its own, where an array that came from a worker would be no
 * `instanceof Float32Array`. With one set of classes the tests see what a user's program sees.
 */
export default class extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const name of shared) this.global[name] = globalThis[name];
  }
}
