/**
 * The kernels of each build, called as they are: products against sums in double precision over all sizes 1 … 40, the
 * elementary functions against Math. What C tests natively holds for the wasm too, and for fused multiply-add.
 */
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openCore } from "../../wasm/loader.js";
import { startTeam } from "../../wasm/team.js";
import { numbers } from "./support/numbers.js";

setFlagsFromString("--experimental-wasm-relaxed-simd"); // Node 20; later ones have it anyway

const forms = ["NN", "TN", "NT"];
const { abs, max } = Math; // in Jest's realm, a global is slow to look up

/** One build's kernels, with room for three matrices and scratch. */
async function open(name, threads) {
  const url = new URL(`../../build/wasm/kernels-${name}.wasm`, import.meta.url);
  const core = await openCore(readFileSync(url));
  const team = await startTeam(core, threads);
  const { exports } = core;
  const floats = 300 * 300;
  const at = [1, 2, 3, 4].map(() => exports.take(floats));
  const scratch = exports.take(16 * floats);
  const part = (which, count) => new Float32Array(exports.memory.buffer, at[which], count);
  return {
    team,
    multiply(form, [m, n, k], a, b) {
      part(0, m * k).set(a.subarray(0, m * k));
      part(1, k * n).set(b.subarray(0, k * n));
      part(2, m * n + 1).fill(7);
      exports.gemm(form, m, n, k, at[0], at[1], at[2], scratch, 1);
      if (part(2, m * n + 1)[m * n] !== 7) throw new Error("it writes beyond C");
      return part(2, m * n);
    },
    apply(which, x) {
      part(0, x.length).set(x);
      exports.apply(which, 1, x.length, at[0], at[2], 1);
      return part(2, x.length).slice();
    },
  };
}

/** The largest error of an element of C, as a share of what rounding may do: k·2⁻²⁴·Σ|a·b|, fused or not. */
function worstError(form, [m, n, k], a, b, c) {
  let worst = 0;
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      let [sum, size] = [0, 0];
      for (let p = 0; p < k; p++) {
        const term = a[form === 1 ? p * m + i : i * k + p] * b[form === 2 ? j * k + p : p * n + j];
        sum += term;
        size += abs(term);
      }
      worst = max(worst, abs(c[i * n + j] - sum) / size);
    }
  return worst / (k * 2 ** -24);
}

const a = numbers(300 * 300, { seed: 1 });
const b = numbers(300 * 300, { seed: 2 });

/** How many floats lie between two: 0 is equal. */
const bits = new Int32Array(1);
const asFloat = new Float32Array(bits.buffer);
const order = (x) => {
  asFloat[0] = x;
  return bits[0] < 0 ? -(bits[0] & 0x7fffffff) : bits[0];
};

/** Floats of all sizes between two bounds, close together. */
function floatsBetween(low, high, count) {
  const [from, to] = [order(low), order(high)];
  return Float32Array.from({ length: count }, (_, i) => {
    const key = Math.round(from + ((to - from) * i) / (count - 1));
    bits[0] = key < 0 ? -key | 0x80000000 : key;
    return asFloat[0];
  });
}

/** In the order of kernels_exports.c; `ulp` as vec.h says. */
const functions = [
  { name: "exp", exact: Math.exp, low: -87, high: 88.7, ulp: 2 },
  { name: "log", exact: Math.log, low: 2 ** -149, high: 3e38, ulp: 2 },
  { name: "sigmoid", exact: (x) => 1 / (1 + Math.exp(-x)), low: -87, high: 87, ulp: 4 },
  { name: "tanh", exact: Math.tanh, low: -20, high: 20, ulp: 8 },
];

describe.each([
  ["core", 1],
  ["fast", 1],
  ["threads", 2],
  ["fast-threads", 2],
])("%s", (name, threads) => {
  let kernels;
  beforeAll(async () => {
    kernels = await open(name, threads);
  });
  afterAll(() => kernels.team.stop());

  test("products of all sizes 1 … 40 are right to rounding", () => {
    // These are too small to be shared: with threads the same code runs, and a few rows of them will do.
    for (let m = 1; m <= 40; m += threads === 1 ? 1 : 13)
      for (let n = 1; n <= 40; n++)
        for (let k = 1; k <= 40; k++) {
          const form = (m + n + k) % 3;
          const c = kernels.multiply(form, [m, n, k], a, b);
          const error = worstError(form, [m, n, k], a, b, c);
          if (!(error <= 1)) throw new Error(`${forms[form]} ${m}×${n}×${k}: ${error}`);
        }
  });

  test("so are larger ones, which several threads share", () => {
    const sizes = [
      [64, 64, 64],
      [101, 67, 40],
      [67, 101, 257],
      [300, 3, 300],
      [5, 299, 300],
      [131, 290, 255],
      [290, 131, 257],
      [1, 300, 300],
    ];
    for (const size of sizes)
      for (const form of [0, 1, 2])
        expect(
          worstError(form, size, a, b, kernels.multiply(form, size, a, b)),
        ).toBeLessThanOrEqual(1);
  });

  test.each(functions)("$name keeps its bound of $ulp ulp", ({ name, exact, low, high, ulp }) => {
    const which = functions.findIndex((f) => f.name === name);
    const x = floatsBetween(low, high, 90_000);
    const y = kernels.apply(which, x);
    const errors = x.map((v, i) => Math.abs(order(y[i]) - order(Math.fround(exact(v)))));
    expect(
      Math.max(
        0,
        errors.reduce((most, e) => Math.max(most, e)),
      ),
    ).toBeLessThanOrEqual(ulp);
  });

  test.each(functions)("$name of ±∞ and ±0 is right, and of NaN NaN", ({ name, exact, ulp }) => {
    const which = functions.findIndex((f) => f.name === name);
    const special = Float32Array.of(NaN, Infinity, -Infinity, 0, -0, 1e-40);
    kernels.apply(which, special).forEach((y, i) => {
      const expected = Math.fround(exact(special[i]));
      if (Number.isNaN(expected)) expect(y).toBeNaN();
      else expect(Math.abs(order(y) - order(expected))).toBeLessThanOrEqual(ulp);
    });
  });
});
