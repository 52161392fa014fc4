/** The field above the contents: while something is written in it, what was found stands in their place. */
import { excerpt, find } from "./search.js";

/** @typedef {import("./search.js").Entry} Entry */

const form = /** @type {HTMLFormElement} */ (document.querySelector(".search"));
const field = /** @type {HTMLInputElement} */ (form.querySelector("input"));
const status = /** @type {HTMLOutputElement} */ (form.querySelector("output"));
const results = /** @type {HTMLElement} */ (form.querySelector("ul"));
const contents = /** @type {HTMLElement} */ (document.querySelector(".contents-list"));
const { root = "", index = "", none = "", some = "" } = form.dataset;

/** Fetched when someone begins to look for something. @type {Promise<Entry[]> | undefined} */
let entries;
const load = () => (entries ??= fetch(root + index).then((answer) => answer.json()));

/** @param {Entry} entry @param {string} query */
function item(entry, query) {
  const link = document.createElement("a");
  link.href = root + entry.address;
  const title = document.createElement("strong");
  title.textContent = entry.heading || entry.page;
  const page = document.createElement("span");
  page.textContent = entry.heading ? entry.page : "";
  const [before, word, after] = excerpt(entry, query);
  const mark = document.createElement("mark");
  mark.textContent = word;
  const text = document.createElement("small");
  text.append(before, mark, after);
  link.append(title, page, text);
  const li = document.createElement("li");
  li.append(link);
  return li;
}

async function show() {
  const query = field.value.trim();
  const found = query ? find(await load(), query) : [];
  if (query !== field.value.trim()) return; // more has been written meanwhile
  contents.hidden = query !== "";
  results.replaceChildren(...found.map((entry) => item(entry, query)));
  status.value = query && (found.length > 0 ? some.replace("{n}", `${found.length}`) : none);
}

field.addEventListener("focus", load);
field.addEventListener("input", show);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  results.querySelector("a")?.click();
});
addEventListener("keydown", (event) => {
  const isWriting = /** @type {HTMLElement} */ (event.target).closest("input, textarea");
  if (event.key !== "/" || isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  field.focus();
});
form.hidden = false;
