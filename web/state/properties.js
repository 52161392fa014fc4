/**
 * What the page remembers about itself beside its labs' own properties, which stand in each lab's properties.js.
 * From these tables come the signals (store.js), the URL's fragment, and what is said when a link holds something else.
 */
import { labs } from "../labs/index.js";
import { choice } from "./kinds.js";
import { property } from "./property.js";

/** @type {readonly ("zh" | "en")[]} */
const languages = ["zh", "en"];
/** @type {readonly ("auto" | "light" | "dark")[]} */
const themes = ["auto", "light", "dark"];

/** Of the text: as the browser has it, or for a projector, growing with the screen. @type {readonly ("normal" | "projector")[]} */
const sizes = ["normal", "projector"];

/** @returns {"zh" | "en"} */
const languageOfBrowser = () =>
  /^zh\b/i.test(globalThis.navigator?.language ?? "zh") ? "zh" : "en";

export const shell = {
  lab: property(choice(["home", ...labs.map((lab) => lab.id)]), "home"),
  lang: property(choice(languages), languageOfBrowser(), { remember: true }),
  theme: property(choice(themes), "auto", { remember: true }),
  size: property(choice(sizes), "normal", { remember: true }),
};

/** The properties that stand in the URL while a lab is shown: the shell's and its own. @param {string} lab @returns {import("./fragment.js").Table} */
export const tableOf = (lab) => ({
  ...shell,
  .../** @type {any} */ (labs.find(({ id }) => id === lab)?.properties),
});
