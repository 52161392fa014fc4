/** Loss and accuracy so far, as curves and as tables; runs that were kept are laid over them. */
import { Chart } from "../../ui/chart.jsx";
import { percent, significant } from "../../ui/number.js";
import { curve } from "./run.js";
import { resample } from "./resample.js";
import { KeptRuns, lineOf, nameOf } from "./runs/kept.jsx";
import { runs } from "./runs/runs.js";
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
  const others = runs.value.map((run, i) => ({
    label: nameOf(run, i),
    points: (run.course?.points ?? []).map((point) => ({ ...point, at: at4(point.at) })),
    ...lineOf(i),
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
        ...others.map(({ points, ...drawn }) => ({
          ...drawn,
          values: resample(points, figure, x),
          format,
        })),
      ]}
    />
  );
}

/** The learning rate so far, where it was not always the same. */
function Rate() {
  const moments = curve.value;
  if (moments.every(({ rate }) => rate === moments[0].rate)) return null;
  return (
    <Chart
      label={t("curve.rate")}
      xLabel={t("figure.epoch")}
      x={moments.map(({ at }) => at4(at))}
      min={0}
      series={[
        {
          label: "η",
          values: moments.map(({ rate }) => rate),
          color: "accent",
          format: digits,
        },
      ]}
    />
  );
}

export function Curves() {
  const hasAccuracy = curve.value.at(-1)?.train.accuracy !== undefined;
  return (
    <>
      <div class="curves">
        <Curve of="loss" />
        {hasAccuracy && <Curve of="accuracy" />}
        <Rate />
      </div>
      <KeptRuns />
    </>
  );
}
