// Parts of the page whose code is fetched when it is wanted, and does not come: said in their place, and tried again from there.
import { expect, test } from "./support/test.js";

const parts = [
  {
    name: "curved",
    what: "the curves of neurons",
    route: "#lab=plane&hidden=2:tanh&inputs=x1,x2,product",
    there: (page) => page.locator(".lines path[d]").first(),
  },
  {
    name: "uplot",
    what: "what draws a chart",
    route: "#lab=plane&data=plane", // a single chart: there is no accuracy
    ask: (page) => page.locator(".chart").first().scrollIntoViewIfNeeded(),
    there: (page) => page.locator(".chart-plot canvas").first(),
  },
  {
    name: "share",
    what: "the dialog to share",
    route: "#lab=perceptron",
    ask: (page) => page.getByRole("button", { name: "Share or embed" }).click(),
    there: (page) => page.getByRole("dialog"),
  },
  {
    name: "table-copy",
    what: "the menu to copy",
    route: "#lab=perceptron",
    ask: (page) => page.getByRole("button", { name: "Copy This run" }).click(),
    there: (page) => page.getByRole("menu"),
  },
  {
    name: "check",
    what: "a panel further down",
    route: "#lab=backprop",
    ask: async (page) => {
      await expect(page.locator("[data-part=givens]")).toBeVisible();
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    },
    there: (page) => page.locator("[data-part=check]"),
  },
  {
    name: "inside",
    what: "the look inside",
    route: "#lab=digits",
    ask: (page) => page.locator("[data-part=inside] h2").scrollIntoViewIfNeeded(),
    there: (page) => page.locator("[data-part=inside] .parts, [data-part=inside] [role=tablist]"),
  },
];

for (const { name, what, route, ask, there } of parts)
  test(`${what}: not fetched, said so, and there after another try`, async ({
    page,
    context,
    complaints,
  }) => {
    const file = new RegExp(`/assets/${name}-[^/]*\\.js$`);
    await context.route(file, (request) => request.abort());
    await page.goto(`./${route}&lang=en`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await ask?.(page);
    const alert = page.getByRole("alert").filter({ hasText: "could not be loaded" }).first();
    await expect(alert).toBeVisible();
    await context.unroute(file);
    await alert.getByRole("button", { name: "Try again" }).click();
    await expect(there(page)).toBeVisible();
    await expect(alert).toHaveCount(0);
    complaints.length = 0; // the browser says on its console what it could not fetch
  });
