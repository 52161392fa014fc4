// The network on 2-D data: samples of one's own, runs kept beside another, early stopping.
import { callsOf } from "./support/late.js";
import { button, epochs, number, open, reading, train, trained } from "./support/plane.js";
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

/** Drops a file on the box, as from another window. */
async function drop(page, name, content) {
  const data = await page.evaluateHandle(
    ([title, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], title));
      return transfer;
    },
    [name, content],
  );
  await page.locator(".csv").dispatchEvent("drop", { dataTransfer: data });
}

test("own samples from a file, chosen or dropped; what is none is answered in a sentence", async ({
  page,
}) => {
  await open(page, "&data=own&held=0,0");
  const input = page.locator(".csv input[type=file]");
  const alert = page.locator(".csv").getByRole("alert");
  const file = (name, content) => ({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
  await input.setInputFiles(
    file("four.csv", "\uFEFF横,纵,类\r\n1,1,0\r\n2,2,1\r\n-1,2,2\r\n0,-2,2\r\n"),
  );
  await expect(points(page)).toHaveCount(4);
  await expect(page.locator(".csv textarea")).toHaveValue("1,1,0\n2,2,1\n-1,2,2\n0,-2,2");
  await drop(page, "three.tsv", "1\t1\t0\n2\t2\t1\n3\t-3\t0\n");
  await expect(points(page)).toHaveCount(3);

  for (const [name, content, sentence] of [
    ["bad.csv", "1,2,0\n1,2,x", "Line 2 cannot be used"],
    ["empty.csv", "", "Line 1 cannot be used"],
    ["picture.png", "\x89PNG\0\0", "The file “picture.png” is no text."],
    ["large.csv", "1,2,0\n".repeat(200_000), "has more than 1 MB"],
    ["<img src=x onerror=globalThis.pwned=1>.csv", "\0", "The file “<img src=x"],
  ]) {
    await input.setInputFiles(file(name, content));
    await expect(alert).toContainText(sentence);
    await drop(page, name, content);
    await expect(alert).toContainText(sentence);
    await expect(points(page)).toHaveCount(3);
  }
  await input.setInputFiles(file("two.csv", "1,1,0\n2,2,1"));
  await expect(alert).toHaveCount(0);
  await expect(points(page)).toHaveCount(2);
});

test("own points of a curve, and the samples of a preset taken over", async ({ page }) => {
  await open(
    page,
    "&data=own&own=-1,2:0,0:1,2:2,5&held=0,0&optimizer=adam,learningRate:0.03&pace=20",
  );
  await expect.poll(() => trained(page)).toBe(4);
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
  await expect(table.locator("thead th").nth(3)).toHaveText("1: 4 tanh · SGD 0.1 · 1");
  // From one seed both begin with the same loss.
  const first = await table.locator("tbody tr").first().locator("td").allTextContents();
  expect(first[0]).toBe(first[2]);
  expect(await table.locator("tbody tr").count()).toBeGreaterThan(4);
  await button(page, "Let run 1 go").click();
  await expect(table.locator("thead th")).toHaveCount(3);
});

test("kept runs are in the link: what it opens computes them again, to the same weights", async ({
  page,
}) => {
  const calls = await callsOf(page, "setWeights");
  await open(page, "&data=xor&count=100&seed=2");
  for (let i = 0; i < 3; i++) await button(page, "One epoch").click();
  await expect(reading(page, "epoch")).toHaveText("3");
  await page.getByRole("textbox", { name: "L2 penalty" }).fill("0.1"); // changed on the way
  await button(page, "One epoch").click();
  await expect(reading(page, "epoch")).toHaveText("4");
  await button(page, "One batch").click();
  await expect(reading(page, "read")).toHaveText("10");
  const weight = page.getByRole("textbox", { name: "b", exact: true });
  const before = await reading(page, "fingerprint").textContent();
  await calls.hold();
  await weight.fill("0.5");
  await button(page, "Keep this run").click();
  await calls.letGo();
  await expect(reading(page, "fingerprint")).not.toHaveText(before);
  const print = await reading(page, "fingerprint").textContent();
  const one = reading(page, "kept-run");
  await expect(one).toHaveText(`4 epochs, weights ${print}; settings changed on the way: 1`);
  await expect(page).toHaveURL(
    new RegExp(
      `runs=data.xor!count.100!seed.2!to.3\\*l2.0.1!to.4-10-10!hand.output.bias:0:0.5\\*${print}`,
    ),
  );
  await page.getByText("View as a table").first().click();
  const rows = page.getByRole("group", { name: "Loss" }).locator("tbody tr");
  const kept = () =>
    rows.evaluateAll((all) =>
      all.map(({ cells }) => `${cells[0].textContent} ${cells[3].textContent}`),
    );
  await expect.poll(async () => (await kept()).length).toBe(6);
  const curve = await kept();

  const link = page.url();
  await page.goto("about:blank");
  await page.goto(link);
  await expect(one).toHaveText(`4 epochs, weights ${print}; settings changed on the way: 1`);
  await page.getByText("View as a table").first().click();
  await expect.poll(kept).toEqual(curve);
  // Its settings, to go on from there by another way.
  await page.getByRole("textbox", { name: "Seed", exact: true }).fill("9");
  await button(page, "Its settings: run 1").click();
  await expect(page.getByRole("textbox", { name: "Seed", exact: true })).toHaveValue("2");

  // A fingerprint that does not fit is not passed over.
  await page.goto("about:blank");
  await page.goto(link.replaceAll(print, "00000000"));
  await expect(one).toHaveText(
    `Computed again it came to other weights, ${print} in place of 00000000.`,
  );
  await expectAccessible(page);
});

test("no more runs are kept than there is room for, and it says so", async ({ page }) => {
  await open(page, "&runs=to.1*00000000~to.2*00000000~to.3*00000000~to.100000*00000000");
  await expect(page.locator(".kept-runs")).toContainText("At most 4 runs are kept");
  await expect(reading(page, "kept-run").nth(3)).toContainText("is being computed again");
  await button(page, "One epoch").click(); // the page is free meanwhile
  await expect(reading(page, "epoch")).toHaveText("1");
  await expect(button(page, "Keep this run")).toBeDisabled();
  await button(page, "Let run 4 go").click();
  await expect(button(page, "Keep this run")).toBeEnabled();
  // A link that was cut; one with an input feature that does not exist.
  for (const second of ["colour.3!to.2", "inputs.x1,x3!to.2"]) {
    await open(page, `&runs=to.1*00000000~${second}*00000000`);
    await page.reload();
    await expect(page.locator(".complaint")).toContainText("cannot be read");
    await button(page, "Let them go").click();
    await expect(page.locator(".complaint")).toHaveCount(0);
    await expect(page).not.toHaveURL(/runs=/);
  }
});

test("early stopping ends an overfitting run and takes the best weights back", async ({ page }) => {
  await open(
    page,
    "&data=moons&count=40&noise=0.5&hidden=12:relu,12:relu&optimizer=adam,learningRate:0.03&patience=15",
  );
  await button(page, "Train").click();
  await expect(page.locator(".note")).toContainText("Stopped early");
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
