/** Looking inside the network that reads the pad, as a student does. */
import { expect, expectAccessible, test } from "./support/test.js";

/** Opens a view with a sample digit on the pad. */
async function open(page, rest = "", { digit = 3, lang = "en" } = {}) {
  await page.goto(`#lab=digits&lang=${lang}${rest}`);
  await page.locator(".samples .sample").nth(digit).click();
  await page.locator(".inside h2").scrollIntoViewIfNeeded();
  const tabs = page.locator(".inside [role=tablist]");
  await expect(tabs).toBeVisible();
  await tabs.scrollIntoViewIfNeeded();
}

const inside = (page) => page.locator(".inside");
/** A number as the page prints it: a true minus, or a power of ten. */
const read = (text) => Number(text.trim().replace(/−/g, "-"));
const cells = async (grid) => (await grid.locator("td").allTextContents()).map(read);
const numberIn = async (page, id) => read(await inside(page).getByTestId(id).textContent());

async function expectCoreAgrees(page) {
  const check = inside(page).getByTestId("check");
  await expect(check).toHaveAttribute("data-equal", "true");
  await expect(check).toContainText("equal to what is computed here");
}

test.describe("it comes late", () => {
  /** Opens the lab; what is in the panel is not fetched until the function that is returned is called. */
  async function openWithout(page, rest = "") {
    let fetch = () => {};
    const asked = new Promise((resolve) => (fetch = resolve));
    await page.route(/\/inside-[^/]*\.js$/, (route) => asked.then(() => route.continue()));
    await page.goto(`#lab=digits&lang=en${rest}`);
    await expect(page.locator(".report")).toBeAttached(); // the last panel
    return fetch;
  }

  test("to whoever is in the middle of its room", async ({ page }) => {
    const fetch = await openWithout(page);
    await inside(page).evaluate((panel) => panel.scrollIntoView({ block: "center" }));
    await expect(inside(page).getByRole("heading")).not.toBeInViewport();
    await expect(inside(page).getByText("Loading")).toBeInViewport();
    fetch();
    const cells = inside(page).locator(".map-cell");
    const isSeen = () =>
      cells.evaluateAll((all) =>
        all.some((cell) => {
          const { top, bottom } = cell.getBoundingClientRect();
          return top < innerHeight && bottom > 0;
        }),
      );
    await expect.poll(isSeen).toBe(true);
  });

  const train = (page) => page.getByRole("button", { name: "Train", exact: true });
  const files = (page) => page.getByRole("group", { name: "Data" }).getByText("My MNIST files");
  for (const [width, height, below] of [
    [390, 844, files], // there the settings are above the button
    [1280, 720, train],
    [3840, 2160, train],
  ])
    for (const view of ["maps", "occlusion", "step", "sizes"])
      test(`${view} on ${width} × ${height}: what is below stays where it is pressed`, async ({
        page,
      }) => {
        await page.setViewportSize({ width, height });
        const fetch = await openWithout(page, `&inside=${view}&samples=300&epochs=1`);
        await page.locator(".samples .sample").nth(3).click();
        await page.locator(".train").evaluate((panel) => {
          panel.scrollIntoView({ behavior: "instant" });
          scrollBy({ top: -100, behavior: "instant" }); // the end of the room is in view
        });
        await expect(below(page)).toBeInViewport({ ratio: 1 });
        await below(page).hover();
        const { x, y } = await below(page).boundingBox();
        await page.mouse.down();
        fetch();
        const drawn = {
          maps: ".map-cell",
          occlusion: ".picture",
          step: ".picture",
          sizes: ".total",
        };
        await expect(inside(page).locator(drawn[view]).first()).toBeAttached();
        const now = await below(page).boundingBox();
        expect(now.x).toBe(x);
        expect(Math.abs(now.y - y)).toBeLessThan(1); // a page scrolls by whole pixels
        await page.mouse.up();
        if (below === train) await expect(page.locator("[data-phase=done]")).toBeVisible();
        else await expect(page.getByTestId("mnist-files")).toBeAttached();
      });
});

test.describe("feature maps", () => {
  test("every layer's maps, the winners of the pooling, and one map large, with its table", async ({
    page,
  }) => {
    await open(page);
    const first = inside(page).locator(".layer").first();
    await expect(first.getByRole("heading")).toContainText("Convolution");
    const map = first.getByRole("button").nth(1);
    await map.click();
    const detail = inside(page).getByTestId("detail");
    await expect(detail.getByTestId("value")).toHaveText(/^Row \d+, column \d+: \d/);
    await expect(page).toHaveURL(/layer=conv2d_1/);
    const picture = detail.getByRole("application");
    await picture.focus();
    await page.keyboard.press("ArrowDown");
    const says = await detail.getByTestId("value").textContent();
    const [, row, col, value] = says.match(/^Row (\d+), column (\d+): (.+)$/);
    await detail.getByText("View as a table").first().click();
    const table = detail.getByRole("table").first();
    await expect(
      table.locator("tbody tr").nth(Number(row)).locator("td").nth(Number(col)),
    ).toHaveText(value);
    const pooling = inside(page).locator(".layer").nth(1);
    await pooling.getByRole("button").nth(1).click();
    const marks = detail.getByTestId("winners").locator(".mark-winner");
    expect(await marks.count()).toBeGreaterThan(100);
  });

  test("by keyboard: arrows go from map to map, and the maps follow the drawing", async ({
    page,
  }) => {
    await open(page);
    const maps = inside(page).locator(".maps").first().getByRole("button");
    await maps.first().focus();
    await page.keyboard.press("ArrowRight");
    await expect(maps.nth(1)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(maps.nth(1)).toHaveAttribute("aria-pressed", "true");
    const pixels = () =>
      inside(page)
        .locator(".map-cell .pixels")
        .nth(1)
        .evaluate((c) => c.toDataURL());
    const before = await pixels();
    await page.getByRole("button", { name: "Insert a sample 1" }).click();
    await expect.poll(pixels).not.toBe(before);
  });
});

test.describe("occlusion", () => {
  test("where the square costs most it is said, and the arrow keys move it", async ({ page }) => {
    await open(page, "&inside=occlusion&patch=11");
    const words = inside(page).getByTestId("occlusion");
    await expect(words).toContainText(/answer/i);
    const cover = inside(page).getByTestId("cover");
    const [, row] = (await cover.textContent()).match(/at row (\d+)/);
    await inside(page).getByTestId("occlusion-map").focus();
    await page.keyboard.press(Number(row) > 0 ? "ArrowUp" : "ArrowDown");
    await expect(cover).not.toContainText(`at row ${row},`);
    await inside(page).getByText("View as a table").click();
    await expect(async () => {
      const drops = await cells(inside(page).getByRole("table"));
      expect(drops).toHaveLength(784 + 1); // with the empty corner
      expect(Math.max(...drops.filter(Number.isFinite))).toBeGreaterThan(0);
    }).toPass();
  });
});

test.describe("step by step", () => {
  test("a convolution's window: the products, their sum and z are those of the numbers shown", async ({
    page,
  }) => {
    await open(page, "&inside=step&layer=conv2d_1&map=2&cell=11,10");
    // Until the picture has been read, the numbers are those of an empty one.
    await expect(async () => {
      const [x, w, products] = await Promise.all(
        ["window", "kernel", "products"].map((id) => cells(inside(page).getByTestId(id))),
      );
      expect(x).toHaveLength(25);
      x.forEach((value, at) => expect(Math.abs(value * w[at] - products[at])).toBeLessThan(2e-3));
      const bias = read(
        (await inside(page).locator(".term-bias").textContent()).replace(/[()]/g, ""),
      );
      const z = await numberIn(page, "z");
      const sum = x.reduce((total, value, at) => total + value * w[at], bias);
      expect(Math.abs(sum - z)).toBeLessThan(0.02); // 25 products of numbers printed with three decimals
      expect(await numberIn(page, "a")).toBeCloseTo(Math.max(0, z), 3);
      const check = inside(page).getByTestId("check");
      expect(Number(await check.getAttribute("data-core"))).toBeCloseTo(z, 3);
    }).toPass();
    await expectCoreAgrees(page);
  });

  test("the window goes by arrow keys, by buttons, by a press and by itself", async ({ page }) => {
    await open(page, "&inside=step&layer=conv2d_1&cell=3,3");
    const where = inside(page).locator(".transport-buttons");
    const stepper = inside(page).getByTestId("stepper");
    await stepper.focus();
    await page.keyboard.press("ArrowRight");
    await expect(where).toContainText("row 3, column 4");
    await page.keyboard.press("ArrowDown");
    await expect(where).toContainText("row 4, column 4");
    await inside(page).getByRole("button", { name: "Next window" }).click();
    await expect(where).toContainText("row 4, column 5");
    await expectCoreAgrees(page);
    const { width, height } = await stepper.boundingBox();
    await stepper.click({ position: { x: width * 0.99, y: height * 0.01 } });
    await expect(where).toContainText("row 0, column 23");
    await inside(page).getByRole("button", { name: "Play" }).click();
    await expect(where).not.toContainText("row 0, column 23");
    await inside(page).getByRole("button", { name: "Pause" }).click();
    await expect(page).toHaveURL(/inside=step/);
  });

  test("both gradients of a convolution agree with the core, for a target that is not the answer", async ({
    page,
  }) => {
    await open(page, "&inside=step&layer=conv2d_2&map=1&channel=3&target=7");
    await inside(page).getByRole("button", { name: "Gradient ∂L/∂w" }).click();
    await inside(page).getByTestId("kernel").getByRole("button").nth(7).click();
    await expect(inside(page).getByTestId("kernel").locator(".chosen")).toHaveCount(1);
    await expect(page).toHaveURL(/tap=1,2/);
    await expectCoreAgrees(page);
    await inside(page).getByRole("button", { name: "Gradient ∂L/∂x" }).click();
    await inside(page).getByTestId("stepper").focus();
    await page.keyboard.press("ArrowLeft");
    await expect(inside(page).locator(".transport-buttons")).toContainText("column 10");
    const terms = await inside(page).locator(".terms tbody tr").count();
    expect(terms).toBeGreaterThan(1);
    await expectCoreAgrees(page);
    expect(await inside(page).getByTestId("check").getAttribute("data-core")).not.toBe("0");
  });

  test("max pooling: the winner forward, and the whole gradient back to it", async ({ page }) => {
    await open(page, "&inside=step&layer=maxPooling2d_1&cell=6,5&target=7");
    // Until the picture has been read, the numbers are those of an empty one.
    await expect(async () => {
      const values = await cells(inside(page).getByTestId("window"));
      expect(Math.max(...values)).toBeCloseTo(await numberIn(page, "a"), 2);
    }).toPass();
    await expectCoreAgrees(page);
    await inside(page).getByRole("button", { name: "Gradient ∂L/∂x" }).click();
    await expect(async () => {
      const shares = await cells(inside(page).getByTestId("shares"));
      expect(shares.filter((share) => share !== 0).length).toBeLessThanOrEqual(1);
    }).toPass();
    await expectCoreAgrees(page);
  });

  test("average pooling, in a LeNet-5 trained here", async ({ page }) => {
    await open(page, "&inside=step&layer=maxPooling2d_1&target=7");
    await inside(page).getByRole("button", { name: "Train a LeNet-5" }).click();
    await expect(inside(page).getByRole("progressbar")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "My network" })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
    const layers = inside(page).getByLabel("Layer", { exact: true });
    await layers.selectOption({ label: "Average pooling averagePooling2d_1" });
    await expect(async () => {
      const values = await cells(inside(page).getByTestId("window"));
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(Math.abs(mean - (await numberIn(page, "a")))).toBeLessThan(2e-3);
    }).toPass();
    await expectCoreAgrees(page);
    await inside(page).getByRole("button", { name: "Gradient ∂L/∂x" }).click();
    await expect(async () => {
      const shares = await cells(inside(page).getByTestId("shares"));
      expect(new Set(shares).size).toBe(1);
    }).toPass();
    await expectCoreAgrees(page);
  });
});

test.describe("sizes and parameters", () => {
  const total = (page) => inside(page).getByTestId("total");

  test("the course's figures at 28×28 and 256×256", async ({ page }) => {
    await open(page, "&inside=sizes");
    const table = inside(page).getByTestId("compare");
    const figures = {
      "784-10": ["7,850", "655,370"],
      "784-30-10": ["23,860", "1,966,420"],
      "784-128-10": ["101,770", "8,390,026"],
      "784-300-100-10": ["266,610", "19,692,210"],
      "LeNet-5": ["61,706", "7,394,186"],
    };
    for (const [name, [small, large]] of Object.entries(figures)) {
      const row = table.getByRole("row", { name: new RegExp(`^${name} `) });
      await expect(row.getByRole("cell")).toHaveText([small, large, /^×/, /^×/]);
    }
    await expect(total(page)).toContainText("61,706 parameters");
    // A convolutional network without a dense layer on the picture has as many weights for any size of it.
    const resNet = table.getByRole("row", { name: /^ResNet-50 / }).getByRole("cell");
    await expect(resNet).toHaveText(["23,522,250", "23,522,250", "×1.0", "×67"]);
    const alexNet = table.getByRole("row", { name: /^AlexNet / }).getByRole("cell");
    await expect(alexNet).toHaveText(["too small", "58,299,082", "–", "–"]);
  });

  test("AlexNet to begin with, and any well-known network layer by layer, with the published counts", async ({
    page,
  }) => {
    await open(page, "&inside=sizes");
    await inside(page).getByLabel("Start from").selectOption("AlexNet");
    await expect(total(page)).toContainText("62,378,344 parameters");
    await expect(inside(page).getByLabel("Picture's side n")).toHaveValue("227");
    await expect(inside(page).getByLabel("Channels")).toHaveValue("3");
    await expect(inside(page).getByTestId("link-0")).toContainText("(11·11·3 + 1)·96 = 34,944");
    await inside(page)
      .getByText(/^AlexNet, VGG-16, .* layer by layer$/)
      .click();
    const published = {
      AlexNet: "62,378,344",
      "VGG-16": "138,357,544",
      "ResNet-50": "25,557,032",
      "DenseNet-121": "7,978,856",
    };
    for (const [name, count] of Object.entries(published)) {
      await inside(page).getByLabel("Network", { exact: true }).selectOption(name);
      await expect(inside(page).getByTestId("known-total")).toContainText(`${count} parameters`);
    }
    const stem = inside(page)
      .getByTestId("known")
      .getByRole("row", { name: /^stem_conv / });
    await expect(stem.getByRole("cell")).toHaveText(["112×112×64", "9,408", "118,013,952", "7×7"]);
    await expectAccessible(page, ".inside");
  });

  test("a dilated kernel reaches further with as many weights", async ({ page }) => {
    await open(page, "&inside=sizes");
    const first = inside(page).getByTestId("link-0");
    await first.getByLabel("Dilation d").fill("2");
    await expect(first).toContainText("⌊(28 + 2·2 − 2·(5 − 1) − 1)/1⌋ + 1 = 24");
    await expect(first).toContainText("1 + 2·(5 − 1)·1 = 9×9");
    await expect(first).toContainText("(5·5·1 + 1)·6 = 156");
    await expect(page).toHaveURL(/chain=conv:6,5,1,2,2%3Bmax/);
  });

  test("a layer is edited, with the values in the formulas; what does not fit is refused with the core's reason", async ({
    page,
  }) => {
    await open(page, "&inside=sizes");
    const first = inside(page).getByTestId("link-0");
    await expect(first).toContainText("⌊(28 + 2·2 − 5)/1⌋ + 1 = 28");
    await expect(first).toContainText("(5·5·1 + 1)·6 = 156");
    await first.getByLabel("Stride s").fill("2");
    await expect(first).toContainText("⌊(28 + 2·2 − 5)/2⌋ + 1 = 14");
    await expect(inside(page).getByTestId("link-1")).toContainText("5 + (2 − 1)·2 = 7×7");
    await expect(page).toHaveURL(/chain=conv/);
    await first.getByLabel("Window f").fill("64");
    await expect(inside(page).getByRole("alert")).toContainText("kernelSize");
    await first.getByLabel("Window f").fill("5");
    await inside(page).getByRole("button", { name: "Remove layer 3" }).click();
    await expect(total(page)).toBeVisible();
    await expect(inside(page).locator(".link")).toHaveCount(6);
  });
});

test.describe("accessible", () => {
  for (const [theme, lang, width] of [
    ["light", "zh", 1440],
    ["dark", "en", 390],
  ])
    for (const view of [
      "maps&layer=maxPooling2d_1",
      "occlusion",
      "step",
      "step&way=kernel",
      "step&way=input",
      "step&layer=maxPooling2d_1&way=input",
      "sizes",
    ])
      test(`${view}, ${theme}, ${lang}, ${width} wide`, async ({ page }) => {
        await page.setViewportSize({ width, height: 900 });
        await open(page, `&theme=${theme}&inside=${view}`, { lang });
        await expect(inside(page).locator("[role=tabpanel] .pixels, .total").first()).toBeVisible();
        await expectAccessible(page, ".inside");
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide).toBeLessThanOrEqual(0);
      });
});
