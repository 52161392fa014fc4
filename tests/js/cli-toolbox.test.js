// The training toolbox on the command line: what surrounds a step, transfer, diagnosis, rates, counting.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { commandLine } from "./support/cli.js";
import { idxFile } from "./support/idx.js";
import { generator } from "./support/mutate.js";

const SIDE = 16;
const { folder, run, runWell, remove } = commandLine();

const asJson = (...args) => JSON.parse(runWell(...args, "--json").stdout);
const training = (...args) => asJson("train", "--data", ".", "--epochs", "2", ...args);

/** Rows or columns that are lit, of 16 × 16 pixels. */
function writePictures(prefix, count) {
  const random = generator(count);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 2);
  const pixels = new Uint8Array(count * SIDE * SIDE).map(() => 60 * random());
  labels.forEach((label, n) => {
    const line = Math.floor(SIDE * random());
    for (let k = 0; k < SIDE; k++)
      pixels[n * SIDE * SIDE + (label ? k * SIDE + line : line * SIDE + k)] = 255;
  });
  const write = (kind, shape, data) =>
    writeFileSync(join(folder, `${prefix}-${kind}-ubyte`), idxFile(shape, data));
  write("images-idx3", [count, SIDE, SIDE], pixels);
  write("labels-idx1", [count], labels);
}

beforeAll(() => {
  writePictures("train", 400);
  writePictures("t10k", 60);
  runWell("train", "--data", ".", "--spec", "lenet", "--epochs", "3", "--out", "base.safetensors");
});

afterAll(remove);

describe("glassnet train", () => {
  test.each([
    ["another optimizer", ["--optimizer", "sgd:0.5"]],
    [
      "an optimizer as JSON",
      ["--optimizer", '{"type":"adam","learningRate":0.001,"clipNorm":0.1}'],
    ],
    ["a schedule", ["--schedule", "exponential:0.5"]],
    ["smoothed labels", ["--label-smoothing", "0.2"]],
    ["weighted classes", ["--class-weight", "1:3"]],
  ])("with %s ends elsewhere", (_, options) => {
    const last = (...more) => training("--spec", "mlp", ...more).epochs.at(-1);
    expect(last(...options).loss).not.toBe(last().loss);
  });

  test("tells the rate that a schedule leaves", () => {
    const { epochs } = training("--optimizer", "sgd:0.5", "--schedule", "exponential:0.5");
    expect(epochs.map(({ learningRate }) => learningRate)).toEqual([0.5, 0.25]);
  });

  test("stops early: the saved network is the best one", () => {
    const { epochs, model } = asJson(
      ...["train", "--data", ".", "--epochs", "40", "--optimizer", "sgd:3", "--out", "best"],
      ...["--validation-split", "0.25", "--early-stopping", "2"],
    );
    expect(epochs.length).toBeLessThan(40);
    expect(model).toBe("best");
    const losses = epochs.map(({ validationLoss }) => validationLoss);
    expect(losses.indexOf(Math.min(...losses))).toBe(epochs.length - 3);
  });

  test("--statistics: a table of each layer, and each epoch's as JSON", () => {
    const { stdout } = runWell("train", "--data", ".", "--epochs", "1", "--statistics");
    expect(stdout).toMatch(/layer +mean +spread +zeros +saturated/);
    expect(stdout).toMatch(/\ndense_1 .*%/);
    expect(training("--statistics").epochs[1].statistics[1].output.zeros).toBeGreaterThan(0);
  });

  test("--human-error: which gap is the largest, and what to try", () => {
    const { diagnosis } = training("--optimizer", "sgd:0.0001", "--human-error", "0.01");
    expect(diagnosis.errors.human).toBe(0.01);
    expect(diagnosis.verdict).toMatch(/bias/);
    const { stdout } = runWell(
      ...["train", "--data", ".", "--epochs", "1", "--optimizer", "sgd:0.0001"],
      ...["--human-error", "0.01"],
    );
    expect(stdout).toMatch(/High bias/);
  });

  test("--from: a saved network's layers, frozen, under a new last one", () => {
    training("--from", "base.safetensors", "--out", "head.safetensors");
    const { layers } = asJson("summary", "head.safetensors");
    const frozen = layers.filter(({ trainable }) => !trainable).map(({ name }) => name);
    expect(frozen).toEqual(["conv2d_1", "conv2d_2", "dense_1", "dense_2"]);
    const chosen = ["--keep", "flatten_1", "--freeze", "conv2d_1", "--out", "head.safetensors"];
    training("--from", "base.safetensors", ...chosen);
    const shorter = asJson("summary", "head.safetensors").layers;
    expect(shorter.map(({ type }) => type).filter((type) => type === "dense")).toHaveLength(1);
    expect(shorter.filter(({ trainable }) => !trainable).map(({ name }) => name)).toEqual([
      "conv2d_1",
    ]);
  });

  test.each(["resnet", "inception", "densenet"])("--spec %s, made to measure", (spec) => {
    const { epochs } = asJson("train", "--data", ".", "--epochs", "1", "--spec", spec);
    expect(epochs[0].accuracy).toBeGreaterThan(0.5);
  });

  test.each([
    ["--resume", ["--resume", "base.safetensors", "--optimizer", "adam"], "leave out --optimizer"],
    ["--from", ["--from", "base.safetensors", "--spec", "mlp"], "leave out --spec"],
    ["--keep alone", ["--keep", "dense_1"], "--from FILE, which is missing"],
    ["early stopping", ["--early-stopping", "2"], "give --validation-split too"],
    ["a weight", ["--class-weight", "one:2"], "class:weight"],
    ["a rate", ["--optimizer", "adam:fast"], "adam:learningRate"],
    ["a number too many", ["--schedule", "constant:1"], "constant takes no number"],
  ])("refuses what makes no sense: %s", (_, options, says) => {
    const { status, stderr } = run("train", "--data", ".", ...options);
    expect(stderr).toContain(says);
    expect(status).toBe(2);
  });

  test.each([
    ["no layer of the network", ["--from", "base.safetensors", "--keep", "conv2d_9"], "conv2d_9"],
    ["no optimizer", ["--optimizer", "adamant"], "adamant"],
    ["a class that is not there", ["--class-weight", "7:2"], "7"],
  ])("says what is wrong: %s", (_, options, says) => {
    const { status, stderr } = run("train", "--data", ".", ...options);
    expect(stderr).toContain(says);
    expect(status).toBe(1);
  });
});

describe("glassnet rates", () => {
  test("shows the loss over the rate, and a rate to begin with", () => {
    const { stdout } = runWell("rates", "--data", ".", "--steps", "40", "--to", "3");
    expect(stdout).toMatch(/learning rate +loss/);
    expect(stdout).toMatch(/falls fastest at \d\.\de-\d: a good rate/);
    const { points, suggested } = asJson("rates", "--data", ".", "--steps", "40", "--to", "3");
    expect(points[0].learningRate).toBe(1e-6);
    expect(points.map(({ learningRate }) => learningRate)).toContain(suggested);
  });

  test("begins with a saved network, too", () => {
    const { points } = asJson("rates", "--data", ".", "--spec", "base.safetensors", "--steps", "5");
    expect(points[0].loss).toBeLessThan(0.6);
  });
});

describe("glassnet summary", () => {
  test.each([
    ["lenet5", "61,706"],
    ["alexnet", "62,378,344"],
    ["vgg16", "138,357,544"],
    ["resnet50", "25,557,032"],
    ["googlenet", "6,624,904"],
    ["densenet121", "7,978,856"],
  ])("%s has %s parameters", (name, count) => {
    const { stdout } = runWell("summary", name);
    expect(stdout).toContain(`${count} parameters`);
    expect(stdout).toMatch(/for a batch of 32\n$/);
  });

  test("counts it for other pictures and classes, the course's question", () => {
    const counts = (...more) => asJson("summary", "mlp", ...more).parameterCount;
    expect([counts(), counts("--input", "256,256,1")]).toEqual([101_770, 8_390_026]);
    expect(asJson("summary", "resnet50", "--classes", "10").layers.at(-1).outputShape).toEqual([
      10,
    ]);
  });

  test("refuses sizes that are none", () => {
    expect(run("summary", "mlp", "--input", "28x28")).toMatchObject({ status: 2 });
  });
});
