// With one finger, on a phone: what is a handle is dragged, and nothing scrolls; what is none scrolls, and nothing is changed.
import { expect, test } from "./support/test.js";

test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

/** A real gesture, which the browser may take for its own. */
async function swipe(page, { x, y }, [dx, dy], steps = 8) {
  const session = await page.context().newCDPSession(page);
  const touch = (type, touchPoints) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", [{ x, y }]);
  for (let i = 1; i <= steps; i++)
    await touch("touchMove", [{ x: x + (dx * i) / steps, y: y + (dy * i) / steps }]);
  await touch("touchEnd", []);
  await session.detach();
}

/** In the middle of the screen, so that there is room to scroll. */
async function middleOf(element) {
  await element.evaluate((one) => one.scrollIntoView({ block: "center", behavior: "instant" }));
  const { x, y, width, height } = await element.boundingBox();
  return { x: x + width / 2, y: y + height / 2, left: x, bottom: y + height };
}

const scrolled = (page) => page.evaluate(() => Math.round(scrollY));
/** The link, which follows what is shown a little later. */
async function hash(page) {
  await page.waitForTimeout(500);
  return page.evaluate(() => location.hash);
}

for (const [route, picture, handle] of [
  ["perceptron", "svg.plane", ".sample"],
  ["gradient&part=surfaces", "svg.map", ".start"],
  ["plane&data=own", ".plane-box svg", ".handles g"],
])
  test(`#lab=${route}: a handle is dragged, the rest scrolls, a tap sets`, async ({ page }) => {
    await page.goto(`./#lab=${route}&lang=en`);
    const plane = page.locator(picture);
    const point = plane.locator(handle).first();
    await expect(point).toBeVisible();
    await page.waitForLoadState("networkidle");

    const from = await middleOf(point);
    const [top, before] = [await scrolled(page), await hash(page)];
    await swipe(page, from, [-50, 60]);
    const now = await point.boundingBox();
    await expect.poll(() => hash(page)).not.toBe(before);
    expect(await scrolled(page)).toBe(top);
    expect(Math.min(now.width, now.height)).toBeGreaterThanOrEqual(24);

    const { left, bottom } = await middleOf(plane);
    const [start, kept] = [await scrolled(page), await hash(page)];
    await swipe(page, { x: left + 24, y: bottom - 24 }, [0, -150]);
    await expect.poll(() => scrolled(page)).toBeGreaterThan(start + 80);
    expect(await hash(page)).toBe(kept);

    const again = await middleOf(plane);
    await page.touchscreen.tap(again.left + 24, again.bottom - 24);
    await expect.poll(() => hash(page)).not.toBe(kept);
  });

test("a curve is scrolled past, and its ball stays; a drag along it takes the ball along", async ({
  page,
}) => {
  await page.goto("./#lab=gradient&lang=en");
  const ball = page.getByRole("slider", { name: "Start" });
  const curve = page.locator(".graph.editable");
  await expect(curve.locator(".ball")).toBeVisible();
  const { left, bottom } = await middleOf(curve);
  const [start, value] = [await scrolled(page), await ball.getAttribute("aria-valuenow")];
  await swipe(page, { x: left + 200, y: bottom - 30 }, [0, -150]);
  await expect.poll(() => scrolled(page)).toBeGreaterThan(start + 80);
  expect(await ball.getAttribute("aria-valuenow")).toBe(value);
  await swipe(page, await middleOf(ball), [60, 0]);
  expect(Number(await ball.getAttribute("aria-valuenow"))).toBeGreaterThan(Number(value) + 0.3);
});
