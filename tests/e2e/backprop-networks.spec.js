// The backpropagation lab for any network: the worked examples to the last printed digit, one's own network, rounding.
import { expect, expectAccessible, test } from "./support/test.js";

const weights = (values, prefix) => values.map((value, i) => [`${prefix}w${i + 1}`, value]);

/**
 * Mazur's and Zhejiang University's figures are the published ones, w1 … w6 is in backprop.spec.js; the others are
 * PyTorch's in double precision.
 */
const examples = {
  "preset=mazur&round=full&places=9": [
    ["L", "0.298371109"],
    ...weights(
      [
        "0.149780716",
        "0.199561432",
        "0.249751144",
        "0.299502287",
        "0.358916480",
        "0.408666186",
        "0.511301270",
        "0.561370121",
      ],
      "new.",
    ),
  ],
  "preset=zju": [
    ["a1.1", "0.562177"],
    ["a1.2", "0.495000"],
    ["o1", "0.476946"],
    ["o2", "0.528696"],
    ["L", "0.209710"],
    // the source numbers by the unit that a weight leaves: its w₂ and w₃ are w₃ and w₂ here, its w₆ and w₇ likewise
    ...weights(
      [
        "−0.008421",
        "−0.005053",
        "0.012607",
        "0.007564",
        "0.034633",
        "0.030495",
        "0.083866",
        "0.073845",
      ],
      "d.",
    ),
  ],
  "preset=sigmoid-3": [
    ["o1", "0.556481"],
    ["o2", "0.607549"],
    ["o3", "0.589033"],
    ["L", "0.270216"],
    ...weights(
      [
        "0.006197",
        "0.003098",
        "−0.006197",
        "−0.014335",
        "−0.007168",
        "0.014335",
        "0.029640",
        "0.014820",
        "−0.029640",
        "0.056994",
        "0.049209",
        "0.027417",
        "−0.038830",
        "−0.033526",
        "−0.018679",
        "0.059171",
        "0.051088",
        "0.028464",
      ],
      "d.",
    ),
  ],
  "preset=softmax-3": [
    ["o1", "0.296193"],
    ["o2", "0.365454"],
    ["o3", "0.338353"],
    ["L", "1.006614"],
    ...weights(
      [
        "−0.011914",
        "−0.005957",
        "0.011914",
        "−0.129369",
        "−0.064684",
        "0.129369",
        "0.156172",
        "0.078086",
        "−0.156172",
        "0.184368",
        "0.159183",
        "0.088690",
        "−0.394979",
        "−0.341024",
        "−0.190004",
        "0.210611",
        "0.181841",
        "0.101314",
      ],
      "d.",
    ),
  ],
  "preset=logistic": [
    ["o1", "0.377541"],
    ["L", "0.974077"],
    ...weights(["−1.244919", "0.622459"], "d."),
    ["d.b1", "−0.622459"],
    ["new.b1", "−0.188770"],
  ],
  "preset=xor": [
    ["o1", "0.605269"],
    ["L", "0.502083"],
    ...weights(["−0.063216", "0.000000", "−0.018553", "0.000000", "−0.254861", "−0.149027"], "d."),
    ["d.b1", "−0.063216"],
    ["d.b2", "−0.018553"],
    ["d.b3", "−0.394731"],
    ["new.w5", "0.827430"],
  ],
};

const inLedger = (page, id) => page.locator(`.ledger [data-id="${id}"] .value`);

async function open(page, rest) {
  await page.goto(`./#lab=backprop&at=999&lang=en&${rest}`);
  await expect(inLedger(page, "L")).toBeVisible();
}

for (const [link, figures] of Object.entries(examples))
  test(`the worked example of ${link} to the last printed digit`, async ({ page }) => {
    await open(page, link);
    for (const [id, value] of figures) await expect(inLedger(page, id)).toHaveText(value);
  });

test("an example is chosen, its number of decimals comes along, and the link names it", async ({
  page,
}) => {
  await open(page, "");
  await page.getByRole("combobox", { name: "Worked example" }).selectOption("mazur");
  await expect(page.getByRole("combobox", { name: "Decimals" })).toHaveValue("9");
  await expect.poll(() => new URL(page.url()).hash).toContain("preset=mazur");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(".derivation")).toHaveAttribute("data-shown", "z1.1");
});

test("the list of examples says when the network is one's own, and the example that it was can be chosen again", async ({
  page,
}) => {
  await open(page, "net=2,2:tanh,1:linear");
  const examples = page.getByRole("combobox", { name: "Worked example" });
  await expect(examples.locator("option:checked")).toHaveText("Your own network");
  await examples.selectOption("w1-w6");
  await expect(examples.locator("option:checked")).toHaveText("w₁ … w₆, linear output");
  await expect(examples.getByText("Your own network")).toHaveCount(0);
  await expect.poll(() => new URL(page.url()).hash).not.toContain("net=");
});

test("the longest numbers that can be given stay within their cards", async ({ page }) => {
  await open(
    page,
    "net=3,3:sigmoid:bias,3:softmax:bias&loss=categoricalCrossentropy&x=-99.123456,3,4&at=24",
  );
  await expect(page.locator(".diagram [data-id=x1] .value")).toHaveText("−99.123456");
  const beyond = await page
    .locator(".diagram .num")
    .evaluateAll((numbers) =>
      numbers.filter((n) => n.scrollWidth > n.clientWidth).map((n) => n.textContent),
    );
  expect(beyond).toEqual([]);
});

test("a network of one's own is built, computed and shared", async ({ page }) => {
  await open(page, "preset=xor");
  await page.getByText("Build your own network").click();
  await page.getByRole("button", { name: "Add a hidden layer" }).click();
  const second = page.getByRole("group", { name: "Hidden layer 2" });
  await second.getByRole("combobox", { name: "Units" }).selectOption("3");
  await second.getByRole("combobox", { name: "Activation" }).selectOption("leakyRelu");
  await expect
    .poll(() => new URL(page.url()).hash)
    .toContain("net=2,2:sigmoid:bias,3:leakyRelu:bias,1:sigmoid:bias");
  await page.keyboard.press("Escape");
  await page.locator(".ledger [data-id='new.w13']").click();
  await expect(inLedger(page, "new.w13")).not.toHaveText("?");
  await expect.poll(() => new URL(page.url()).hash).toContain("at="); // the link is written once it rests
  await page.reload();
  await expect(inLedger(page, "new.w13")).toBeVisible();
});

test("what does not fit in a link is named, and computed with something that fits", async ({
  page,
}) => {
  await open(page, "net=3,1:sigmoid&w=1,2");
  await expect(page.getByRole("alert")).toContainText(
    "The link gives 2 numbers for w; this network needs 3",
  );
  await expect(inLedger(page, "new.w3")).toBeVisible();
  await page.goto("./#lab=backprop&lang=en&preset=softmax-3&y=1,1,0");
  await expect(page.getByRole("alert")).toContainText("now it is 2");
});

test("roundings can be carried, as by hand on a slide", async ({ page }) => {
  await open(page, "round=carried&places=2");
  for (const [id, value] of [
    ["a1", "0.78"],
    ["o1", "1.76"],
    ["L", "5.02"],
    ["d.o1", "−4.48"],
  ])
    await expect(inLedger(page, id)).toHaveText(value);
});

test("the three paths of ∂L/∂w₁ are spelled out, and add up to it", async ({ page }) => {
  await open(page, "preset=sigmoid-3&see=d.w1");
  await page.getByText("Spell out all 3 paths").click();
  await expect(page.locator(".paths li")).toHaveCount(3);
  await expect(page.locator(".path-sum")).toContainText("0.006197");
  await expectAccessible(page);
});

for (const [width, height] of [
  [390, 844],
  [1280, 900],
])
  test(`nothing overlaps and nothing is cut off at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    for (const link of [
      "",
      "preset=mazur",
      "preset=softmax-3",
      "net=6,6:tanh:bias,6:relu:bias,6:gelu:bias,6:softmax:bias&loss=categoricalCrossentropy",
    ]) {
      await open(page, link);
      const found = await page.evaluate(() => {
        const boxes = [...document.querySelectorAll(".diagram .unit, .diagram .label")].map((e) =>
          e.getBoundingClientRect(),
        );
        const meets = (a, b) =>
          a.left < b.right - 0.5 &&
          b.left < a.right - 0.5 &&
          a.top < b.bottom - 0.5 &&
          b.top < a.bottom - 0.5;
        const overlaps = boxes.flatMap((a, i) =>
          boxes.slice(i + 1).filter((b) => meets(a, b)),
        ).length;
        return {
          overlaps,
          wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        };
      });
      expect([link, found]).toEqual([link, { overlaps: 0, wide: 0 }]);
    }
  });

for (const lang of ["zh", "en"])
  for (const colorScheme of ["light", "dark"])
    test(`a network of one's own has no accessibility violation in ${lang}, ${colorScheme}`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto(`./#lab=backprop&preset=softmax-3&at=40&lang=${lang}`);
      await page.reload();
      await expect(inLedger(page, "L")).toBeVisible();
      await page.locator(".builder summary").click();
      await expectAccessible(page);
    });
