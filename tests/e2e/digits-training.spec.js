/** The digits lab's training: the choice of the network, augmentation, own digits, what is misread. */
import { comeTo } from "./support/come-to.js";
import { expect, expectAccessible, test } from "./support/test.js";

async function open(page, rest = "") {
  await page.goto(`#lab=digits&lang=en${rest}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Handwritten digits");
}

const button = (page, name) => page.getByRole("button", { name, exact: true });
const phase = (page, name) => expect(page.locator(`[data-phase="${name}"]`)).toBeVisible();
const accuracy = async (page) =>
  parseFloat(await page.getByTestId("validation-accuracy").textContent());
const show = (page, name) => comeTo(page.getByRole("region", { name, exact: true }));
const architecture = (page) => page.getByLabel("Architecture");

async function train(page) {
  await button(page, "Train").click();
  await phase(page, "done");
}

test.describe("the network", () => {
  // Counted by hand from the layers' definitions; LeNet-5's is the published one.
  const parameters = { perceptron: 7850, softmax: 7850, mlp: 101_770, lenet5: 61_706 };
  const multiplyAdds = {
    perceptron: 7840,
    softmax: 7840,
    mlp: 784 * 128 + 128 * 10,
    lenet5: 28 * 28 * 25 * 6 + 10 * 10 * 150 * 16 + 400 * 120 + 120 * 84 + 84 * 10,
  };
  for (const name of Object.keys(parameters))
    test(`${name}: its size, its work and a sentence about it`, async ({ page }) => {
      await open(page);
      await architecture(page).selectOption(name);
      const print = (n) => new Intl.NumberFormat("en").format(n);
      await expect(page.getByText(`${print(parameters[name])} parameters`)).toBeVisible();
      await expect(
        page.getByText(`${print(multiplyAdds[name])} multiply-adds a digit`),
      ).toBeVisible();
      await expect(page.getByTestId("network-about")).toHaveText(/\w{3}.*\.$/);
      await expect(page).toHaveURL(name === "mlp" ? /^(?!.*network=)/ : new RegExp(`=${name}`));
    });

  for (const [name, least] of [
    ["perceptron", 30],
    ["softmax", 55],
    ["lenet5", 60],
    ["resnet", 30],
  ])
    test(`${name} trains on generated digits and reads the pad`, async ({ page }) => {
      await open(page, "&samples=1500&epochs=2");
      await architecture(page).selectOption(name);
      await expect(page.getByTestId("epoch-time")).toHaveText(/after the first batches/);
      await train(page);
      expect(await accuracy(page)).toBeGreaterThan(least);
      await expect(page.getByTestId("epoch-time")).toHaveText(/about <?[\d.]+ s here/);
      await expect(button(page, "My network")).toHaveAttribute("aria-pressed", "true");
      await page.getByRole("button", { name: "Insert a sample 0" }).click();
      await expect(page.getByTestId("answer")).toHaveText(/^\d$/);
      await expect(page.getByText("are no probabilities")).toHaveCount(
        Number(name === "perceptron"),
      );
    });

  test("a link holds network, schedule, regularisation and augmentation, and each changes the weights", async ({
    page,
  }) => {
    const settings = [
      "",
      "&schedule=exponential,rate:0.5",
      "&dropout=0.3",
      "&l2=0.01",
      "&augment=shift,pixels:3~rotate",
    ];
    const prints = [];
    for (const rest of settings) {
      await page.goto("about:blank");
      await open(page, `&network=lenet5&samples=300&epochs=2${rest}`);
      await expect(architecture(page)).toHaveValue("lenet5");
      await train(page);
      await expect(page.getByTestId("fingerprint")).toHaveText(/^[0-9a-f]{8}$/);
      prints.push(await page.getByTestId("fingerprint").textContent());
    }
    expect(new Set(prints).size).toBe(settings.length);
  });

  test("a schedule is chosen with what the core says can be set on it", async ({ page }) => {
    await open(page, "&epochs=7");
    await page.getByLabel("Learning-rate decay").selectOption("cosine");
    await expect(page.getByLabel("Duration T")).toHaveValue("7");
    await page.getByLabel("Warm-up w").fill("2");
    await expect(page).toHaveURL(/schedule=cosine,over:7,warmup:2/);
  });
});

test.describe("augmentation", () => {
  const pictures = (page) =>
    page
      .getByTestId("variants")
      .locator("canvas")
      .evaluateAll((all) => all.map((canvas) => canvas.toDataURL()));

  test("variants of one digit: none without it, different ones with it, others on demand", async ({
    page,
  }) => {
    await open(page);
    await show(page, "Data augmentation");
    const list = page.getByTestId("variants").getByRole("img");
    await expect(list).toHaveCount(12);
    expect(new Set(await pictures(page)).size).toBe(1);
    await page.getByRole("switch", { name: /^rotation/ }).check();
    await expect(page).toHaveURL(/augment=rotate/);
    await expect(page.getByText("Data augmentation: rotation")).toBeVisible();
    await expect.poll(async () => new Set(await pictures(page)).size).toBe(12);
    const before = await pictures(page);
    await page.getByRole("group", { name: "rotation" }).getByLabel("Largest angle").fill("60");
    await expect(page).toHaveURL(/augment=rotate,degrees:60/);
    await expect.poll(async () => (await pictures(page))[1]).not.toBe(before[1]);
    const turned = await pictures(page);
    expect(turned[0]).toBe(before[0]);
    await button(page, "Draw others").click();
    await expect.poll(async () => (await pictures(page))[1]).not.toBe(turned[1]);
  });

  test("every augmentation of the core can be switched on, and what it refuses is said", async ({
    page,
  }) => {
    await open(page);
    await show(page, "Data augmentation");
    const switches = page.locator(".augment-list").getByRole("switch");
    await expect(switches).toHaveCount(8);
    for (const one of await switches.all()) await one.check();
    await expect.poll(async () => new Set(await pictures(page)).size).toBe(12);
    await expectAccessible(page, ".augment");
    await page.goto("about:blank");
    await open(page, "&augment=mirror");
    await show(page, "Data augmentation");
    await expect(page.locator(".augment").getByRole("alert")).toContainText("mirror");
  });
});

test.describe("own digits", () => {
  /** Puts a sample on the pad and calls it a `label`. */
  async function add(page, sample, label) {
    await page.getByRole("button", { name: `Insert a sample ${sample}` }).click();
    await page.getByRole("button", { name: `This is a ${label}: add it to my digits` }).click();
  }

  test("added, removed, learned: what was read before and after", async ({ page }) => {
    await open(page, "&tuneMix=300&tuneEpochs=8");
    await show(page, "My own hand");
    await expect(page.getByRole("button", { name: /^This is a 3/ })).toBeDisabled();
    await add(page, 4, 4);
    await add(page, 2, 2);
    await add(page, 0, 3); // a hand that nobody else writes: the network cannot know
    const own = page.getByTestId("own-digits").getByRole("listitem");
    await expect(own).toHaveCount(3);
    await page.getByRole("button", { name: "Remove this 2" }).click();
    await expect(own).toHaveCount(2);
    await button(page, "Fine-tune the shipped network").click();
    await expect(page.getByTestId("tune-outcome")).toHaveText(
      /^Of your 2 digits it read 1 rightly before and 2 after; of 2,000 generated ones \d/,
    );
    await expect(own.nth(1)).toContainText(/before 0 .*after 3/);
    await expect(button(page, "My network")).toHaveAttribute("aria-pressed", "true");
    await expect(page.getByTestId("answer")).toHaveText("3");
    await button(page, "Shipped network").click();
    await expect(page.getByTestId("answer")).toHaveText("0");
  });

  /** They are written beside whatever else goes on: a reload comes after that. */
  async function reload(page) {
    await expect(page.locator(".own-set")).toHaveAttribute("data-kept", "true");
    await page.reload();
    await show(page, "My own hand");
  }

  test("they stay in the browser until they are removed", async ({ page }) => {
    const own = page.getByTestId("own-digits").getByRole("listitem");
    const images = () =>
      own.locator("canvas").evaluateAll((all) => all.map((canvas) => canvas.toDataURL()));
    await open(page);
    await show(page, "My own hand");
    await add(page, 4, 4);
    await add(page, 2, 7);
    await expect(own).toHaveCount(2);
    const before = await images();
    await reload(page);
    await expect(own).toHaveCount(2);
    await expect(own.getByRole("img")).toHaveCount(2);
    await expect(page.getByRole("img", { name: "My 7" })).toBeVisible();
    expect(await images()).toEqual(before);
    await button(page, "Remove all").click();
    await expect(own).toHaveCount(0);
    await reload(page);
    await expect(page.getByText("None yet. They stay in this browser")).toBeVisible();
  });

  test("a network trained here is fine-tuned, and its curves stay", async ({ page }) => {
    await open(page, "&network=lenet5&samples=800&epochs=1&tuneMix=200&tuneEpochs=2");
    await train(page);
    await show(page, "My own hand");
    const before = await page.getByTestId("fingerprint").textContent();
    await add(page, 7, 7);
    await button(page, "Fine-tune my network").click();
    await phase(page, "tuned");
    await expect(page.getByTestId("fingerprint")).toHaveText(/^[0-9a-f]{8}$/);
    expect(await page.getByTestId("fingerprint").textContent()).not.toBe(before);
    await expect(page.getByTestId("validation-accuracy")).not.toHaveText("–");
    await expectAccessible(page, ".own-panel");
  });
});

test("the commonest confusions are buttons that choose the gallery, and the link remembers", async ({
  page,
}) => {
  await open(page);
  await comeTo(page.locator(".report"));
  const pairs = page.getByRole("group", { name: "The commonest confusions" }).getByRole("button");
  await expect(pairs).toHaveCount(6);
  const [, label, guess] = (await pairs.first().textContent()).match(/^(\d) → (\d)/);
  await pairs.first().click();
  await expect(page.getByRole("heading", { name: `${label} read as ${guess}` })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`pair=${label},${guess}`));
  await page.reload();
  await comeTo(page.locator(".report"));
  await expect(page.getByTestId("misread").getByRole("img").first()).toHaveAccessibleName(
    new RegExp(`^A ${label} that the network calls ${guess}, probability`),
  );
});
