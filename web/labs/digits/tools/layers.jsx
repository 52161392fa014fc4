/** Every layer's activations, gradients and weights in numbers, epoch by epoch: where signals die, explode or saturate. */
import { useEffect, useState } from "preact/hooks";
import { Chart } from "../../../ui/chart.jsx";
import { Complaint } from "../../../ui/complaint.jsx";
import { Select, Slider } from "../../../ui/fields.jsx";
import { Figures } from "../../../ui/figures.jsx";
import { percent, significant } from "../../../ui/number.js";
import { mine } from "../networks.js";
import { isUnderWay, print, recorded, split } from "../run.js";
import { t } from "../words.js";
import { figures, look, now, nowProblem, shares } from "./layers.js";

/** @typedef {keyof typeof figures} Figure */
const names = /** @type {Figure[]} */ (Object.keys(figures));

/** @param {Figure} name @param {number | undefined} value */
const written = (name, value) =>
  value === undefined ? "–" : shares.includes(name) ? percent(value) : significant(value, 3);

/** One figure from the first layer to the last, at the beginning and at the epoch chosen. @param {{ epochs: readonly { epoch: number, layers: readonly any[] }[], at: number }} props */
function Depth({ epochs, at }) {
  const [name, choose] = useState(/** @type {Figure} */ ("gradient"));
  const { layers, epoch } = epochs[at];
  const values = (/** @type {readonly any[]} */ of) => of.map((layer) => figures[name](layer));
  const format = (/** @type {number} */ value) => written(name, value);
  return (
    <>
      <Select
        class="depth-figure"
        label={t("layers.figure")}
        value={name}
        options={names.map((value) => ({ value, label: t(`layers.${value}`) }))}
        onChange={(figure) => choose(figure)}
      />
      <Chart
        label={t("layers.chart", { figure: t(`layers.${name}`) })}
        x={layers.map((_, k) => k + 1)}
        xLabel={t("layers.layer")}
        xMark={(k) => layers[k - 1]?.name ?? ""}
        height={220}
        series={[
          {
            label: t("layers.epoch", { epoch }),
            values: values(layers),
            color: "accent",
            points: true,
            format,
          },
          ...(at > 0
            ? [
                {
                  label: t("layers.epoch", { epoch: epochs[0].epoch }),
                  values: values(epochs[0].layers),
                  color: "muted",
                  dash: [6, 4],
                  points: true,
                  format,
                },
              ]
            : []),
        ]}
      />
    </>
  );
}

export default function Layers() {
  const isThere = mine.value !== undefined && split.value !== undefined;
  const epochs = recorded.value;
  useEffect(() => {
    if (isThere && epochs.length === 0 && !isUnderWay.value) look();
  }, [isThere, epochs.length, isUnderWay.value, print.value]);
  const [picked, pick] = useState(/** @type {number | undefined} */ (undefined));
  const at = Math.min(picked ?? Infinity, epochs.length - 1);
  const shown = epochs[at]?.layers ?? now.value;
  return (
    <div class="tool-body">
      <p class="muted">{t("layers.lead")}</p>
      <Complaint problem={nowProblem.value} />
      {epochs.length > 1 && (
        <Slider
          label={t("chart.epoch")}
          value={at}
          min={0}
          max={epochs.length - 1}
          text={String(epochs[at].epoch)}
          onInput={(value) => pick(value === epochs.length - 1 ? undefined : value)}
        />
      )}
      {shown ? (
        <Figures
          label={t("tool.layers")}
          heads={[t("layers.layer"), ...names.map((name) => t(`layers.${name}`))]}
          rows={shown.map((layer) => [
            layer.name,
            ...names.map((name) => written(name, figures[name](layer))),
          ])}
          id="layer-statistics"
        />
      ) : (
        <p class="muted">{t(isUnderWay.value ? "layers.waiting" : "tool.untrained")}</p>
      )}
      {epochs.length > 0 && <Depth epochs={epochs} at={at} />}
      <p class="fine">{t("layers.note")}</p>
    </div>
  );
}
