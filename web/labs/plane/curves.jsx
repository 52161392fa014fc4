/** Loss and accuracy so far, as curves and as tables. */
import { Chart } from "../../ui/chart.jsx";
import { percent, significant } from "../../ui/number.js";
import { curve } from "./run.js";
import { t } from "./words.js";

const digits = (/** @type {number} */ v) => significant(v, 5);

/** @param {{ of: "loss" | "accuracy" }} props */
function Curve({ of: figure }) {
  const moments = curve.value;
  const isShare = figure === "accuracy";
  const format = isShare ? percent : digits;
  return (
    <Chart
      label={t(`curve.${figure}`)}
      xLabel={t("figure.epoch")}
      x={moments.map(({ at }) => Number(at.toFixed(4)))}
      min={0}
      max={isShare ? 1 : undefined}
      mark={isShare ? (v) => percent(v, 0) : undefined}
      series={[
        {
          label: t("series.train"),
          values: moments.map(({ train }) => train[figure]),
          color: "accent",
          format,
        },
        {
          label: t("series.validation"),
          values: moments.map(({ validation }) => validation?.[figure]),
          color: "negative",
          dash: [6, 4],
          format,
        },
      ]}
    />
  );
}

export function Curves() {
  const hasAccuracy = curve.value.at(-1)?.train.accuracy !== undefined;
  return (
    <div class="curves">
      <Curve of="loss" />
      {hasAccuracy && <Curve of="accuracy" />}
    </div>
  );
}
