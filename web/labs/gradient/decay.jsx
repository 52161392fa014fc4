/** How the learning rate goes on in a race: one schedule for all, each from the rate of its own. */
import { Panel } from "../../ui/panel.jsx";
import { RateGraph, Schedule } from "../../ui/schedule.jsx";
import { racers } from "./racers.js";
import { state } from "./state.js";
import { t } from "./words.js";

/** @param {{ path: import("./walk.js").Path | undefined, at: number }} props  path: of the one that is looked at */
export function Decay({ path, at }) {
  const { value: schedule } = state.decay;
  const { value: steps } = state.steps;
  return (
    <Panel heading={t("curve.decay")} part="schedule">
      <p class="muted">{t("race.decay")}</p>
      <Schedule
        label={t("curve.schedule")}
        value={schedule}
        over={steps}
        onChange={(next) => (state.decay.value = next)}
      />
      {path && schedule !== "constant" && (
        <RateGraph
          label={t("race.rateChart", { name: racers[state.look.value].label })}
          rates={path.moments.slice(0, steps + 1).map(({ rate }) => rate)}
          last={steps}
          at={at}
        />
      )}
    </Panel>
  );
}
