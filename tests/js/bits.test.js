/** The runs of tests/golden/training*.json: the same weights, bit for bit, as natively and in the browser. */
import { describe, expect, test } from "@jest/globals";
import { load } from "glassnet";
import { load as loadWorker } from "glassnet/worker";
import { goldenRuns, runGolden } from "./support/golden-runs.js";
import { fnv1a } from "./support/numbers.js";

describe.each(Object.entries(goldenRuns))("%s", (_, golden) => {
  test("has the weights that it has in every build", async () => {
    expect(fnv1a(await runGolden(await load(), golden))).toBe(golden.hash);
  });

  test("also in a worker", async () => {
    const gn = await loadWorker();
    expect(fnv1a(await runGolden(gn, golden))).toBe(golden.hash);
    gn.terminate();
  });
});
