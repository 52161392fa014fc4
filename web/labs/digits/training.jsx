/** The run: its buttons, how far it is, and its curves. */
import { useEffect, useRef } from "preact/hooks";
import { state } from "./state.js";
import { isTrying } from "./tools/rates.js";
import { Button } from "../../ui/button.jsx";
import { Chart } from "../../ui/chart.jsx";
import { Complaint } from "../../ui/complaint.jsx";
import { Icon } from "../../ui/icon.jsx";
import { announce, report } from "../../ui/live.jsx";
import { fixed, percent, whole } from "../../ui/number.js";
import { files, source } from "./data.js";
import { offer } from "./keeper.js";
import { Keeping } from "./kept.jsx";
import {
  isBusy,
  isUnderWay,
  lastEpoch,
  pause,
  phase,
  points,
  prepared,
  print,
  problem,
  progress,
  reset,
  restored,
  resume,
  start,
  stop,
  trainedSpec,
} from "./run.js";
import { checked } from "./settings.js";
import { t } from "./words.js";

const count = (/** @type {number} */ n) => whole(Math.round(n));

/** A mark of an axis of shares. @param {number} mark */
const tenths = (mark) => percent(mark, 0);

/** The one thing to do next. */
function Main() {
  const at = phase.value;
  if (at === "running" || at === "pausing")
    return (
      <Button kind="primary" onClick={pause} disabled={at === "pausing"}>
        <Icon name="pause" />
        {t("run.pause")}
      </Button>
    );
  if (at === "paused")
    return (
      <Button kind="primary" onClick={resume}>
        <Icon name="play" />
        {t("run.resume")}
      </Button>
    );
  const lacksFiles = source.value === "files" && !files.value;
  return (
    <Button
      kind={offer.value ? "plain" : "primary"}
      onClick={() => start()}
      disabled={
        at === "preparing" || lacksFiles || isTrying.value || checked.value.error !== undefined
      }
    >
      <Icon name="play" />
      {t(points.value.length > 0 ? "run.again" : "run.start")}
    </Button>
  );
}

function Buttons() {
  const hasRun = points.value.length > 0;
  return (
    <div class="run-buttons">
      <Main />
      <Button onClick={stop} disabled={!isUnderWay.value}>
        <Icon name="stop" />
        {t("run.stop")}
      </Button>
      {hasRun && !isUnderWay.value && (
        <Button onClick={() => start({ further: true })} disabled={isTrying.value}>
          <Icon name="plus" />
          {t("run.further", { epochs: state.epochs.value })}
        </Button>
      )}
      <Button onClick={reset} disabled={!hasRun || phase.value === "preparing"}>
        <Icon name="reset" />
        {t("run.reset")}
      </Button>
    </div>
  );
}

/** What the run is doing, in a sentence. */
function sentence() {
  const told = progress.value;
  switch (phase.value) {
    case "idle":
      return t("phase.idle");
    case "preparing":
      return t("phase.preparing", { share: percent(prepared.value, 0) });
    case "running":
      return told
        ? t("phase.running", {
            epoch: told.epoch,
            epochs: told.epochs,
            left: Math.ceil(told.secondsLeft),
          })
        : t("phase.starting");
    case "pausing":
      return t("phase.pausing");
    case "paused":
      return t("phase.paused", {
        epoch: told?.epoch ?? 1,
        epochs: told?.epochs ?? 1,
        share: percent(told?.share ?? 0, 0),
      });
    case "done":
      if (restored.value)
        return t("phase.restored", {
          epoch: lastEpoch.value?.epoch ?? 0,
          best: restored.value.epoch,
        });
    // falls through
    default:
      return t(`phase.${phase.value}`, { epoch: lastEpoch.value?.epoch ?? 0 });
  }
}

function Progress() {
  const share = phase.value === "preparing" ? prepared.value : (progress.value?.share ?? 0);
  return (
    <div class="progress">
      <p data-testid="phase" data-phase={phase.value}>
        {sentence()}
      </p>
      <div
        class="meter"
        role="progressbar"
        aria-label={t("run.progress")}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(100 * share)}
      >
        <span style={{ transform: `scaleX(${share})` }} />
      </div>
    </div>
  );
}

/** @param {{ name: string, value: string, id?: string }} props */
function Figure({ name, value, id }) {
  return (
    <div class="figure">
      <dt>{name}</dt>
      <dd data-testid={id}>{value}</dd>
    </div>
  );
}

function Figures() {
  const now = points.value.findLast(({ loss }) => loss !== undefined);
  const epoch = restored.value ?? lastEpoch.value;
  const show = (/** @type {number | undefined} */ v, /** @type {(v: number) => string} */ as) =>
    v === undefined ? "–" : as(v);
  const four = (/** @type {number} */ v) => fixed(v, 4);
  return (
    <dl class="figures-row">
      <Figure name={t("figure.loss")} value={show(now?.loss, four)} />
      <Figure name={t("figure.accuracy")} value={show(now?.accuracy, percent)} />
      <Figure
        name={t("figure.validationAccuracy")}
        value={show(epoch?.validationAccuracy, percent)}
        id="validation-accuracy"
      />
      <Figure
        name={t("figure.speed")}
        value={progress.value ? count(progress.value.samplesPerSecond) : "–"}
      />
      <Figure name={t("figure.print")} value={print.value || "–"} id="fingerprint" />
    </dl>
  );
}

function Curves() {
  const known = points.value;
  const x = known.map(({ epoch }) => Number(epoch.toFixed(3)));
  const column = (/** @type {Exclude<keyof import("./run.js").Point, "epoch">} */ key) =>
    known.map((point) => point[key]);
  const four = (/** @type {number} */ v) => fixed(v, 4);
  return (
    <div class="curves">
      <Chart
        label={t(
          trainedSpec.value?.loss === "halfSquaredError" ? "chart.loss.squared" : "chart.loss",
        )}
        x={x}
        xLabel={t("chart.epoch")}
        min={0}
        height={260}
        series={[
          { label: t("series.train"), values: column("loss"), color: "accent", format: four },
          {
            label: t("series.validation"),
            values: column("validationLoss"),
            color: "negative",
            dash: [6, 4],
            points: true,
            format: four,
          },
        ]}
      />
      <Chart
        label={t("chart.accuracy")}
        x={x}
        xLabel={t("chart.epoch")}
        min={0}
        max={1}
        mark={tenths}
        height={260}
        series={[
          {
            label: t("series.train"),
            values: column("accuracy"),
            color: "accent",
            format: percent,
          },
          {
            label: t("series.validation"),
            values: column("validationAccuracy"),
            color: "negative",
            dash: [6, 4],
            points: true,
            format: percent,
          },
        ]}
      />
    </div>
  );
}

/** An epoch's figures in a sentence; none before the first. @param {import("./run.js").Point | undefined} point */
const figuresOf = (point) =>
  point?.loss === undefined
    ? ""
    : t("spoken.epoch", {
        epoch: point.epoch,
        loss: fixed(point.loss, 3),
        accuracy: percent(point.validationAccuracy ?? 0),
      });

/** Speaks when the run changes its state, and now and then of the epoch that has ended. */
function useAnnounced() {
  const at = phase.value;
  const epoch = lastEpoch.value;
  const before = useRef(at);
  useEffect(() => {
    const isSame = at === before.current || (isBusy.value && before.current === "preparing");
    if (isSame || at === "idle" || at === "pausing") return;
    before.current = at;
    if (isBusy.value) announce(t("spoken.running"));
    else announce(`${sentence()} ${isUnderWay.value ? "" : figuresOf(restored.value ?? epoch)}`);
  }, [at]);
  useEffect(() => {
    if (at === "running" && epoch) report(figuresOf(epoch));
  }, [epoch]);
}

export function Run() {
  useAnnounced();
  return (
    <div class="run">
      <Buttons />
      <Progress />
      <Complaint problem={problem.value} />
      <Keeping />
      <Figures />
      <Curves />
    </div>
  );
}
