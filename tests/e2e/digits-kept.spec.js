/** The digits lab's training outlives a reload, a crash of the tab, and storage that fails. */
import { expect, expectAccessible, test } from "./support/test.js";

const button = (page, name) => page.getByRole("button", { name, exact: true });
const phase = (page, name) => expect(page.locator(`[data-phase="${name}"]`)).toBeVisible();
const offer = (page) => page.getByTestId("kept");
const keeping = (page) => page.getByTestId("keeping");

/** Everything that could make a resumed training differ: order, chance, averages, a schedule. */
const RUN =
  "&network=lenet5&samples=600&epochs=24&dropout=0.2&augment=shift~rotate&schedule=cosine,over:24";

async function open(page, rest = RUN) {
  await page.goto("about:blank");
  await page.goto(`#lab=digits&lang=en${rest}`);
  await expect(button(page, "Train")).toBeVisible();
}

/** The weights at the end. */
async function finished(page) {
  await phase(page, "done");
  await expect(page.getByTestId("fingerprint")).toHaveText(/^[0-9a-f]{8}$/);
  return page.getByTestId("fingerprint").textContent();
}

/** What the same training ends with when nothing disturbs it. */
async function undisturbed(page, rest) {
  await open(page, rest);
  await button(page, "Train").click();
  const weights = await finished(page);
  await button(page, "Reset").click();
  return weights;
}

/** Trains until an epoch of it is kept. */
async function trainToCheckpoint(page, rest) {
  await open(page, rest);
  await button(page, "Train").click();
  await expect(keeping(page)).toHaveText(/^Kept in this browser up to epoch [1-9]\d*\.$/);
}

const goOn = (page) => page.getByRole("button", { name: /^Go on from epoch [1-9]/ });

test("a training that a reload cuts off goes on to the weights of an undisturbed one", async ({
  page,
}) => {
  const expected = await undisturbed(page);
  await trainToCheckpoint(page);
  await page.reload();
  await expect(offer(page)).toContainText(/was cut off; .* epoch \d+ of 24, .* \d\d\.\d%/);
  await expect(page.getByTestId("live")).toContainText("was cut off");
  await page.goto("#lab=digits&lang=en&seed=7"); // its own settings are kept with it
  await goOn(page).click();
  expect(await finished(page)).toBe(expected);
  await expect(page.getByTestId("phase")).toContainText("Trained for 24 epochs");
  await expect(page).toHaveURL(/network=lenet5/);
  await expect(page).not.toHaveURL(/seed=7/);
  await expect(offer(page)).toHaveCount(0);
});

test("a tab that crashes while it stops early: another goes on, and takes the same epoch back", async ({
  page,
  context,
}) => {
  const run = `${RUN}&stopping=validationLoss&patience=4`;
  const expected = await undisturbed(page, run);
  await trainToCheckpoint(page, run);
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  session.send("Page.crash").catch(() => {});
  await crashed;
  const other = await context.newPage();
  await open(other, "");
  await goOn(other).click();
  expect(await finished(other)).toBe(expected);
});

test("what was trained to its end is taken back, trained further, discarded", async ({ page }) => {
  await open(page, "&samples=400&hidden=8&epochs=3");
  await button(page, "Train").click();
  const weights = await finished(page);
  await expect(keeping(page)).toHaveText("Kept in this browser up to epoch 3.");
  await button(page, "3 more epochs").click();
  await expect(page.getByTestId("phase")).toContainText("Trained for 6 epochs");
  const further = await finished(page);

  await open(page, "&samples=400&hidden=8&epochs=3");
  await expect(offer(page)).toContainText("6 epochs");
  await button(page, "Train").click(); // the same again, in its place
  expect(await finished(page)).toBe(weights);
  await page.reload();
  await button(page, "Take it back").click();
  expect(await finished(page)).toBe(weights);
  await expect(button(page, "My network")).toHaveAttribute("aria-pressed", "true");
  await button(page, "3 more epochs").click();
  await expect(page.getByTestId("phase")).toContainText("Trained for 6 epochs");
  expect(await finished(page)).toBe(further);

  await page.reload();
  await button(page, "Discard it").click();
  await expect(offer(page)).toHaveCount(0);
  await page.reload();
  await expect(button(page, "Train")).toBeVisible();
  await page.getByRole("button", { name: "Insert a sample 3" }).click();
  await expect(page.getByTestId("answer")).toHaveText("3"); // the page is at rest
  await expect(offer(page)).toHaveCount(0);
});

test("storage becomes full: the user is told, training ends, the last checkpoint is offered", async ({
  page,
}) => {
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...args) {
      if (globalThis.isFull) throw new DOMException("no room", "QuotaExceededError");
      return put.apply(this, args);
    };
  });
  const expected = await undisturbed(page);
  await trainToCheckpoint(page);
  await page.evaluate(() => (globalThis.isFull = true));
  await expect(page.getByRole("alert")).toContainText(
    /The browser's storage is full: training goes on, .* Kept in this browser up to epoch \d+\./,
  );
  expect(await finished(page)).toBe(expected);
  await expectAccessible(page, ".train");
  await page.reload();
  await goOn(page).click();
  expect(await finished(page)).toBe(expected);
});

for (const [name, block] of Object.entries({
  "is missing": () => Object.defineProperty(globalThis, "indexedDB", { value: undefined }),
  "may not be used": () =>
    Object.defineProperty(globalThis, "indexedDB", {
      get() {
        throw new DOMException("denied", "SecurityError");
      },
    }),
}))
  test(`storage ${name}: told once, and the network is trained all the same`, async ({ page }) => {
    await page.addInitScript(block);
    await open(page, "&samples=300&hidden=8&epochs=3");
    await expect(page.getByRole("alert")).toHaveCount(0);
    await button(page, "Train").click();
    await finished(page);
    await expect(page.getByRole("alert")).toHaveText(/This browser stores nothing for this page/);
  });

test("of two tabs that train one is kept, and the other says so", async ({ page, context }) => {
  await open(page, "&samples=600&hidden=16&epochs=100&network=lenet5");
  await button(page, "Train").click();
  await phase(page, "running");
  const other = await context.newPage();
  await open(other, "&samples=300&hidden=8&epochs=2");
  await button(other, "Train").click();
  await expect(keeping(other)).toHaveText("Another tab is training: only its training is kept.");
  await finished(other);
});

test("the user's own files are not kept, and asked for again", async ({ page }) => {
  const idx = (shape, bytes) => {
    const header = Buffer.alloc(4 + 4 * shape.length);
    header.set([0, 0, 8, shape.length]);
    shape.forEach((size, k) => header.writeUInt32BE(size, 4 + 4 * k));
    return Buffer.concat([header, Buffer.from(bytes)]);
  };
  const bytes = (count, seed) =>
    Uint8Array.from({ length: count }, (_, i) => ((i + seed) * 2654435761) >>> 24);
  const files = (seed) =>
    [
      idx([600, 28, 28], bytes(600 * 784, seed)),
      idx(
        [600],
        bytes(600, seed).map((b) => b % 10),
      ),
    ].map((buffer, k) => ({ name: `file-${k}`, mimeType: "application/octet-stream", buffer }));
  const give = (seed) => page.getByTestId("mnist-files").setInputFiles(files(seed));
  const run = "&network=lenet5&epochs=60";
  await open(page, run);
  await page.getByRole("group", { name: "Data" }).getByText("My MNIST files").click();
  await give(1);
  await button(page, "Train").click();
  const expected = await finished(page);
  await button(page, "Train anew").click();
  await expect(keeping(page)).toHaveText(/up to epoch ([1-9]|[1-4]\d)\.$/);
  await page.reload();
  await expect(offer(page)).toContainText("which are not kept");
  await offer(page).getByRole("button", { name: "My MNIST files" }).click();
  await give(2);
  await goOn(page).click();
  await expect(offer(page)).toContainText("not those that it learned from");
  await give(1);
  await goOn(page).click();
  expect(await finished(page)).toBe(expected);
});

for (const [lang, theme, width] of [
  ["zh", "dark", 390],
  ["en", "light", 1280],
])
  test(`the offer is accessible: ${lang}, ${theme}, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`#lab=digits&lang=${lang}&theme=${theme}&samples=300&hidden=8&epochs=2`);
    await button(page, lang === "zh" ? "开始训练" : "Train").click();
    await finished(page);
    await page.reload();
    await offer(page).scrollIntoViewIfNeeded();
    await expectAccessible(page, ".train");
  });
