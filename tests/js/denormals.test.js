/** Numbers below 2⁻¹²⁶: they count as 0 where layers read them, and stay as they were given. */
import { describe, expect, test } from "@jest/globals";
import { load } from "glassnet";
import { numbers } from "./support/numbers.js";

const gn = await load();
const isDenormal = (v) => v !== 0 && Math.abs(v) < 2 ** -126;
/** Every third number far too small, down to the smallest there is. */
const withDenormals = (values) =>
  values.map((v, i) => (i % 3 === 0 ? v * 2 ** (-128 - (i % 22)) : v));
const withZeros = (values) => values.map((v) => (isDenormal(v) ? 0 : v));
const inAll = (weights, change) =>
  Object.fromEntries(Object.entries(weights).map(([name, values]) => [name, change(values)]));
const bits = (values) => [...new Uint32Array(values.buffer, values.byteOffset, values.length)];

const spec = (width, optimizer = { type: "sgd", learningRate: 0.5 }) => ({
  input: [width],
  layers: [
    { type: "dense", units: 2 * width, activation: "tanh" },
    { type: "dense", units: 3, activation: "softmax" },
  ],
  loss: "categoricalCrossentropy",
  optimizer,
  seed: 1,
});
const count = 8;
const x = (width) => Float32Array.from(numbers(count * width, { seed: 2 }));
const y = Uint8Array.from(numbers(count, { seed: 3 }), (v) => Math.floor(1.5 * (v + 1)) % 3);

/** Two models, with denormal weights and with zeros in their places. */
function pair(width, optimizer) {
  const [given, zeroed] = [gn.model(spec(width, optimizer)), gn.model(spec(width, optimizer))];
  const weights = inAll(given.getWeights(), withDenormals);
  given.setWeights(weights);
  zeroed.setWeights(inAll(weights, withZeros));
  return { given, zeroed, weights };
}

// 5 → 10 → 3 goes through the loops for tiny networks, 40 → 80 → 3 through the products.
describe.each([5, 40])("of %i inputs", (width) => {
  test("denormal weights compute as zeros would", () => {
    const { given, zeroed, weights } = pair(width);
    expect(Object.values(weights).some((values) => values.some(isDenormal))).toBe(true);
    expect(bits(given.predict(x(width)))).toEqual(bits(zeroed.predict(x(width))));
    const [a, b] = [given, zeroed].map((model) => model.gradients(x(width), y));
    expect(a.loss).toBe(b.loss);
    for (const name in a.gradients)
      expect(bits(a.gradients[name])).toEqual(bits(b.gradients[name]));
    expect(bits(a.inputGradient)).toEqual(bits(b.inputGradient));
    [given, zeroed].forEach((model) => model.dispose());
  });

  test("they are given back as they were, and saved and opened, bit for bit", () => {
    const { given, zeroed, weights } = pair(width);
    given.predict(x(width));
    const opened = gn.open(given.save());
    for (const model of [given, opened])
      for (const name in weights)
        expect(bits(model.getWeights()[name])).toEqual(bits(weights[name]));
    expect(opened.save()).toEqual(given.save());
    expect(bits(opened.predict(x(width)))).toEqual(bits(zeroed.predict(x(width))));
    [given, zeroed, opened].forEach((model) => model.dispose());
  });

  test("a step begins from them, and what it makes of them is read by the next", async () => {
    const { given, zeroed } = pair(width);
    for (const model of [given, zeroed])
      await model.fit(x(width), y, { epochs: 2, batchSize: 3, shuffle: false });
    const [a, b] = [given, zeroed].map((model) => model.getWeights());
    for (const name in a) {
      for (const [i, v] of a[name].entries()) {
        if (!isDenormal(v)) expect(Math.abs(v - b[name][i])).toBeLessThanOrEqual(2 ** -120);
      }
    }
    [given, zeroed].forEach((model) => model.dispose());
  });

  test("the gradient check moves them", () => {
    const { given, zeroed } = pair(width);
    const [a, b] = [given, zeroed].map((model) => model.checkGradients(x(width), y));
    expect(a.maxRelativeError).toBeCloseTo(b.maxRelativeError, 6);
    [given, zeroed].forEach((model) => model.dispose());
  });

  test("denormal inputs count as zeros, given or come of scaling", () => {
    const model = gn.model(spec(width));
    const small = withDenormals(x(width));
    const zeros = bits(model.predict(withZeros(small)));
    expect(small.some(isDenormal)).toBe(true);
    expect(bits(model.predict(small))).toEqual(zeros);
    const scaled = gn.dataset({ x: small.map((v) => v * 2), y, scale: 0.5 });
    expect(bits(model.predict(scaled))).toEqual(zeros);
    const whole = gn.dataset({ x: x(width), y, scale: 2 ** -140 });
    expect(bits(model.predict(whole))).toEqual(bits(model.predict(x(width).fill(0))));
    [scaled, whole, model].forEach((thing) => thing.dispose());
  });
});

test("the copy that layers read is counted, and goes when it is needed no more", () => {
  const before = gn.memory().bytes;
  const { given, zeroed, weights } = pair(40);
  [given, zeroed].forEach((model) => model.predict(x(40)));
  const floats = Object.values(weights).reduce(
    (sum, { length }) => sum + Math.ceil(length / 4) * 4,
    0,
  );
  const withCopy = gn.memory().bytes;
  given.setWeights(inAll(weights, withZeros));
  given.predict(x(40));
  expect(withCopy - gn.memory().bytes).toBe(4 * (floats + 3)); // which vectors may reach
  given.setWeights(weights);
  given.predict(x(40));
  expect(gn.memory().bytes).toBe(withCopy);
  [given, zeroed].forEach((model) => model.dispose());
  expect(gn.memory().bytes).toBe(before);
});
