/**
 * csv-values.js: what the cells of a table mean: numbers, or classes.
 */

import { csvError } from "./csv-records.js";

const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;
const INTEGER = /^\s*[+-]?\d{1,15}\s*$/;

/** More different whole numbers than these are a quantity, not names of classes. */
const MAX_CLASSES = 100;

/** @param {string} cell */
export const isNumber = (cell) => NUMBER.test(cell);

/**
 * The number in a cell.
 *
 * @param {string} cell
 * @param {number} row from 1
 * @param {number} column from 0
 * @param {string} name of the column
 */
export function numberIn(cell, row, column, name) {
  const value = Number(cell);
  if (NUMBER.test(cell) && Number.isFinite(Math.fround(value))) return value;
  throw csvError(`“${name}” ${complaint(cell)}`, row, column + 1);
}

/** @param {string} cell that is not a number */
function complaint(cell) {
  if (cell.trim() === "") return "is empty; fill it in, or leave the row out";
  const shown = cell.length > 40 ? `${cell.slice(0, 40)}…` : cell;
  if (/^\s*[+-]?\d+,\d+\s*$/.test(cell))
    return `is "${shown}"; write the number with a point, not a comma`;
  if (NUMBER.test(cell)) return `is ${shown}, more than a 32-bit number can hold`;
  return `is "${shown}", not a number`;
}

/** One name for one class, however its number is written: 7, +7, 07. @param {string} cell */
const className = (cell) => (INTEGER.test(cell) ? String(Number(cell) + 0) : cell.trim());

/**
 * The classes that occur: numbers by size, words in the order of their code units.
 *
 * @param {string[]} cells
 */
function classesIn(cells) {
  const names = [...new Set(cells.map(className))];
  return names.every((name) => INTEGER.test(name))
    ? names.sort((a, b) => Number(a) - Number(b))
    : names.sort();
}

/**
 * @typedef {{ column: number, name: string, cells: string[] }} Target
 */

/**
 * The classes of a target, or undefined where it is numbers.
 *
 * @param {Target} target
 * @param {number[]} rows
 */
function findClasses({ column, name, cells }, rows) {
  const numbers = cells.filter(isNumber).length;
  if (numbers > 0 && numbers < cells.length) {
    const odd = cells.findIndex((cell) => !isNumber(cell));
    throw csvError(
      `“${name}” ${complaint(cells[odd])}, but others in the column are numbers`,
      rows[odd],
      column + 1,
    );
  }
  if (numbers > 0 && !cells.every((cell) => INTEGER.test(cell))) return undefined;
  const classes = classesIn(cells);
  return numbers > 0 && classes.length > MAX_CLASSES ? undefined : classes;
}

/**
 * What is to be learned, as `y` and `classNames` of the result.
 *
 * @param {Target[]} targets
 * @param {number[]} rows the row that each cell is in
 * @param {boolean | readonly string[]} [classes] as in CsvOptions
 * @returns {{ y?: Float32Array | Int32Array, classNames?: string[] }}
 */
export function encodeTarget(targets, rows, classes) {
  if (targets.length === 0) return {};
  const [target] = targets;
  /** @type {readonly string[] | undefined} */
  let classNames;
  if (Array.isArray(classes)) classNames = classes;
  else if (classes) classNames = classesIn(target.cells);
  else if (classes === undefined && targets.length === 1) classNames = findClasses(target, rows);

  if (!classNames) {
    const y = new Float32Array(rows.length * targets.length);
    targets.forEach(({ cells, column, name }, k) =>
      cells.forEach((cell, i) => {
        y[i * targets.length + k] = numberIn(cell, rows[i], column, name);
      }),
    );
    return { y };
  }
  const indices = new Map(classNames.map((name, i) => [className(name), i]));
  const y = Int32Array.from(target.cells, (cell, i) => {
    const index = cell.trim() === "" ? undefined : indices.get(className(cell));
    if (index !== undefined) return index;
    const shown = classNames.slice(0, 12).join(", ") + (classNames.length > 12 ? ", …" : "");
    const what =
      cell.trim() === "" ? complaint(cell) : `is "${cell}", none of the classes ${shown}`;
    throw csvError(`“${target.name}” ${what}`, rows[i], target.column + 1);
  });
  return { y, classNames: [...classNames] };
}
