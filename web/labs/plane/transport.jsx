/** Play, pause, step by sample, batch or epoch, back, anew; and how far the run is. */
import { Button } from "../../ui/button.jsx";
import { Select } from "../../ui/fields.jsx";
import { Icon } from "../../ui/icon.jsx";
import { percent, significant, whole } from "../../ui/number.js";
import {
  kept,
  moment,
  pause,
  phase,
  play,
  print,
  reset,
  resuming,
  stepBack,
  stepBatch,
  stepEpoch,
  stepSample,
} from "./run.js";
import { isClassified } from "./samples.js";
import { state } from "./state.js";
import { t } from "./words.js";

/** @typedef {import("./trainer.js").Score} Score */

const paces = /** @type {const} */ (["1", "5", "20", "most"]);

function Buttons() {
  const isRunning = phase.value === "running";
  const isReady = moment.value !== undefined && phase.value !== "preparing";
  return (
    <div class="picks" role="group" aria-label={t("go.label")}>
      <Button kind="primary" class="play" disabled={!isReady} onClick={isRunning ? pause : play}>
        <Icon name={isRunning ? "pause" : "play"} />
        {t(isRunning ? "go.pause" : "go.play")}
      </Button>
      <Button
        class="icon-only"
        label={t("go.back")}
        disabled={kept.value.length < 2}
        onClick={stepBack}
      >
        <Icon name="previous" />
      </Button>
      <Button disabled={!isReady} onClick={stepSample}>
        {t("go.sample")}
      </Button>
      <Button disabled={!isReady} onClick={stepBatch}>
        {t("go.batch")}
      </Button>
      <Button disabled={!isReady} onClick={stepEpoch}>
        {t("go.epoch")}
      </Button>
      <Button disabled={!isReady} onClick={reset}>
        <Icon name="reset" />
        <span class="word">{t("go.reset")}</span>
      </Button>
    </div>
  );
}

/** @param {Score | undefined} score */
const lossOf = (score) => (score ? significant(score.loss, 4) : "–");
/** @param {Score | undefined} score */
const accuracyOf = (score) => (score?.accuracy === undefined ? "–" : percent(score.accuracy));

/** @param {{ name: string, value: any, id?: string }} props */
const Figure = ({ name, value, id }) => (
  <div class="figure">
    <dt>{name}</dt>
    <dd data-testid={id}>{value}</dd>
  </div>
);

function Readings() {
  const now = moment.value;
  const { epoch = 0, read = 0 } = now?.cursor ?? {};
  return (
    <dl class="readings">
      <Figure name={t("figure.epoch")} value={whole(epoch)} id="epoch" />
      <Figure name={t("figure.read")} value={whole(read)} id="read" />
      <Figure name={t("figure.loss")} value={lossOf(now?.train)} id="loss" />
      <Figure
        name={t("figure.validationLoss")}
        value={lossOf(now?.validation)}
        id="validation-loss"
      />
      {isClassified.value && (
        <>
          <Figure name={t("figure.accuracy")} value={accuracyOf(now?.train)} id="accuracy" />
          <Figure
            name={t("figure.validationAccuracy")}
            value={accuracyOf(now?.validation)}
            id="validation-accuracy"
          />
        </>
      )}
      <Figure name={t("figure.print")} value={print.value || "–"} id="fingerprint" />
    </dl>
  );
}

/** A run that a link brought, while it is computed again. */
function Resuming() {
  const now = resuming.value;
  if (!now) return null;
  return (
    <div class="picks" role="status">
      <label>
        {t("run.resuming")} <progress max={1} value={now.share} />
      </label>
      <Button onClick={now.stop}>{t("run.leave")}</Button>
    </div>
  );
}

export function Transport() {
  return (
    <div class="transport">
      <Buttons />
      <Select
        class="pace"
        label={t("pace")}
        value={state.pace.value}
        options={paces.map((value) => ({ value, label: t(`pace.${value}`) }))}
        onChange={(value) => (state.pace.value = value)}
      />
      <Resuming />
      <Readings />
    </div>
  );
}
