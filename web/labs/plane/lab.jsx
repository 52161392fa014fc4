/** The network on 2-D data: samples in the plane, a network, and how it learns to tell them apart, neuron by neuron. */
import "./plane.css";
import "./network.css";
import "./map.css";
import { t as shell } from "../../i18n/index.js";
import { Complaint } from "../../ui/complaint.jsx";
import { Later, Soon, useHasBeen } from "../../ui/later.jsx";
import { Panel } from "../../ui/panel.jsx";
import { Curves } from "./curves.jsx";
import { AddLayer, Diagram } from "./diagram.jsx";
import { Doctor } from "./doctor.jsx";
import { Exam } from "./exam.jsx";
import { Map } from "./map.jsx";
import { Neuron } from "./neuron.jsx";
import { SeeLoss } from "../see-loss.jsx";
import { lapse } from "./runs/present.js";
import { moment, phase, present, problem, stopped, useRun } from "./run.js";
import { KeepRun } from "./runs/kept.jsx";
import { useRuns } from "./runs/runs.js";
import { writeRun } from "./runs/written.js";
import { Data, Training } from "./setup.jsx";
import { Transport } from "./transport.jsx";
import { t } from "./words.js";

/** What a link could not say of the run, or says no more. */
const Lapse = () =>
  lapse.value && (
    <p class="note" role="status">
      {t(`run.${lapse.value}`)}
    </p>
  );

/** What the run does, in words, from the first time on that it does something. */
function Spoken() {
  const now = moment.value;
  const isRunning = phase.value === "running";
  if (!useHasBeen(isRunning || now?.at)) return null;
  const end = stopped.value && t("stopped", stopped.value);
  return <Later asked load={() => import("./spoken/spoken.js")} {...{ now, isRunning, end }} />;
}

/** What can be done with the run so far: seen as a way on its loss, kept. */
function Takings() {
  const run = present.value;
  const text = run && writeRun(run);
  const hasLearned = (moment.value?.at ?? 0) > 0;
  return (
    <div class="picks">
      <SeeLoss lender="plane" text={text} plane={hasLearned ? "trained" : "weights"} />
      <KeepRun />
    </div>
  );
}

export default function PlaneLab() {
  useRun();
  useRuns();
  return (
    <div class="plane plane-lab">
      <div class="lab-head">
        <h1>{shell("lab.plane.title")}</h1>
        <p class="muted">{t("lead")}</p>
      </div>
      <Panel part="run" class="cockpit" aria-label={t("run.label")}>
        <Transport />
        <Complaint problem={problem.value} />
        <Lapse />
        {stopped.value && <p class="note">{t("stopped", stopped.value)}</p>}
      </Panel>
      <div class="stage">
        <div class="stack">
          <Panel heading={t("network.heading")} part="network" tools={<AddLayer />}>
            <Diagram />
            <p class="muted">{t("network.help")}</p>
            <Neuron />
          </Panel>
          <Soon>
            {() => (
              <Panel heading={t("curves.heading")} part="curves" tools={<Takings />}>
                <Curves />
                <Exam />
              </Panel>
            )}
          </Soon>
        </div>
        <div class="stack first">
          <Panel heading={t("map.heading")} part="map">
            <Map />
          </Panel>
          <Soon>{() => <Doctor />}</Soon>
        </div>
      </div>
      <div class="stage even">
        <Soon>{() => <Data />}</Soon>
        <Soon>{() => <Training />}</Soon>
      </div>
      <Spoken />
    </div>
  );
}
