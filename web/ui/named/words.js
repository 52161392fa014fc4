/**
 * What a student calls the kinds of the core, their fields and the words that these may have. The core's own names are those
 * of programs; what has no other name is shown by that.
 */
import { words } from "../../i18n/index.js";
import { en } from "./en.js";
import { zh } from "./zh.js";

const t = words({ zh, en });

/** @param {string} key @param {string} otherwise */
const named = (key, otherwise) =>
  Object.hasOwn(en, key) ? t(/** @type {keyof typeof en} */ (key)) : otherwise;

/** @param {import("../../state/schema.js").Family} family @param {string} type */
export const kindName = (family, type) => named(`${family}.${type}`, type);
/** @param {string} field */
export const fieldName = (field) => named(`field.${field}`, field);
/** @param {string} word */
export const wordName = (word) => named(`word.${word}`, word);
