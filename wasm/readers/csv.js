/**
 * csv.js: a table of numbers, and a column to be learned.
 */

import { ArgumentError, FormatError } from "../errors.js";
import { checkOptions, plain, shown } from "../options.js";
import { viewOf } from "./bytes.js";
import { csvError, csvRecords, findDelimiter } from "./csv-records.js";
import { encodeTarget, isNumber, numberIn } from "./csv-values.js";

/**
 * @typedef {object} CsvOptions
 * @property {boolean | "auto"} [header] whether the first row has names; "auto" (the default): it has when it holds
 *   a word above a number
 * @property {string} [delimiter] one character, or "auto" (the default)
 * @property {string | number | (string | number)[] | null} [target] the column to be learned, by name or by index
 *   (from 0, or from −1 backwards): the last by default. Several: all are numbers. Null: none, every column is read into x
 * @property {boolean | readonly string[]} [classes] whether the target is a class. By default it is where it is
 *   text, or whole numbers of which there are at most 100 different ones. A list: these classes in this order, such as the
 *   classNames of the file that a model was trained on
 *
 * @typedef {object} CsvFile
 * @property {Float32Array} x count × features
 * @property {Float32Array | Int32Array} [y] class indices, or numbers; absent without a target
 * @property {string[]} [classNames] the class of each index, where the target is a class
 * @property {string[]} columns names of the features
 * @property {string[]} target names of what is learned
 * @property {[number]} shape of one row of x: [features]
 * @property {number} count rows
 */

/** A Float32Array that grows. */
class Floats {
  #values = new Float32Array(1024);
  #length = 0;

  /** @param {number} value */
  push(value) {
    if (this.#length === this.#values.length) {
      const values = new Float32Array(2 * this.#length);
      values.set(this.#values);
      this.#values = values;
    }
    this.#values[this.#length++] = value;
  }

  toArray() {
    return this.#values.slice(0, this.#length);
  }
}

/**
 * @param {string | Uint8Array | ArrayBuffer} source
 * @returns {string}
 */
function textOf(source) {
  if (typeof source === "string") return source.startsWith("\ufeff") ? source.slice(1) : source;
  const bytes = viewOf(source);
  if (!bytes) {
    throw new ArgumentError(
      "CSV: expected a text, a Uint8Array or an ArrayBuffer; of a File, await file.text()",
      {
        details: { format: "csv", type: typeof source },
      },
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new FormatError("CSV: the file is not text in UTF-8; save it again as “CSV UTF-8”", {
      details: { format: "csv", offset: 0 },
      cause,
    });
  }
}

/** @param {unknown} v */
const isColumn = (v) => typeof v === "string" || typeof v === "number";

/** @type {Record<string, import("../options.js").Rule>} */
const known = {
  header: { must: 'true, false or "auto"', test: (v) => v === "auto" || typeof v === "boolean" },
  delimiter: {
    must: 'one character, or "auto"',
    test: (v) => v === "auto" || (typeof v === "string" && /^[^"\r\n]$/.test(v)),
  },
  target: {
    must: "the name or the index of a column, a list of them, or null",
    test: (v) => v === null || (Array.isArray(v) ? v : [v]).every(isColumn),
  },
  classes: {
    must: "true, false, or a list of names",
    test: (v) =>
      typeof v === "boolean" || (Array.isArray(v) && v.every((name) => typeof name === "string")),
  },
};

/**
 * Whether the first record is one of names.
 *
 * @param {string[]} first
 * @param {string[]} [second]
 */
function isHeader(first, second) {
  if (!second) return !first.some(isNumber);
  const isName = (/** @type {string} */ cell) =>
    !isNumber(cell) && !/^\s*([+-]?(nan|inf|infinity)|na|null)?\s*$/i.test(cell);
  return first.some((cell, i) => isName(cell) && i < second.length && isNumber(second[i]));
}

/**
 * The index of a column that was asked for.
 *
 * @param {string | number} wanted
 * @param {string[]} names
 */
function findColumn(wanted, names) {
  const index =
    typeof wanted === "number"
      ? wanted < 0
        ? names.length + wanted
        : wanted
      : names.indexOf(wanted);
  if (Number.isInteger(index) && index >= 0 && index < names.length) {
    if (typeof wanted === "number" || names.lastIndexOf(wanted) === index) return index;
    throw new ArgumentError(
      `readCsv: two columns are called "${wanted}"; name the target by its index`,
      {
        details: { field: "target", value: plain(wanted) },
      },
    );
  }
  const some =
    names
      .slice(0, 12)
      .map((name) => `"${name}"`)
      .join(", ") + (names.length > 12 ? ", …" : "");
  throw new ArgumentError(`readCsv: there is no column ${shown(wanted)}; the file has ${some}`, {
    details: { field: "target", value: plain(wanted) },
  });
}

/**
 * Which columns are features, and which are to be learned.
 *
 * @param {string[]} names
 * @param {CsvOptions["target"]} target
 */
function splitColumns(names, target = -1) {
  const wanted = target === null ? [] : Array.isArray(target) ? target : [target];
  const targets = wanted.map((column) => findColumn(column, names));
  const isTarget = new Set(targets);
  const features = names.map((_, i) => i).filter((i) => !isTarget.has(i));
  if (features.length === 0) {
    throw new FormatError(`CSV: no column is left to learn from (the file has ${names.length})`, {
      details: { format: "csv", row: 1 },
    });
  }
  return { features, targets };
}

/**
 * Reads a table. Every cell but those of the target must be a finite number.
 *
 * @param {string | Uint8Array | ArrayBuffer} source
 * @param {CsvOptions} [options]
 * @returns {CsvFile}
 */
export function readCsv(source, options) {
  const {
    header = "auto",
    delimiter = "auto",
    target,
    classes,
  } = checkOptions(options, "readCsv", known);
  if (classes && (target === null || Array.isArray(target))) {
    throw new ArgumentError("readCsv: only one column can have classes: name it as the target", {
      details: { field: "target" },
    });
  }
  const text = textOf(source);
  const records = csvRecords(text, delimiter === "auto" ? findDelimiter(text) : delimiter);
  const [first, second] = [records.next().value, records.next().value];
  if (!first)
    throw new FormatError("CSV: the file is empty", { details: { format: "csv", row: 1 } });

  const hasHeader = header === "auto" ? isHeader(first.cells, second?.cells) : header;
  const names = first.cells.map((cell, i) => (hasHeader && cell.trim()) || `column ${i + 1}`);
  const { features, targets } = splitColumns(names, target);
  const x = new Floats();
  /** @type {string[][]} the cells of each target */
  const cells = targets.map(() => []);
  /** @type {number[]} */
  const rows = [];
  const add = (/** @type {import("./csv-records.js").CsvRecord} */ record) => {
    if (record.cells.length !== names.length) {
      throw csvError(
        `${record.cells.length} cells, but row ${first.row} has ${names.length}`,
        record.row,
      );
    }
    for (const i of features) x.push(numberIn(record.cells[i], record.row, i, names[i]));
    targets.forEach((i, k) => cells[k].push(record.cells[i]));
    rows.push(record.row);
  };
  if (!hasHeader) add(first);
  if (second) add(second);
  for (const record of records) add(record);
  if (rows.length === 0) throw csvError("names, but no data below them", first.row);

  const nameOf = (/** @type {number} */ i) => names[i];
  return {
    x: x.toArray(),
    ...encodeTarget(
      targets.map((i, k) => ({ column: i, name: names[i], cells: cells[k] })),
      rows,
      classes,
    ),
    columns: features.map(nameOf),
    target: targets.map(nameOf),
    shape: [features.length],
    count: rows.length,
  };
}
