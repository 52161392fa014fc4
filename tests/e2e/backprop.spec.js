// The worked example of the course, walked through on the page, to the last printed digit.
import { expect, test } from "./support/test.js";

/** Every quantity of the first training step in order, with the course's figure (curriculum, section 3). */
const walk = [
  ["z1", "1.250000"],
  ["z2", "3.800000"],
  ["a1", "0.777300"],
  ["a2", "0.978119"],
  ["o1", "1.755419"],
  ["L", "5.038146"],
  ["d.o1", "−4.489163"],
  ["d.w5", "−3.489426"],
  ["d.w6", "−4.390934"],
  ["d.a1", "−4.489163"],
  ["d.a2", "−4.489163"],
  ["d.z1", "−0.777096"],
  ["d.z2", "−0.096079"],
  ["d.w1", "−0.777096"],
  ["d.w2", "−0.388548"],
  ["d.w3", "−0.096079"],
  ["d.w4", "−0.048040"],
  ["new.w1", "0.577710"],
  ["new.w2", "1.538855"],
  ["new.w3", "2.309608"],
  ["new.w4", "3.004804"],
  ["new.w5", "1.348943"],
  ["new.w6", "1.439093"],
];

const inDiagram = (page, id) => page.locator(`.diagram button[data-id="${id}"]`);
const result = (page) => page.locator(".derivation .result");

async function open(page, fragment = "") {
  await page.goto(`./#lab=backprop${fragment}`);
  await expect(inDiagram(page, "w1")).toBeVisible();
}

test("the arrow keys walk through every quantity, and back", async ({ page }) => {
  await open(page);
  for (const [id, value] of walk) {
    await expect(inDiagram(page, id)).toHaveCount(0);
    await page.keyboard.press("ArrowRight");
    await expect(page.locator(".derivation")).toHaveAttribute("data-shown", id);
    await expect(result(page)).toContainText(value);
    await expect(inDiagram(page, id)).toContainText(value);
  }
  await page.keyboard.press("ArrowRight"); // past the last: the next training step, with the new weights
  await expect(page.locator(".step-name")).toHaveText("第 2 次迭代");
  await expect(inDiagram(page, "w1")).toContainText("0.57771");
  await page.keyboard.press("ArrowLeft");
  await expect(page.locator(".derivation")).toHaveAttribute("data-shown", "new.w6");
  await page.keyboard.press("Home");
  await expect(inDiagram(page, "z1")).toHaveCount(0);
  await page.keyboard.press("End");
  await expect(inDiagram(page, "new.w6")).toContainText("1.439093");
});

test("the loss falls as in the course", async ({ page }) => {
  await open(page);
  const rows = page.locator(".history tbody").first().locator("tr");
  await expect(rows).toHaveCount(6);
  for (const [row, loss] of ["5.038146", "2.314733", "1.033722", "0.451973"].entries())
    await expect(rows.nth(row).locator(".loss")).toHaveText(loss);
  await page.getByRole("button", { name: "再迭代 5 次" }).click();
  await expect(rows).toHaveCount(11);
  await page.getByRole("button", { name: "查看更新 3 次之后的计算" }).click();
  await expect(inDiagram(page, "L")).toContainText("0.451973");
});

test("a number shows its formula, the formula with the values, and its relatives", async ({
  page,
}) => {
  await open(page, "&at=23");
  await inDiagram(page, "d.w1").click();
  const derivation = page.locator(".derivation");
  await expect(derivation.getByRole("heading", { name: "损失对 w₁ 的偏导" })).toBeVisible();
  await expect(derivation.getByRole("math")).toHaveAccessibleName(
    "∂L/∂w₁ = ∂L/∂z₁ · ∂z₁/∂w₁ = δ₁ · x₁",
  );
  await expect(derivation.locator(".formula-values .equal").first()).toHaveText("=−0.777096 × 1");
  await expect(result(page)).toHaveText("=−0.777096");
  await expect(derivation).toContainText("梯度检验");
  await expect(inDiagram(page, "d.w1")).toHaveClass(/is-self/);
  await expect(inDiagram(page, "d.z1")).toHaveClass(/is-parent/);
  await expect(inDiagram(page, "x1")).toHaveClass(/is-parent/);
  await expect(inDiagram(page, "new.w1")).toHaveClass(/is-child/);

  // a number of the formula leads on, and time stays where it is
  await derivation.locator('.formula-values [data-id="d.z1"]').click();
  await expect(derivation.locator(".formula-values .equal").first()).toHaveText(
    "=−4.489163 × 0.777300 × (1 − 0.777300)",
  );
  await expect(inDiagram(page, "new.w6")).toBeVisible();
  await inDiagram(page, "new.w5").click();
  await expect(derivation.locator(".formula-values .equal").first()).toHaveText(
    "=1 − 0.1 × (−3.489426)",
  );
});

test("every number in the diagram can be pressed", async ({ page }) => {
  await open(page, "&at=23");
  const ids = await page
    .locator(".diagram .num")
    .evaluateAll((all) => all.map((n) => n.dataset.id));
  expect(ids).toHaveLength(2 + 6 * 3 + 2 * 4 + 2 + 2);
  for (const id of ids) {
    await inDiagram(page, id).click();
    await expect(page.locator(".derivation")).toHaveAttribute("data-shown", id);
    await expect(inDiagram(page, id)).toHaveAttribute("aria-pressed", "true");
  }
});

test("up and down in the diagram go to what a number is made from, and what is made of it", async ({
  page,
}) => {
  await open(page, "&at=23");
  await inDiagram(page, "d.z1").click();
  await page.keyboard.press("ArrowUp");
  await expect(inDiagram(page, "d.a1")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(inDiagram(page, "d.z1")).toBeFocused();
});

test("a step is spoken", async ({ page }) => {
  await open(page, "&at=13");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByTestId("live")).toHaveText(
    "第 14 个，共 23 个，损失对 w₁ 的偏导: ∂L/∂w₁ = −0.777096 × 1 = −0.777096",
  );
});

test("scrubbing, the ledger and the buttons move through time", async ({ page }) => {
  await open(page);
  const scrubber = page.getByRole("slider", { name: "计算进度" });
  await scrubber.fill("6");
  await expect(result(page)).toContainText("5.038146");
  await expect(scrubber).toHaveAttribute("aria-valuetext", "第 6 个，共 23 个，损失 L");
  await page.locator('.ledger [data-id="d.w6"]').click();
  await expect(scrubber).toHaveValue("9");
  await page.getByRole("button", { name: "算下一个数" }).click();
  await expect(scrubber).toHaveValue("10");
  await page.getByRole("button", { name: "上一个数" }).click();
  await expect(scrubber).toHaveValue("9");
  await page.getByRole("button", { name: "自动播放" }).click();
  await expect(scrubber).toHaveValue("10");
  await page.getByRole("button", { name: "暂停" }).click();
  await page.getByRole("button", { name: "回到开头" }).click();
  await expect(scrubber).toHaveValue("0");
  await expect.poll(() => new URL(page.url()).hash).toBe("#lab=backprop");
});

test("the given values can be changed, a bad one is named and not used", async ({ page }) => {
  await open(page, "&at=1");
  const x1 = page.getByRole("textbox", { name: "输入 x₁" });
  await x1.fill("2");
  await expect(result(page)).toContainText("1.750000");
  await x1.fill("two");
  await expect(x1).toHaveAttribute("aria-invalid", "true");
  await expect(x1).toHaveAccessibleDescription("请输入 -100 到 100 之间的数");
  await expect(result(page)).toContainText("1.750000");
  await x1.fill("−1");
  await expect(result(page)).toContainText("0.250000");
  await expect.poll(() => new URL(page.url()).hash).toBe("#lab=backprop&x=-1,0.5&at=1");
  await page.getByRole("button", { name: "恢复例题" }).click();
  await page.keyboard.press("ArrowRight");
  await expect(result(page)).toContainText("1.250000");
});

test("the learning rate reaches the core", async ({ page }) => {
  await open(page, "&at=18&lr=0.2");
  await expect(result(page)).toContainText("0.655419"); // 0.5 + 0.2 × 0.777096
});

test("a training that diverges is explained, and what was computed stays", async ({ page }) => {
  await open(page, "&x=0,0&lr=10");
  const rows = page.locator(".history tbody").first().locator("tr");
  for (const count of [6, 11, 16]) {
    await expect(rows).toHaveCount(count);
    await page.getByRole("button", { name: "再迭代 5 次" }).click();
  }
  await expect(page.locator(".trouble")).toContainText("训练无法继续");
  await expect(rows).toHaveCount(19);
  await page.getByRole("button", { name: "查看更新 18 次之后的计算" }).click();
  await expect(page.getByRole("button", { name: "下一次迭代" })).toBeDisabled();
});

test("the decimals shown are a matter of choice", async ({ page }) => {
  await open(page, "&at=7");
  await page.getByRole("combobox", { name: "小数位数" }).selectOption("3");
  await expect(result(page)).toContainText("−4.489");
  await expect(result(page)).not.toContainText("−4.4891");
});

test("on a phone the formula and the buttons stay in view", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  const next = page.getByRole("button", { name: "算下一个数" });
  for (const [, value] of walk.slice(0, 11)) {
    await next.click();
    await expect(result(page)).toContainText(value);
    await expect(result(page)).toBeInViewport();
    await expect(next).toBeInViewport();
  }
  await expect(inDiagram(page, "d.a2")).toBeInViewport();
});

test("printed, a table has the names of its rows, and no buttons besides", async ({ page }) => {
  await page.goto("./#lab=backprop&lang=en");
  const rows = page.locator(".history tbody tr");
  await expect(rows.first()).toContainText("5.038146");
  await page.emulateMedia({ media: "print" });
  await expect(rows.locator("th").getByText("0", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Train 5 more" })).toBeHidden();
});
