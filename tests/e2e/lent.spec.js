// A network of another lab, seen as its loss in the gradient descent lab; and the run of the 2-D lab that stands in its link.
import { number, rows } from "./support/gradient.js";
import { callsOf } from "./support/late.js";
import { button, open, reading } from "./support/plane.js";
import { expect, expectAccessible, test } from "./support/test.js";
import { numberedWeights } from "./support/weights.js";

const see = (page) => page.getByRole("link", { name: "See its loss as a surface" });
const lossOf = (page, racer) => page.locator(`tr[data-racer=${racer}] td`).nth(1);
const ground = (page) => page.locator(".contours path");
/** The fingerprint of the run, once the link holds it after this. */
async function printInLink(page, before) {
  await expect(page).toHaveURL(before);
  return page.url().match(/run=[^&]*\*([0-9a-f]{8})(?:&|$)/)[1];
}
const network = (page) => page.getByRole("combobox", { name: "Network" });

test("w1 … w6 after two updates: from there SGD goes on as in the course, and the link says it all", async ({
  page,
}) => {
  await page.goto("./#lab=backprop&lang=en&step=2");
  await see(page).click();
  await expect(network(page)).toHaveValue("lent");
  await button(page, "Inside: SGD").click();
  await expect(lossOf(page, "sgd")).toHaveText("1.0337");
  await button(page, "One step").click();
  await expect(lossOf(page, "sgd")).toHaveText("0.45197");
  expect((await rows(page, "weights")).map(([name]) => name)).toEqual(numberedWeights(6));
  await expect(ground(page)).toHaveCount(16);
  await expect(page).toHaveURL(/[#&]at=1(&|$)/);
  await page.reload();
  await expect(lossOf(page, "sgd")).toHaveText("0.45197");
  await expect(ground(page)).toHaveCount(16);
});

test("a run of the 2-D lab: its way on its own loss, from its first weights to those it came to", async ({
  page,
}) => {
  test.slow();
  await open(page, "&data=xor&count=60&hidden=3:tanh");
  const first = number(await reading(page, "loss").textContent());
  for (let i = 0; i < 5; i++) await button(page, "One epoch").click();
  await expect(reading(page, "epoch")).toHaveText("5");
  const last = number(await reading(page, "loss").textContent());
  await see(page).click();
  await expect(page.locator(".map .course")).toHaveCount(1);
  await expect(lossOf(page, "sgd")).not.toBeEmpty();
  expect(number(await lossOf(page, "sgd").textContent())).toBeCloseTo(first, 3);
  await expect(page.locator("progress")).toHaveCount(0, { timeout: 60_000 });
  await page.getByText("Heights at some places (table)").click();
  const heights = (await rows(page, "places")).flatMap((row) => row.slice(1).map(number));
  expect(Math.min(...heights)).toBeLessThan(first);
  expect(Math.min(...heights)).toBeGreaterThan(0.2 * last);
  await expectAccessible(page);
  await page.getByRole("combobox", { name: "Slice" }).selectOption("weights");
  await page.getByRole("combobox", { name: "Horizontal axis" }).selectOption("w² 2→1");
  await expect(page).toHaveURL(/lent=plane:data\.xor!count\.60!hidden\.3:tanh!to\.5\*[0-9a-f]{8}/);
  await network(page).selectOption("xor");
  await network(page).selectOption("lent");
  await expect(ground(page)).toHaveCount(16);
});

test("a network that cannot be read is said, and another can be chosen", async ({ page }) => {
  for (const lent of ["plane:nothing", "backprop:net.9", "nowhere:x"]) {
    await page.goto(`./#lab=gradient&lang=en&part=loss&network=lent&lent=${lent}`);
    await expect(page.getByRole("alert")).toContainText("cannot be read");
  }
  await network(page).selectOption("w1w6");
  await expect(ground(page)).toHaveCount(16);
});

test("the link of a run in progress: the same epoch and weights again, and a way back", async ({
  page,
}) => {
  await open(page, "&hidden=3:tanh&count=100");
  for (let i = 0; i < 4; i++) await button(page, "One epoch").click();
  await page.getByRole("textbox", { name: "Learning rate" }).fill("0.3");
  await button(page, "One batch").click();
  await button(page, "One sample").click();
  await expect(reading(page, "read")).toHaveText("11");
  const print = await printInLink(page, /to\.4\*.*!to\.4-10-11\*/);
  await page.reload();
  await expect(reading(page, "fingerprint")).toHaveText(print);
  await expect(reading(page, "epoch")).toHaveText("4");
  await expect(reading(page, "read")).toHaveText("11");
  await page.getByRole("button", { name: "One step back" }).click();
  await expect(reading(page, "epoch")).toHaveText("4");
  await expect(reading(page, "read")).toHaveText("0");
  await page.getByRole("button", { name: "One step back" }).click();
  await expect(reading(page, "epoch")).toHaveText("3");
  await button(page, "Start again").click();
  await expect(reading(page, "epoch")).toHaveText("0");
  await expect(page).not.toHaveURL(/run=/);
});

test("an epoch is never seen, nor in the link, with the fingerprint of another", async ({
  page,
}) => {
  const weights = await callsOf(page, "getWeights"); // of which the fingerprint is made
  await open(page, "&hidden=3:tanh&count=100");
  /** What is seen, and what is in the link once that has followed. */
  const now = async () => {
    await page.waitForTimeout(300);
    const [epoch, print] = await Promise.all(
      ["epoch", "fingerprint"].map((id) => reading(page, id).textContent()),
    );
    return [`to.${epoch}*${print}`, page.url().match(/run=([^&]*)/)?.[1]];
  };
  let before = await now();
  for (const epoch of ["1", "2"]) {
    await weights.hold();
    await button(page, "One epoch").click();
    await weights.held();
    expect(await now()).toEqual(before);
    await weights.letGo();
    await expect(page).toHaveURL(new RegExp(`run=to\\.${epoch}\\*`));
    const [seen, inLink] = await now();
    expect(seen).toMatch(new RegExp(`^to\\.${epoch}\\*[0-9a-f]{8}$`));
    expect(inLink).toBe(seen);
    expect(seen.split("*")[1]).not.toBe(before[0].split("*")[1]);
    before = [seen, inLink];
  }
});

test("weights by hand and early settings are in it; another seed begins anew", async ({ page }) => {
  await open(page, "&hidden=2:tanh&count=60");
  await page.getByRole("textbox", { name: "w · a₁" }).fill("1.5");
  await button(page, "One epoch").click();
  const print = await printInLink(page, /run=to\.0!hand\.output\.kernel:0:1\.5\*to\.1\*/);
  await page.reload();
  await expect(reading(page, "fingerprint")).toHaveText(print);
  await page.getByRole("textbox", { name: "Seed", exact: true }).fill("2");
  await expect(reading(page, "epoch")).toHaveText("0");
  await expect(page).not.toHaveURL(/run=/);
});

test("a run that was cut, changed, or is too long is said, and the settings stand", async ({
  page,
}) => {
  await page.goto("./#lab=plane&lang=en&seed=3&run=to.2*00000000");
  await expect(page.getByText("came to other weights")).toBeVisible();
  await expect(reading(page, "epoch")).toHaveText("2");
  await page.goto("./#lab=plane&lang=en&seed=3&run=hidden.5:tanh!to.2*00000000");
  await expect(page.getByText("cannot be computed again")).toBeVisible();
  await expect(reading(page, "epoch")).toHaveText("0");
  await page.goto("./#lab=plane&lang=en&seed=3&run=to.0!hand.hidden_7.kernel:0:1*to.2*00000000");
  await expect(page.getByText("cannot be computed again")).toBeVisible();
  await expect(button(page, "Train")).toBeEnabled();
  await page.goto("./#lab=plane&lang=en&run=to.900000*00000000");
  await button(page, "Stop here").click();
  await expect(reading(page, "fingerprint")).toHaveText(/^[0-9a-f]{8}$/);
  await expect(button(page, "Train")).toBeEnabled();
  await button(page, "One epoch").click();
  await expect(page).toHaveURL(/run=to\.\d+\*[0-9a-f]{8}$/);
});

test("a link that is followed while the run of another is still computed wins, whenever it comes", async ({
  page,
}) => {
  const follow = (link) =>
    page.evaluate((hash) => {
      location.hash = hash;
    }, `lab=plane&lang=en${link}`);
  await open(page, "&seed=3&run=to.2*00000000");
  const print = await reading(page, "fingerprint").textContent();
  for (let wait = 0; wait < 200; wait += 10) {
    await follow(
      ["&run=to.900000*00000000", "&run=hidden.5:tanh!to.2*0", "&seed=4"][(wait / 10) % 3],
    );
    await page.waitForTimeout(wait);
    await follow("&seed=3&run=to.2*00000000");
    await page.waitForTimeout(200 - wait);
  }
  await follow("&run=to.900000*00000000");
  await expect(button(page, "Stop here")).toBeVisible();
  await follow("&seed=3&run=to.2*00000000");
  await expect(reading(page, "fingerprint")).toHaveText(print);
  await expect(reading(page, "epoch")).toHaveText("2");
  await expect(page).toHaveURL(new RegExp(`&seed=3&run=to\\.2\\*${print}$`));
});
