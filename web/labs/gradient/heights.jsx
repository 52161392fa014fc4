/** How high each racer stands after each step. */
import { Chart } from "../../ui/chart.jsx";
import { significant } from "../../ui/number.js";
import { racers } from "./racers.js";
import { t } from "./words.js";

/** @typedef {import("./racers.js").RacerName} RacerName */

/** @type {Partial<Record<RacerName, number[]>>} */
const dashes = { momentum: [7, 3], nesterov: [2, 3], adagrad: [9, 3, 2, 3], adamw: [3, 3] };

/** @param {{ label: string, run: readonly [RacerName, import("./walk.js").Path][], at: number, top: number }} props  top: what is higher is left out */
export function Heights({ label, run, at, top }) {
  return (
    <Chart
      label={label}
      xLabel={t("go.at")}
      x={Array.from({ length: at + 1 }, (_, i) => i)}
      max={top}
      series={run.map(([name, { moments }]) => ({
        label: racers[name].label,
        values: moments.slice(0, at + 1).map(({ f }) => (f <= top ? f : null)),
        color: `racer-${name}`,
        dash: dashes[name],
        format: (v) => significant(v, 5),
      }))}
    />
  );
}
