/** api-calls.js: the methods of a model, and arguments for them: mostly such as fit, now and then such as nobody passes. */
import fc from "fast-check";
import { odd } from "../../js/support/odd.js";

export const oddValues = Object.values(odd);
export const oddNames = Object.keys(odd);

/** Now and then something odd in place of what fits. */
const rarelyOdd = (arbitrary) =>
  fc.oneof(
    { weight: 11, arbitrary: arbitrary.map((fit) => ({ fit })) },
    { weight: 1, arbitrary: fc.nat(oddValues.length - 1).map((odd) => ({ odd })) },
  );
const valueOf = (choice) => ("odd" in choice ? oddValues[choice.odd] : choice.fit);

const floats = fc.array(fc.float({ min: -2, max: 2, noNaN: true }), { maxLength: 40 });
const classes = fc.array(fc.nat(3), { maxLength: 8 });

/** Values of every option that some method has. */
const options = {
  epochs: fc.integer({ min: 0, max: 2 }),
  batchSize: fc.integer({ min: -1, max: 9 }),
  shuffle: fc.boolean(),
  training: fc.boolean(),
  epsilon: fc.double({ min: -0.1, max: 1.1 }),
  sampleWeight: floats,
  metrics: fc.constantFrom([], ["f1"], ["r2"], ["none"]),
  keep: fc.integer({ min: -1, max: 9 }),
  freeze: fc.boolean(),
  optimizer: fc.boolean(),
  dtype: fc.constantFrom("F32", "F16", "F64"),
  steps: fc.integer({ min: 1, max: 4 }),
  scale: fc.double({ min: -2, max: 2 }),
  mean: fc.double({ min: -2, max: 2 }),
  std: fc.double({ min: -1, max: 2 }),
  shape: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 4 }),
};

/** What a call may be given: which object, which data, what else. */
export const callArguments = fc.record({
  which: fc.nat(),
  other: fc.nat(),
  x: rarelyOdd(fc.oneof(fc.constant("fits"), floats)),
  y: rarelyOdd(fc.oneof(fc.constant("fits"), floats, classes)),
  seed: rarelyOdd(fc.integer({ min: -1, max: 99 })),
  options: fc.record(
    Object.fromEntries(Object.entries(options).map(([name, value]) => [name, rarelyOdd(value)])),
    { requiredKeys: [] },
  ),
});

/** Those of the options that a method has. */
export function known({ options }, ...names) {
  const its = Object.entries(options).filter(([name]) => names.includes(name));
  return Object.fromEntries(its.map(([name, choice]) => [name, valueOf(choice)]));
}

/** … or something odd in place of them all. */
const chosen = (a, ...names) =>
  a.other % 97 === 0 ? oddValues[a.other % oddValues.length] : known(a, ...names);

const fits = (choice, fit) => (choice.fit === "fits" ? fit : valueOf(choice));
const xy = (a, { data }) => [fits(a.x, data.x), fits(a.y, data.y)];

/**
 * Methods of a model: how each is called with arguments `a` at a place, { gn, data: those of its network, set: a data
 * set, parameter: a name }.
 */
export const reading = {
  predict: (m, a, at) => m.predict(fits(a.x, at.data.x)),
  "predict, of a data set": (m, a, at) => m.predict(at.set),
  evaluate: (m, a, at) => m.evaluate(...xy(a, at), chosen(a, "sampleWeight", "metrics")),
  "evaluate, of a data set": (m, a, at) => m.evaluate(at.set, chosen(a, "metrics")),
  gradients: (m, a, at) => m.gradients(...xy(a, at), chosen(a, "training")),
  trace: (m, a, at) => m.trace(...xy(a, at), chosen(a, "training")),
  statistics: (m, a, at) => m.statistics(...xy(a, at), chosen(a, "training")),
  checkGradients: (m, a, at) => m.checkGradients(...xy(a, at), chosen(a, "epsilon", "training")),
  learningRateRange: (m, a, at) =>
    m.learningRateRange(at.set, { steps: 2, ...known(a, "steps", "batchSize") }),
  getWeights: (m) => m.getWeights(),
  getOptimizerState: (m) => m.getOptimizerState(),
  save: (m, a) => m.save(chosen(a, "optimizer", "dtype")),
  "save and open": (m, a, { gn }) => gn.open(m.save()),
  transfer: (m, a, { gn }) => gn.transfer(m, chosen(a, "keep", "freeze")),
  summary: (m) => m.summary(),
  figures: (m) => [m.steps, m.epochs, m.learningRate],
};

/** Those that may change its weights. */
export const writing = {
  trainOnBatch: (m, a, at) => m.trainOnBatch(...xy(a, at), chosen(a, "sampleWeight")),
  fit: (m, a, at) => m.fit(at.set, chosen(a, "epochs", "batchSize", "shuffle")),
  applyGradients: (m, a, at) => m.applyGradients(m.gradients(...xy(a, at)).gradients),
  setWeights: (m, a, at) => m.setWeights({ [at.parameter]: valueOf(a.x) }),
  "setWeights, the same": (m) => m.setWeights(m.getWeights()),
  reset: (m, a) => m.reset(valueOf(a.seed)),
};

/** What is asked of the instance with an odd value. */
export const asking = {
  model: (gn, value) => gn.model(value),
  dataset: (gn, value) => gn.dataset({ x: value }),
  open: (gn, value) => gn.open(value),
  transfer: (gn, value) => gn.transfer(value),
  summary: (gn, value) => gn.summary(value),
};
