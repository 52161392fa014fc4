/**
 * Presses the buttons of a training one after the other, each as soon as it can be pressed, in the page itself: nobody could be
 * faster, and no run is over before.
 *
 * @param {import("@playwright/test").Page} page @param {string[]} names
 */
export const press = (page, ...names) =>
  page.evaluate(async (wanted) => {
    for (const name of wanted) {
      const find = () =>
        [...document.querySelectorAll(":is(.run-buttons, .transport) button:enabled")].find(
          (one) => one.textContent.trim() === name,
        );
      do await new Promise((resolve) => setTimeout(resolve));
      while (!find());
      find().click();
    }
  }, names);
