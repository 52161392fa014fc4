/**
 * cycles.js: models and data sets made, trained and disposed of, as often as a day has seconds. The
 * memory of WebAssembly stays as large as it is after some to warm up, the core holds nothing, and the heap of JavaScript
 * does not grow in the second half: in the first the engine still compiles, and keeps what it has compiled.
 */
import { load } from "../../wasm/index.js";
import { networks } from "./support/networks.js";
import { grouped, soak } from "./support/soak.js";

const WARM = 200;
const MOST = 1; // byte of JavaScript's heap a cycle, above what its size wavers by
const WAVER = 200_000; // bytes

/** The instance's memory, which the package does not hand out. */
let memory;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...args) => {
  const result = await instantiate(...args);
  memory = result.exports.memory;
  return result;
};

const gn = await load();
const kinds = Object.values(networks);

async function cycle(i) {
  const { spec, data } = kinds[i % kinds.length];
  const model = gn.model(spec);
  const set = gn.dataset(data);
  model.trainOnBatch(data.x, data.y);
  model.predict(data.x);
  if (i % 50 === 0) {
    await model.fit(set, { batchSize: 3 });
    gn.open(model.save()).dispose();
  }
  set.dispose();
  model.dispose();
}

/** JavaScript's heap when all that can be collected is. */
function heap() {
  for (let i = 0; i < 3; i++) globalThis.gc();
  return process.memoryUsage().heapUsed;
}

await soak("cycles", async ({ short }) => {
  if (!globalThis.gc) throw new Error("start it by npm run soak, or with node --expose-gc");
  const cycles = short ? 5_000 : 86_400;
  for (let i = 0; i < WARM; i++) await cycle(i);
  const size = memory.buffer.byteLength;
  for (let i = 0; i < cycles / 2; i++) await cycle(i);
  const before = heap();
  for (let i = 0; i < cycles / 2; i++) await cycle(i);
  const growth = heap() - before;
  const wasm = memory.buffer.byteLength - size;
  const held = gn.memory();
  const faults = [];
  if (wasm !== 0) faults.push(`the memory of WebAssembly has grown by ${wasm} bytes`);
  if (held.bytes + held.models + held.datasets > 0) faults.push(`held: ${JSON.stringify(held)}`);
  if (growth > (MOST * cycles) / 2 + WAVER) faults.push(`the heap has grown by ${growth} bytes`);
  const figure = `${grouped(cycles)} cycles, WebAssembly's memory +${wasm} bytes of ${grouped(size)}, JavaScript's heap in the second half ${growth < 0 ? "" : "+"}${grouped(growth)}`;
  return { figure, faults };
});
