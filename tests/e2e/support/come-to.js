import { expect } from "@playwright/test";

/**
 * Scrolls to a part of a lab that is fetched when it comes near; and again, where what came in above has moved it away
 * before it was near for long enough.
 */
export const comeTo = (part) =>
  expect(async () => {
    await part.scrollIntoViewIfNeeded();
    await expect(part.locator("> .later")).toHaveCount(0, { timeout: 1000 });
  }).toPass();
