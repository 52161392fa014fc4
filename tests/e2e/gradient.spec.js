// Gradient descent: the figures of curves, surfaces and the urn, as the page shows them; every way to handle it.
import { readFileSync } from "node:fs";
import { load } from "../../wasm/index.js";
import { expect, expectAccessible, test } from "./support/test.js";

const golden = JSON.parse(readFileSync(new URL("../golden/paths.json", import.meta.url), "utf8"));

const button = (page, name) => page.getByRole("button", { name, exact: true });
const number = (text) => Number(text.replaceAll("−", "-"));
/** The cells of a table's body, row by row. */
const rows = (page, id) =>
  page
    .getByTestId(id)
    .locator("tbody tr")
    .evaluateAll((all) => all.map((tr) => [...tr.cells].map((td) => td.textContent)));

async function open(page, fragment = "") {
  await page.goto(`./#lab=gradient${fragment}`);
  await expect(page.getByRole("heading", { level: 1, name: /梯度下降|Gradient/ })).toBeVisible();
}

test.describe("curves", () => {
  // x ← x − η·2x from −2: each step multiplies by 1 − 2η.
  for (const [eta, points, verdict] of [
    ["", [-2, -0.8, -0.32, -0.128], "从一侧滑向谷底"],
    ["0.02", [-2, -1.92, -1.8432, -1.769472], "从一侧滑向谷底"],
    ["0.75", [-2, 1, -0.5, 0.25], "左右摆动"],
    ["1", [-2, 2, -2, 2], "永不停下"],
    ["1.03", [-2, 2.12, -2.2472, 2.382032], "发散"],
  ])
    test(`the parabola with η = ${eta || 0.3}: ${points.join(", ")}`, async ({ page }) => {
      await open(page, `&eta=${eta}`);
      for (let i = 1; i < points.length; i++) await button(page, "走一步").click();
      await expect
        .poll(async () => (await rows(page, "curve-steps")).map((row) => number(row[2])))
        .toEqual(points.map((x) => Number(x.toPrecision(4))));
      await expect(page.getByTestId("threshold")).toContainText(verdict);
      const [, , , last] = await rows(page, "curve-steps");
      expect(number(last[4])).toBeCloseTo(2 * points[3], 3); // f′(x) = 2x
    });

  test("the three rates: a button each; too large a one leaves the picture, and that is said", async ({
    page,
  }) => {
    await open(page, "&curve=cubicQuartic");
    await button(page, "太大：0.2").click();
    await button(page, "走到最后").click();
    await expect(page.getByText("发散，远远离开了图")).toBeVisible();
    await button(page, "合适：0.03").click();
    await expect(page.locator(".transport output")).toContainText("共 60 步");
    await button(page, "走到最后").click();
    // the minimum of x⁴ − 3x³ + 2 is at 9/4
    await expect.poll(async () => number((await rows(page, "curve-steps")).at(-1)[2])).toBe(2.25);
  });

  test("from the left of its flat place the quartic's ball gets stuck at 0", async ({ page }) => {
    await open(page, "&curve=cubicQuartic&x=-1&at=60");
    await expect
      .poll(async () => Math.abs(number((await rows(page, "curve-steps")).at(-1)?.[2] ?? "NaN")))
      .toBeLessThan(0.2);
  });

  for (const [schedule, rates, formula] of [
    ["constant", [0.3, 0.3, 0.3, 0.3], "ηt=η0"],
    ["timeDecay,rate:1", [0.3, 0.15, 0.1, 0.075], "ηt=η01+rate·t"],
    ["exponential,rate:0.5", [0.3, 0.15, 0.075, 0.0375], "ηt=η0·ratet"],
    ["step,factor:0.5,every:2", [0.3, 0.3, 0.15, 0.15], "ηt=η0·factor⌊t/every⌋"],
    // warm-up 1/3, 2/3, then ½(1 + cos(πt/4)) from 1
    ["cosine,over:4,warmup:2", [0.1, 0.2, 0.3, 0.2561], "ηt=η0(m+(1−m)1+cos(π(t−w)/T)2)"],
  ])
    test(`the learning rate along ${schedule}`, async ({ page }) => {
      await open(page, `&schedule=${schedule}&at=3`);
      await expect
        .poll(async () => (await rows(page, "curve-steps")).map((row) => number(row[1])))
        .toEqual(rates);
      await expect(page.locator("[data-part=schedule] math")).toHaveText(formula);
    });

  test("the start is moved by a click, by dragging and by keys; the link keeps it", async ({
    page,
  }) => {
    await open(page);
    const x = page.getByRole("textbox", { name: "起点 x" });
    const box = await page.locator(".graph.editable").boundingBox();
    await page.mouse.click(box.x + box.width * 0.7, box.y + box.height / 2);
    await expect(x).not.toHaveValue("-2");
    const slider = page.getByRole("slider", { name: "起点" });
    await slider.focus();
    const before = Number(await x.inputValue());
    await page.keyboard.press("ArrowLeft");
    await expect(x).toHaveValue(String(Number((before - 0.05).toFixed(3))));
    await expect(page).toHaveURL(/[#&]x=/);
    await page.reload();
    await expect(x).toHaveValue(String(Number((before - 0.05).toFixed(3))));
  });
});

test.describe("surfaces", () => {
  for (const surface of ["ravine", "banana", "hills", "saddle", "bowl"])
    test(`${surface}: each optimizer's path is PyTorch's, step by step`, async ({ page }) => {
      const all = golden.filter((path) => path.surface === surface);
      const race = all.map(({ name }) => name).join(",");
      await open(page, `&part=surfaces&surface=${surface}&race=${race}&at=20`);
      await page.getByText("每一步的数（表格）").click();
      for (const { name, points } of all) {
        await page.locator(`[data-racer=${name}] .look`).click();
        const read = async () =>
          (await rows(page, "steps")).map((row) => [number(row[1]), number(row[2])]);
        const view = surface === "hills" ? 11 : 5;
        await expect
          .poll(async () => {
            const shown = await read();
            return Math.max(
              ...shown.map(([x, y], t) => Math.hypot(x - points[t][0], y - points[t][1])),
              shown.length === 21 ? 0 : Infinity,
            );
          })
          .toBeLessThan(1e-4 * view);
      }
      await expect(page.locator(".map .racer")).toHaveCount(7);
    });

  test("Adam's first step by hand: m̂ = g, v̂ = g², and so Δw = −η·sign(g)", async ({ page }) => {
    await open(page, "&part=surfaces&surface=bowl&look=adam");
    const table = async () => Object.fromEntries(await quantities(page));
    await expect.poll(table).toEqual({
      gradient: [-4, 3.2],
      mean: [-0.4, 0.32],
      square: [0.016, 0.01024],
      meanHat: [-4, 3.2],
      squareHat: [16, 10.24],
      step: [0.1, -0.1],
    });
    await expect(page.getByTestId("worked")).toContainText(
      "Δx = −0.1 · (−4.0000) / (√16.000 + 1e−8) = 0.10000",
    );
    await expect(page.locator(".settings math")).toContainText("w←w−ηm/(1−β1t)v/(1−β2t)+ε");
  });

  test("momentum's second step by hand: v = 0.9·v + g", async ({ page }) => {
    await open(page, "&part=surfaces&surface=bowl&look=momentum&at=1");
    // x: −2, v = −4, x = −1.92, g = −3.84, v = −7.44; y: 1.6, 3.2, 1.536, 3.072, 5.952; η = 0.02
    await expect
      .poll(async () => Object.fromEntries(await quantities(page)))
      .toEqual({
        gradient: [-3.84, 3.072],
        velocity: [-7.44, 5.952],
        step: [0.1488, -0.11904],
      });
    await expect(page.locator(".map .quantity-velocity")).toBeVisible();
    await expect(page.locator(".map .quantity-step")).toBeVisible();
  });

  test("settings come from the core, are kept in the link, and are refused beyond their range", async ({
    page,
  }) => {
    await open(page, "&part=surfaces&surface=bowl&look=adam");
    const field = page.getByRole("textbox", { name: "beta1" });
    await field.fill("0.5");
    await expect(page).toHaveURL(/adam=adam,learningRate:0.1,beta1:0.5/);
    await expect
      .poll(async () => Object.fromEntries(await quantities(page)).mean)
      .toEqual([-2, 1.6]);
    await field.fill("2");
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await button(page, "恢复默认设置").click();
    await expect(field).toHaveValue("0.9");
  });

  test("SGD diverges in the ravine above 2/20, and the table says so", async ({ page }) => {
    await open(page, "&part=surfaces&sgd=sgd,learningRate:0.11&at=100&steps=500");
    await page.getByRole("slider").fill("500");
    await expect(page.locator("tr[data-racer=sgd]")).toContainText("发散");
    await expect(page.getByText("2/20 = 0.10")).toBeVisible();
  });

  test("the start is moved by a click, by dragging, by keys and by figures", async ({ page }) => {
    await open(page, "&part=surfaces&surface=bowl");
    const x = page.getByRole("textbox", { name: "起点 x" });
    const map = page.locator(".map");
    const box = await map.boundingBox();
    await page.mouse.click(box.x + box.width * 0.8, box.y + box.height * 0.3);
    await expect(x).toHaveValue("1.5");
    await expect.poll(async () => (await quantities(page))[0]?.[1][0]).toBe(3);
    const start = page.getByRole("button", { name: /^起点（1.5/ });
    await start.focus();
    await page.keyboard.press("ArrowRight");
    await expect(x).toHaveValue("1.55");
    const handle = await page.locator(".start .ring").boundingBox();
    await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
    await page.mouse.up();
    await expect(x).toHaveValue("0");
    await x.fill("-1");
    await expect(page).toHaveURL(/start=-1,/);
    await button(page, "恢复这个曲面自己的起点").click();
    await expect(x).toHaveValue("-2");
  });

  test("runs by itself, pauses, goes back; a racer that is ticked joins", async ({ page }) => {
    await open(page, "&part=surfaces");
    await button(page, "连续走").click();
    await expect(page.locator(".transport output")).toContainText(/第 [5-9] 步/);
    await button(page, "暂停").click();
    const at = await page.locator(".transport output").textContent();
    await button(page, "后退一步").click();
    await expect(page.locator(".transport output")).not.toHaveText(at);
    await button(page, "回到起点").click();
    await expect(page.locator(".transport output")).toContainText("第 0 步");
    await page.getByRole("checkbox", { name: "AdamW 参加" }).check();
    await expect(page.locator(".map .racer-adamw")).toHaveCount(1);
    await expect(page).toHaveURL(/race=sgd,momentum,rmsprop,adam,adamw/);
  });
});

/** The inner quantities as numbers: [id, [x, y]]. */
const quantities = async (page) =>
  (
    await page
      .getByTestId("quantities")
      .locator("tbody tr")
      .evaluateAll((all) =>
        all.map((tr) => [
          tr.dataset.quantity,
          [...tr.querySelectorAll("td")].map((d) => d.textContent),
        ]),
      )
  ).map(([id, values]) => [id, values.map(number)]);

test.describe("the loss of a network", () => {
  test("SGD on w1 … w6 at 0.1: the course's losses, and its weights after one step", async ({
    page,
  }) => {
    await open(page, "&part=loss&look=sgd");
    const losses = ["5.0381", "2.3147", "1.0337", "0.45197"];
    for (const [i, loss] of losses.entries()) {
      await expect(page.locator("tr[data-racer=sgd] td").nth(1)).toHaveText(loss);
      if (i === 1)
        await expect
          .poll(async () => (await rows(page, "weights")).map((row) => number(row[1]).toFixed(6)))
          .toEqual(["0.577710", "1.538855", "2.309608", "3.004804", "1.348943", "1.439093"]);
      await button(page, "走一步").click();
    }
  });

  test("each optimizer goes as the library trains the network", async ({ page }) => {
    const gn = await load();
    const x = [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ].flat();
    const y = Float32Array.of(0, 1, 1, 0);
    await open(
      page,
      "&part=loss&network=xor&init=5&at=25&race=sgd,momentum,nesterov,rmsprop,adagrad,adam,adamw",
    );
    for (const [name, optimizer] of Object.entries({
      sgd: { type: "sgd", learningRate: 1 },
      momentum: { type: "sgd", learningRate: 0.2, momentum: 0.9 },
      nesterov: { type: "sgd", learningRate: 0.2, momentum: 0.9, nesterov: true },
      rmsprop: { type: "rmsprop", learningRate: 0.05 },
      adagrad: { type: "adagrad", learningRate: 0.5 },
      adam: { type: "adam", learningRate: 0.1 },
      adamw: { type: "adamw", learningRate: 0.1 },
    })) {
      const layers = [
        { type: "dense", units: 2, activation: "tanh" },
        { type: "dense", units: 1, activation: "sigmoid" },
      ];
      const model = gn.model({
        input: [2],
        layers,
        loss: "binaryCrossentropy",
        optimizer,
        seed: 5,
      });
      for (let step = 0; step < 25; step++) model.trainOnBatch(x, y);
      const { loss } = model.evaluate(x, y);
      await expect
        .poll(async () =>
          number(await page.locator(`tr[data-racer=${name}] td`).nth(1).textContent()),
        )
        .toBe(Number(loss.toPrecision(5)));
    }
    gn.dispose();
  });

  test("the ground is the loss: (4 − ŷ)² at each place of the plane w1, w5", async ({ page }) => {
    await open(page, "&part=loss");
    await page.getByText("若干点的高度").click();
    await expect(page.getByText("正在计算")).toBeHidden();
    const columns = (await page.getByTestId("places").locator("thead th").allTextContents()).map(
      number,
    );
    const sigmoid = (z) => 1 / (1 + Math.exp(-z));
    // w₂ = 1.5, w₃ = 2.3, w₄ = 3, w₆ = 1; x = (1, 0.5)
    const lossAt = (w1, w5) => (4 - w5 * sigmoid(w1 + 0.75) - sigmoid(3.8)) ** 2;
    const table = await rows(page, "places");
    expect(table).toHaveLength(7);
    for (const [w5, ...losses] of table)
      for (const [i, loss] of losses.entries())
        expect(number(loss) / lossAt(columns[i + 1], number(w5))).toBeCloseTo(1, 2);
    await expect(page.locator(".contours path")).toHaveCount(16);
  });

  test("other axes, two weights alone, another start; all in the link", async ({ page }) => {
    await open(page, "&part=loss&race=sgd&look=sgd");
    await page.getByRole("combobox", { name: "横轴" }).selectOption("w₆");
    await page.getByRole("combobox", { name: "学习哪些权重" }).selectOption({ index: 1 });
    await expect(page).toHaveURL(/axes=5,4&free=two/);
    await expect(page.getByText("路径就在这个截面上")).toBeVisible();
    await button(page, "走一步").click();
    // Only w₆ and w₅ have learned.
    await expect
      .poll(async () => (await rows(page, "weights")).map((row) => number(row[1])))
      .toEqual([0.5, 1.5, 2.3, 3, 1.348943, 1.439093]);
    await page.locator(".map").click({ position: { x: 90, y: 120 } });
    await expect(page).toHaveURL(/start=-?[\d.]+,-?[\d.]+/);
    await page.reload();
    await expect(page.getByRole("combobox", { name: "横轴" })).toHaveValue("5");
  });

  test("the plane through start and trained weights; the computation can be stopped", async ({
    page,
  }) => {
    // Stopped as soon as there is a coarse map: by hand one would have to be quick.
    await page.addInitScript(() => {
      const find = () => {
        const button = document.querySelector(".computing button");
        if (document.querySelector(".contours path") && !globalThis.isStopped && button) {
          globalThis.isStopped = true;
          button.click();
        }
      };
      new MutationObserver(find).observe(document, { subtree: true, childList: true });
    });
    await open(page, "&part=loss&network=xor&plane=trained");
    await expect(page.getByText(/已停止：这是 (12 × 12|24 × 24) 个点的粗图/)).toBeVisible();
    await expect(page.locator(".contours path")).toHaveCount(16);
    // Another plane is computed to its end.
    await page.evaluate(() => (globalThis.isStopped = true));
    await page.getByRole("textbox", { name: "随机种子" }).fill("2");
    await expect(page.getByText("已停止")).toBeHidden();
    await expect(page.locator("progress")).toHaveCount(0);
    await expect(page.locator(".contours path")).toHaveCount(16);
    await expect(page.locator(".map .racer")).toHaveCount(4);
  });
});

test.describe("the urn", () => {
  test("70 of 100: the peak is at 0.7, the derivative is zero at 0, 0.7 and 1", async ({
    page,
  }) => {
    await open(page, "&part=likelihood&p=0.5");
    await expect
      .poll(() => rows(page, "derivatives"))
      .toEqual([
        ["0", "0", "0", "−∞", "–"],
        ["p̂ = 0.7000", "2.955 × 10⁻²⁷", "0", "−61.09", "0"],
        ["1.000", "0", "0", "−∞", "–"],
        // 0.5¹⁰⁰, its logarithm, 70/0.5 − 30/0.5
        ["0.5000", "7.889 × 10⁻³¹", "0.02136", "−69.31", "80.00"],
      ]);
    await button(page, "走到最后").click();
    await expect(page.getByTestId("climb")).toContainText("走了 40 步，p = 0.7000");
  });

  test("one step of ascent by hand", async ({ page }) => {
    // p = 0.5: ℓ′/N = 0.8, η = 0.1 → 0.58
    await open(page, "&part=likelihood&p=0.5&rate=0.1");
    await button(page, "走一步").click();
    await expect(page.getByTestId("climb")).toContainText("走了 1 步，p = 0.5800");
  });

  test("balls are drawn from the seed; the slider sets them by hand", async ({ page }) => {
    await open(page, "&part=likelihood");
    await button(page, "重新取 100 次").click();
    await expect(page).toHaveURL(/seed=2/);
    const balls = page.getByRole("img", { name: /个白球/ });
    const drawn = await balls.getAttribute("aria-label");
    await page.reload();
    await expect(balls).toHaveAttribute("aria-label", drawn);
    await page.getByRole("slider", { name: "白球数 n" }).fill("40");
    await expect(page.getByTestId("derivatives")).toContainText("p̂ = 0.4000");
    await button(page, "讲义的例子：100 次中 70 个").click();
    await expect(page.getByTestId("derivatives")).toContainText("p̂ = 0.7000");
  });

  test("too large a rate would leave the range, and that is said", async ({ page }) => {
    await open(page, "&part=likelihood&p=0.05&rate=1&at=40");
    await expect(page.getByTestId("climb")).toContainText("学习率太大");
  });
});

for (const part of ["curves", "surfaces", "loss", "likelihood"])
  test(`${part}: no accessibility violation, nothing wider than a phone`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const lang of ["zh", "en"])
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await open(page, `&part=${part}&lang=${lang}&at=5`);
        await expect(page.locator(".plane, .graph").first()).toBeVisible();
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
          390,
        );
      }
  });
