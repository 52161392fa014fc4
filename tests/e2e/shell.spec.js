// The page around the labs: languages, themes, links that hold the state, and what must never happen.
import { labs } from "../../web/labs/index.js";
import { comeTo } from "./support/come-to.js";
import { expect, expectAccessible, test } from "./support/test.js";

const routes = ["", ...labs.map(({ id }) => `#lab=${id}`)];

for (const lang of ["zh", "en"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`no accessibility violation in ${lang}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const route of routes) {
        await page.goto(`./${route || "#"}&lang=${lang}`.replace("#&", "#"));
        await page.reload();
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectAccessible(page);
      }
    });
  }
}

test("the home page leads to the labs, Back and Forward work", async ({ page }) => {
  await page.goto("./");
  await expect(page).toHaveTitle(/神经网络演练场/);
  await page.getByRole("main").getByRole("link", { name: "反向传播" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "反向传播" })).toBeVisible();
  await expect(page).toHaveTitle(/反向传播/);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "一张玻璃做的网络" })).toBeVisible();
  await page.goForward();
  await expect(page.getByRole("heading", { level: 1, name: "反向传播" })).toBeVisible();
});

test("a step of the history that is under way is not written over", async ({ page }) => {
  await page.goto("./#lab=backprop");
  await expect(page.getByRole("heading", { level: 1, name: "反向传播" })).toBeVisible();
  await page.evaluate(() => {
    document.querySelector(".go-next").click(); // the page is about to write this into its link
    history.pushState(null, "", "#lab=digits"); // and the location is elsewhere, its hashchange yet to come
  });
  await page.waitForTimeout(400);
  await page.evaluate(() => dispatchEvent(new HashChangeEvent("hashchange")));
  await expect(page.getByRole("heading", { level: 1, name: "手写数字" })).toBeVisible();
  await expect(page).toHaveURL(/#lab=digits$/);
});

test("what is set just before a link is followed is there on coming back", async ({ page }) => {
  await page.goto("./#lab=gradient");
  const tab = (name) => page.getByRole("tab", { name });
  for (const [link, name] of [
    ["nav a[href*=backprop]", "曲面与优化器"],
    [".header-tools a", "极大似然估计"],
  ]) {
    await tab(name).evaluate((one, link) => {
      one.click();
      document.querySelector(link).click();
    }, link);
    await expect(tab(name)).toHaveCount(0);
    await page.goBack();
    await expect(tab(name)).toHaveAttribute("aria-selected", "true");
  }
});

test("switching the language loses nothing and is remembered", async ({ page }) => {
  await page.goto("./#lab=backprop&at=7&lr=0.2");
  const live = page.locator("[data-shown]");
  await expect(live).toHaveAttribute("data-shown", "d.o1");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { level: 1, name: "Backpropagation" })).toBeVisible();
  await expect(live).toHaveAttribute("data-shown", "d.o1");
  await expect(page.getByRole("textbox", { name: /Learning rate/ })).toHaveValue("0.2");
  await page.goto("./");
  await page.reload();
  await expect(
    page.getByRole("heading", { level: 1, name: "A network made of glass" }),
  ).toBeVisible();
});

test("a browser that is not Chinese begins in English", async ({
  browser,
  baseURL,
  complaints: _,
}) => {
  const context = await browser.newContext({ locale: "en-GB", baseURL });
  const page = await context.newPage();
  await page.goto("./");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await context.close();
});

test("the theme follows the system until it is chosen, and the choice is remembered", async ({
  page,
}) => {
  const theme = page.locator("html");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("./");
  await expect(theme).toHaveAttribute("data-theme", "dark");
  await page.emulateMedia({ colorScheme: "light" });
  await expect(theme).toHaveAttribute("data-theme", "light");
  await page.getByRole("button", { name: /外观/ }).click();
  await expect(theme).toHaveAttribute("data-theme", "dark");
  await page.goto("./?again");
  await expect(theme).toHaveAttribute("data-theme", "dark");
});

test("what a link says wrongly is shown, the rest is used, unknown keys stay", async ({ page }) => {
  await page.goto("./#lab=backprop&lr=<b>much</b>&y=3&later=1");
  const notice = page.getByRole("status").filter({ hasText: "链接里有读不懂的内容" });
  await expect(notice).toContainText("<b>much</b>");
  await expect(notice.locator("b")).toHaveCount(0);
  await expect(page.getByRole("textbox", { name: "目标值" })).toHaveValue("3");
  await page.getByRole("textbox", { name: "目标值" }).fill("2");
  await expect.poll(() => new URL(page.url()).hash).toBe("#lab=backprop&y=2&later=1");
  await notice.getByRole("button", { name: "知道了" }).click();
  await expect(notice).toHaveCount(0);
});

test("the skip link comes first and leads to the content", async ({ page }) => {
  await page.goto("./");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "跳到主要内容" });
  await expect(skip).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
  await expect(page).toHaveURL(/\/glassnet\/#?$/);
});

for (const width of [360, 390]) {
  test(`nothing is wider than a phone of ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    for (const route of [...routes, "#lab=backprop&at=23&lang=en"]) {
      await page.goto(`./${route}`);
      await page.reload();
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    }
  });
}

test("the policy of the page forbids code and markup from text", async ({ page, complaints }) => {
  await page.goto("./");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const outcomes = await page.evaluate(() => {
    const attempt = (act) => {
      try {
        act();
        return "allowed";
      } catch {
        return "refused";
      }
    };
    return [
      attempt(() => (document.createElement("div").innerHTML = "<b>x</b>")),
      attempt(() => new Worker("https://example.org/worker.js")),
      attempt(() =>
        document.createElement("script").setAttribute("src", "https://example.org/x.js"),
      ),
    ];
  });
  expect(outcomes).toEqual(["refused", "refused", "refused"]);
  complaints.length = 0; // the refusals are reported on the console
});

test("if the worker dies, the page says so and starts another", async ({ page }) => {
  await page.addInitScript(() => {
    const Native = Worker;
    globalThis.Worker = class extends Native {
      constructor(...args) {
        super(...args);
        globalThis.latestWorker = this;
      }
    };
  });
  await page.goto("./#lab=backprop&at=1");
  const value = page.locator(".diagram [data-id=z1]");
  await expect(value).toContainText("1.250000");
  await page.evaluate(() =>
    globalThis.latestWorker.dispatchEvent(new ErrorEvent("error", { message: "boom" })),
  );
  await page.getByRole("textbox", { name: "输入 x₁" }).fill("2");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("计算引擎停止了");
  await alert.getByRole("button", { name: "重新启动" }).click();
  await expect(alert).toHaveCount(0);
  await expect(value).toContainText("1.750000");
});

test("while the engine is on its way the page says so, and no number is made up", async ({
  page,
  context,
}) => {
  let go;
  const gate = new Promise((resolve) => (go = resolve));
  await context.route(/worker-host/, async (route) => {
    await gate;
    await route.continue();
  });
  await page.goto("./#lab=backprop&at=5");
  await expect(page.locator(".derivation")).toHaveText("正在载入…");
  await expect(page.locator("main .value")).toHaveCount(0);
  go();
  await expect(page.locator(".diagram [data-id=o1]")).toContainText("1.755419");
});

test("without JavaScript the page says what it needs", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  await page.goto("./");
  await expect(page.locator("noscript p").first()).toBeInViewport();
  await context.close();
});

test("what the core refuses is said in the page's language, its own words behind", async ({
  page,
}) => {
  await page.goto("./#lab=digits&hidden=0");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("有一个值不在允许的范围内。");
  await expect(alert.locator("code[lang=en]")).toContainText("units");
});

test("a lab's styles end where the lab ends", async ({ page }) => {
  const ids = labs.map(({ id }) => id);
  for (const lab of ids) {
    await page.goto(`./#lab=${lab}`);
    await expect(page.locator(`.${lab} h1`)).toBeVisible();
  }
  const strays = await page.evaluate((own) => {
    const selectors = (rule) =>
      rule.selectorText ? [rule.selectorText] : [...(rule.cssRules ?? [])].flatMap(selectors);
    return [...document.styleSheets]
      .filter(({ href }) => /\/lab-/.test(href))
      .flatMap((sheet) => [...sheet.cssRules].filter((r) => !(r instanceof CSSKeyframesRule)))
      .flatMap(selectors)
      .filter((selector) => !own.some((lab) => new RegExp(`\\.${lab}\\b`).test(selector)));
  }, ids);
  expect(strays).toEqual([]);
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  for (const lang of ["zh", "en"])
    test(`what is chosen is in view, below one row of mark and tools, in ${lang}`, async ({
      page,
    }) => {
      for (const width of [320, 390]) {
        await page.setViewportSize({ width, height: 844 });
        for (const route of ["plane", "digits", "gradient&part=likelihood"]) {
          await page.goto("about:blank");
          await page.goto(`./#lab=${route}&lang=${lang}`);
          await expect(page.locator(".header nav [aria-current]")).toBeInViewport({ ratio: 0.9 });
          if (/part/.test(route))
            await expect(page.getByRole("tab", { selected: true })).toBeInViewport({ ratio: 0.9 });
          const [mark, tools] = await Promise.all(
            [".wordmark", ".header-tools"].map((row) => page.locator(row).boundingBox()),
          );
          expect(Math.abs(mark.y + mark.height / 2 - tools.y - tools.height / 2)).toBeLessThan(2);
        }
      }
    });

  test("a network of one hidden layer is whole on a phone of 320 pixels", async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 844 });
    await page.goto("./#lab=plane");
    const network = page.locator(".network-scroll");
    await expect(network.locator(".neuron")).toHaveCount(2 + 4 + 1);
    expect(await network.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
  });

  for (const route of ["", ...labs.map(({ id }) => `#lab=${id}`), "#lab=backprop&at=23"])
    test(`what can be pressed at ./${route} is 44 pixels high`, async ({ page }) => {
      await page.goto(`./${route}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      if (/digits/.test(route)) {
        await comeTo(page.locator(".report"));
        await expect(page.getByTestId("confusion")).toBeVisible();
      }
      if (/backprop/.test(route)) await expect(page.locator(".step-button").first()).toBeVisible();
      const small = await page.evaluate(() =>
        [...document.querySelectorAll("a, button, input:not([hidden]), select, summary")]
          // Numbers within a formula are text; the same ones stand in the diagram and in the ledger.
          .filter((e) => !e.closest(".formula, .given-list, .skip, .card"))
          .map((e) => e.closest("label") ?? e) // what belongs to a box is pressed with it
          .map((e) => [e.className || e.textContent, e.getBoundingClientRect()])
          .filter(([, { width, height }]) => width > 0 && height > 0 && height < 43.5)
          .map(([name, { height }]) => `${name}: ${height}`),
      );
      expect(small).toEqual([]);
    });
});
