// What a screen reader is told while something is trained: that it begins, now and then how far it is, how it ends; each once,
// in whole sentences, and nothing else.
import { expect, test } from "./support/test.js";
import { forget, listen, told } from "./support/told.js";

const training = { zh: /^网络正在训练。$/, en: /^The network is in training\.$/ };

/** What is opened, what is pressed there, and what is told of it: each press goes when the one before has been told. */
const runs = [
  {
    name: "samples picked one by one",
    route: "perceptron",
    press: { zh: ["挑第一个", "一直到底"], en: ["Pick the first", "Run to the end"] },
    first: {
      zh: /^第 1 次迭代，挑了 M1：w = \(3, 3\), b = 1。 误分类点：M3。挑一个来更新。$/,
      en: /^Iteration 1, M1 picked: w = \(3, 3\), b = 1\. Misclassified: M3\. Pick one to update on\.$/,
    },
    last: {
      zh: /^第 7 次迭代，挑了 M3：.* 没有误分类点了，学习结束。分离超平面：x₁ \+ x₂ − 3 = 0。$/,
      en: /^Iteration 7, M3 picked: .* No misclassified point is left\. Separating hyperplane: x₁ \+ x₂ − 3 = 0\.$/,
    },
  },
  {
    name: "the delta rule, update by update",
    route: "perceptron&part=delta",
    press: { zh: ["更新一次", "更新 20 次"], en: ["Update once", "Update 20 times"] },
    first: { zh: /^更新 1 次后 E = /, en: /^After 1 update E = / },
    last: { zh: /^更新 21 次后 E = /, en: /^After 21 updates E = / },
  },
  {
    name: "the race of the optimizers",
    route: "gradient&part=surfaces",
    press: { zh: ["连续走"], en: ["Run"] },
    first: { zh: /^正在走到第 100 步。$/, en: /^Running to step 100\.$/ },
    between: { zh: /^第 \d+ 步，共 100 步：.+。$/, en: /^Step \d+ of 100: .+\.$/ },
    last: {
      zh: /^第 100 步，共 100 步：Momentum, f = .+。$/,
      en: /^Step 100 of 100: Momentum, f = .+\.$/,
    },
  },
  {
    name: "a ball that leaves its curve",
    route: "gradient&eta=1.5",
    press: { zh: ["连续走"], en: ["Run"] },
    first: { zh: /^正在走到第 \d+ 步。$/, en: /^Running to step \d+\.$/ },
    last: { zh: /^第 .+步之后已经发散/, en: /^Step .+After step \d+ it has diverged/ },
  },
  {
    name: "backpropagation by itself",
    route: "backprop&at=14",
    press: { zh: ["自动播放"], en: ["Play"] },
    first: { zh: /^正在播放到第 23 个数。$/, en: /^Playing to number 23\.$/ },
    between: { zh: /^第 \d+ 个，共 23 个/, en: /^\d+ of 23, / },
    reports: 1, // a number takes 1.4 s
    last: { zh: /^第 23 个，共 23 个/, en: /^23 of 23, / },
  },
  {
    name: "2-D data, stopped early",
    route: "plane&noise=0.5&patience=100",
    press: { zh: ["开始训练"], en: ["Train"] },
    first: training,
    between: { zh: /轮后：训练损失 .+。$/, en: /^After .+: training loss .+\.$/ },
    last: {
      zh: /^已早停：.+训练损失.+验证准确率/,
      en: /^Stopped early: .+training loss.+Validation/,
    },
  },
  {
    name: "handwritten digits, one of them on the pad, which each new network reads",
    route: "digits&samples=600&epochs=6&hidden=16",
    press: { zh: ["放入样例数字 3", "开始训练"], en: ["Insert a sample 3", "Train"] },
    first: { zh: /^是 3，概率/, en: /^It is a 3, probability/ },
    between: {
      zh: /^网络正在训练。$|^第 .+：损失/,
      en: /^The network is in training\.$|^Epoch .+: loss/,
    },
    last: { zh: /^训练了 6 轮.*第 6 轮：损失/, en: /^Trained for 6 epochs.*Epoch 6: loss/ },
  },
];

for (const { name, route, press, first, between, reports = 0, last } of runs)
  for (const lang of ["zh", "en"])
    test(`${name}: told in ${lang}`, async ({ page }) => {
      await listen(page);
      await page.goto(`./#lab=${route}&lang=${lang}`);
      const [begin, ...more] = press[lang].map((name) =>
        page.getByRole("button", { name, exact: true }),
      );
      await expect(begin).toBeEnabled();
      await page.waitForLoadState("networkidle");
      await forget(page);
      const live = page.getByTestId("live");
      await begin.click();
      await expect(live).toHaveText(first[lang]);
      for (const button of more) await button.click();
      await expect(live).toHaveText(last[lang]);
      const all = await told(page);
      const texts = all.map(({ text }) => text);
      expect(texts[0]).toMatch(first[lang]);
      for (const text of texts.slice(1, -1)) expect(text).toMatch(between?.[lang] ?? /^$/);
      expect(texts.length - 2).toBeGreaterThanOrEqual(reports);
      const seconds = (all.at(-1).at - all[0].at) / 1000;
      expect(texts.length).toBeLessThanOrEqual(2 + more.length + seconds / 5);
      expect(new Set(all.map(({ urgency }) => urgency))).toEqual(new Set(["polite"]));
    });

test("a run that overflows is an alert, and told once", async ({ page }) => {
  await listen(page);
  await page.goto("./#lab=plane&lang=en&data=plane&optimizer=sgd,learningRate:10000");
  const train = page.getByRole("button", { name: "Train", exact: true });
  await expect(train).toBeEnabled();
  await forget(page);
  await train.click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(train).toBeVisible();
  const alerts = (await told(page)).filter(({ urgency }) => urgency === "assertive");
  expect(alerts.map(({ text }) => text)).toEqual([expect.stringMatching(/learning rate/)]);
});

test("what is done twice is told twice", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  await listen(page);
  await page.goto("./#lab=perceptron&lang=en");
  const sentence = "Copied as Markdown";
  for (const times of [1, 2]) {
    await page.getByRole("button", { name: "Copy This run" }).click();
    await page.getByRole("menuitem", { name: "Markdown" }).click();
    const heard = async () => (await told(page)).filter(({ text }) => text.includes(sentence));
    await expect.poll(async () => (await heard()).length).toBe(times);
  }
});
