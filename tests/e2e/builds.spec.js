// The package's builds in Chromium, unbundled: with threads to the same weights, bit for bit, where the page is isolated;
// on one thread where it is not; with relaxed SIMD to the same network within rounding.
import { expect, test } from "@playwright/test";
import { goldenRuns } from "../js/support/golden-runs.js";
import { fnv1a } from "../js/support/numbers.js";
import { isolation, serve } from "./support/server.js";

const golden = goldenRuns.training;

const largestDifference = (a, b) => Math.max(...a.map((value, i) => Math.abs(value - b[i])));

/** Trains in the page and gives the weights, the features, and the output of a wide layer. */
async function run(page, entry, options, headers, chosen = golden) {
  const server = await serve("dist", "/", headers);
  await page.goto(`${server.url}package-test.txt`).catch(() => {});
  const result = await page.evaluate(
    async ({ url, golden, x, y, options }) => {
      const gn = await (await import(url)).load(options);
      const model = await gn.model(golden.spec);
      const { epochs, batchSize, augment } = golden;
      await model.fit(x, y, { epochs, batchSize, augment });
      const trained = await model.getWeights();
      // Large enough to be cut into parts.
      const wide = await gn.model({
        input: [300],
        layers: [{ type: "dense", units: 400 }],
        loss: "meanSquaredError",
      });
      const inputs = Float32Array.from({ length: 300 * 64 }, (_, i) => ((i * 7919) % 1009) / 1009);
      const output = await wide.predict(inputs);
      await gn.dispose();
      const plain = Object.fromEntries(Object.entries(trained).map(([name, w]) => [name, [...w]]));
      return { features: gn.features, weights: plain, output: [...output] };
    },
    { url: server.url + entry, golden: chosen, x: [...chosen.x], y: [...chosen.y], options },
  );
  await server.close();
  return result;
}

for (const entry of ["index.js", "worker.js", "external.js"]) {
  test(`${entry} with two threads trains to the weights that every build has`, async ({ page }) => {
    const two = await run(page, entry, { threads: 2 }, isolation);
    await expect.poll(() => page.workers().length).toBe(0); // dispose() has ended worker and threads
    expect(two.features).toEqual({ simd: true, relaxedSimd: false, threads: 2 });
    expect(fnv1a(two.weights)).toBe(golden.hash);
    const one = await run(page, entry, {}, isolation);
    expect(one.features.threads).toBe(1);
    expect(two.output).toEqual(one.output);
  });
}

for (const [name, chosen] of Object.entries(goldenRuns).slice(1)) {
  test(`index.js with two threads trains to the weights of ${name}`, async ({ page }) => {
    const { weights } = await run(page, "index.js", { threads: 2 }, isolation, chosen);
    expect(fnv1a(weights)).toBe(chosen.hash);
  });
}

test("a page that is not isolated has one thread, and the same weights", async ({ page }) => {
  const result = await run(page, "index.js", { threads: 2 }, {});
  expect(result.features.threads).toBe(1);
  expect(fnv1a(result.weights)).toBe(golden.hash);
});

test("fast comes close to the exact weights, alone and with threads", async ({ page }) => {
  const exact = await run(page, "index.js", {}, isolation);
  for (const threads of [1, 2]) {
    const fast = await run(page, "index.js", { fast: true, threads }, isolation);
    expect(fast.features).toEqual({ simd: true, relaxedSimd: true, threads });
    for (const [name, weights] of Object.entries(exact.weights))
      expect(largestDifference(weights, fast.weights[name])).toBeLessThan(1e-4);
    expect(largestDifference(exact.output, fast.output)).toBeLessThan(1e-4);
  }
});
