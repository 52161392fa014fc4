/**
 * Two languages, switched in place. A dictionary is a flat object of sentences with {names} in them;
 * zh.js is the original, en.js is typed by it, so that a missing or superfluous key is a type error.
 * The shell's stand here, a lab's beside the lab, loaded with it.
 */
import { effect } from "@preact/signals";
import { state } from "../state/store.js";
import { zh } from "./zh.js";
import { en } from "./en.js";

export const languageNames = { zh: "中文", en: "English" };
export const languageTags = { zh: "zh-CN", en: "en" };

/**
 * @template {Record<string, string>} D
 * @param {{ zh: D, en: { [K in keyof D]: string } }} dictionaries
 */
export function words(dictionaries) {
  /** With each noun as many as its count says: "{n} {n|step|steps}". @param {keyof D} key @param {Record<string, any>} values */
  const sentence = (key, values) =>
    (dictionaries[state.lang.value][key] ?? String(key)).replace(
      /\{(\w+)\|(.*?)\|(.*?)\}/g,
      (_, name, one, many) => (String(values[name]) === "1" ? one : many),
    );

  /** The sentence, with its {names} filled in. @param {keyof D} key @param {Record<string, string | number>} [values] */
  const t = (key, values = {}) => t.parts(key, values).join("");

  /** The same for elements: a list of texts and children. @param {keyof D} key @param {Record<string, any>} values */
  t.parts = (key, values) =>
    sentence(key, values)
      .split(/\{(\w+)\}/)
      .map((part, i) => (i % 2 ? (values[part] ?? `{${part}}`) : part));

  return t;
}

export const t = words({ zh, en });

/** Keeps <html lang> and the title in step with the language and the lab. */
export function followLanguage() {
  effect(() => {
    document.documentElement.lang = languageTags[state.lang.value];
    const lab = state.lab.value;
    const title = lab === "home" ? t("title") : t(/** @type {any} */ (`lab.${lab}.title`));
    document.title = `${title} · glassnet`;
  });
}
