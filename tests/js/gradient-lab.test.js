// The gradient descent lab: its functions and their slopes, its paths against PyTorch's, its formulas and its likelihood.
import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "@jest/globals";
import { load } from "glassnet/worker";
import { curves } from "../../web/labs/gradient/curves.js";
import {
  draw,
  exponential,
  logLikelihood,
  logSlope,
  peakOf,
  relative,
  slope,
} from "../../web/labs/gradient/likelihood.js";
import { properties } from "../../web/labs/gradient/properties.js";
import { quantitiesOf } from "../../web/labs/gradient/quantities.js";
import { optimizerOf, racerNames, runnersOf } from "../../web/labs/gradient/racers.js";
import { surfaces } from "../../web/labs/gradient/surfaces.js";
import { walk } from "../../web/labs/gradient/walk.js";

const gn = await load();
afterAll(() => gn.terminate());
const golden = JSON.parse(readFileSync(new URL("../golden/paths.json", import.meta.url), "utf8"));

/** (f(x + h) − f(x − h)) / 2h, good to h². */
const difference = (f, x, h = 1e-4) => (f(x + h) - f(x - h)) / (2 * h);

describe("the functions", () => {
  test.each(Object.entries(curves))(
    "%s: slope and curvature are those of its value",
    (_, curve) => {
      for (let i = 0; i <= 20; i++) {
        const x = curve.x[0] + ((curve.x[1] - curve.x[0]) * i) / 20;
        expect(curve.d(x)).toBeCloseTo(difference(curve.f, x), 5);
        expect(curve.dd(x)).toBeCloseTo(difference(curve.d, x), 5);
      }
    },
  );

  test.each(Object.entries(surfaces))("%s: gradient, minima and steepness", (_, surface) => {
    const { f, gradient, view, minima, steepest } = surface;
    for (let i = 0; i < 25; i++) {
      const x = view.low[0] + (view.size * (i % 5)) / 4;
      const y = view.low[1] + (view.size * Math.floor(i / 5)) / 4;
      const [dx, dy] = gradient([x, y]);
      expect(dx).toBeCloseTo(
        difference((v) => f([v, y]), x),
        4,
      );
      expect(dy).toBeCloseTo(
        difference((v) => f([x, v]), y),
        4,
      );
    }
    for (const p of minima) expect(Math.hypot(...gradient(p))).toBeLessThan(1e-4);
    if (steepest)
      expect(
        Math.max(
          difference((v) => gradient([v, 1])[0], 1),
          difference((v) => gradient([1, v])[1], 1),
        ),
      ).toBeCloseTo(steepest, 6);
  });

  test("the parabola's right and large rates lie on either side of 2/f″", () => {
    const { rates, dd } = curves.parabola;
    expect(rates[1]).toBeLessThan(2 / dd(0));
    expect(rates[2]).toBeGreaterThan(2 / dd(0));
  });
});

/** The model that the lab makes its paths with. */
const run = async (optimizer, surface, start, steps) => {
  const { f, gradient } = surfaces[surface];
  const model = await gn.model({
    input: [1],
    layers: [{ type: "dense", units: 2, useBias: false }],
    optimizer,
  });
  const path = await walk(model, { slope: (w) => ({ f: f(w), g: gradient(w) }), start, steps });
  await model.dispose();
  return path;
};

describe("the paths", () => {
  test.each(golden.map((path) => [path.surface, path.name, path]))(
    "%s, %s: PyTorch's, with the settings that the page begins with",
    async (surface, name, { optimizer, start, points }) => {
      expect(optimizerOf(name, "", surfaces[surface].rates[name])).toEqual(optimizer);
      expect(surfaces[surface].start).toEqual(start);
      const { moments, hasDiverged } = await run(optimizer, surface, start, points.length - 1);
      expect(hasDiverged).toBe(false);
      const far = moments.map(({ w }, t) => Math.hypot(w[0] - points[t][0], w[1] - points[t][1]));
      expect(Math.max(...far)).toBeLessThan(1e-4 * surfaces[surface].view.size);
    },
  );

  test("too large a rate is said to diverge, and ends", async () => {
    const optimizer = { type: "sgd", learningRate: 0.2 };
    const { moments, hasDiverged } = await run(optimizer, "ravine", [1, 1], 1000);
    expect(hasDiverged).toBe(true);
    expect(moments.length).toBeLessThan(100);
  });

  test("an aborted one stops", async () => {
    const stop = new AbortController();
    const model = await gn.model({
      input: [1],
      layers: [{ type: "dense", units: 1, useBias: false }],
    });
    const slow = (w) => {
      stop.abort();
      return { f: 0, g: w };
    };
    await expect(
      walk(model, { slope: slow, start: [1], steps: 5 }, stop.signal),
    ).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("the inner quantities", () => {
  const defaults = Object.fromEntries(
    gn.schema.optimizers.kinds.map(({ type, fields }) => [
      type,
      Object.fromEntries(fields.map((field) => [field.name, field.default])),
    ]),
  );

  /** Each optimizer's step out of the quantities that are shown, as its formula says it. */
  const sums = {
    sgd: ({ gradient }, o) => -o.learningRate * gradient,
    momentum: ({ velocity }, o) => -o.learningRate * velocity,
    nesterov: ({ ahead }, o) => -o.learningRate * ahead,
    rmsprop: ({ gradient, square }, o) =>
      (-o.learningRate * gradient) / (Math.sqrt(square) + o.epsilon),
    adagrad: ({ gradient, square }, o) =>
      (-o.learningRate * gradient) / (Math.sqrt(square) + o.epsilon),
    adam: ({ meanHat, squareHat }, o) =>
      (-o.learningRate * meanHat) / (Math.sqrt(squareHat) + o.epsilon),
    adamw: ({ meanHat, squareHat }, o, w) =>
      -o.learningRate * o.weightDecay * w +
      (-o.learningRate * meanHat) / (Math.sqrt(squareHat) + o.epsilon),
  };

  test.each(racerNames)("of %s make up the step that the core makes", async (name) => {
    const chosen = optimizerOf(name, "", surfaces.banana.rates[name]);
    const settings = { ...defaults[chosen.type], ...chosen };
    const { moments } = await run(chosen, "banana", [-1.4, 2.2], 8);
    for (let t = 0; t < 7; t++) {
      const list = quantitiesOf(settings, moments[t], moments[t + 1], t);
      for (const k of [0, 1]) {
        const of = Object.fromEntries(list.map(({ id, values }) => [id, values[k]]));
        expect(of.step / sums[name](of, settings, moments[t].w[k])).toBeCloseTo(1, 3);
      }
    }
  });
});

describe("the likelihood of 70 white balls of 100", () => {
  const sample = { white: 70, draws: 100 };
  test("peaks at 0.7; its derivative is zero there, at 0 and at 1", () => {
    expect(peakOf(sample)).toBe(0.7);
    expect([0, 0.7, 1].map((p) => slope(sample, p))).toEqual([0, 0, 0]);
    expect([0, 1].map((p) => relative(sample, p))).toEqual([0, 0]);
    expect(logSlope(sample, 0.7)).toBe(0);
  });
  test("derivatives are those of the values", () => {
    for (const p of [0.1, 0.5, 0.69, 0.72, 0.9]) {
      expect(slope(sample, p)).toBeCloseTo(
        difference((v) => relative(sample, v), p, 1e-6),
        5,
      );
      expect(logSlope(sample, p)).toBeCloseTo(
        difference((v) => logLikelihood(sample, v), p, 1e-6),
        4,
      );
    }
  });
  test("is 0.7⁷⁰ · 0.3³⁰ = 2.955 × 10⁻²⁷ there", () => {
    expect(Math.exp(logLikelihood(sample, 0.7))).toBeCloseTo(0.7 ** 70 * 0.3 ** 30, 35);
    expect(exponential(logLikelihood(sample, 0.7))).toBe("2.955 × 10⁻²⁷");
  });
  test("with no white ball, or no black one, it has its peak and a slope at the end", () => {
    expect(slope({ white: 0, draws: 5 }, 0)).toBeCloseTo(-5, 12);
    expect(slope({ white: 5, draws: 5 }, 1)).toBeCloseTo(5, 12);
    expect(relative({ white: 0, draws: 5 }, 0)).toBe(1);
  });
  test("one seed draws the same balls", () => {
    const urn = { seed: 3, draws: 1000, share: 0.7 };
    expect(draw(urn)).toEqual(draw(urn));
    expect(draw(urn).filter(Boolean).length).toBeGreaterThan(650);
    expect(draw(urn).filter(Boolean).length).toBeLessThan(750);
  });
});

describe("the link", () => {
  test("knows the racers in their own order, and no others", () => {
    expect(runnersOf("adam,sgd,sgd,foo")).toEqual(["sgd", "adam"]);
  });
  test("takes settings as the lab writes them, and nothing else", () => {
    const { adam, start, schedule } = properties;
    for (const text of ["", "adam,learningRate:0.1,beta1:0.5", "adam,epsilon:1e-8"])
      expect(adam.parse(text)).toBe(text);
    for (const text of ["sgd", "adam,<b>:1", "adam,beta1:x", "adam;"])
      expect(adam.parse(text)).toBeUndefined();
    expect(start.parse("1.5,-2")).toBe("1.5,-2");
    expect(start.parse("1,2,3")).toBeUndefined();
    expect(schedule.parse("cosine,over:40,warmup:5")).toBe("cosine,over:40,warmup:5");
  });
});
