/**
 * Light or dark, as the playground has it: what was chosen in this browser, else what the system says. It stands in the
 * head, so that the page is never seen in the other theme first.
 */
(() => {
  const key = "glassnet.theme"; // state/store.js keeps it there, too
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = "auto";
  try {
    chosen = localStorage.getItem(key) ?? chosen;
  } catch {
    // a browser may forbid it
  }
  const dark = () => (chosen === "auto" ? system.matches : chosen === "dark");
  const show = () => (document.documentElement.dataset.theme = dark() ? "dark" : "light");
  show();
  system.addEventListener("change", show);

  function change() {
    chosen = dark() ? "light" : "dark";
    try {
      localStorage.setItem(key, chosen);
    } catch {
      // it holds for this page alone
    }
    show();
  }
  addEventListener("DOMContentLoaded", () => {
    const button = /** @type {HTMLElement} */ (document.querySelector(".theme"));
    button.hidden = false;
    button.addEventListener("click", change);
  });
})();
