/** A function of two variables, and the optimizers raced down it from one start. */
import { useMemo } from "preact/hooks";
import { useWorker } from "../../state/computed.js";
import { Complaint } from "../../ui/complaint.jsx";
import { NumberField, Select } from "../../ui/fields.jsx";
import { useHasBeen } from "../../ui/later.jsx";
import { significant } from "../../ui/number.js";
import { Panel } from "../../ui/panel.jsx";
import { levelsOf, sample } from "../../ui/plane/grid.js";
import { descend } from "./descend.js";
import { OwnStart } from "./controls.jsx";
import { Decay } from "./decay.jsx";
import { chosenOf, fieldNow } from "./field.js";
import { Racers, Settings } from "./field.jsx";
import { Heights } from "./heights.jsx";
import { Inside, quantitiesAt } from "./inside.jsx";
import { Map } from "./map.jsx";
import { Places } from "./places.jsx";
import { racers } from "./racers.js";
import { saidOf, standingOf } from "./standing.js";
import { state } from "./state.js";
import { surfaceNames, surfaces } from "./surfaces.js";
import { Transport } from "./transport.jsx";
import { t } from "./words.js";

/** @typedef {import("../../ui/plane/geometry.js").Point} Point */
/** @typedef {import("./racers.js").RacerName} RacerName */
/** @typedef {import("./walk.js").Path} Path */

const cells = 88;
const names = /** @type {const} */ (["x", "y"]);
/** So near a minimum a path has arrived. */
const near = 0.05;

/** @param {{ surface: import("./surfaces.js").SurfaceName, start: Point, steps: number, field: { name: RacerName, optimizer: object }[] }} given @param {AbortSignal} signal */
async function race({ surface, start, steps, field }, signal) {
  const { f, gradient } = surfaces[surface];
  const slope = (/** @type {number[]} */ [x, y]) => ({ f: f([x, y]), g: gradient([x, y]) });
  const paths = await Promise.all(
    // One step more than is shown: what the last one is made of can be seen too.
    field.map(({ optimizer }) => descend({ optimizer, slope, start, steps: steps + 1 }, signal)),
  );
  const run = Object.fromEntries(field.map(({ name }, i) => [name, paths[i]]));
  return { surface, paths: /** @type {Partial<Record<RacerName, Path>>} */ (run) };
}

/** @param {string} text @param {Point} otherwise @returns {Point} */
export function pointOf(text, otherwise) {
  const [x, y] = text.split(",").map(Number);
  return Number.isFinite(x) && Number.isFinite(y) ? [x, y] : otherwise;
}

/** @param {readonly Point[]} minima */
const nearOneOf =
  (minima) =>
  (/** @type {import("./walk.js").Moment} */ { w }) =>
    minima.some(([a, b]) => Math.hypot(w[0] - a, w[1] - b) < near);

/** Of a quadratic function, where plain gradient descent stops to converge. @param {{ surface: import("./surfaces.js").Surface }} props */
function Threshold({ surface: { steepest } }) {
  if (!steepest) return null;
  return (
    <p class="muted">{t("race.threshold", { steepest, limit: significant(2 / steepest, 2) })}</p>
  );
}

function Choice() {
  const { formula } = surfaces[state.surface.value];
  return (
    <>
      <Select
        label={t("map.surface")}
        value={state.surface.value}
        options={surfaceNames.map((name) => ({ value: name, label: t(`surface.${name}`) }))}
        onChange={(name) => {
          state.surface.value = name;
          state.start.value = "";
        }}
      />
      <p class="formula">{formula}</p>
    </>
  );
}

/** Where all begin, and how far they go. @param {{ start: Point, step: number }} props */
const Beginning = ({ start, step }) => (
  <>
    <div class="fields three">
      {names.map((name, k) => (
        <NumberField
          key={name}
          label={t("map.startOf", { name })}
          value={start[k]}
          min={-100}
          max={100}
          step={step}
          onChange={(v) => (state.start.value = start.map((old, i) => (i === k ? v : old)).join())}
        />
      ))}
      <NumberField
        label={t("map.steps")}
        value={state.steps.value}
        min={10}
        max={1000}
        step={10}
        integer
        onChange={(v) => (state.steps.value = v)}
      />
    </div>
    <OwnStart />
  </>
);

/** The race on the surface that is chosen, as far as it is computed. */
function useRace() {
  const { value: name } = state.surface;
  const surface = surfaces[name];
  const start = pointOf(state.start.value, surface.start);
  const { value: steps } = state.steps;
  const field = fieldNow(surface.rates);
  const { value, problem } = useWorker(race, { surface: name, start, steps, field });
  const grid = useMemo(() => sample(surface.view, cells, surface.f), [surface]);
  const levels = useMemo(() => levelsOf(grid, 16, surface.bend), [grid]);
  const found = value?.surface === name ? Object.entries(value.paths) : [];
  const run = /** @type {[RacerName, Path][]} */ (
    found.filter(([racer]) => field.some((one) => one.name === racer))
  );
  return { surface, start, grid, levels, run, problem };
}

export default function Surfaces() {
  const { surface, start, grid, levels, run, problem } = useRace();
  const { view, formula, minima } = surface;
  const steps = state.steps.value;
  const at = Math.min(state.at.value, steps);
  const look = state.look.value;
  const path = run.find(([name]) => name === look)?.[1];
  const optimizer = chosenOf(look, surface.rates);
  const tracks = run.map(([name, { moments }]) => ({
    name,
    points: moments.slice(0, at + 1).map(({ w }) => /** @type {Point} */ ([w[0], w[1]])),
  }));
  const isComputed = useHasBeen(run.length > 0);
  const standings = run.map(([name, of]) => [name, standingOf(of, at, nearOneOf(minima))]);
  return (
    <div class="two">
      <div class="stack">
        <Panel heading={t("map.heading")} part="map">
          <Choice />
          <Map
            label={t("map.label", { formula })}
            {...{ grid, view, levels, names, minima, start, tracks }}
            onStart={(p) => (state.start.value = p.join(","))}
            looked={look}
            quantities={quantitiesAt(optimizer, path, at)}
          />
          <Places grid={grid} view={view} names={names} />
          <Transport last={steps} said={saidOf(look, path, at)} />
          <Beginning start={start} step={view.size / 50} />
          <p class="muted">{t("map.help")}</p>
          <Complaint problem={problem} />
        </Panel>
        <Panel heading={t("race.heights")} part="heights">
          <Heights
            label={t("race.chart")}
            run={run}
            at={at}
            top={Math.max(1.1 * surface.f(start), 1e-3)}
          />
        </Panel>
      </div>
      {isComputed && (
        <div class="stack">
          <Panel heading={t("race.heading")} part="race">
            <Racers symbol="f(x, y)" standings={Object.fromEntries(standings)} />
            <Threshold surface={surface} />
            <Settings rates={surface.rates} />
          </Panel>
          <Decay path={path} at={at} />
          <Panel heading={t("inside.heading", { name: racers[look].label })} part="inside">
            <Inside name={look} optimizer={optimizer} path={path} at={at} names={names} />
          </Panel>
        </div>
      )}
    </div>
  );
}
