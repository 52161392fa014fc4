/**
 * allocation.js: memory that ends at every single allocation, once or for good, of making, training, predicting, looking
 * inside, saving and opening a network of each sort, in WebAssembly. Each time: OutOfMemoryError and nothing else, nothing
 * left over, and the same calls made again end with the same weights. tests/c/allocation.c does it natively, under ASan.
 */
import { OutOfMemoryError } from "../../wasm/index.js";
import { fnv1a } from "../js/support/numbers.js";
import { networks } from "./support/networks.js";
import { grouped, lineOf, soak } from "./support/soak.js";
import { loadTrial } from "./support/trial-core.js";

/** What is done with a network; each step is handed what the steps before have made. */
const steps = {
  create: (gn, made, { spec }) => made.push((made.model = gn.model(spec))),
  hold: (gn, made, { data }) => made.push((made.data = gn.dataset(data))),
  train: (gn, { model, data }) => model.fit(data, { epochs: 2, batchSize: 3, validation: data }),
  step: (gn, { model }, { data: { x, y } }) => model.trainOnBatch(x, y),
  predict: (gn, { model }, { data: { x } }) => model.predict(x),
  evaluate: (gn, { model, data }) => model.evaluate(data),
  trace: (gn, { model }, { data: { x, y } }) => model.trace(x, y),
  check: (gn, { model, data }) => model.checkGradients(data),
  range: (gn, { model, data }) => model.learningRateRange(data, { steps: 4 }),
  save: (gn, made) => (made.file = made.model.save()),
  open: (gn, made) => made.push((made.opened = gn.open(made.file))),
  transfer: (gn, made) => made.push(gn.transfer(made.model)),
  summary: (gn, made, { spec }) => gn.summary(spec),
};

/** All steps; the weights in the end, and the name of the step that failed. */
async function play(gn, network) {
  const made = [];
  let name;
  try {
    for (name of Object.keys(steps)) await steps[name](gn, made, network);
    return { hash: fnv1a(made.model.getWeights()) + fnv1a(made.opened.getWeights()) };
  } catch (error) {
    return { error, name };
  } finally {
    for (const one of made) one.dispose();
  }
}

const isClean = ({ bytes, models, datasets }) => bytes === 0 && models === 0 && datasets === 0;

/** One point of failure. @returns {Promise<{ reached: boolean, fault?: string }>} */
async function trial(network, expected, n, isSticky) {
  const { gn, failAt, spare, hasFailed, live } = await loadTrial();
  failAt(n, isSticky);
  const { error, name } = await play(gn, network);
  const reached = hasFailed();
  spare();
  const at = `${isSticky ? "from" : "at"} allocation ${n}, in ${name}`;
  const fault = (what) => ({ reached, fault: `${at}: ${what}` });
  if (reached && !(error instanceof OutOfMemoryError))
    return fault(error ? lineOf(error) : "no error");
  if (!reached && error) return fault(lineOf(error));
  if (!isClean(gn.memory())) return fault("something is left over");
  const again = await play(gn, network);
  if (again.hash !== expected.hash)
    return fault(`made again: ${again.hash ?? lineOf(again.error)}`);
  if (!isClean(gn.memory()) || live() !== expected.live) return fault(`${live()} blocks are left`);
  gn.dispose();
  return { reached };
}

await soak("allocation", async () => {
  const faults = [];
  let points = 0;
  for (const [name, network] of Object.entries(networks)) {
    const { gn, live } = await loadTrial();
    const expected = { ...(await play(gn, network)), live: live() };
    if (expected.error) throw expected.error;
    for (const isSticky of [false, true]) {
      for (let n = 1, reached = true; reached; n++) {
        const result = await trial(network, expected, n, isSticky);
        reached = result.reached;
        points += Number(reached);
        if (result.fault) faults.push(`${name}: ${result.fault}`);
      }
    }
  }
  return {
    figure: `${grouped(points)} points of failure, in a perceptron, a convolutional network and a graph`,
    faults,
  };
});
