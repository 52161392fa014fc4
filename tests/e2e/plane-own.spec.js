// The network on 2-D data: samples of one's own, runs kept beside another, early stopping.
import { button, epochs, number, open, reading, train } from "./support/plane.js";
import { expect, expectAccessible, test } from "./support/test.js";

const points = (page) => page.locator(".handles [role=button]");

test("own samples by click, by keyboard and as CSV; all in the link", async ({ page }) => {
  await open(page, "&data=own&held=0,0");
  await expect(points(page)).toHaveCount(6);
  await page.locator("svg.plane").click({ position: { x: 40, y: 60 } });
  await expect(points(page)).toHaveCount(7);
  await expect(reading(page, "parts")).toContainText("7 for training");
  const last = points(page).last();
  const name = await last.getAttribute("aria-label");
  await last.focus();
  await page.keyboard.press("ArrowRight");
  await expect(points(page).last()).not.toHaveAttribute("aria-label", name);
  await page.keyboard.press("Delete");
  await expect(points(page)).toHaveCount(6);

  const csv = page.locator(".csv textarea");
  await csv.fill("x1,x2,y\n1,1,0\n2,2,oops");
  await button(page, "Use these samples").click();
  await expect(page.locator(".own").getByRole("alert")).toContainText("Line 3 cannot be used");
  await expect(points(page)).toHaveCount(6);
  await csv.fill("x1,x2,y\n1,1,0\n2,2,1\n-1,2,2\n0,-2,2");
  await button(page, "Use these samples").click();
  await expect(points(page)).toHaveCount(4);
  await expect(page).toHaveURL(/own=1,1,0:2,2,1:-1,2,2:0,-2,2/);
  await expect(button(page, "Output: class 3")).toBeVisible();
  await button(page, "One epoch").click();
  await expect(reading(page, "epoch")).toHaveText("1");
  await page.reload();
  await expect(points(page)).toHaveCount(4);
  await expectAccessible(page);
});

test("own points of a curve, and the samples of a preset taken over", async ({ page }) => {
  await open(
    page,
    "&data=own&own=-1,2:0,0:1,2:2,5&held=0,0&optimizer=adam,learningRate:0.03&pace=20",
  );
  await expect(page.locator(".graph .samples.train path")).toHaveCount(4);
  await train(page, async () => number(await reading(page, "loss").textContent()) < 0.05);
  await page.getByRole("combobox", { name: "Data set" }).selectOption("moons");
  await page.getByRole("textbox", { name: "Samples", exact: true }).fill("30");
  await button(page, "Change these samples").click();
  await expect(points(page)).toHaveCount(30);
  await expect(page).toHaveURL(/data=own/);
});

test("a run is kept and laid over the next from the same seed", async ({ page }) => {
  await open(page, "&data=xor&pace=5");
  await train(page, async () => (await epochs(page)) >= 20);
  await button(page, "Keep this run").click();
  await page.getByRole("combobox", { name: "Optimizer" }).selectOption("adam");
  await button(page, "Start again").click();
  await button(page, "One epoch").click();
  await expect(reading(page, "epoch")).toHaveText("1");
  await page.getByText("View as a table").first().click();
  const table = page.getByRole("group", { name: "Loss" });
  await expect(table.locator("thead th").nth(3)).toHaveText("1: 4 tanh · sgd 0.1 · 1");
  // From one seed both begin with the same loss.
  const first = await table.locator("tbody tr").first().locator("td").allTextContents();
  expect(first[0]).toBe(first[2]);
  expect(await table.locator("tbody tr").count()).toBeGreaterThan(4);
  await button(page, "Let kept runs go").click();
  await expect(table.locator("thead th")).toHaveCount(3);
});

test("early stopping ends an overfitting run and takes the best weights back", async ({ page }) => {
  await open(
    page,
    "&data=moons&count=40&noise=0.5&hidden=12:relu,12:relu&optimizer=adam,learningRate:0.03&patience=15",
  );
  await button(page, "Train").click();
  await expect(page.locator(".note")).toContainText("Stopped early", { timeout: 60_000 });
  await expect(button(page, "Train")).toBeEnabled();
  const best = await page.locator(".note").textContent();
  const [, epoch] = best.match(/weights of epoch (\d+)/);
  await expect(reading(page, "epoch")).toHaveText(epoch);
  await page.getByText("View as a table").first().click();
  const rows = page.getByRole("group", { name: "Loss" }).locator("tbody tr");
  const table = await rows.evaluateAll((all) =>
    all.map((tr) => [...tr.cells].map((c) => Number(c.textContent.replaceAll("−", "-")))),
  );
  const lowest = table.reduce((a, b) => (b[2] < a[2] ? b : a));
  expect(lowest[0]).toBe(Number(epoch));
  expect(table.at(-1)[0]).toBe(Number(epoch) + 15);
});

test("the test samples are asked of the network as it is, and not of the next", async ({
  page,
}) => {
  await open(page, "&data=xor");
  await train(page, async () => (await epochs(page)) > 30);
  await button(page, "Ask the test samples").click();
  await expect(reading(page, "exam")).toHaveText(
    /^On the test samples: loss \d\.\d+, accuracy (9\d|100)\.\d%\.$/,
  );
  await button(page, "One epoch").click();
  await expect(reading(page, "exam")).toContainText("ask them once");
  await open(page, "&data=xor&held=20,0");
  await page.reload();
  await expect(button(page, "Ask the test samples")).toBeDisabled();
});
