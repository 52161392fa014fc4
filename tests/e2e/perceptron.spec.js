// Neuron and perceptron: both tables of the course to the last digit, the neuron by hand, the delta rule, XOR.
import { callsOf } from "./support/late.js";
import { expect, expectAccessible, test } from "./support/test.js";

const first = [
  "0 – (0, 0) 0",
  "1 M1 (3, 3) 1",
  "2 M3 (2, 2) 0",
  "3 M3 (1, 1) −1",
  "4 M3 (0, 0) −2",
].concat(["5 M1 (3, 3) −1", "6 M3 (2, 2) −2", "7 M3 (1, 1) −3", "8 无 (1, 1) −3"]);
const second = [...first.slice(0, 5), "5 M2 (4, 3) −1", "6 M3 (3, 2) −2", "7 M3 (2, 1) −3"].concat([
  "8 M3 (1, 0) −4",
  "9 M1 (4, 3) −3",
  "10 M3 (3, 2) −4",
  "11 M3 (2, 1) −5",
  "12 无 (2, 1) −5",
]);

const equation = (page) => page.getByTestId("equation");
const button = (page, name) => page.getByRole("button", { name, exact: true });
const rows = (page, id) =>
  page
    .getByTestId(id)
    .locator("tbody tr")
    .evaluateAll((all) => all.map((tr) => [...tr.cells].map((td) => td.textContent).join(" ")));

async function open(page, fragment = "") {
  await page.goto(`./#lab=perceptron${fragment}`);
  await expect(page.getByRole("heading", { level: 1, name: /神经元|Neuron/ })).toBeVisible();
}

test("the first misclassified sample each time: the course's table, row by row", async ({
  page,
}) => {
  await open(page);
  for (const [i, row] of first.slice(0, 8).entries()) {
    await expect.poll(async () => (await rows(page, "table"))[i]).toBe(row);
    if (i < 7) await button(page, "挑第一个").click();
  }
  expect(await rows(page, "table")).toEqual(first);
  await expect(equation(page)).toHaveText("x₁ + x₂ − 3 = 0");
  await expect(page.getByTestId("table")).toContainText("f(x) = sign(x₁ + x₂ − 3)");
  await button(page, "后退一步").click();
  await expect(equation(page)).toHaveText("2x₁ + 2x₂ − 2 = 0");
  await button(page, "重新开始").click();
  await button(page, "一直到底").click();
  await expect.poll(() => rows(page, "table")).toEqual(first);
});

test("the student picks M2 at iteration 5; both tables and lines stand side by side", async ({
  page,
}) => {
  await open(page);
  await button(page, "一直到底").click();
  await expect.poll(() => rows(page, "table")).toEqual(first);
  await button(page, "留下这张表，另挑一次").click();
  for (const [i, row] of second.slice(1, 12).entries()) {
    await expect.poll(async () => (await rows(page, "table")).length).toBe(i + 1);
    await button(page, `挑 ${row.split(" ")[1]}`).click();
  }
  await expect.poll(() => rows(page, "table")).toEqual(second);
  expect(await rows(page, "kept")).toEqual(first);
  await expect(equation(page)).toHaveText("2x₁ + x₂ − 5 = 0");
  await expect(page.locator(".plane .line")).toHaveCount(2);
  await expect(page).toHaveURL(/picks=0,2,2,2,1,2,2,2,0,2,2&kept=0,2,2,2,0,2,2/);
  await page.reload();
  await expect.poll(() => rows(page, "table")).toEqual(second);
});

test("three other choices stand beside it, each with its line, in the link, and are dropped one by one", async ({
  page,
}) => {
  await open(page);
  const choices = ["0,2", "0,2,2", "0,2,2,2"];
  for (const choice of choices) {
    for (const [i, index] of choice.split(",").entries()) {
      await button(page, `挑 M${Number(index) + 1}`).click();
      await expect.poll(async () => (await rows(page, "table")).length).toBe(i + 2);
    }
    await button(page, "留下这张表，另挑一次").click();
    await expect.poll(async () => (await rows(page, "table")).length).toBe(1);
  }
  await expect(page).toHaveURL(/kept=0,2~0,2,2~0,2,2,2/);
  await page.reload();
  for (const [i, id] of ["kept", "kept-2", "kept-3"].entries())
    await expect.poll(async () => (await rows(page, id)).length).toBe(i + 3);
  await button(page, "挑 M1").click();
  await expect(button(page, "留下这张表，另挑一次")).toBeDisabled();
  await expect(page.getByText("最多留 3 张表")).toBeVisible();
  await button(page, "去掉留下的表 2").click();
  await expect(page).toHaveURL(/kept=0,2~0,2,2,2/);
  await expect(page.getByTestId("kept-3")).toHaveCount(0);
  await expect(button(page, "留下这张表，另挑一次")).toBeEnabled();
  await expectAccessible(page);
});

test("what is pressed while a table is still to come is done on that table", async ({ page }) => {
  const answers = await callsOf(page, "predict");
  await open(page, "&picks=0,2");
  await expect.poll(async () => (await rows(page, "table")).length).toBe(3);
  await answers.hold();
  await button(page, "重新开始").click();
  for (let i = 0; i < 3; i++) await button(page, "挑第一个").click();
  await button(page, "挑 M3").click();
  await button(page, "后退一步").click();
  await answers.letGo();
  await expect(page).toHaveURL(/picks=0,2,2$/);
  await expect.poll(() => rows(page, "table")).toEqual(first.slice(0, 4));
});

test("XOR goes round in a circle, and the page says so", async ({ page }) => {
  await open(page, "&points=0,0,-1:0,1,1:1,0,1:1,1,-1");
  await button(page, "一直到底").click();
  await expect(page.locator(".verdict")).toContainText("线性不可分");
});

test("samples are added by a click, moved by keys and by dragging, picked, removed, pasted", async ({
  page,
}) => {
  await open(page);
  const points = page.locator(".plane .sample");
  await page.locator(".plane").click({ position: { x: 30, y: 30 } });
  await expect(points).toHaveCount(4);
  await points.nth(2).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("button", { name: "M3（1.5, 1），类别 −1，误分类" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await rows(page, "table"))[1]).toBe("1 M3 (−1.5, −1) −1");
  await page.keyboard.press("Delete");
  await expect(points).toHaveCount(3);
  const box = await points.first().locator(".dot").boundingBox();
  await page.mouse.move(box.x + 8, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x - 60, box.y + 8, { steps: 4 });
  await page.mouse.up();
  await expect(points.first()).not.toHaveAttribute("aria-label", /^M1（3, 3）/);
  await page.getByText("样本：预设").click();
  const area = page.getByRole("textbox", { name: /每行一个样本/ });
  await area.fill("x1,x2,y\n2;1;1\n0\t-1\t0\n1,oops,1");
  await button(page, "使用这些样本").click();
  await expect(page.getByRole("alert")).toContainText("第 4 行");
  await area.fill("x1,x2,y\n2;1;1\n0\t-1\t0");
  await button(page, "使用这些样本").click();
  await expect(points).toHaveCount(2);
  await expect(page).toHaveURL(/points=2,1,1:0,-1,-1/);
});

test("an M-P neuron set by hand is marked; no setting computes XOR", async ({ page }) => {
  await open(page, "&part=neuron");
  await expect(page.getByText("✗ 错")).toHaveCount(2);
  await page.getByRole("textbox", { name: "θ" }).fill("1.5");
  await expect(page.getByText("✓ 对")).toHaveCount(4);
  await expect(equation(page)).toHaveText("x₁ + x₂ − 1.5 = 0");
  await page.getByRole("combobox", { name: "目标函数" }).selectOption("XOR");
  await expect(page.getByText("线性不可分")).toBeVisible();
});

// By hand, from w = 0, b = 0, η = 0.5 on M1 (3, 3), t = 1: linear δ = 1; sign(0) = +1, so δ = 0;
// sigmoid z = ½, δ = ¼ · ½ = 1/8.
for (const [unit, text] of [
  ["linear", "w = (1.5000, 1.5000), b = 0.5000"],
  ["sign", "w = (0.0000, 0.0000), b = 0.0000"],
  ["sigmoid", "w = (0.1875, 0.1875), b = 0.0625"],
])
  test(`the delta rule's first update of a ${unit} unit`, async ({ page }) => {
    await open(page, `&part=delta&unit=${unit}&rate=0.5`);
    await button(page, "更新一次").click();
    await expect(page.getByTestId("delta")).toContainText(`更新 1 次后`);
    await expect(page.getByTestId("delta")).toContainText(text);
  });

test("the batch's update is the mean of the samples' own", async ({ page }) => {
  // linear, η = 0.3: (1·(3,3) + 1·(4,3) − 1·(1,1)) / 3 = (2, 5/3), b: 1/3
  await open(page, "&part=delta&rate=0.3&feed=batch");
  // From w = 0: δ = t, and the mean of δx is ((3 + 4 − 1) / 3, (3 + 3 − 1) / 3).
  const next = page.getByTestId("next").locator("tr");
  await expect(next.nth(1)).toHaveText(/M1\(3, 3\)10\.00001\.0000/);
  await expect(next.nth(3)).toHaveText(/M3\(1, 1\)−10\.0000−1\.0000/);
  await expect(next.nth(4)).toContainText("Δw = (0.6000, 0.5000), Δb = 0.1000");
  await page.getByRole("button", { name: "更新一次" }).click();
  await expect(page.getByTestId("delta")).toContainText("w = (0.6000, 0.5000), b = 0.1000");
});

for (const way of ["feature", "hidden"])
  test(`XOR is learned by the way out "${way}"`, async ({ page }) => {
    await open(page, `&part=xor&wayOut=${way}`);
    await expect(page.getByText("四行都对")).toBeVisible();
    const outputs = await page.getByTestId("outputs").locator("td:last-child").allTextContents();
    expect(outputs.map((y) => Math.round(Number(y)))).toEqual([0, 1, 1, 0]);
    await expect(page.locator(".plane .line")).toHaveCount(way === "hidden" ? 4 : 0);
  });

for (const part of ["perceptron", "neuron", "delta", "xor"])
  test(`${part}: no accessibility violation, nothing wider than a phone`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const lang of ["zh", "en"])
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await open(page, `&part=${part}&lang=${lang}`);
        await expect(page.locator(".plane")).toBeVisible();
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
          390,
        );
      }
  });
