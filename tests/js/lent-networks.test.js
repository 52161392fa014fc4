// Networks that a lab lends to the gradient lab: written down, read again, and what is made of them.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { load } from "../../wasm/index.js";
import lendOfBackprop, { read, write } from "../../web/labs/backprop/lend.js";
import { resolve } from "../../web/labs/backprop/given.js";
import { presets } from "../../web/labs/backprop/presets.js";
import { lenderOf } from "../../web/labs/gradient/lent.js";
import { neuronsOf, pointOf, tensorsOf } from "../../web/labs/gradient/networks.js";
import { weightPlane } from "../../web/labs/gradient/plane.js";
import { endsOf, lossesOn } from "../../web/labs/gradient/slice.js";
import lendOfPlane from "../../web/labs/plane/lend.js";
import { restart } from "../../web/state/engine.js";
import { fingerprint } from "../../web/state/fingerprint.js";
import { hostile } from "../e2e/support/hostile.js";
import { numberedWeights } from "../e2e/support/weights.js";

let gn;
beforeAll(async () => {
  gn = await load();
});
afterAll(async () => {
  gn.dispose();
  await restart(); // ends the labs' own worker
});

const golden = JSON.parse(readFileSync(new URL("../golden/plane.json", import.meta.url), "utf8"));
const wanted = { net: null, loss: null, x: null, y: null, w: null, b: null, lr: null };
const options = () => ({ signal: new AbortController().signal, onProgress() {} });

describe.each(Object.keys(presets))("the worked example %s", (preset) => {
  const { given } = resolve({ ...wanted, preset });

  test("is read as it was written", () => expect(read(write(given))).toEqual(given));

  test("has its own loss, and the neurons that it has", async () => {
    const net = await lendOfBackprop(write(given), options());
    const model = gn.model(net.spec);
    model.setWeights(tensorsOf(net, net.start));
    expect(pointOf(net, model.getWeights())).toEqual(net.start.map(Math.fround));
    const { loss } = model.evaluate(net.x, Float32Array.from(net.y));
    const own = gn.model(net.spec);
    own.setWeights(Object.fromEntries(Object.entries(tensorsOf(net, net.start))));
    expect(loss).toBe(own.trace([given.x], [given.y]).loss);
    expect(neuronsOf(net).flat()).toHaveLength(net.weights.length);
    model.dispose();
    own.dispose();
  });
});

test("weights in the midst of training take few letters, and are the same numbers", () => {
  const { given } = resolve({ ...wanted, preset: "w1-w6" });
  const w = [
    0.5777095556259155, 1.5388548374176025, 2.309607982635498, 3.0048041343688965, 1, 1e-9,
  ];
  const text = write({ ...given, w });
  expect(text).toContain("w.0.57770956,1.5388548,2.309608,3.0048041,1,1e-9");
  expect(read(text).w.map(Math.fround)).toEqual(w.map(Math.fround));
});

test("a fixed bias is there, and nobody moves it", async () => {
  const { given } = resolve({ ...wanted, preset: "mazur" });
  const net = await lendOfBackprop(write(given), options());
  expect(net.weights.map(({ name }) => name)).toEqual(numberedWeights(8));
  expect(tensorsOf(net, net.start)["layer_1.bias"].map((b) => b.toFixed(2))).toEqual([
    "0.35",
    "0.35",
  ]);
});

test("a run is gone again: from the weights of its seed to those of its fingerprint", async () => {
  const net = await lendOfPlane("hidden.3:tanh,2:relu!data.threeBlobs!to.4*00000000", options());
  const { layers } = net.spec;
  const model = gn.model({ ...net.spec });
  expect(pointOf(net, model.getWeights())).toEqual(net.start);
  expect(net.weights.map(({ name }) => name).slice(0, 10)).toEqual([
    "w¹ 1→1",
    "w¹ 1→2",
    "w¹ 1→3",
    "w¹ 2→1",
    "w¹ 2→2",
    "w¹ 2→3",
    "b¹ 1",
    "b¹ 2",
    "b¹ 3",
    "w² 1→1",
  ]);
  expect(net.y).toHaveLength(net.count * layers.at(-1).units);
  expect([...net.y].filter(Boolean)).toHaveLength(net.count);
  expect(net.course).toHaveLength(6); // where it stands at first is said twice
  model.setWeights(tensorsOf(net, net.course.at(-1)));
  const print = await fingerprint(model);
  expect(print).not.toBe("00000000");
  const before = model.evaluate(net.x, net.y).loss;
  const { ends, goal } = await endsOf(net, 1);
  expect(ends).toEqual({ start: net.start, trained: net.course.at(-1), isCourse: true });
  model.setWeights(tensorsOf(net, net.start));
  const first = model.evaluate(net.x, net.y).loss;
  expect(goal).toBeCloseTo(before + (first - before) / 10, 2);
  model.dispose();
});

describe("lent after a run, a network has PyTorch's loss over the samples that it trained on", () => {
  test.each(Object.entries(golden))("%s", async (_, { link, epochs, train }) => {
    const settings = link ? `${link.replaceAll("&", "!").replaceAll("=", ".")}!` : "";
    const net = await lendOfPlane(`${settings}to.${epochs}*00000000`, options());
    const trained = net.course.at(-1);
    const surface = { net, plane: weightPlane(trained, [0, 1]), columns: 1 };
    const places = [[trained[0], trained[1]]];
    const [loss] = await lossesOn({ ...surface, places }, options().signal, () => {});
    expect(loss).toBeCloseTo(train.loss, 5);
  });
});

test("what no lab has written is no network", async () => {
  const ours = write(resolve({ ...wanted, preset: "w1-w6" }).given);
  const spoiled = [ours.slice(0, -3), ours.replace("w.0.5,", "w."), `${ours}!z.1`, "to.3", ""];
  for (const text of [...spoiled, ...hostile]) {
    expect(await lendOfBackprop(text, options())).toBeUndefined();
    expect(await lendOfPlane(text, options())).toBeUndefined();
  }
  expect(lenderOf("plane:own.1,2,0:2,3,1!to.3*1a2b3c4d")).toEqual({
    id: "plane",
    text: "own.1,2,0:2,3,1!to.3*1a2b3c4d",
  });
});
