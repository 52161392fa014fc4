/** The digits lab when one press comes upon another: the newest counts, and what was under way before shows nothing any more. */
import { comeTo } from "./support/come-to.js";
import { callsOf } from "./support/late.js";
import { press } from "./support/press.js";
import { expect, test } from "./support/test.js";

const button = (page, name) => page.getByRole("button", { name, exact: true });
const phase = (page, name) => expect(page.locator(`[data-phase="${name}"]`)).toBeVisible();
const letters = (page) => page.getByTestId("fingerprint");
const SHORT = "&samples=300&hidden=8&epochs=2";
const LONG = "&samples=2000&hidden=16&epochs=100";

async function open(page, rest) {
  await page.goto(`#lab=digits&lang=en${rest}`);
  await expect(button(page, "Train")).toBeEnabled();
}

/** From now on, every phase with the fingerprint that is seen with it, in their order. */
const watch = (page) =>
  page.evaluate(() => {
    globalThis.seen = [];
    const note = () => {
      const { phase } = document.querySelector("[data-phase]").dataset;
      const print = document.querySelector("[data-testid=fingerprint]").textContent;
      const now = `${phase} ${print}`;
      if (globalThis.seen.at(-1) !== now) globalThis.seen.push(now);
    };
    note();
    const all = { subtree: true, childList: true, characterData: true, attributes: true };
    new MutationObserver(note).observe(document.querySelector(".run"), all);
  });
const seen = (page) => page.evaluate(() => globalThis.seen);

test("stopped while it comes to a pause, it is stopped", async ({ page }) => {
  const weights = await callsOf(page, "getWeights"); // of which the fingerprint of the pause is made
  await open(page, LONG);
  await press(page, "Train");
  await phase(page, "running");
  await weights.hold();
  await press(page, "Pause");
  await weights.held();
  await press(page, "Stop");
  await weights.letGo();
  await phase(page, "stopped");
  await expect(letters(page)).toHaveText(/^[0-9a-f]{8}$/);
  await expect(button(page, "Train anew")).toBeEnabled();
});

test("reset while it trains, and begun again at once: one run, and the same weights", async ({
  page,
}) => {
  await open(page, LONG);
  await press(page, "Train");
  await phase(page, "done");
  await expect(letters(page)).toHaveText(/^[0-9a-f]{8}$/);
  const print = await letters(page).textContent();
  await watch(page);
  await press(page, "Train anew", "Reset", "Train");
  await phase(page, "done");
  await expect(letters(page)).toHaveText(print);
  expect(await seen(page)).toEqual([
    ...[`done ${print}`, "preparing –", "running –"],
    ...["idle –", "preparing –", "running –", "done –", `done ${print}`],
  ]);
  await expect(page.getByTestId("phase")).toContainText("Trained for 100 epochs");
  await expect(page.getByTestId("keeping")).toHaveText("Kept in this browser up to epoch 100.");
});

test("trained further before the fingerprint is there: it is not shown with what follows", async ({
  page,
}) => {
  const weights = await callsOf(page, "getWeights");
  await open(page, LONG.replace("100", "1"));
  await weights.hold();
  await press(page, "Train");
  await phase(page, "done");
  await weights.held();
  await page.getByLabel("Epochs", { exact: true }).fill("100");
  await watch(page);
  await press(page, "100 more epochs");
  await phase(page, "running");
  await weights.letGo();
  await phase(page, "done");
  await expect(letters(page)).toHaveText(/^[0-9a-f]{8}$/);
  expect((await seen(page)).filter((one) => !one.endsWith("–"))).toEqual([
    `done ${await letters(page).textContent()}`,
  ]);
});

test("a network is opened while another trains: it is the one that stays", async ({ page }) => {
  await open(page, "&samples=4000&hidden=64&epochs=1");
  await button(page, "Train").click();
  await phase(page, "done");
  await page.getByRole("button", { name: "Insert a sample 3" }).click();
  const bars = page.getByRole("table", { name: "Probabilities of the ten digits" });
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /Download this network/ }).click();
  const path = await (await download).path();
  await button(page, "Reset").click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: /Open a network file/ }).click();
  const give = await chooser;
  await page.getByLabel("Epochs", { exact: true }).fill("100");
  await press(page, "Train");
  await phase(page, "running");
  await give.setFiles(path);
  await phase(page, "idle");
  await expect(button(page, "My network")).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator(".train").getByRole("alert")).toHaveCount(0);
  const opened = await bars.textContent();
  await button(page, "Train").click(); // it begins once the other has ended
  await phase(page, "running");
  await expect(bars).not.toHaveText(opened);
  await button(page, "Stop").click();
  await phase(page, "stopped");
});

test("trained while own digits are learned: the tuning is given up, and the run ends with its own weights", async ({
  page,
}) => {
  await open(page, `${SHORT}&tuneEpochs=50&tuneMix=5000`);
  await press(page, "Train");
  await phase(page, "done");
  await expect(letters(page)).toHaveText(/^[0-9a-f]{8}$/);
  const print = await letters(page).textContent();
  await button(page, "Shipped network").click();
  await page.getByRole("button", { name: "Insert a sample 0" }).click();
  const own = page.locator(".own-panel");
  await own.scrollIntoViewIfNeeded();
  await own.getByRole("button", { name: /^This is a 3/ }).click();
  await own.getByRole("button", { name: "Fine-tune the shipped network" }).click();
  await expect(own.getByRole("progressbar")).toBeVisible();
  await press(page, "Train anew");
  await expect(own.getByRole("progressbar")).toHaveCount(0);
  await phase(page, "done");
  await expect(letters(page)).toHaveText(print);
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page.getByTestId("tune-outcome")).toHaveCount(0);
});

test("what is misread is told of the network that was asked, also while another learns", async ({
  page,
}) => {
  await open(page, LONG.replace("2000", "20000"));
  const lead = page.locator(".report-lead");
  await comeTo(page.locator(".report"));
  await expect(lead).toContainText("the shipped network reads");
  await press(page, "Train");
  await phase(page, "running");
  await expect(button(page, "My network")).toHaveAttribute("aria-pressed", "true");
  await expect(lead).toContainText("the shipped network reads");
  await button(page, "Stop").click();
  await phase(page, "stopped");
  await expect(lead).toContainText("your network reads");
});
