/** table.js: figures in columns. */

/**
 * Columns side by side, the first to the left, the others to the right.
 *
 * @param {(string | number)[][]} rows
 */
export function table(rows) {
  const widths = rows[0].map((_, c) => Math.max(...rows.map((row) => String(row[c]).length)));
  const line = (/** @type {(string | number)[]} */ row) =>
    row.map((cell, c) => (c === 0 ? `${cell}`.padEnd(widths[c]) : `${cell}`.padStart(widths[c])));
  return rows.map((row) => line(row).join("  ").trimEnd()).join("\n");
}
