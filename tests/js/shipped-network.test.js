/** The network that ships with the page: small enough to be fetched at once, and as good as is said of it. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { GENERATED } from "../../scripts/train-digits.js";
import { centreDigit, load } from "../../dist/index.js";
import { generateDigits } from "../../web/labs/digits/generator/index.js";
import { GRID, inkStroke } from "../../web/labs/digits/ink.js";
import { mnistFolder, readMnist } from "./support/mnist.js";

/** The cosine of two pictures of length 1. */
function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
function normed(image) {
  const length = Math.sqrt(dot(image, image));
  return Float32Array.from(image, (value) => value / length);
}

const models = new URL("../../web/public/models/", import.meta.url);
const bytes = readFileSync(new URL("digits.safetensors", models));
const { drawings } = JSON.parse(readFileSync(new URL("./drawings.json", import.meta.url), "utf8"));
const facts = JSON.parse(readFileSync(new URL("digits.json", models), "utf8"));
const gn = await load();

describe("the shipped network", () => {
  const network = gn.open(bytes);

  test("has at most 250 kB, 28 × 28 inputs and 10 outputs, as its description says", () => {
    expect(bytes.length).toBeLessThanOrEqual(250_000);
    expect(bytes.length).toBe(facts.bytes);
    expect(network.parameterCount).toBe(facts.parameters);
    expect(network.inputShape).toEqual([28, 28, 1]);
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
    expect(accuracy).toBeGreaterThanOrEqual(0.994);
  });
});

/** As the pad does it: strokes, ink, centred. */
function imageOf({ pen, strokes }) {
  const ink = new Float32Array(GRID * GRID);
  for (const stroke of strokes) {
    const points = stroke.split(" ").map((point) => point.split(",").map((v) => v / 1000));
    inkStroke(ink, { x: points.map(([x]) => x), y: points.map(([, y]) => y) }, { pen });
  }
  return centreDigit(ink, GRID, GRID).image;
}

describe("drawn by hand (drawings.json)", () => {
  const network = gn.open(bytes);
  const read = (drawing) => {
    const outputs = network.predict(Float32Array.from(imageOf(drawing), (v) => v / 255));
    return outputs.indexOf(Math.max(...outputs));
  };

  test("there are at least six of each digit, under each condition, and no two alike", () => {
    const conditions = ["centred", "off-centre", "small", "large", "slanted", "thin", "thick"];
    for (let digit = 0; digit < 10; digit++) {
      const under = drawings.filter((d) => d.digit === digit).map(({ condition }) => condition);
      expect(under).toEqual(expect.arrayContaining(conditions));
    }
    const images = drawings.map((drawing) => imageOf(drawing).join());
    expect(new Set(images).size).toBe(drawings.length);
  });

  test("none of them is among the digits trained on: the likest generated one is another hand's", () => {
    const { images, labels } = generateDigits(GENERATED);
    const directions = Array.from(labels, (label, k) => ({
      label,
      direction: normed(images.subarray(784 * k, 784 * (k + 1))),
    }));
    const likeness = drawings.map((drawing) => {
      const image = normed(imageOf(drawing));
      const others = directions.filter(({ label }) => label === drawing.digit);
      return Math.max(...others.map(({ direction }) => dot(image, direction)));
    });
    expect(Math.max(...likeness)).toBeLessThan(0.975); // two of the generator's own come as near as 0.978
  });

  test("at least 58 in 60 are read right", () => {
    const misread = drawings
      .map(({ digit, condition, ...rest }) => ({ digit, condition, read: read(rest) }))
      .filter(({ digit, read }) => digit !== read);
    expect(misread.length).toBeLessThanOrEqual(Math.floor((drawings.length * 2) / 60));
  });
});
