/** The network that ships with the page: small enough to be fetched at once, and as good as is said of it. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { load } from "../../dist/index.js";
import { mnistFolder, readMnist } from "./support/mnist.js";

const models = new URL("../../web/public/models/", import.meta.url);
const bytes = readFileSync(new URL("digits.safetensors", models));
const facts = JSON.parse(readFileSync(new URL("digits.json", models), "utf8"));
const gn = await load();

describe("the shipped network", () => {
  const network = gn.open(bytes);

  test("has at most 250 kB, 784 inputs and 10 outputs, as its description says", () => {
    expect(bytes.length).toBeLessThanOrEqual(250_000);
    expect(bytes.length).toBe(facts.bytes);
    expect(network.parameterCount).toBe(facts.parameters);
    expect(network.inputShape.reduce((a, b) => a * b)).toBe(784);
    expect(network.outputShape).toEqual([10]);
  });

  test("names its command, its data and their licence", () => {
    expect(facts).toMatchObject({ command: "npm run train:digits", dataLicence: "CC BY-SA 3.0" });
    expect(facts.data).toContain("MNIST");
  });

  (mnistFolder ? test : test.skip)("reads the 10,000 test images as well as is said", async () => {
    const { accuracy } = network.evaluate(
      gn.dataset({ ...(await readMnist("test")), scale: 1 / 255 }),
    );
    expect(accuracy).toBe(facts.testAccuracy);
    expect(accuracy).toBeGreaterThanOrEqual(0.98);
  });
});
