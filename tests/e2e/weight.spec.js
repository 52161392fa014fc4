// What the page costs and what a strict host may forbid: first view, where the core's bytes are, a policy by header.
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { contentSecurityPolicy } from "../../web/security.js";
import { expect, test } from "./support/test.js";

const folder = new URL("../../build/web/assets/", import.meta.url);
const read = (name) => readFileSync(new URL(name, folder));
const scripts = readdirSync(folder).filter((name) => name.endsWith(".js"));
/** Without the eight letters that the bundler puts behind a name: they are others, and so is their weight, with every change. */
const unmarked = (name) =>
  read(name)
    .toString()
    .replace(/-[\w-]{8}(?=\.(?:js|css)\b)/g, "");
const gzipped = (names) => names.reduce((sum, name) => sum + gzipSync(unmarked(name)).length, 0);

/** A run of base64 that is no program text: the core, packed. */
const packed = /[A-Za-z0-9+/]{2000}/;

test("only the worker's script carries the core; the other builds wait in files of their own", () => {
  const carriers = scripts.filter((name) => packed.test(read(name).toString("latin1")));
  expect(carriers.filter((name) => !/^(fast|threads|fast-threads)-wasm-/.test(name))).toEqual([
    expect.stringMatching(/^worker-host-/),
  ]);
});

for (const [route, limit] of [
  ["", 24_900],
  ["#lab=perceptron", 46_700],
  ["#lab=gradient", 48_400],
  ["#lab=backprop", 56_350],
  ["#lab=plane", 68_550],
  ["#lab=digits", 70_000],
])
  test(`the scripts of ./${route} are at most ${limit} bytes, gzipped`, async ({ page }) => {
    const names = new Set();
    page.on("request", (request) => {
      const name = new URL(request.url()).pathname.match(/assets\/(.+\.js)$/)?.[1];
      if (name && !name.startsWith("worker-host-")) names.add(name);
    });
    await page.goto(`./${route}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForLoadState("networkidle");
    expect(names.size).toBeGreaterThan(0);
    expect(gzipped([...names])).toBeLessThanOrEqual(limit);
  });

test("the page works when its policy comes as a header too, over the worker as well", async ({
  page,
  context,
}) => {
  const seen = new Set();
  await context.route("**/*", async (route) => {
    const response = await route.fetch();
    const headers = {
      ...response.headers(),
      "content-security-policy": `${contentSecurityPolicy}; frame-ancestors 'none'`,
    };
    seen.add(new URL(route.request().url()).pathname.replace(/-[^/]*\.js$/, ".js"));
    await route.fulfill({ response, headers });
  });
  await page.goto("./#lab=backprop&at=1");
  await expect(page.locator(".diagram [data-id=z1]")).toContainText("1.250000");
  expect([...seen]).toContain("/glassnet/assets/worker.js");
});
