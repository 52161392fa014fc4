/** A map's twin: the heights at places spread over it, as a table. */
import { Figures } from "../../ui/figures.jsx";
import { plain, significant } from "../../ui/number.js";
import { t } from "./words.js";

const across = 7;

/** @param {{ grid: import("../../ui/plane/grid.js").Grid | undefined, view: import("../../ui/plane/geometry.js").View, names: readonly string[] }} props */
export function Places({ grid, view: { low, size }, names }) {
  if (!grid) return null;
  const { columns, values } = grid;
  const picked = Array.from({ length: across }, (_, i) =>
    Math.floor(((i + 0.5) * columns) / across),
  );
  const at = (/** @type {0 | 1} */ axis, /** @type {number} */ cell) =>
    plain(Number((low[axis] + ((cell + 0.5) * size) / columns).toPrecision(4)));
  return (
    <details class="twin">
      <summary>{t("map.table")}</summary>
      <Figures
        id="places"
        label={t("map.table")}
        heads={[`${names[1]} \\ ${names[0]}`, ...picked.map((column) => at(0, column))]}
        rows={[...picked]
          .reverse()
          .map((row) => [
            at(1, row),
            ...picked.map((column) => significant(values[row * columns + column], 4)),
          ])}
      />
    </details>
  );
}
