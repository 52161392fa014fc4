// How the tests of the gradient descent lab open it and read it.
import { expect } from "./test.js";

export const button = (page, name) => page.getByRole("button", { name, exact: true });
export const number = (text) => Number(text.replaceAll("−", "-"));
/** The cells of a table's body, row by row. */
export const rows = (page, id) =>
  page
    .getByTestId(id)
    .locator("tbody tr")
    .evaluateAll((all) => all.map((tr) => [...tr.cells].map((td) => td.textContent)));

export async function open(page, fragment = "") {
  await page.goto(`./#lab=gradient${fragment}`);
  await expect(page.getByRole("heading", { level: 1, name: /梯度下降|Gradient/ })).toBeVisible();
}
