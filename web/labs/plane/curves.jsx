/** Loss and accuracy so far, as curves and as tables; runs that were kept are laid over them. */
import { Button } from "../../ui/button.jsx";
import { Chart } from "../../ui/chart.jsx";
import { Icon } from "../../ui/icon.jsx";
import { percent, significant } from "../../ui/number.js";
import { curve, kept } from "./run.js";
import { resample } from "./resample.js";
import { forgetRuns, keep, runs } from "./runs.js";
import { classColours } from "./seen.js";
import { t } from "./words.js";

const digits = (/** @type {number} */ v) => significant(v, 5);
const at4 = (/** @type {number} */ at) => Number(at.toFixed(4));

/** @param {{ of: import("./resample.js").Figure }} props */
function Curve({ of: figure }) {
  const moments = curve.value;
  const isShare = figure === "accuracy";
  const format = isShare ? percent : digits;
  const train = moments.map((moment) => ({ at: at4(moment.at), ...moment.train }));
  const validation = moments.flatMap((moment) =>
    moment.validation ? [{ at: at4(moment.at), ...moment.validation }] : [],
  );
  const others = runs.value.map(({ name, points }) => ({
    name,
    points: points.map((point) => ({ ...point, at: at4(point.at) })),
  }));
  const all = [train, ...others.map(({ points }) => points)].flat().map(({ at }) => at);
  const x = [...new Set(all)].sort((a, b) => a - b);
  return (
    <Chart
      label={t(`curve.${figure}`)}
      xLabel={t("figure.epoch")}
      x={x}
      min={0}
      max={isShare ? 1 : undefined}
      mark={isShare ? (v) => percent(v, 0) : undefined}
      series={[
        { label: t("series.train"), values: resample(train, figure, x), color: "accent", format },
        {
          label: t("series.validation"),
          values: resample(validation, figure, x),
          color: "negative",
          dash: [6, 4],
          format,
        },
        ...others.map(({ name, points }, i) => ({
          label: name,
          values: resample(points, figure, x),
          color: classColours[i % classColours.length],
          dash: [2, 3 + i],
          format,
        })),
      ]}
    />
  );
}

/** Keeps the present run's curves, and lets them all go. */
export const KeepRun = () => (
  <div class="picks">
    <Button disabled={kept.value.length < 2} onClick={keep}>
      <Icon name="plus" />
      {t("runs.keep")}
    </Button>
    {runs.value.length > 0 && <Button onClick={forgetRuns}>{t("runs.forget")}</Button>}
  </div>
);

export function Curves() {
  const hasAccuracy = curve.value.at(-1)?.train.accuracy !== undefined;
  return (
    <div class="curves">
      <Curve of="loss" />
      {hasAccuracy && <Curve of="accuracy" />}
    </div>
  );
}
