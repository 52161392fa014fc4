/**
 * csv-records.js: text cut into records and cells, as RFC 4180 has it.
 *
 * Lines end with CR LF, LF or CR; a cell in quotes may hold delimiters, line ends and, doubled, quotes. Blank
 * lines are left out but counted, so that rows are numbered as a spreadsheet numbers them.
 */

import { FormatError } from "../errors.js";

/**
 * @typedef {object} CsvRecord
 * @property {number} row from 1
 * @property {string[]} cells
 */

/**
 * @param {string} what
 * @param {number} row from 1
 * @param {number} [column] from 1
 */
export const csvError = (what, row, column) =>
  new FormatError(`CSV: row ${row}${column === undefined ? "" : `, column ${column}`}: ${what}`, {
    details: { format: "csv", row, column },
  });

/**
 * The character between the cells: of tab, semicolon and comma the first that the first line has outside quotes.
 * (A comma may well stand inside the cells of the other two, but not the other way round.)
 *
 * @param {string} text
 */
export function findDelimiter(text) {
  const [line = ""] = text.match(/[^\r\n]+/) ?? [];
  const bare = line.replace(/"[^"]*"/g, "");
  return ["\t", ";"].find((delimiter) => bare.includes(delimiter)) ?? ",";
}

/**
 * Where the quotes that open at `open` close; −1 when they do not.
 *
 * @param {string} text
 * @param {number} open
 */
function closingQuote(text, open) {
  let close = text.indexOf('"', open + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  return close;
}

/**
 * One record that has quotes, beginning at `start`.
 *
 * @param {string} text
 * @param {number} start
 * @param {number} row
 * @param {string} delimiter
 * @param {string} newline
 * @returns {{ cells: string[], next: number }} and where the next record begins
 */
function quotedRecord(text, start, row, delimiter, newline) {
  /** @type {string[]} */
  const cells = [];
  const isEnd = (/** @type {number} */ at) => at === text.length || text[at] === newline;
  let lineEnd = start - 1;
  for (let at = start; ; at++) {
    const column = cells.length + 1;
    if (text[at] === '"') {
      const close = closingQuote(text, at);
      if (close < 0) throw csvError("a quote is opened and never closed", row, column);
      cells.push(text.slice(at + 1, close).replaceAll('""', '"'));
      at = close + 1;
      if (text[at] === "\r" && isEnd(at + 1)) at++;
    } else {
      if (lineEnd < at) lineEnd = text.indexOf(newline, at);
      if (lineEnd < 0) lineEnd = text.length;
      const rest = text.slice(at, lineEnd);
      const [cell] = rest.split(delimiter, 1);
      if (cell.includes('"')) {
        throw csvError("a quote inside a cell; quotes must enclose the whole cell", row, column);
      }
      at += cell.length;
      cells.push(at === lineEnd && cell.endsWith("\r") ? cell.slice(0, -1) : cell);
    }
    if (isEnd(at)) return { cells, next: at + 1 };
    if (text[at] !== delimiter) throw csvError("text behind a closing quote", row, column);
  }
}

/**
 * The records of a text, one after the other.
 *
 * @param {string} text
 * @param {string} delimiter
 * @returns {Generator<CsvRecord, void>}
 */
export function* csvRecords(text, delimiter) {
  const newline = text.includes("\n") ? "\n" : "\r";
  let at = 0;
  for (let row = 1; at < text.length; row++) {
    const found = text.indexOf(newline, at);
    const end = found < 0 ? text.length : found;
    const line = text.slice(at, text[end - 1] === "\r" && end > at ? end - 1 : end);
    if (line.includes('"')) {
      const { cells, next } = quotedRecord(text, at, row, delimiter, newline);
      yield { row, cells };
      at = next;
    } else {
      if (line.trim() !== "") yield { row, cells: line.split(delimiter) };
      at = end + 1;
    }
  }
}
