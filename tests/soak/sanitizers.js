/**
 * sanitizers.js: the core in WebAssembly with a check of every address (-sSAFE_HEAP) and with one of the stack at every call
 * (-sSTACK_OVERFLOW_CHECK=2): the golden runs end with their hashes, and every case that PyTorch has figures for is trained,
 * traced, evaluated, saved and opened. That each check would speak is tried first. Natively, AddressSanitizer,
 * LeakSanitizer and UndefinedBehaviorSanitizer watch every C test: npm test -- c.
 */
import { readFileSync } from "node:fs";
import { CrashError, NumericError, load } from "../../wasm/index.js";
import { goldenRuns, runGolden } from "../js/support/golden-runs.js";
import { fnv1a } from "../js/support/numbers.js";
import { grouped, lineOf, soak } from "./support/soak.js";

const cases = JSON.parse(readFileSync(new URL("../golden/pytorch.json", import.meta.url), "utf8"));

/** What the check of addresses imports: to be called when one is wrong. */
const alarms = Object.fromEntries(
  ["segfault", "alignfault"].map((name) => [
    name,
    () => {
      throw new WebAssembly.RuntimeError(name);
    },
  ]),
);
const { instantiate } = WebAssembly;
/** The exports of the last instance. */
let exports;

/** How much of the stack may be used; less than all to see that the check speaks. */
let stackBytes = Infinity;
WebAssembly.instantiate = async (module, imports) => {
  const instance = await instantiate(module, { env: { ...imports?.env, ...alarms } });
  ({ exports } = instance);
  if (exports.__set_stack_limits) {
    const top = exports.stackSave(); // it lies below all data, from here down to 0
    exports.__set_stack_limits(top, Math.max(0, top - stackBytes));
  }
  return instance;
};

const loadBuild = (name) => {
  const bytes = readFileSync(new URL(`../../build/wasm/${name}.wasm`, import.meta.url));
  return load({ wasm: bytes });
};

/** Whether each check finds what it is there for. */
async function blind() {
  const faults = [];
  await loadBuild("safe-heap");
  try {
    exports.model_learning_rate(0); // reads what a null pointer points to
    faults.push("safe-heap does not notice a null pointer");
  } catch (error) {
    if (!/segfault/.test(error.message)) faults.push(`safe-heap: ${lineOf(error)}`);
  }
  stackBytes = 256;
  const error = await loadBuild("safe-stack")
    .then((gn) => gn.model(cases[0].spec))
    .catch((thrown) => thrown);
  if (!(error instanceof CrashError))
    faults.push(`safe-stack does not notice an overflow: ${error}`);
  stackBytes = Infinity;
  return faults;
}

/** One case, through the whole API. */
async function use(gn, { spec, x, y }) {
  const model = gn.model(spec);
  const [inputs, targets] = [
    Float32Array.from(x),
    y.indices ? Int32Array.from(y.indices) : Float32Array.from(y),
  ];
  await model.fit(inputs, targets, { epochs: 2, batchSize: 3 }).catch((error) => {
    if (!(error instanceof NumericError)) throw error; // dropout may carry a probability beyond 1
  });
  for (const name of ["trace", "statistics", "evaluate"]) model[name](inputs, targets);
  const opened = gn.open(model.save());
  if (String(opened.predict(inputs)) !== String(model.predict(inputs)))
    throw new Error("opened, it predicts otherwise");
  opened.dispose();
  model.dispose();
}

async function examine(name) {
  const faults = [];
  const gn = await loadBuild(name);
  for (const [title, golden] of Object.entries(goldenRuns)) {
    const hash = fnv1a(await runGolden(gn, golden));
    if (hash !== golden.hash) faults.push(`${name}: ${title} ends with ${hash}`);
  }
  for (const one of cases) {
    await use(gn, one).catch((error) => faults.push(`${name}: ${one.title}: ${lineOf(error)}`));
  }
  return faults;
}

await soak("sanitizers", async () => {
  const faults = [
    ...(await blind()),
    ...(await examine("safe-heap")),
    ...(await examine("safe-stack")),
  ];
  const figure = `${grouped(cases.length)} networks and ${Object.keys(goldenRuns).length} golden runs under SAFE_HEAP and under STACK_OVERFLOW_CHECK=2`;
  return { figure, faults };
});
