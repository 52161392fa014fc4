// The run of tests/golden/training.json by the package in Chromium, unbundled: the same weights, bit for bit.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { fnv1a } from "../js/support/numbers.js";
import { smallData } from "../js/support/models.js";
import { serve } from "./support/server.js";

const golden = JSON.parse(readFileSync(new URL("../golden/training.json", import.meta.url)));
const { x, y } = smallData(golden.samples);

for (const entry of ["index.js", "worker.js", "external.js"]) {
  test(`${entry} trains to the weights that every build has`, async ({ page }) => {
    const server = await serve("dist");
    await page.goto(`${server.url}index.js`); // any page of the origin
    const weights = await page.evaluate(
      async ({ url, golden, x, y }) => {
        const gn = await (await import(url)).load();
        const model = await gn.model(golden.spec);
        await model.fit(x, y, { epochs: golden.epochs, batchSize: golden.batchSize });
        const trained = await model.getWeights();
        return Object.fromEntries(Object.entries(trained).map(([name, w]) => [name, [...w]]));
      },
      { url: server.url + entry, golden, x: [...x], y: [...y] },
    );
    expect(fnv1a(weights)).toBe(golden.hash);
    await server.close();
  });
}
