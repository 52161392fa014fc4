// Planes through a network's weights, on which its loss is shown.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { load } from "../../wasm/index.js";
import { networkNames, networks, neuronsOf, tensorsOf } from "../../web/labs/gradient/networks.js";
import {
  lift,
  project,
  projectStep,
  randomPlane,
  trainedPlane,
  weightPlane,
} from "../../web/labs/gradient/plane.js";

const points = Object.fromEntries(
  networkNames.map((name) => [
    name,
    networks[name].weights.map((_, i) => Math.sin(3 * i + 1) * (i + 1)),
  ]),
);
const length = (v, own) => Math.hypot(...own.map((i) => v[i]));

let gn;
beforeAll(async () => {
  gn = await load();
});
afterAll(() => gn.dispose());

test.each(networkNames)("%s: the weights of each neuron, those of its sum", (name) => {
  const net = networks[name];
  const neurons = neuronsOf(net);
  expect(neurons.flat().sort((a, b) => a - b)).toEqual(net.weights.map((_, i) => i));
  // Of all neurons of the first layer but one nothing changes when that one's weights do.
  const model = gn.model({ ...net.spec, seed: 1 });
  const outputs = (point) => {
    model.setWeights(tensorsOf(net, point));
    return model.trace(net.x, Float32Array.from(net.y)).layers[0].output;
  };
  const [{ units }] = net.spec.layers;
  const before = outputs(points[name]);
  for (let k = 0; k < units; k++) {
    const own = neurons.find((each) =>
      each.includes(
        net.weights.findIndex(({ tensor, index }) => tensor === "dense_1.kernel" && index === k),
      ),
    );
    const after = outputs(points[name].map((v, i) => (own.includes(i) ? v + 0.5 : v)));
    after.forEach((value, i) => expect(value === before[i]).toBe(i % units !== k));
  }
});

describe.each(networkNames)("a plane by chance in %s", (name) => {
  const net = networks[name];
  const trained = points[name];

  test("has each neuron's part as long as its weights, and is another by another seed", () => {
    const { directions } = randomPlane(net, trained, 4);
    for (const direction of directions)
      for (const own of neuronsOf(net))
        expect(length(direction, own)).toBeCloseTo(length(trained, own), 10);
    expect(randomPlane(net, trained, 4).directions).toEqual(directions);
    expect(randomPlane(net, trained, 5).directions).not.toEqual(directions);
    expect(directions[0]).not.toEqual(directions[1]);
  });
});

test("a place of a plane is seen where it is, and what is beside it at the nearest place", () => {
  const net = networks.xor;
  const start = points.xor;
  const trained = start.map((v) => v + Math.cos(v));
  for (const plane of [
    weightPlane(start, [0, 6]),
    trainedPlane({ start, trained }, 3),
    randomPlane(net, trained, 3),
  ]) {
    const [u, v] = project(plane, lift(plane, [0.3, -0.7]));
    expect(u).toBeCloseTo(0.3, 10);
    expect(v).toBeCloseTo(-0.7, 10);
    const away = start.map((_, i) => Math.sin(i));
    const [a, b] = projectStep(plane, away);
    const rest = away.map((d, i) => d - a * plane.directions[0][i] - b * plane.directions[1][i]);
    for (const direction of plane.directions)
      expect(rest.reduce((sum, r, i) => sum + r * direction[i], 0)).toBeCloseTo(0, 10);
  }
});
