/**
 * malformed.js: every reader is given every beginning of a good file, every byte of its header changed in four ways, and
 * files with random changes. It may refuse one with a FormatError or a LimitError, or read it; nothing else, and neither
 * touches a model or a data set that is there.
 */
import { gzipSync } from "node:zlib";
import { FormatError, LimitError, load, readCsv, readIdx } from "../../wasm/index.js";
import { readDigit } from "../../wasm/cli/image.js";
import { idxFile } from "../js/support/idx.js";
import { flips, generator, mutations, prefixes } from "../js/support/mutate.js";
import { fnv1a } from "../js/support/numbers.js";
import { pngFile } from "../js/support/png.js";
import { convolutional, graph, perceptron } from "./support/networks.js";
import { links, readLink } from "./support/links.js";
import { rewritten } from "./support/rewrite.js";
import { grouped, lineOf, soak } from "./support/soak.js";

const SLOWEST = 1000; // milliseconds for a file of a few kilobytes, on a machine that has other things to do

const gn = await load();
const watched = gn.model(perceptron.spec);
const samples = gn.dataset(perceptron.data);

/** Everything that a reader must leave alone. */
function state() {
  const { bytes, models, datasets } = gn.memory();
  const { loss } = watched.evaluate(samples);
  return JSON.stringify([bytes, models, datasets, fnv1a(watched.getWeights()), loss]);
}

/** A saved model that has been trained, so that it has states. */
function saved({ spec, data }, options) {
  const model = gn.model(spec);
  model.trainOnBatch(data.x, data.y);
  const bytes = model.save(options);
  model.dispose();
  return bytes;
}

/** Opens a model and runs it: what was read must be fit for use. */
function openModel(bytes) {
  const model = gn.open(bytes);
  try {
    model.predict(new Float32Array(model.inputShape.reduce((a, b) => a * b, 1)));
  } catch (error) {
    if (error?.code !== "numeric") throw error; // finite weights may still overflow
  } finally {
    model.dispose();
  }
}

const utf8 = (text) => new TextEncoder().encode(text);
const grey = Uint8Array.from({ length: 144 }, (_, i) => (i * 37) % 256);
const headerOf = (bytes) => 8 + new DataView(bytes.buffer).getUint32(0, true);

/** Readers, good files for each, how long their headers are, and changes that only this format knows. */
const readers = {
  IDX: {
    read: readIdx,
    seeds: [
      idxFile([2, 3, 4], grey.slice(0, 24)),
      idxFile([5], Int16Array.of(1, -2, 3, -4, 5)),
      idxFile([1, 2], Float64Array.of(0.5, -7)),
    ],
    header: (bytes) => 4 + 4 * bytes[3],
  },
  gzip: {
    read: readIdx,
    seeds: [new Uint8Array(gzipSync(idxFile([2, 3, 4], grey.slice(0, 24))))],
    header: (bytes) => bytes.length,
  },
  CSV: {
    read: readCsv,
    seeds: [
      'a,"b ""c""",d\r\n1,2.5,-3\r\n\r\n"4",5e-1,.6\n',
      "sepal;petal;species\n5.1;3.5;setosa\n7;3.2;versicolor\n",
      "1\t2\t0\n3\t4\t1\n",
    ].map(utf8),
    header: (bytes) => bytes.length,
  },
  model: {
    read: openModel,
    seeds: [
      saved(perceptron),
      saved(perceptron, { optimizer: false, dtype: "F16" }),
      saved(convolutional),
      saved(graph),
    ],
    header: headerOf,
    more: rewritten,
  },
  PNG: {
    read: (bytes) => readDigit("digit.png", bytes),
    seeds: [
      pngFile(12, 12, grey, { filters: [0, 1, 2, 3, 4] }),
      pngFile(12, 12, grey, { interlaced: true }),
      pngFile(
        12,
        12,
        grey.map((v) => v % 3),
        {
          type: 3,
          depth: 2,
          palette: [0, 0, 0, 9, 9, 9, 255, 255, 255],
          transparency: [255, 0, 9],
        },
      ),
    ],
    header: () => 100,
  },
  link: {
    read: readLink,
    seeds: links,
    header: (bytes) => bytes.length,
  },
};

/** The broken files of a reader. */
function* broken({ seeds, header, more }, { random, changes }) {
  for (const [i, good] of seeds.entries()) {
    if (random === 0) {
      yield* prefixes(good);
      yield* flips(good, Math.min(header(good), good.length));
    }
    yield* mutations(good, changes, 1000 * random + i + 1);
    if (more) yield* more(good, changes, generator(2000 * random + i + 1));
  }
}

/** One file: whether it was read, refused or did harm. */
async function trial(read, bytes) {
  const start = performance.now();
  let outcome = "read";
  try {
    await read(bytes);
  } catch (error) {
    const isTyped = error instanceof FormatError || error instanceof LimitError;
    outcome = isTyped && error.message.length > 15 ? "refused" : lineOf(error);
  }
  return { outcome, milliseconds: performance.now() - start };
}

state(); // the first evaluation takes memory for its work

async function examine(name, reader, rounds, changes) {
  const faults = [];
  const before = state();
  const count = { read: 0, refused: 0 };
  let slowest = 0;
  for (let random = 0; random < rounds; random++) {
    for (const bytes of broken(reader, { random, changes })) {
      const { outcome, milliseconds } = await trial(reader.read, bytes);
      slowest = Math.max(slowest, milliseconds);
      if (outcome in count) count[outcome]++;
      else
        faults.push(`${name}: ${outcome}; ${Buffer.from(bytes).toString("base64").slice(0, 400)}`);
      if (state() !== before) faults.push(`${name}: a model or a data set has changed`);
    }
  }
  if (slowest > SLOWEST) faults.push(`${name}: one file took ${slowest.toFixed(0)} ms`);
  return { faults, ...count, slowest };
}

await soak("malformed", async ({ short }) => {
  const [rounds, changes] = short ? [1, 400] : [10, 1000];
  const faults = [];
  const parts = [];
  for (const [name, reader] of Object.entries(readers)) {
    const result = await examine(name, reader, rounds, changes);
    faults.push(...result.faults);
    parts.push(
      `${name} ${grouped(result.read + result.refused)} (${grouped(result.read)} read, slowest ${result.slowest.toFixed(0)} ms)`,
    );
  }
  return { figure: `files ${parts.join(", ")}`, faults };
});
