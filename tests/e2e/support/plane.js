// How the tests of the lab of 2-D data open it and read it.
import { expect } from "./test.js";

export const button = (page, name) => page.getByRole("button", { name, exact: true });
/** A figure as the page prints it. */
export const number = (text) => Number(text.replaceAll("−", "-"));
export const reading = (page, id) => page.getByTestId(id);

/** Opens the lab and waits until its network is there. */
export async function open(page, fragment = "") {
  await page.goto(`./#lab=plane&lang=en${fragment}`);
  await expect(button(page, "Train")).toBeEnabled();
  await expect(reading(page, "fingerprint")).toHaveText(/^[0-9a-f]{8}$/);
}

/** How many samples of the training part are drawn: a path holds all that look alike. */
export const trained = (page) =>
  page.locator(".samples.train path").evaluateAll(
    (all) =>
      all
        .map((path) => path.getAttribute("d"))
        .join("")
        .split("M").length - 1,
  );

export const epochs = async (page) =>
  Number((await reading(page, "epoch").textContent()).replaceAll(",", ""));

/** Trains by the play button until `done()` holds, and pauses. */
export async function train(page, done) {
  await button(page, "Train").click();
  await expect.poll(done).toBe(true);
  await button(page, "Pause").click();
  await expect(reading(page, "fingerprint")).toHaveText(/^[0-9a-f]{8}$/);
}
