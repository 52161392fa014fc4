// Gradient descent: the figures of curves, surfaces and the urn, as the page shows them; every way to handle it.
import { readFileSync } from "node:fs";
import { button, number, open, rows } from "./support/gradient.js";
import { press } from "./support/press.js";
import { expect, expectAccessible, test } from "./support/test.js";

const golden = JSON.parse(readFileSync(new URL("../golden/paths.json", import.meta.url), "utf8"));

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

  test("what is pressed just before a step of the run is due has the last word", async ({
    page,
  }) => {
    await page.addInitScript((pace) => {
      const { setTimeout: wait, clearTimeout: callOff } = globalThis;
      const steps = (globalThis.steps = new Map()); // those of the run, each done when the test says that it is due
      let next = 1e9;
      globalThis.setTimeout = (step, ms, ...rest) =>
        ms === pace ? (steps.set(++next, step), next) : wait(step, ms, ...rest);
      globalThis.clearTimeout = (id) => (steps.delete(id) ? undefined : callOff(id));
      globalThis.due = () => steps.forEach((step, id) => steps.delete(id) && step());
    }, 90);
    await open(page);
    const step = page.locator(".transport output");
    await button(page, "连续走").click();
    await expect(step).toContainText("第 0 步");
    for (const at of [1, 2]) {
      await page.waitForFunction(() => globalThis.steps.size === 1);
      await page.evaluate(() => globalThis.due());
      await expect(step).toContainText(`第 ${at} 步`);
    }
    await page.waitForFunction(() => globalThis.steps.size === 1);
    await button(page, "回到起点").evaluate(async (first) => {
      first.click();
      await new Promise((resolve) => queueMicrotask(() => queueMicrotask(resolve))); // not until it is painted
      globalThis.due();
    });
    await expect(button(page, "连续走")).toBeVisible();
    await expect(step).toContainText("第 0 步");
  });

  test("the three rates: a button each; too large a one leaves the picture, and that is said", async ({
    page,
  }) => {
    await open(page, "&curve=cubicQuartic");
    await button(page, "太大：0.2").click();
    await button(page, "走到最后").click();
    await expect(page.locator(".complaint")).toContainText("发散，远远离开了图");
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
    const moved = String(Number((before - 0.05).toFixed(3)));
    await expect(x).toHaveValue(moved);
    await expect(page).toHaveURL(new RegExp(`[#&]x=${moved}(&|$)`));
    await page.reload();
    await expect(x).toHaveValue(moved);
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
    const field = page.getByRole("textbox", { name: /β₁/ });
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
    await expect(page.getByTestId("live")).toContainText("Momentum, f = 16.820"); // ½ · 2.2² + 10 · 1.2²
    await page.getByRole("checkbox", { name: "AdamW 参加" }).check();
    await expect(page.locator(".map .racer-adamw")).toHaveCount(1);
    await expect(page).toHaveURL(/race=sgd,momentum,rmsprop,adam,adamw/);
  });
});

test("paused before its first step it says where it is, not that it runs", async ({ page }) => {
  await open(page, "&part=surfaces");
  await expect(page.locator("tr[data-racer=momentum] td").nth(1)).toHaveText("16.820");
  await press(page, "连续走", "暂停");
  await expect(page.locator(".transport output")).toHaveText(/第 0 步/);
  await expect(page.getByTestId("live")).toContainText("Momentum, f = 16.820");
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
        ["1", "0", "0", "−∞", "–"],
        // 0.5¹⁰⁰, its logarithm, 70/0.5 − 30/0.5
        ["0.5", "7.889 × 10⁻³¹", "0.02136", "−69.31", "80.00"],
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

for (const part of ["curves", "surfaces", "loss", "batches", "likelihood"])
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
