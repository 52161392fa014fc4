/**
 * What a student calls the kinds of the core, their fields and the words that these may have. The core's own names are those
 * of programs; what has no other name is shown by that. What one lab alone shows stands beside it.
 */
import { words } from "../../i18n/index.js";
import { en } from "./en.js";
import { zh } from "./zh.js";

/** @param {{ zh: Record<string, string>, en: Record<string, string> }} dictionaries */
export function namesFrom(dictionaries) {
  const t = words(dictionaries);
  /** @param {string} key @param {string} otherwise */
  const named = (key, otherwise) => (Object.hasOwn(dictionaries.en, key) ? t(key) : otherwise);
  return {
    /** @param {import("../../state/schema.js").Family} family @param {string} type */
    kind: (family, type) => named(`${family}.${type}`, type),
    /** @param {string} field */
    field: (field) => named(`field.${field}`, field),
    /** @param {string} word */
    word: (word) => named(`word.${word}`, word),
  };
}
/** @typedef {ReturnType<typeof namesFrom>} Names */

export const names = namesFrom({ zh, en });
export const kindName = names.kind;
