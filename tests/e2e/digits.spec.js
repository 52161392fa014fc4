/** The digits lab, as a student uses it. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { mnistFolder, readMnist } from "../js/support/mnist.js";
import { comeTo } from "./support/come-to.js";
import { press } from "./support/press.js";
import { expect, expectAccessible, test } from "./support/test.js";

/** Strokes of a person's hand, in a square of side 1; none of them was seen in training. */
const drawings = {
  1: [
    [
      [0.5, 0.15],
      [0.49, 0.85],
    ],
  ],
  3: [
    [
      [0.33, 0.24],
      [0.5, 0.15],
      [0.65, 0.27],
      [0.6, 0.42],
      [0.46, 0.47],
      [0.63, 0.55],
      [0.67, 0.7],
      [0.5, 0.83],
      [0.32, 0.76],
    ],
  ],
  4: [
    [
      [0.58, 0.15],
      [0.3, 0.6],
      [0.75, 0.6],
    ],
    [
      [0.6, 0.35],
      [0.6, 0.85],
    ],
  ],
  7: [
    [
      [0.3, 0.2],
      [0.7, 0.2],
      [0.45, 0.85],
    ],
  ],
};

async function open(page, rest = "") {
  await page.goto(`#lab=digits&lang=en${rest}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Handwritten digits");
}

/** The points of the pad, in the page's pixels. */
async function onPad(page, strokes, place = (point) => point) {
  const pad = page.getByTestId("pad");
  await pad.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await pad.boundingBox();
  return strokes.map((stroke) =>
    stroke.map(place).map(([u, v]) => [x + u * width, y + v * height]),
  );
}

async function drawByMouse(page, strokes, place) {
  for (const [first, ...rest] of await onPad(page, strokes, place)) {
    await page.mouse.move(...first);
    await page.mouse.down();
    for (const point of rest) await page.mouse.move(...point, { steps: 5 });
    await page.mouse.up();
  }
}

const answer = (page) => page.getByTestId("answer");
const phase = (page, name) => expect(page.locator(`[data-phase="${name}"]`)).toBeVisible();
const button = (page, name) => page.getByRole("button", { name, exact: true });
const fingerprint = (page) => page.getByTestId("fingerprint").textContent();

test.describe("recognising", () => {
  for (const [digit, strokes] of Object.entries(drawings)) {
    test(`a ${digit} drawn with the mouse, in the middle and small in a corner`, async ({
      page,
    }) => {
      await open(page);
      await drawByMouse(page, strokes);
      await expect(answer(page)).toHaveText(digit);
      await button(page, "Clear").click();
      await drawByMouse(page, strokes, ([x, y]) => [0.72 + 0.4 * (x - 0.5), 0.7 + 0.4 * (y - 0.5)]);
      await expect(answer(page)).toHaveText(digit);
    });
  }

  test("an empty pad says so and predicts nothing", async ({ page }) => {
    await open(page);
    await expect(page.getByText("The pad is empty: nothing to recognise")).toBeVisible();
    await expect(answer(page)).toHaveCount(0);
    const bars = page.getByRole("table", { name: "Probabilities of the ten digits" });
    await expect(bars.getByRole("cell")).toHaveText(Array(10).fill("–"));
    await drawByMouse(page, drawings[1]);
    await expect(answer(page)).toHaveText("1");
    await button(page, "Clear").click();
    await expect(answer(page)).toHaveCount(0);
    await button(page, "Undo").click();
    await expect(answer(page)).toHaveText("1");
    await button(page, "Undo").click();
    await expect(page.getByText("The pad is empty: nothing to recognise")).toBeVisible();
    await expect(button(page, "Undo")).toBeDisabled();
  });

  test("by keyboard alone: the pen goes with the arrow keys", async ({ page }) => {
    await open(page);
    await page.getByTestId("pad").focus();
    await page.keyboard.press("Space");
    for (let i = 0; i < 22; i++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await expect(answer(page)).toHaveText("1");
    await expect(page.getByTestId("live")).toContainText("It is a 1");
    await page.keyboard.press("Delete");
    await expect(answer(page)).toHaveCount(0);
    await page.keyboard.press("Backspace");
    await expect(answer(page)).toHaveText("1");
  });

  test("sample digits put in by a button, each stage shown", async ({ page }) => {
    await open(page);
    let right = 0;
    for (let digit = 0; digit < 10; digit++) {
      await page.getByRole("button", { name: `Insert a sample ${digit}` }).press("Enter");
      await expect(answer(page)).toBeVisible();
      await expect(page.getByText(/Longer side 20 pixels/)).toBeVisible();
      const read = page.getByRole("table", { name: "Probabilities of the ten digits" });
      await expect(read.locator(".best")).toHaveCount(1);
      await page.waitForTimeout(100);
      right += Number((await answer(page).textContent()) === String(digit));
    }
    expect(right).toBeGreaterThanOrEqual(8);
  });
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test("a digit is drawn, and the page does not scroll under it", async ({ page, context }) => {
    await open(page);
    const touch = await context.newCDPSession(page);
    const send = (type, points) =>
      touch.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: points.map(([x, y]) => ({ x, y })),
      });
    const strokes = await onPad(page, drawings[7]);
    const before = await page.evaluate(() => scrollY);
    for (const stroke of strokes) {
      await send("touchStart", [stroke[0]]);
      for (let i = 1; i < stroke.length; i++)
        for (let k = 1; k <= 6; k++) {
          const between = (a, b) => a + ((b - a) * k) / 6;
          await send("touchMove", [
            [between(stroke[i - 1][0], stroke[i][0]), between(stroke[i - 1][1], stroke[i][1])],
          ]);
        }
      await send("touchEnd", []);
    }
    await expect(answer(page)).toHaveText("7");
    expect(await page.evaluate(() => scrollY)).toBe(before);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });
});

test.describe("training from scratch", () => {
  test("pause, resume, stop, reset: the same seed gives the same weights, and they read the pad", async ({
    page,
  }) => {
    await open(page, "&samples=6000&hidden=64&epochs=12");
    await drawByMouse(page, drawings[7]);
    await button(page, "Train").click();
    await phase(page, "done");
    await expect(page.getByTestId("fingerprint")).toHaveText(/^[0-9a-f]{8}$/);
    const whole = await fingerprint(page);
    await expect(button(page, "My network")).toHaveAttribute("aria-pressed", "true");
    await expect(answer(page)).toHaveText("7");
    expect(parseFloat(await page.getByTestId("validation-accuracy").textContent())).toBeGreaterThan(
      75,
    );
    await page.locator(".train").getByText("View as a table").first().click();
    await expect(page.getByRole("table", { name: "Loss (cross-entropy)" })).toContainText("0.");

    await button(page, "Reset").click();
    await phase(page, "idle");
    await expect(button(page, "My network")).toBeDisabled();
    await press(page, "Train", "Pause");
    await phase(page, "paused");
    await expect(page.getByTestId("phase")).toHaveText(/^Paused in epoch \d+ of 12, \d+% of the/);
    await expect(page.getByTestId("fingerprint")).toHaveText(/^[0-9a-f]{8}$/);
    expect(await fingerprint(page)).not.toBe(whole);
    await button(page, "Resume").click();
    await phase(page, "done");
    await expect(page.getByTestId("fingerprint")).toHaveText(whole);
  });

  test("stopped at once, what was learned is kept; another seed makes another network", async ({
    page,
  }) => {
    await open(page, "&samples=12000&hidden=32&epochs=100");
    await button(page, "Train").click();
    await phase(page, "running");
    await expect(page.getByTestId("validation-accuracy")).not.toHaveText("–");
    await button(page, "Stop").click();
    await phase(page, "stopped");
    await expect(button(page, "My network")).toBeEnabled();
    await page.getByLabel("Epochs").fill("1");
    await button(page, "Train anew").click();
    await phase(page, "done");
    await expect(page.getByTestId("fingerprint")).toHaveText(/^[0-9a-f]{8}$/);
    const one = await fingerprint(page);
    await page.getByLabel("Seed", { exact: true }).fill("2");
    await button(page, "Train anew").click();
    await phase(page, "done");
    await expect(page.getByTestId("fingerprint")).toHaveText(/^[0-9a-f]{8}$/);
    expect(await fingerprint(page)).not.toBe(one);
    await expect(page).toHaveURL(/seed=2/);
  });

  test("choices and ranges come from the core, and what it refuses is said beside the control", async ({
    page,
  }) => {
    await open(page, "&optimizer=sgd,momentum:0.9");
    const optimizers = page.getByLabel("Optimizer", { exact: true });
    await expect(optimizers.getByRole("option")).toHaveText([
      "SGD",
      "RMSprop",
      "Adam",
      "AdamW",
      "AdaGrad",
    ]);
    await page.getByText("The optimizer's other numbers").click();
    await expect(page.getByLabel("Momentum μ")).toHaveValue("0.9");
    await optimizers.selectOption("adagrad");
    await expect(page.getByLabel("Sum at the start")).toBeVisible();
    await page.getByLabel("Hidden units").fill("64, 32");
    await expect(page.getByText("784 → 64 → 32 → 10")).toBeVisible();
    await expect(page.getByText("52,650 parameters")).toBeVisible();
    await page.getByLabel("Hidden units").fill("0");
    await expect(page.getByRole("alert")).toContainText("units");
    await expect(button(page, "Train")).toBeDisabled();
  });

  test("a network is saved, and opened again it reads the same", async ({ page }) => {
    await open(page, "&samples=1000&hidden=16&epochs=2");
    await button(page, "Train").click();
    await phase(page, "done");
    await drawByMouse(page, drawings[3]);
    await expect(answer(page)).toBeVisible();
    const bars = page.getByRole("table", { name: "Probabilities of the ten digits" });
    await page.waitForTimeout(300);
    const read = await bars.textContent();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: /Download this network/ }).click();
    const path = await (await download).path();
    await button(page, "Reset").click();
    await expect(button(page, "Shipped network")).toHaveAttribute("aria-pressed", "true");
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: /Open a network file/ }).click();
    await (await chooser).setFiles(path);
    await expect(button(page, "My network")).toHaveAttribute("aria-pressed", "true");
    await expect(bars).toHaveText(read);
  });
});

test.describe("the user's own files", () => {
  const idx = (shape, bytes) => {
    const header = Buffer.alloc(4 + 4 * shape.length);
    header.set([0, 0, 8, shape.length]);
    shape.forEach((size, k) => header.writeUInt32BE(size, 4 + 4 * k));
    return Buffer.concat([header, Buffer.from(bytes)]);
  };
  const file = (name, buffer) => ({ name, mimeType: "application/octet-stream", buffer });
  const images = (n) => idx([n, 28, 28], new Uint8Array(n * 784).fill(100));
  const labels = (n) =>
    idx(
      [n],
      Uint8Array.from({ length: n }, (_, k) => k % 10),
    );

  async function give(page, files) {
    await open(page);
    await button(page, "My MNIST files").click();
    await page.getByTestId("mnist-files").setInputFiles(files);
  }

  test("two files, gzipped or not, are known by their headers", async ({ page }) => {
    await give(page, [file("b", gzipSync(labels(60))), file("a", images(60))]);
    await expect(page.getByText("Read: 50 digits to train on, 10 for validation")).toBeVisible();
  });

  const bad = {
    "not IDX": [[file("note.txt", Buffer.from("hello")), file("l", labels(3))], "note.txt"],
    "of unequal number": [[file("i", images(3)), file("l", labels(4))], "3 ≠ 4"],
    "without labels": [[file("lonely", images(3))], "lonely has no partner"],
    "of another size": [
      [file("wide", idx([1, 30, 30], new Uint8Array(900))), file("l", labels(1))],
      "1 × 30 × 30",
    ],
    "with a label 12": [[file("i", images(2)), file("odd", idx([2], [1, 12]))], "12"],
  };
  for (const [name, [files, message]] of Object.entries(bad)) {
    test(`files ${name} are refused with a reason`, async ({ page }) => {
      await give(page, files);
      await expect(page.getByRole("alert")).toContainText(message);
      await expect(button(page, "Train")).toBeDisabled();
    });
  }

  test("MNIST's four files train a network that reads its test images", async ({ page }) => {
    test.skip(!mnistFolder, "MNIST is not here");
    const names = [
      "train-images-idx3",
      "train-labels-idx1",
      "t10k-images-idx3",
      "t10k-labels-idx1",
    ];
    const packed = names.map((name) => join(mnistFolder, `${name}-ubyte.gz`));
    const paths = packed.map((path) => (existsSync(path) ? path : path.slice(0, -3)));
    await give(
      page,
      paths.map((path, k) => file(`file-${k}`, readFileSync(path))),
    );
    await expect(
      page.getByText("Read: 60,000 digits to train on, 10,000 for validation"),
    ).toBeVisible();
    await page.getByLabel("Epochs").fill("1");
    await button(page, "Train").click();
    await phase(page, "done");
    expect(parseFloat(await page.getByTestId("validation-accuracy").textContent())).toBeGreaterThan(
      93,
    );
  });
});

test.describe("MNIST's own pictures, as files of the user's", () => {
  const header = (...sizes) => {
    const bytes = Buffer.alloc(4 + 4 * sizes.length);
    bytes.set([0, 0, 8, sizes.length]);
    sizes.forEach((size, k) => bytes.writeUInt32BE(size, 4 + 4 * k));
    return bytes;
  };
  const part = ({ x, y }, count) => [
    Buffer.concat([header(count, 28, 28), x.subarray(0, 784 * count)]),
    Buffer.concat([header(count), y.subarray(0, count)]),
  ];

  for (const [network, least] of Object.entries({
    perceptron: 60,
    softmax: 80,
    mlp: 82,
    lenet5: 82,
    resnet: 70,
  }))
    test(`${network} learns to read them`, async ({ page }) => {
      test.skip(!mnistFolder, "MNIST is not here");
      const [train, held] = [await readMnist("train"), await readMnist("test")];
      const files = [...part(train, 3000), ...part(held, 1000)].map((bytes, k) => ({
        name: `file-${k}.gz`,
        mimeType: "application/gzip",
        buffer: gzipSync(bytes),
      }));
      await open(page, `&network=${network}&epochs=2`);
      await button(page, "My MNIST files").click();
      await page.getByTestId("mnist-files").setInputFiles(files);
      await expect(page.getByText("Read: 3,000 digits to train on, 1,000 for")).toBeVisible();
      await button(page, "Train").click();
      await phase(page, "done");
      const accuracy = parseFloat(await page.getByTestId("validation-accuracy").textContent());
      expect(accuracy).toBeGreaterThan(least);
    });
});

test("the confusion matrix is a table, and a cell of it chooses the gallery", async ({ page }) => {
  await open(page);
  await comeTo(page.locator(".report"));
  const matrix = page.getByTestId("confusion");
  await expect(matrix).toBeVisible();
  const counts = await matrix.getByRole("button").allTextContents();
  expect(counts).toHaveLength(100);
  expect(counts.reduce((sum, text) => sum + Number(text), 0)).toBe(2000);
  const first = page.getByRole("button", { name: /^0 read as 1:/ });
  await first.focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("[data-cell]:focus")).toHaveAttribute("data-cell", /^\d,\d$/);
  await page.locator("[data-cell='4,9']").click();
  await expect(page.getByRole("heading", { name: "4 read as 9" })).toBeVisible();
  const shown = page.getByTestId("misread").getByRole("img");
  await expect(shown.first()).toHaveAccessibleName(/^A 4 that the network calls 9/);
  await button(page, "All of them").click();
  await expect(page.getByRole("heading", { name: "The surest mistakes" })).toBeVisible();
});

test.describe("accessible", () => {
  for (const theme of ["light", "dark"])
    for (const [lang, viewport] of [
      ["zh", { width: 1440, height: 900 }],
      ["en", { width: 390, height: 844 }],
    ])
      test(`${theme}, ${lang}, ${viewport.width} wide`, async ({ page }) => {
        await page.setViewportSize(viewport);
        await page.goto(`#lab=digits&lang=${lang}&theme=${theme}&samples=500&hidden=8&epochs=2`);
        await drawByMouse(page, drawings[3]);
        await expect(answer(page)).toBeVisible();
        await comeTo(page.locator(".report"));
        await expect(page.getByTestId("confusion")).toBeVisible();
        await expectAccessible(page);
        await button(page, lang === "zh" ? "开始训练" : "Train").click();
        await phase(page, "done");
        await expectAccessible(page);
      });

  test("the language changes while a network trains, and nothing is lost", async ({ page }) => {
    await open(page, "&samples=4000&hidden=32&epochs=60");
    await drawByMouse(page, drawings[4]);
    await button(page, "Train").click();
    await phase(page, "running");
    await page.getByRole("button", { name: "中文" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("手写数字");
    await phase(page, "done");
    await expect(page.getByTestId("phase")).toContainText("训练了 60 轮");
    await expect(answer(page)).toBeVisible();
  });
});
