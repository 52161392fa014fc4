/** The 2-D lab answers while its network trains: some forty presses, keys and strokes, and the slowest of them counts. */
import { button, epochs, open } from "./support/plane.js";
import { expectAnswered, LIMIT, watch } from "./support/response.js";
import { expect, test } from "./support/test.js";

/** What somebody does beside a training: looks at neurons, types, chooses, slides, opens, changes the language. */
async function use(page) {
  for (const unit of [1, 2, 3]) await button(page, `Hidden layer 1, neuron ${unit}`).click();
  const rate = page.getByRole("textbox", { name: "Learning rate η" });
  await rate.fill("");
  await rate.pressSequentially("0.05");
  const penalty = page.getByRole("textbox", { name: "L2 penalty" });
  for (let i = 0; i < 3; i++) await penalty.press("ArrowUp");
  for (let i = 0; i < 3; i++) await penalty.press("ArrowDown");
  const noise = page.getByRole("slider", { name: "Noise" });
  for (const key of ["ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft"]) await noise.press(key);
  for (const name of ["relu", "tanh"])
    await page.getByRole("combobox", { name: "Activation of hidden layer 1" }).selectOption(name);
  for (const shown of ["none", "train", "all"])
    await page.getByRole("combobox", { name: "Samples shown" }).selectOption(shown);
  await page.getByText("Equations of the first").click();
  for (let i = 0; i < 2; i++) await page.getByText("View as a table").first().click();
  await page.getByText("Equations of the first").click();
  for (const lang of ["中文", "English"]) await button(page, lang).click();
}

for (const [name, fragment] of [
  ["the network that it begins with", ""],
  ["a larger one, at the fastest pace,", "&data=spiral&hidden=8:tanh,8:tanh&pace=most"],
  [
    "one of three times twelve neurons and 2,000 samples, at the fastest pace,",
    "&data=spiral&count=2000&hidden=12:tanh,12:tanh,12:tanh&pace=most",
  ],
])
  test(`${name} trains, and every press, stroke and key is answered within ${LIMIT} ms`, async ({
    page,
  }) => {
    await watch(page);
    await open(page, fragment);
    await button(page, "Train").click();
    await expect.poll(() => epochs(page)).toBeGreaterThan(3);
    await expectAnswered(page, () => use(page));
    const before = await epochs(page);
    await expect.poll(() => epochs(page)).toBeGreaterThan(before); // it trained all along
  });
