/** The 2-D lab when what is set or pressed comes upon what is still to be done: the link tells what was done. */
import { callsOf } from "./support/late.js";
import { button, open, reading } from "./support/plane.js";
import { expect, test } from "./support/test.js";

const field = (page, name) => page.getByRole("textbox", { name, exact: true });

/** The link, opened for itself, comes to the same weights. */
async function expectSame(page) {
  await expect(reading(page, "fingerprint")).toHaveText(/^[0-9a-f]{8}$/);
  const print = await reading(page, "fingerprint").textContent();
  await expect(page).toHaveURL(new RegExp(`\\*${print}`));
  const link = page.url();
  await page.goto("about:blank");
  await page.goto(link);
  await expect(reading(page, "fingerprint")).toHaveText(print);
  await expect(page.getByText("came to other weights")).toHaveCount(0);
}

test("steps that wait are made with the settings of their time, and so it is written", async ({
  page,
}) => {
  const fits = await callsOf(page, "fit");
  await open(page, "&data=xor&count=100");
  await fits.hold();
  await button(page, "One epoch").click();
  await fits.held();
  await button(page, "One epoch").click();
  await field(page, "Batch size").fill("7");
  await fits.letGo();
  await expect(reading(page, "epoch")).toHaveText("2");
  await expectSame(page);
});

test("after a step back, too", async ({ page }) => {
  const fits = await callsOf(page, "fit");
  await open(page, "&data=xor&count=100");
  await button(page, "One epoch").click();
  await expect(reading(page, "epoch")).toHaveText("1");
  await fits.hold();
  await button(page, "One epoch").click();
  await fits.held();
  await button(page, "One step back").click();
  await button(page, "One batch").click();
  await field(page, "Learning rate η").fill("0.7");
  await fits.letGo();
  await expect(reading(page, "read")).toHaveText("10");
  await expectSame(page);
});

test("links to and fro while the engine is still on its way: the network is that of the last", async ({
  page,
}) => {
  let arrive;
  const engine = new Promise((resolve) => (arrive = resolve));
  await page.route(/assets\/library-/, (route) => engine.then(() => route.continue()));
  const models = await callsOf(page, "model");
  const follow = async (hidden, layers) => {
    await page.evaluate((to) => (location.hash = `#lab=plane&lang=en&hidden=${to}`), hidden);
    await expect(page.getByRole("button", { name: /^Hidden layer .*more$/ })).toHaveCount(layers);
  };
  await page.goto("./#lab=plane&lang=en&hidden=2:tanh");
  await expect(button(page, "Add a layer")).toBeVisible();
  await follow("6:tanh,4:relu", 2);
  await models.hold();
  arrive();
  await models.held();
  await follow("2:tanh", 1);
  await models.letGo();
  await button(page, "One epoch").click();
  await expect(reading(page, "epoch")).toHaveText("1");
  await expect(page.locator(".links path")).toHaveCount(6);
  await expectSame(page);
});

test("a rate that is set in full swing is in the link with the run as it was then", async ({
  page,
}) => {
  await open(page, "&data=xor&count=100");
  await button(page, "One epoch").click();
  await expect(page).toHaveURL(/run=to\.1\*/);
  await button(page, "Train").click();
  await expect(reading(page, "epoch")).not.toHaveText("1");
  await field(page, "Learning rate η").fill("0.7");
  await expect(page).toHaveURL(/learningRate:0\.7&run=optimizer\.sgd,learningRate:0\.1!to\./);
  const link = page.url(); // while it goes on
  await expect(button(page, "Pause")).toBeVisible();
  await page.goto("about:blank");
  await page.goto(link);
  await expect(reading(page, "fingerprint")).toHaveText(link.match(/\*([0-9a-f]{8})$/)[1]);
  await expect(page.getByText("came to other weights")).toHaveCount(0);
});
