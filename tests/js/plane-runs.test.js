// Kept runs of the 2-D lab: as the link holds them, and computed again from that to the same bits.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { load } from "../../wasm/index.js";
import { fingerprint } from "../../web/state/fingerprint.js";
import { madeFrom } from "../../web/labs/plane/making.js";
import { initialSettings } from "../../web/labs/plane/run-properties.js";
import { altered, begun, legsUntil, setByHand } from "../../web/labs/plane/runs/record.js";
import { replay } from "../../web/labs/plane/runs/replay.js";
import { readRuns, writeRuns } from "../../web/labs/plane/runs/written.js";
import { Trainer } from "../../web/labs/plane/trainer.js";
import { hostile } from "../e2e/support/hostile.js";

let gn;
beforeAll(async () => {
  gn = await load();
});
afterAll(() => gn.dispose());

const small = { ...initialSettings, data: "xor", count: 23, hidden: "3:tanh", held: [20, 0] };
const places = Float32Array.of(0, 0);

/** A run as the lab makes it, with what is written down of it. */
class Journey {
  async begin(settings) {
    this.settings = settings;
    this.record = begun(settings);
    const { spec, sets } = madeFrom(settings);
    this.trainer = await Trainer.begin(gn, spec, sets);
    return this;
  }
  async set(change) {
    const settings = { ...this.settings, ...change };
    const isOther = ["noise", "count", "standardise"].some(
      (key) => key in change && change[key] !== this.settings[key],
    );
    const { spec, sets } = madeFrom(settings);
    const { trainer } = this;
    this.record = altered(this.record, trainer.cursor, settings);
    await trainer.alter(spec, isOther ? sets : trainer.sets);
    this.settings = settings;
  }
  async byHand(hand) {
    await this.trainer.setWeight(hand);
    this.record = setByHand(this.record, this.trainer.cursor, hand);
  }
  async look() {
    return { ...(await this.trainer.look(places)), record: this.record };
  }
  async back(moment) {
    await this.trainer.back(moment);
    this.record = altered(moment.record, moment.cursor, this.settings);
  }
  async run() {
    const print = await fingerprint(this.trainer.model);
    return { legs: legsUntil(this.record, this.trainer.cursor), print };
  }
}

/** The run through the link and computed again. */
async function again(run, options = {}) {
  const [read] = readRuns(writeRuns([run]));
  expect(read).toEqual(run);
  return replay(gn, read.legs, {
    signal: new AbortController().signal,
    onProgress() {},
    ...options,
  });
}

test("a plain run is short in the link, and its curve is that of the library", async () => {
  const journey = await new Journey().begin(initialSettings);
  for (let i = 0; i < 3; i++) await journey.trainer.epochs(10);
  const run = await journey.run();
  expect(writeRuns([run])).toBe(`to.3*${run.print}`);
  const { points, print } = await again(run);
  expect(print).toBe(run.print);
  expect(points.map(({ at }) => at)).toEqual([0, 1, 2, 3]);
  const score = await journey.trainer.score(journey.trainer.sets.train);
  expect(points[3]).toEqual({ at: 3, ...score });
});

/** What can be done in the lab; each with a number of its own. */
const actions = {
  epoch: (journey) => journey.trainer.epochs(journey.settings.batch),
  batch: (journey) => journey.trainer.batch(journey.settings.batch),
  sample: (journey) => journey.trainer.sample(journey.settings.batch),
  size: (journey, k) => journey.set({ batch: 1 + k }),
  penalty: (journey, k) => journey.set({ l2: k / 100 }),
  dropout: (journey, k) => journey.set({ dropout: k / 40 }),
  noise: (journey, k) => journey.set({ noise: k / 40 }),
  unscaled: (journey, k) => journey.set({ standardise: k % 2 ? "on" : "off" }),
  optimizer: (journey, k) =>
    journey.set({
      optimizer: ["sgd,learningRate:0.1", "sgd,momentum:0.9", "adam", "adam,learningRate:0.1"][
        k % 4
      ],
    }),
  schedule: (journey, k) =>
    journey.set({
      schedule: ["constant", "exponential,rate:0.9", "step,every:2", "timeDecay,by:step"][k % 4],
    }),
  hand: (journey, k) => journey.byHand(["hidden_1.kernel", k % 6, k / 8 - 1]),
  mark: async (journey) => (journey.marked = await journey.look()),
  back: (journey) => journey.marked && journey.back(journey.marked),
};

test("whatever was done on the way, it comes to the same weights again", async () => {
  const step = fc.tuple(fc.constantFrom(...Object.keys(actions)), fc.nat(19));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const journey = await new Journey().begin(small);
      for (const [name, k] of steps) await actions[name](journey, k);
      const run = await journey.run();
      const { print, points } = await again(run);
      expect(print).toBe(run.print);
      expect(points.at(-1).at).toBe(journey.trainer.at);
      await journey.trainer.dispose();
    }),
    { seed: 1, numRuns: 150 },
  );
});

test("a weight that the network does not have is said, and leaves no model", async () => {
  const before = gn.memory().models;
  for (const hand of [
    ["hidden_2.kernel", 0, 1],
    ["output.kernel", 3, 1],
  ]) {
    const legs = [{ settings: small, to: { epoch: 1, used: 0, read: 0 }, hand: [hand] }];
    await expect(again({ legs, print: "00000000" })).rejects.toThrow(/there is no weight/);
  }
  expect(gn.memory().models).toBe(before);
});

test("it is given up as soon as nobody wants it, and leaves no model", async () => {
  const before = gn.memory().models;
  const stop = new AbortController();
  const legs = [{ settings: small, to: { epoch: 100_000, used: 0, read: 0 } }];
  let told = 0;
  const given = again(
    { legs, print: "00000000" },
    {
      signal: stop.signal,
      onProgress: () => ++told === 3 && stop.abort(),
    },
  );
  await expect(given).rejects.toThrow(/abort/i);
  expect(gn.memory().models).toBe(before);
});

describe("the link", () => {
  test.each([
    "to.3",
    "to.3*1a2b3c4",
    "*1a2b3c4d",
    "to.x*1a2b3c4d",
    "to.3-5-4*1a2b3c4d",
    "to.12345678*1a2b3c4d",
    "seed.x!to.3*1a2b3c4d",
    "colour.3!to.3*1a2b3c4d",
    "inputs.x1,x3!to.3*1a2b3c4d",
    "inputs.toString!to.3*1a2b3c4d",
    "seed.3*1a2b3c4d",
    "to.3*to.2*1a2b3c4d",
    "to.3!hand.output.kernel:0*1a2b3c4d",
    "to.3!hand.x:0:1*1a2b3c4d",
    "to.3*1a2b3c4d~",
    "to.3*1a2b3c4d~".repeat(4) + "to.3*1a2b3c4d",
  ])("%j is refused", (text) => {
    expect(readRuns(text)).toBeUndefined();
  });

  test("hostile strings are refused, whole or as a part", () => {
    for (const text of hostile)
      for (const whole of [text, `data.${text}!to.3*1a2b3c4d`, `to.3!hand.${text}*1a2b3c4d`])
        expect(readRuns(whole)).toBeUndefined();
  });

  test("none is nothing; one with every sort of part is read as it was written", () => {
    expect(readRuns("")).toEqual([]);
    const text =
      "data.own!own.1,-2,0:0.5,1e-7,1!seed.2!optimizer.adam,learningRate:0.02!to.7-10-13" +
      "*l2.0.1!to.9!hand.hidden_1.kernel:3:-1.5,output.bias:0:2e-9*to.12*1a2b3c4d";
    expect(writeRuns(readRuns(text))).toBe(text);
  });
});
