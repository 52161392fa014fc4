// npm run bench -- exactness: how far the core is from PyTorch in double precision, over tests/golden/pytorch.json, for
// each layer, optimizer and what surrounds a step; how far backpropagation is from differences of the loss; and, where the
// two are apart, which of them is off.
import { readFileSync } from "node:fs";
import { load } from "../../dist/index.js";
import { apart, bestDifferences, checkGradients, throughLayer } from "../js/support/differences.js";
import { distance } from "../js/support/numbers.js";
import { table } from "./support/report.js";

const gn = await load();
const golden = JSON.parse(readFileSync(new URL("../golden/pytorch.json", import.meta.url), "utf8"));

const chosen = (kind) => (typeof kind === "string" ? { type: kind } : kind);

/** The worst case of each thing. */
class Worst {
  #things = new Map();

  note(thing, distance, title) {
    const { cases = 0, most = -1, where } = this.#things.get(thing) ?? {};
    const isWorse = distance > most;
    const worst = isWorse ? { most: distance, where: title } : { most, where };
    this.#things.set(thing, { cases: cases + 1, ...worst });
  }

  rows() {
    return [...this.#things]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([thing, { cases, most, where }]) => [thing, `${cases}`, most.toExponential(1), where]);
  }
}

/** Outputs, loss and both gradients of one pass. */
function passes(model, x, y, { training = false, ...wanted }) {
  const { output } = model.trace(x, y, { training }).layers.at(-1);
  const { loss, gradients, inputGradient } = model.gradients(x, y, { training });
  return Math.max(
    distance(output, wanted.output),
    distance([loss], [wanted.loss]),
    distance(inputGradient, wanted.inputGradient),
    ...Object.keys(gradients).map((name) => distance(gradients[name], wanted.gradients[name])),
  );
}

/** The loss before each step, and the weights after the last. */
function steps(model, x, y, { losses, weights }) {
  const lossesOff = losses.map((wanted) => distance([model.trainOnBatch(x, y).loss], [wanted]));
  const after = model.getWeights();
  const weightsOff = Object.keys(weights).map((name) => distance(after[name], weights[name]));
  return Math.max(...lossesOff, ...weightsOff);
}

/** What a spec sets around a step: the optimizer and its options, the schedule, constraints. */
function around({ optimizer, layers }) {
  const { type, schedule, learningRate: _, ...options } = chosen(optimizer);
  const constraints = layers.flatMap(({ kernelConstraint: k }) => (k ? [chosen(k).type] : []));
  return [
    `optimizer ${type}`,
    ...(schedule ? [`schedule ${schedule.type}`] : []),
    ...Object.keys(options).map((o) => `option ${o}`),
    ...constraints.map((constraint) => `constraint ${constraint}`),
  ];
}

function besidePyTorch() {
  const worst = new Worst();
  for (const { title, spec, weights, ...one } of golden.filter((c) => !c.sampleWeight)) {
    const model = gn.model(spec);
    model.setWeights(weights);
    const x = Float32Array.from(one.x);
    const y = one.y.indices ? Int32Array.from(one.y.indices) : Float32Array.from(one.y);
    const off = passes(model, x, y, one);
    const mode = one.training ? ", training" : "";
    for (const type of new Set(spec.layers.map((layer) => layer.type)))
      worst.note(`layer ${type}${mode}`, off, title);
    worst.note(`loss ${chosen(spec.loss).type}`, off, title);
    if (one.steps) {
      const stepped = steps(model, x, y, one.steps);
      for (const thing of new Set(around(spec))) worst.note(thing, stepped, title);
    }
    model.dispose();
  }
  return worst;
}

/** Whether a spec is a graph without a kink: where a maximum changes hands, a difference says nothing. */
const isSmoothGraph = ({ layers }) =>
  layers.some(({ type }) => ["add", "multiply", "concatenate"].includes(type)) &&
  !layers.some(({ type }) => /max/i.test(type));

/** Each layer of the registry by itself, beside differences. */
function besideDifferences() {
  const worst = new Worst();
  const epsilon = 0.03;
  for (const { type } of gn.schema.layers.kinds) {
    const { maxRelativeError } = checkGradients(gn, throughLayer(gn, type), 3, undefined, {
      epsilon,
    });
    worst.note(`layer ${type}`, maxRelativeError, "");
  }
  return worst;
}

/** The graphs of the figures, each gradient known three times: which of the three is off where two do not agree? */
function graphsThreefold() {
  const worst = new Worst();
  for (const { title, spec, weights, training = false, ...one } of golden) {
    if (!isSmoothGraph(spec)) continue;
    const model = gn.model(spec);
    model.setWeights(weights);
    const x = Float32Array.from(one.x);
    const y = one.y.indices ? Int32Array.from(one.y.indices) : Float32Array.from(one.y);
    const { parameters } = model.checkGradients(x, y, { training });
    const ours = parameters.map(({ analytic }) => analytic);
    const double = parameters.map(({ name, index }) => one.gradients[name][index]);
    const differences = bestDifferences(model, x, y, { training });
    worst.note("backpropagation beside double precision", apart(ours, double), title);
    worst.note("backpropagation beside differences", apart(ours, differences), title);
    worst.note("differences beside double precision", apart(differences, double), title);
    model.dispose();
  }
  return worst;
}

const head = ["of", "cases", "worst", "in"];
console.log("Beside PyTorch in double precision: the worst relative error\n");
console.log(table([head, ...besidePyTorch().rows()]));
console.log("\nBackpropagation beside differences of the loss: the worst relative error\n");
console.log(table([head, ...besideDifferences().rows()]));
console.log("\nEvery gradient of the graphs three times: ours, PyTorch's in double, differences\n");
console.log(table([head, ...graphsThreefold().rows()]));
gn.dispose();
