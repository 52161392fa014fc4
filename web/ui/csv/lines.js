/** Lines of numbers: by commas, semicolons, tabs or spaces, also those of Chinese keyboards. */
import { parseNumber } from "../parse.js";

/** @param {string} line */
export const numbersOf = (line) =>
  line
    .trim()
    .split(/[\t;,，；]\s*|\s+/)
    .filter(Boolean)
    .map(parseNumber);

/** A line without any number names the columns. @param {string} line */
export const isHeading = (line) => numbersOf(line).every(Number.isNaN);
