// The command line, as a user runs it: dist/cli.js in a process of its own.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Progress } from "../../wasm/cli/progress.js";
import { cli, commandLine } from "./support/cli.js";
import { idxFile } from "./support/idx.js";
import { mnistFolder } from "./support/mnist.js";
import { generator } from "./support/mutate.js";
import { pngFile } from "./support/png.js";

const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
const { folder, run, runWell, remove } = commandLine();

const at = (...names) => join(folder, ...names);
const write = (name, content) => writeFileSync(at(name), content);

const names = ["lying", "standing", "square"];

/** A bar that lies, a bar that stands, or a square, somewhere in 28 × 28 pixels. */
function picture(kind, random = () => 0.5) {
  const pixels = new Uint8Array(784);
  const [width, height] = [
    [16, 4],
    [4, 16],
    [9, 9],
  ][kind];
  const left = 2 + Math.floor(random() * (24 - width));
  const top = 2 + Math.floor(random() * (24 - height));
  for (let y = top; y < top + height; y++) pixels.fill(255, y * 28 + left, y * 28 + left + width);
  return pixels;
}

/** Pictures and what they show, under MNIST's names. */
function writePictures(name, prefix, count, pack) {
  const random = generator(count);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 3);
  const pixels = new Uint8Array(count * 784);
  labels.forEach((label, i) => pixels.set(picture(label, random), i * 784));
  mkdirSync(at(name), { recursive: true });
  const end = pack === gzipSync ? ".gz" : "";
  writeFileSync(
    at(name, `${prefix}-images-idx3-ubyte${end}`),
    pack(idxFile([count, 28, 28], pixels)),
  );
  writeFileSync(at(name, `${prefix}-labels-idx1-ubyte${end}`), pack(idxFile([count], labels)));
}

beforeAll(() => {
  writePictures("pictures", "train", 600, gzipSync);
  writePictures("pictures", "t10k", 90, (bytes) => bytes);
  runWell("train", "--data", "pictures", "--epochs", "4", "--out", "trained.safetensors");
});

afterAll(remove);

describe("glassnet says what it can do", () => {
  test("--version", () => expect(runWell("--version").stdout).toBe(`${manifest.version}\n`));

  test.each([["help"], ["--help"], ["-h"]])("%s", (word) => {
    const { stdout, stderr } = runWell(word);
    for (const text of ["train", "evaluate", "predict", "rates", "summary", "130"])
      expect(stdout).toContain(text);
    expect(stderr).toBe("");
  });

  test.each(["train", "evaluate", "predict", "rates"])("help %s, with every option", (command) => {
    const { stdout } = runWell("help", command);
    expect(stdout).toMatch(new RegExp(`^glassnet ${command} --`));
    expect(stdout).toContain("--json");
    expect(runWell(command, "--help").stdout).toBe(stdout);
  });
});

describe("glassnet does not understand, and exits with 2:", () => {
  test.each([
    ["nothing", [], "say what to do"],
    [
      "an unknown command",
      ["trian"],
      'no command "trian"; there are train, evaluate, predict, rates, summary',
    ],
    ["a word of JavaScript", ["constructor"], "no command"],
    ["help on an unknown command", ["help", "trian"], "no command"],
    ["a missing option", ["train"], "--data is missing"],
    [
      "an unknown option",
      ["train", "--data", "pictures", "--epoch", "3"],
      "Unknown option '--epoch'",
    ],
    ["an option without its value", ["train", "--data"], "argument missing"],
    [
      "a number that is none",
      ["train", "--data", "pictures", "--epochs", "3x"],
      "--epochs must be a whole number",
    ],
    ["no epoch", ["train", "--data", "pictures", "--epochs", "0"], "at least 1"],
    [
      "a share above 1",
      ["train", "--data", "pictures", "--validation-split", "1"],
      "--validation-split must be",
    ],
    ["a factor of nothing", ["train", "--data", "pictures", "--scale", "1/0"], "--scale must be"],
    ["an operand too many", ["train", "--data", "pictures", "more"], '"more" is not an option'],
    ["no model", ["evaluate", "--data", "pictures"], "MODEL is missing"],
    ["two models", ["evaluate", "--data", "pictures", "a", "b"], "one MODEL, not 2"],
    ["no picture", ["predict", "--model", "trained.safetensors"], "image.png is missing"],
    [
      "a new seed for an old network",
      ["train", "--data", "pictures", "--resume", "x", "--seed", "2"],
      "leave out --seed",
    ],
    [
      "an amount that is none",
      ["train", "--data", "pictures", "--augment", "shift,rotate:far"],
      '--augment: "rotate:far" should be rotate:degrees',
    ],
    [
      "a list of JSON that is none",
      ["train", "--data", "pictures", "--augment", "[shift]"],
      "--augment: it is not JSON",
    ],
  ])("%s", (_, args, message) => {
    const { status, stdout, stderr } = run(...args);
    expect(stderr).toContain(message);
    expect(stderr).toContain("(more: glassnet help");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  });
});

describe("glassnet train", () => {
  test("learns, tests and saves, with a line for each epoch and none that changes", () => {
    const { stdout, stderr } = runWell(
      "train",
      "--data",
      "pictures",
      "--epochs",
      "4",
      "--out",
      "again.safetensors",
    );
    expect(stdout).toMatch(
      /^saved again\.safetensors\ntest of 90 samples: loss 0\.\d+ {2}accuracy \d+\.\d\d %\n$/,
    );
    expect(stderr).toMatch(
      /^100,867 parameters\n(epoch [1-4]\/4 {2}loss .* accuracy .* %.* s\n){4}$/,
    );
    expect(stderr).not.toMatch(/[\r\x1b]/); // eslint-disable-line no-control-regex
    expect(
      Buffer.compare(
        readFileSync(at("again.safetensors")),
        readFileSync(at("trained.safetensors")),
      ),
    ).toBe(0);
  });

  test("starts otherwise with another seed", () => {
    runWell(
      "train",
      "--data",
      "pictures",
      "--epochs",
      "1",
      "--seed",
      "2",
      "--out",
      "two.safetensors",
    );
    runWell(
      "train",
      "--data",
      "pictures",
      "--epochs",
      "1",
      "--seed",
      "1",
      "--out",
      "one.safetensors",
    );
    const [one, two] = ["one", "two"].map((name) => readFileSync(at(`${name}.safetensors`)));
    expect(Buffer.compare(one.subarray(-4000), two.subarray(-4000))).not.toBe(0);
  });

  test("goes on where it stopped: 2 and 2 epochs are 4, bit for bit", () => {
    runWell("train", "--data", "pictures", "--epochs", "2", "--out", "half.safetensors");
    runWell(
      "train",
      "--data",
      "pictures",
      "--epochs",
      "2",
      "--resume",
      "half.safetensors",
      "--out",
      "whole.safetensors",
    );
    const [whole, once] = ["whole", "trained"].map((name) =>
      readFileSync(at(`${name}.safetensors`)),
    );
    expect(Buffer.compare(whole, once)).toBe(0);
  });

  test("changes pictures as it is told, and nothing but the training", () => {
    const train = (...more) => {
      const { stdout } = runWell(
        "train",
        "--data",
        "pictures",
        "--epochs",
        "1",
        "--out",
        "changed.safetensors",
        "--json",
        ...more,
      );
      return JSON.parse(stdout).epochs[0].loss;
    };
    const list = '[{"type":"rotate","degrees":20},{"type":"shift"}]';
    expect(train("--augment", "rotate:20,shift")).toBe(train("--augment", list));
    expect(train("--augment", "rotate:20,shift")).not.toBe(train());
    expect(train("--augment", "rotate:0,shift:0")).toBe(train());
  });

  test("gives a machine everything as JSON", () => {
    const args = [
      "--epochs",
      "2",
      "--validation-split",
      "0.25",
      "--out",
      "json.safetensors",
      "--json",
    ];
    const { stdout } = runWell("train", "--data", "pictures", ...args);
    const { model, parameters, samples, epochs, test: tested } = JSON.parse(stdout);
    expect({ model, parameters, samples }).toEqual({
      model: "json.safetensors",
      parameters: 100867,
      samples: 450,
    });
    expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
    expect(epochs[1].validationLoss).toBeGreaterThan(0);
    expect(epochs[1].validationAccuracy).toBeLessThanOrEqual(1);
    expect(tested.samples).toBe(90);
  });

  test("takes a network from a file, and one column to learn from a table", () => {
    const random = generator(5);
    const table = (count) =>
      [
        "x,y,kind",
        ...Array.from({ length: count }, () => {
          const [x, y] = [random() * 2 - 1, random() * 2 - 1];
          return `${x},${y},${x + y > 0 ? "above" : "below"}`;
        }),
      ].join("\r\n");
    mkdirSync(at("table"), { recursive: true });
    write("table/train.csv", table(400));
    // Only one of the two classes occurs: it must be numbered as in training.
    write("table/test.csv", "x,y,kind\n-0.5,-0.5,below\n-0.9,0.1,below\n-0.2,-0.4,below\n");
    write(
      "spec.json",
      JSON.stringify({
        input: [2],
        layers: [{ type: "dense", units: 2, activation: "softmax" }],
        loss: "categoricalCrossentropy",
        optimizer: { type: "adam", learningRate: 0.05 },
      }),
    );
    const { stdout } = runWell(
      "train",
      "--data",
      "table",
      "--spec",
      "spec.json",
      "--epochs",
      "20",
      "--out",
      "t.safetensors",
      "--json",
    );
    expect(JSON.parse(stdout).test.accuracy).toBe(1);
    const evaluated = runWell("evaluate", "--data", "table", "t.safetensors", "--json");
    expect(JSON.parse(evaluated.stdout)).toEqual({
      model: "t.safetensors",
      ...JSON.parse(stdout).test,
    });
  });

  test("trains LeNet-5 by its name, made to measure", () => {
    const to = ["--out", "lenet.safetensors", "--json"];
    const { stdout } = runWell("train", "--data", "pictures", "--spec", "lenet", ...to);
    const { parameters, test: tested } = JSON.parse(stdout);
    expect(parameters).toBe(61_706 - 7 * 85); // three classes instead of ten
    expect(tested.accuracy).toBeGreaterThan(0.95);
    const evaluated = runWell("evaluate", "--data", "pictures", "lenet.safetensors", "--json");
    expect(JSON.parse(evaluated.stdout).accuracy).toBe(tested.accuracy);
  });

  test("makes the built-in network to measure, for numbers too", () => {
    mkdirSync(at("numbers"), { recursive: true });
    write(
      "numbers/train.csv",
      Array.from({ length: 200 }, (_, i) => `${i / 100 - 1},${(i / 100 - 1) ** 2}`).join("\n"),
    );
    write("numbers/test.csv", "0.5,1\n");
    const { stdout } = runWell(
      "train",
      "--data",
      "numbers",
      "--epochs",
      "30",
      "--out",
      "n.safetensors",
      "--json",
    );
    const { epochs, test: tested, parameters } = JSON.parse(stdout);
    expect(parameters).toBe(128 + 128 + 128 + 1);
    expect(epochs[29].loss).toBeLessThan(epochs[0].loss / 4);
    expect(epochs[29].accuracy).toBeUndefined();
    expect(tested.loss).toBeGreaterThan(0);
  });

  test("stops at Ctrl-C with 130, and leaves the file that was there", async () => {
    write("old.safetensors", "old");
    const child = spawn(
      process.execPath,
      [cli, "train", "--data", "pictures", "--epochs", "1000000", "--out", "old.safetensors"],
      { cwd: folder, stdio: ["ignore", "pipe", "pipe"] },
    );
    let stderr = "";
    const exit = new Promise((resolve) =>
      child.on("exit", (code, signal) => resolve({ code, signal })),
    );
    child.stderr.on("data", (text) => {
      if (stderr === "") child.kill("SIGINT"); // it has begun to train
      stderr += text;
    });
    expect(await exit).toEqual({ code: 130, signal: null });
    expect(stderr).toMatch(/glassnet: stopped; nothing was saved\n$/);
    expect(readFileSync(at("old.safetensors"), "utf8")).toBe("old");
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  (mnistFolder ? test : test.skip)("learns MNIST", () => {
    const { stdout } = runWell(
      "train",
      "--data",
      mnistFolder,
      "--epochs",
      "1",
      "--out",
      "mnist.safetensors",
      "--json",
    );
    const { parameters, samples, test: tested } = JSON.parse(stdout);
    expect({ parameters, samples, tested: tested.samples }).toEqual({
      parameters: 101770,
      samples: 60000,
      tested: 10000,
    });
    expect(tested.accuracy).toBeGreaterThan(0.94);
  });
});

describe("the progress of training", () => {
  const now = {
    epoch: 2,
    epochs: 5,
    batch: 469,
    batches: 1875,
    samples: 15008,
    loss: 0.1234567,
    accuracy: 0.96512,
    samplesPerSecond: 23456.7,
    secondsLeft: 75.2,
  };
  const written = (stream) => {
    let text = "";
    const progress = new Progress({ ...stream, write: (more) => (text += more) });
    progress.update(now);
    return { text, progress, more: () => text };
  };

  test.each([60, 80, 100, 200])("is one line that fits a terminal of %d columns", (columns) => {
    const { text } = written({ isTTY: true, columns });
    const line = text.replace("\r\x1b[K", "");
    expect(line).toMatch(/^epoch 2\/5 {2}(█+░+)? {2}25 % {2}loss 0\.1235/);
    expect(line.length).toBeLessThan(columns);
    if (columns >= 100) {
      expect(line).toMatch(/loss 0\.1235 {2}accuracy 96\.51 % {2}23,457 samples\/s {2}1:15 left$/);
      const [bar] = line.match(/█+░+/);
      expect(bar.split("█").length - 1).toBe(Math.round(bar.length / 4));
    }
  });

  test("is silent in a log until the epoch ends", () => {
    const { text, progress, more } = written({});
    expect(text).toBe("");
    progress.epoch(
      { epoch: 2, loss: 1e-5, validationLoss: 0.5, validationAccuracy: 1, seconds: 3.21 },
      5,
    );
    expect(more()).toBe(
      "epoch 2/5  loss 1.00e-5  validation loss 0.5000  validation accuracy 100.00 %  23,457 samples/s  3.2 s\n",
    );
  });
});

describe("glassnet evaluate", () => {
  test("says how well a network does", () => {
    expect(runWell("evaluate", "--data", "pictures", "trained.safetensors").stdout).toMatch(
      /^90 samples: loss \d.* {2}accuracy \d.* %\n$/,
    );
    const { stdout } = runWell(
      "evaluate",
      "--data",
      "pictures",
      "--train",
      "--json",
      "trained.safetensors",
    );
    const { samples, accuracy } = JSON.parse(stdout);
    expect(samples).toBe(600);
    expect(accuracy).toBeGreaterThan(0.9);
  });

  test("--metrics adds precision, recall, F1 and the confusion matrix, as tables and as JSON", () => {
    const ask = ["evaluate", "--data", "pictures", "--metrics", "trained.safetensors"];
    const { stdout } = runWell(...ask);
    expect(stdout).toMatch(/^90 samples: .*\n\nclass {2}precision/);
    expect(stdout).toContain("true \\ predicted");
    const { confusionMatrix, f1, accuracy } = JSON.parse(runWell(...ask, "--json").stdout);
    const right = confusionMatrix.reduce((sum, row, c) => sum + row[c], 0);
    expect(right / 90).toBeCloseTo(accuracy, 12);
    expect(f1.perClass).toHaveLength(confusionMatrix.length);
  });
});

describe("glassnet predict", () => {
  test("says what is in a picture, on whatever ground and at whatever size", () => {
    names.forEach((name, kind) => {
      const pixels = picture(kind);
      write(`${name}.png`, pngFile(28, 28, pixels));
      const paper = Uint8Array.from({ length: 112 * 112 }, (_, i) => {
        const old = pixels[Math.floor(i / 448) * 28 + Math.floor((i % 112) / 4)];
        return 220 - (old * 160) / 255 + (i % 7);
      });
      write(`${name}-photo.png`, pngFile(112, 112, paper));
    });
    const { stdout } = runWell(
      "predict",
      "--model",
      "trained.safetensors",
      ...names.map((name) => `${name}.png`),
    );
    expect(stdout).toMatch(
      /^lying\.png: 0 {2}\d.* %.*\nstanding\.png: 1 {2}.*\nsquare\.png: 2 {2}.*\n$/,
    );

    const photos = names.map((name) => `${name}-photo.png`);
    const answers = JSON.parse(
      runWell("predict", "--json", "--model", "trained.safetensors", ...photos).stdout,
    );
    expect(answers.map((answer) => answer.image)).toEqual(photos);
    for (const { outputs } of answers)
      expect(outputs.reduce((sum, p) => sum + p)).toBeCloseTo(1, 5);
  });
});

describe("glassnet fails, and exits with 1 and one line that says what to do:", () => {
  beforeAll(() => {
    for (const name of ["empty", "half", "unequal", "torn", "table-with-a-hole", "one-class"])
      mkdirSync(at(name), { recursive: true });
    write("one-class/train.csv", "1,a\n2,a\n");
    write("half/train-images-idx3-ubyte", idxFile([1, 28, 28], new Uint8Array(784)));
    write("unequal/train-images-idx3-ubyte", idxFile([2, 28, 28], new Uint8Array(1568)));
    write("unequal/train-labels-idx1-ubyte", idxFile([3], new Uint8Array(3)));
    write(
      "torn/train-images-idx3-ubyte.gz",
      gzipSync(idxFile([9, 28, 28], new Uint8Array(7056))).subarray(0, 40),
    );
    write("torn/train-labels-idx1-ubyte", idxFile([9], new Uint8Array(9)));
    write("table-with-a-hole/train.csv", "a,b\n1,2\n,3\n");
    write("no.json", "{ input: 2 }");
    write("list.json", "[]");
    write(
      "unknown.json",
      '{"input":[28,28,1],"layers":[{"type":"densely","units":3}],"loss":"meanSquaredError"}',
    );
    write(
      "other.json",
      '{"input":[5],"layers":[{"type":"dense","units":3}],"loss":"meanSquaredError"}',
    );
    write("no.safetensors", readFileSync(at("trained.safetensors")).subarray(0, 1000));
    write("no.png", "GIF89a and so on, and on, and on, and on");
    write("torn.png", pngFile(28, 28, picture(0)).subarray(0, 60));
    write("white.png", pngFile(40, 40, new Uint8Array(1600).fill(255)));
  });

  const train = (...args) => [
    "train",
    "--data",
    "pictures",
    "--epochs",
    "1",
    "--out",
    "x.safetensors",
    ...args,
  ];
  test.each([
    [
      "no such folder",
      ["train", "--data", "nowhere"],
      "cannot read nowhere: there is no such file or folder",
    ],
    ["a file for a folder", ["train", "--data", "no.json"], "no.json is not a folder"],
    [
      "an empty folder",
      ["train", "--data", "empty"],
      "empty has no samples to train with: neither train-images-idx3-ubyte",
    ],
    [
      "no samples to test with",
      ["evaluate", "--data", "half", "trained.safetensors"],
      "half has no samples to test with",
    ],
    [
      "pictures without labels",
      ["train", "--data", "half"],
      "but train-labels-idx1-ubyte (or .gz) is not",
    ],
    [
      "more labels than pictures",
      ["train", "--data", "unequal"],
      "has 2 samples, but unequal/train-labels-idx1-ubyte has [3] labels",
    ],
    [
      "a file that is cut off",
      ["train", "--data", "torn"],
      "torn/train-images-idx3-ubyte.gz: IDX: the gzip data is damaged or cut off",
    ],
    [
      "a table with a hole",
      ["train", "--data", "table-with-a-hole"],
      "train.csv: CSV: row 3, column 1: “a” is empty",
    ],
    ["no such network", train("--spec", "resnext"), "cannot read resnext: there is no such file"],
    [
      "a network that is not JSON",
      train("--spec", "no.json"),
      "no.json is not the JSON of a network",
    ],
    [
      "a network that is a list",
      train("--spec", "list.json"),
      "list.json is not the JSON of a network",
    ],
    ["a network of unknown layers", train("--spec", "unknown.json"), "densely"],
    ["LeNet-5 of rows", ["train", "--data", "table", "--spec", "lenet"], "conv2d_1"],
    [
      "a network for other samples",
      train("--spec", "other.json"),
      "other.json takes samples of [5]; these are [28, 28, 1]",
    ],
    [
      "a network saved by nobody",
      train("--resume", "none.safetensors"),
      "cannot read none.safetensors",
    ],
    ["nowhere to save", train("--out", "nowhere/x.safetensors"), "cannot read nowhere"],
    ["a folder to save to", train("--out", "pictures"), "cannot write pictures: it is a folder"],
    [
      "a model that is cut off",
      ["evaluate", "--data", "pictures", "no.safetensors"],
      "no.safetensors: safetensors: the file ends",
    ],
    [
      "a picture that is none",
      ["predict", "--model", "trained.safetensors", "no.png"],
      "no.png: this is not a PNG picture",
    ],
    ["one class alone", ["train", "--data", "one-class"], "nothing to tell apart"],
    [
      "a picture that is cut off",
      ["predict", "--model", "trained.safetensors", "torn.png"],
      "torn.png: the pixels of this PNG picture cannot be unpacked",
    ],
    [
      "a picture of nothing",
      ["predict", "--model", "trained.safetensors", "white.png"],
      "white.png: there is nothing to be seen",
    ],
    [
      "no such picture",
      ["predict", "--model", "trained.safetensors", "none.png"],
      "cannot read none.png",
    ],
    [
      "a network for no pictures",
      ["predict", "--model", "t.safetensors", "lying.png"],
      "t.safetensors takes samples of [2]; these are [28, 28, 1]",
    ],
  ])("%s", (_, args, message) => {
    const { status, stdout, stderr } = run(...args);
    const lines = stderr.trim().split("\n");
    expect(lines[lines.length - 1]).toMatch(/^glassnet: /);
    expect(lines[lines.length - 1]).toContain(message);
    expect(stderr).not.toMatch(/^ +at /m);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(readdirSync(folder)).not.toContain("x.safetensors");
  });

  test("and a machine is told the same as JSON", () => {
    const { status, stdout } = run("train", "--data", "table-with-a-hole", "--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject({
      code: "format",
      name: "FormatError",
      details: { format: "csv", row: 3, column: 1 },
    });
    expect(JSON.parse(run("trian", "--json").stdout).error.message).toContain("trian");
  });
});
