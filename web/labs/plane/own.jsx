/** The student's own samples: by click or tap, by keyboard, as CSV. */
import { signal } from "@preact/signals";
import { NumberField } from "../../ui/fields.jsx";
import { Later } from "../../ui/later.jsx";
import { farthest, mostSamples, readRows, writeRows } from "./own.js";
import { readCsv } from "./own-samples.js";
import { parts } from "./samples.js";
import { state } from "./state.js";
import { t } from "./words.js";

/** @typedef {import("./own.js").Row} Row */

/** The class, or the value, of a sample that is added by a click. */
export const added = signal(1);

const rowsNow = () => /** @type {Row[]} */ (readRows(state.own.value));
const change = (/** @type {readonly Row[]} */ rows) => (state.own.value = writeRows(rows));
const isNear = (/** @type {Row} */ x) => x.every((v) => Math.abs(v) <= farthest);

/** What the plane needs so that samples can be added, moved and taken away on it. */
export function editing() {
  const rows = rowsNow();
  return {
    points: rows.map(([a, b]) => /** @type {const} */ ([a, b])),
    onAdd: (/** @type {Row} */ x) =>
      void (rows.length < mostSamples && change([...rows, [...x, added.value]])),
    onMove: (/** @type {number} */ index, /** @type {Row} */ x) =>
      void (isNear(x) && change(rows.map((row, i) => (i === index ? [...x, row[2]] : row)))),
    onRemove: (/** @type {number} */ index) =>
      void (rows.length > 1 && change(rows.filter((_, i) => i !== index))),
  };
}

/** Takes the samples that are shown, as many as there is room for, to be changed. */
export function takeOver() {
  const { train, validation, test } = parts.value;
  const all = [train, validation, test].flatMap(({ x, y }) => x.map((row, i) => [...row, y[i]]));
  change(all.slice(0, mostSamples));
  state.data.value = "own";
}

export function Own() {
  function take(/** @type {string} */ text) {
    const { rows, line } = readCsv(text);
    if (line === undefined) change(rows);
    return line;
  }
  return (
    <div class="own">
      <p class="muted">{t("own.help", { most: mostSamples })}</p>
      <NumberField
        label={t("own.added")}
        value={added.value}
        min={-farthest}
        max={farthest}
        step={1}
        onChange={(value) => (added.value = value)}
      />
      <Later
        asked
        load={() => import("../../ui/csv/csv.jsx")}
        text={state.own.value.replaceAll(":", "\n")}
        rows={6}
        label={t("own.csv")}
        action={t("own.use")}
        take={take}
        complaint={(line) => t("own.bad", { line, most: mostSamples, farthest })}
      />
    </div>
  );
}
