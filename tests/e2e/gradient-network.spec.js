// Gradient descent on what a network really has: its own loss on a plane, and a set that is fed to it bit by bit.
import { load } from "../../wasm/index.js";
import { networks, pointOf, tensorsOf } from "../../web/labs/gradient/networks.js";
import { lift, randomPlane } from "../../web/labs/gradient/plane.js";
import { button, number, open, rows } from "./support/gradient.js";
import { expect, expectAccessible, test } from "./support/test.js";

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

  test("with a schedule each goes as the library trains with it, and the rate is drawn", async ({
    page,
  }) => {
    const gn = await load();
    const schedule = { type: "cosine", over: 30, warmup: 5, by: "step" };
    await open(page, "&lang=en&part=loss&look=adam&race=sgd,adam&steps=40&at=20");
    await page.getByRole("combobox", { name: "Schedule" }).selectOption("cosine");
    await page.getByRole("textbox", { name: "Duration T" }).fill("30");
    await page.getByRole("textbox", { name: "Warm-up w" }).fill("5");
    await expect(page).toHaveURL(/decay=cosine,over:30,warmup:5/);
    for (const [type, learningRate] of [
      ["sgd", 0.1],
      ["adam", 0.1],
    ]) {
      const layer = { type: "dense", useBias: false };
      const model = gn.model({
        input: [2],
        layers: [
          { ...layer, units: 2, activation: "sigmoid" },
          { ...layer, units: 1 },
        ],
        loss: "meanSquaredError",
        optimizer: { type, learningRate, schedule },
      });
      model.setWeights({ "dense_1.kernel": [0.5, 2.3, 1.5, 3], "dense_2.kernel": [1, 1] });
      for (let step = 0; step < 20; step++) model.trainOnBatch([1, 0.5], [4]);
      const { loss } = model.evaluate([1, 0.5], Float32Array.of(4));
      const shown = page.locator(`tr[data-racer=${type}] td`).nth(1);
      await expect
        .poll(async () => Math.abs(number(await shown.textContent()) / loss - 1) < 2e-3)
        .toBe(true);
    }
    await expect(page.getByRole("img", { name: "Learning rate η of Adam" })).toBeVisible();
  });

  test("around the trained weights, in directions by chance: each place's loss is the library's", async ({
    page,
  }) => {
    const gn = await load();
    const net = networks.xor;
    const y = Float32Array.from(net.y);
    const model = gn.model({
      ...net.spec,
      seed: 5,
      optimizer: { type: "adam", learningRate: 0.1 },
    });
    await model.fit(net.x, y, { epochs: 300, batchSize: 4, shuffle: false });
    const plane = randomPlane(net, pointOf(net, model.getWeights()), 5);

    await open(page, "&lang=en&part=loss&network=xor&plane=random&init=5");
    await expect(page.locator(".map .minimum")).toHaveCount(1);
    await expect(page.locator("progress")).toHaveCount(0);
    await page.getByText("Heights at some places (table)").click();
    const table = await rows(page, "places");
    const column = (k) => (Math.floor(((k + 0.5) * 48) / 7) + 0.5) / 24 - 1; // of 48 from −1 to 1
    for (let i = 0; i < 7; i++)
      for (let k = 0; k < 7; k++) {
        model.setWeights(tensorsOf(net, lift(plane, [column(k), column(6 - i)])));
        const { loss } = model.evaluate(net.x, y);
        expect(Math.abs(number(table[i][k + 1]) - loss)).toBeLessThanOrEqual(6e-4 * loss);
      }
    await expect(page.locator("[data-part=slice]")).toContainText("filter normalisation");
    await expectAccessible(page);
    await page.getByRole("combobox", { name: "Slice" }).selectOption("weights");
    await expect(page.locator(".map .minimum")).toHaveCount(0);
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
    const sigmoid = (z) => 1 / (1 + Math.exp(-z));
    // w₂ = 1.5, w₃ = 2.3, w₄ = 3, w₆ = 1; x = (1, 0.5)
    const lossAt = (w1, w5) => (4 - w5 * sigmoid(w1 + 0.75) - sigmoid(3.8)) ** 2;
    const heads = page.getByTestId("places").locator("thead th");
    // The places are others once the plane has its final size.
    await expect(async () => {
      const columns = (await heads.allTextContents()).map(number);
      const table = await rows(page, "places");
      expect(table).toHaveLength(7);
      for (const [w5, ...losses] of table)
        for (const [i, loss] of losses.entries())
          expect(number(loss) / lossAt(columns[i + 1], number(w5))).toBeCloseTo(1, 2);
    }).toPass({ timeout: 60_000 });
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

  test("nothing moves when the map is computed to its end", async ({ page }) => {
    await page.addInitScript(() => {
      globalThis.heights = new Set();
      const note = () => {
        const row = document.querySelector(".computing");
        if (row) globalThis.heights.add(`${row.childElementCount > 0}: ${row.offsetHeight}`);
      };
      new MutationObserver(note).observe(document, { subtree: true, childList: true });
    });
    await open(page, "&part=loss&network=xor&plane=trained");
    await expect.poll(() => page.evaluate(() => globalThis.heights.size)).toBe(2);
    const heights = await page.evaluate(() => [...globalThis.heights].map((h) => h.split(": ")[1]));
    expect(heights[1]).toBe(heights[0]);
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

test.describe("stochastic, mini-batch, batch", () => {
  const xs = [-2, -1.7, -1.2, -0.9, -0.6, -0.2, 0.3, 0.5, 0.9, 1.3, 1.6, 2];
  const sets = {
    linear: {
      ts: [-2.1, -0.7, -1.1, 0.4, -0.3, 1.1, 0.6, 1.9, 1.4, 2.9, 2.3, 3.6],
      out: (z) => z,
      start: [-0.6, -0.6],
      rate: 0.25,
    },
    logistic: {
      ts: [0, 0, 0, 1, 0, 0, 1, 0, 1, 1, 1, 1],
      out: (z) => 1 / (1 + Math.exp(-z)),
      start: [-1.5, 2.2],
      rate: 1.2,
    },
  };
  /** w ← w − η · mean of (out − t)·x over the samples: of both losses, by hand. */
  function replay({ ts, out, start, rate }, batches) {
    let [w, b] = start;
    return batches.map((samples) => {
      const errors = samples.map((i) => out(w * xs[i] + b) - ts[i]);
      w -= (rate * errors.reduce((sum, e, k) => sum + e * xs[samples[k]], 0)) / samples.length || 0;
      b -= (rate * errors.reduce((sum, e) => sum + e, 0)) / samples.length || 0;
      return [w, b];
    });
  }

  for (const task of ["linear", "logistic"])
    for (const [feed, size] of [
      ["sample", 1],
      ["mini", 5],
      ["batch", 12],
    ])
      test(`${task}, ${size} samples an update: as by hand, each sample once an epoch`, async ({
        page,
      }) => {
        await open(page, `&part=batches&task=${task}&feed=${feed}&batch=5&at=36`);
        await page.getByText("每次迭代的数（表格）").click();
        const perEpoch = Math.ceil(12 / size);
        await expect.poll(async () => (await rows(page, "updates")).length).toBe(3 * perEpoch + 1);
        const table = await rows(page, "updates");
        const batches = table.slice(1).map((row) => row[1].split(", ").map((s) => Number(s) - 1));
        for (let epoch = 0; epoch < 3; epoch++)
          expect(
            batches
              .slice(epoch * perEpoch, (epoch + 1) * perEpoch)
              .flat()
              .sort((a, b) => a - b),
          ).toEqual(xs.map((_, i) => i));
        for (const [i, [w, b]] of replay(sets[task], batches).entries()) {
          expect(number(table[i + 1][2])).toBeCloseTo(w, 3);
          expect(number(table[i + 1][3])).toBeCloseTo(b, 3);
        }
      });

  test("the stop rules name the first iteration that keeps them", async ({ page }) => {
    await open(page, "&part=batches&feed=batch&at=600&epochs=50&theta=0.05&epsilon=0.005");
    await page.getByText("每次迭代的数（表格）").click();
    await expect.poll(async () => (await rows(page, "updates")).length).toBe(51);
    const table = await rows(page, "updates");
    const first = (column, limit) => table.findIndex((row) => number(row[column]) < limit);
    const feeds = await rows(page, "feeds");
    expect(feeds.at(-2)[3]).toBe(String(first(5, 0.05)));
    expect(feeds.at(-1)[3]).toBe(String(first(6, 0.005)));
    // The least squares, by the normal equations of the twelve samples.
    expect(number(table.at(-1)[5])).toBeLessThan(0.001);
    await expect(page.getByTestId("seen")).toContainText("读过 600 个样本，即 50.0 轮");
  });

  test("the start is moved; another size, rate, seed: all in the link", async ({ page }) => {
    await open(page, "&part=batches");
    await page.locator(".map").click({ position: { x: 60, y: 60 } });
    await expect(page).toHaveURL(/start=-?[\d.]+,/);
    await page.getByRole("textbox", { name: "小批量的大小 B" }).fill("6");
    await expect(page).toHaveURL(/batch=6/);
    await expect(page.getByTestId("seen")).toContainText("B = 6 时是 2 次");
    await button(page, "小批量").click();
    await expect(page).toHaveURL(/feed=mini/);
    await button(page, "走到最后").click();
    await expect(page.getByTestId("feeds")).toContainText("120");
    await expect(page.locator(".map .racer")).toHaveCount(3);
  });
});
