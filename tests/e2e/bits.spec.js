// The runs of tests/golden/training*.json by the package in Chromium, unbundled: the same weights, bit for bit.
import { expect, test } from "@playwright/test";
import { goldenRuns } from "../js/support/golden-runs.js";
import { fnv1a } from "../js/support/numbers.js";
import { serve } from "./support/server.js";

for (const entry of ["index.js", "worker.js", "external.js"]) {
  for (const [name, golden] of Object.entries(goldenRuns)) {
    test(`${entry} comes to the weights of ${name} that every build has`, async ({ page }) => {
      const server = await serve("dist");
      await page.goto(`${server.url}index.js`); // any page of the origin
      const weights = await page.evaluate(
        async ({ url, golden, x, y }) => {
          const gn = await (await import(url)).load();
          const model = await gn.model(golden.spec);
          const { epochs, batchSize, augment } = golden;
          await model.fit(x, y, { epochs, batchSize, augment });
          const trained = await model.getWeights();
          return Object.fromEntries(Object.entries(trained).map(([name, w]) => [name, [...w]]));
        },
        { url: server.url + entry, golden, x: [...golden.x], y: [...golden.y] },
      );
      expect(fnv1a(weights)).toBe(golden.hash);
      await server.close();
    });
  }
}
