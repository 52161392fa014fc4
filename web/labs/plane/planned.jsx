/** The schedule of the learning rate, and the rates that it is going to give, as the core computes them. */
import { useWorker, withModel } from "../../state/computed.js";
import { readChoice } from "../../state/choices.js";
import { RateGraph, Schedule } from "../../ui/schedule.jsx";
import { rateNow } from "./rate.js";
import { moment } from "./run.js";
import { state } from "./state.js";
import { t } from "./words.js";

/** As far as the graph goes, and a cosine at first. */
const usual = 100;
const farthest = 500;

/** @param {{ learningRate: number, schedule: any, last: number }} given @param {AbortSignal} signal */
function ratesOf({ learningRate, schedule, last }, signal) {
  const optimizer = { type: "sgd", learningRate, schedule: { ...schedule, by: "step" } };
  const point = { type: "dense", units: 1, useBias: false };
  return withModel({ input: [1], layers: [point], optimizer }, async (model) => {
    /** @type {number[]} */
    const rates = [];
    while (rates.length <= last) {
      signal.throwIfAborted();
      rates.push(model.learningRate);
      await model.applyGradients({ "dense_1.kernel": [0] });
    }
    return rates;
  });
}

/** @param {{ schedule: any }} props */
function Planned({ schedule }) {
  const { over = 0, warmup = 0, by = "epoch" } = schedule;
  const last = Math.min(farthest, Math.max(usual, over + warmup));
  const { value: rates } = useWorker(ratesOf, { learningRate: rateNow(), schedule, last });
  if (!rates) return null;
  return (
    <RateGraph
      label={t("rate.planned")}
      rates={rates}
      last={rates.length - 1}
      at={moment.value?.counted[by === "step" ? "step" : "epoch"] ?? 0}
    />
  );
}

export default function Decay() {
  const schedule = readChoice(state.schedule.value);
  return (
    <>
      <Schedule
        label={t("set.schedule")}
        value={state.schedule.value}
        over={usual}
        clock
        onChange={(value) => (state.schedule.value = value)}
      />
      {schedule.type !== "constant" && <Planned schedule={schedule} />}
    </>
  );
}
