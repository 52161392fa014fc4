/** The loss of a real network on a plane through its weights, with the optimizers raced on it. */
import { useMemo, useState } from "preact/hooks";
import { useWorker } from "../../state/computed.js";
import { Button } from "../../ui/button.jsx";
import { Complaint } from "../../ui/complaint.jsx";
import { Figures } from "../../ui/figures.jsx";
import { percent, significant } from "../../ui/number.js";
import { Panel } from "../../ui/panel.jsx";
import { levelsOf } from "../../ui/plane/grid.js";
import { OwnStart } from "./controls.jsx";
import { Decay } from "./decay.jsx";
import { chosenOf, fieldNow } from "./field.js";
import { Racers, Settings } from "./field.jsx";
import { finest, useGround } from "./ground.js";
import { Heights } from "./heights.jsx";
import { Inside, quantitiesAt } from "./inside.jsx";
import { Map } from "./map.jsx";
import { Places } from "./places.jsx";
import { netOf } from "./lent.js";
import { axesOf, Choices, isOfWeights, Network, titleOf } from "./planes.jsx";
import { numbersOf } from "./properties.js";
import { racers } from "./racers.js";
import { project, projectStep, randomPlane, trainedPlane, weightPlane } from "./plane.js";
import { endsOf, train } from "./slice.js";
import { saidOf, standingOf } from "./standing.js";
import { state } from "./state.js";
import { Transport } from "./transport.jsx";
import { t } from "./words.js";

/** @typedef {import("./racers.js").RacerName} RacerName */
/** @typedef {import("./walk.js").Path} Path */
/** @typedef {import("../../ui/plane/geometry.js").Point} Point */
/** @typedef {import("../../ui/plane/geometry.js").View} View */
/** @typedef {import("./plane.js").Plane} Plane */
/** @typedef {import("./plane.js").Ends} Ends */
/** @typedef {import("./networks.js").Net} Net */

/** Of a network with many weights so many are listed. */
const mostListed = 48;

/** @param {Net} net @param {Omit<Parameters<typeof train>[1], "optimizer"> & { field: import("./field.js").Field }} given @param {AbortSignal} signal */
async function race(net, { field, ...given }, signal) {
  const run = await Promise.all(
    field.map(async ({ name, optimizer }) => [
      name,
      await train(net, { ...given, optimizer, steps: given.steps + 1 }, signal),
    ]),
  );
  return { net, run: /** @type {[RacerName, Path][]} */ (run) };
}

/**
 * What is shown: the plane, the part of it that is seen, the start, the weights that learn, and where training ended.
 * @typedef {{ plane: Plane, view: View, start: readonly number[], free: readonly number[], names: [string, string], minima: Point[] }} Sight
 */

/** A plane of two of the weights. @param {Net} net @param {Ends} ends @returns {Sight} */
function sceneOfWeights(net, ends) {
  const axes = axesOf(net);
  /** @type {Point} */
  const own = [ends.start[axes[0]], ends.start[axes[1]]];
  const [a, b] = numbersOf(state.start.value, own);
  const [size] = numbersOf(state.span.value, [net.span]);
  const isOwn = axes.join() === net.axes.join();
  const [x, y] = isOwn && net.centre ? net.centre : own;
  return {
    plane: weightPlane(ends.start, axes),
    view: { low: [x - size / 2, y - size / 2], size },
    start: ends.start.map((v, i) => (i === axes[0] ? a : i === axes[1] ? b : v)),
    free: state.free.value === "all" ? ends.start.map((_, i) => i) : [...axes],
    names: [net.weights[axes[0]].name, net.weights[axes[1]].name],
    minima: [],
  };
}

/** A plane through the trained weights. @param {Net} net @param {Ends} ends @returns {Sight} */
function sceneOfTrained(net, ends) {
  const seed = state.init.value;
  const isRandom = state.plane.value === "random";
  const plane = isRandom ? randomPlane(net, ends.trained, seed) : trainedPlane(ends, seed);
  const far = project(plane, ends.start)[0] || 1;
  return {
    plane,
    view: isRandom
      ? { low: [-1, -1], size: 2 }
      : { low: [-0.35 * far, -0.85 * far], size: 1.7 * far },
    start: ends.start,
    free: ends.start.map((_, i) => i),
    names: ["α", "β"],
    minima: [[0, 0]],
  };
}

/** @param {Net} net @param {Ends} ends */
const sightOf = (net, ends) =>
  isOfWeights() ? sceneOfWeights(net, ends) : sceneOfTrained(net, ends);

/** A point of the free weights as one of all. @param {readonly number[]} start @param {readonly number[]} free @param {readonly number[]} w */
const wholeOf = (start, free, w) =>
  start.map((v, i) => (free.includes(i) ? w[free.indexOf(i)] : v));

/** How far the map is computed. Its row keeps its room, so that nothing moves when it is done. @param {{ ground: ReturnType<typeof useGround> }} props */
function Progress({ ground: { share, isStopped, grid, stop } }) {
  return (
    <div class="picks computing">
      {isStopped && grid && <p class="muted">{t("loss.coarse", { cells: grid.columns })}</p>}
      {!isStopped && share < 1 && (
        <>
          <label>
            {t("loss.computing", { points: finest * finest })} <progress max={1} value={share} />
          </label>
          <Button onClick={stop}>{t("loss.cancel")}</Button>
        </>
      )}
    </div>
  );
}

/** @param {{ weights: Net["weights"], name: RacerName, path: Path | undefined, at: number, start: readonly number[], free: readonly number[] }} props */
function Weights({ weights, name, path, at, start, free }) {
  const moment = path?.moments[at];
  if (!moment) return null;
  const all = wholeOf(start, free, moment.w);
  return (
    <>
      <h3>{t("loss.weights", { name: racers[name].label, at })}</h3>
      {weights.length > mostListed && (
        <p class="muted">{t("loss.listed", { shown: mostListed, count: weights.length })}</p>
      )}
      <Figures
        id="weights"
        label={t("loss.weight")}
        whole
        heads={[t("loss.weight"), "w", "∂L/∂w"]}
        rows={weights
          .slice(0, mostListed)
          .map((weight, i) => [
            weight.name,
            significant(all[i], 7),
            free.includes(i) ? significant(moment.g[free.indexOf(i)], 7) : "–",
          ])}
      />
    </>
  );
}

/** The race on what is seen, as far as it is computed. @param {Net} net @param {Sight} sight */
function useRace(net, { plane, view, start, free }) {
  const field = fieldNow(net.rates);
  const ground = useGround({ net, plane, view });
  const { value, problem } = useWorker(({ of: _, ...given }, signal) => race(net, given, signal), {
    of: [state.network.value, state.lent.value],
    start,
    free,
    steps: state.steps.value,
    field,
  });
  const levels = useMemo(() => ground.grid && levelsOf(ground.grid, 16, 2), [ground.grid]);
  const run = (value?.net === net ? value.run : []).filter(
    ([name, { moments }]) =>
      field.some((r) => r.name === name) && moments[0].w.length === free.length,
  );
  return { ground, levels, run, problem };
}

/** The quantities of the step that is looked at, as they are seen on the plane. @param {Sight} sight @param {import("./quantities.js").Quantity[]} quantities */
function seenOn({ plane, start, free }, quantities) {
  const zero = start.map(() => 0);
  return quantities
    .filter(({ sort }) => isOfWeights() || sort !== "scale")
    .map((q) => ({ ...q, values: [...projectStep(plane, wholeOf(zero, free, q.values))] }));
}

/** What the picture can show, and what not. @param {{ free: readonly number[], course: boolean }} props */
function Note({ free, course }) {
  const { value: plane } = state.plane;
  const ofWeights = free.length > 2 ? "loss.projected" : "loss.exact";
  const by = t(course ? "loss.byCourse" : "loss.byAdam");
  return (
    <p class="muted">
      {t(plane === "weights" ? ofWeights : `loss.${plane}Note`, { by })}
      {course && ` ${t("loss.course")}`}
    </p>
  );
}

/** Who races, how each goes, and what is inside the step of the one that is looked at. @param {{ net: Net, goal: number, run: [RacerName, Path][], at: number, sight: Sight }} props */
function Race({ net, goal, run, at, sight: { start, free } }) {
  const { value: look } = state.look;
  const path = run.find(([name]) => name === look)?.[1];
  const standings = run.map(([name, of]) => [name, standingOf(of, at, ({ f }) => f < goal)]);
  return (
    <div class="stack">
      <Panel heading={t("race.heading")} part="race">
        <Racers
          symbol={t("loss.value")}
          goal={t("loss.goal", { goal })}
          standings={Object.fromEntries(standings)}
        />
        <Settings rates={net.rates} />
      </Panel>
      <Decay path={path} at={at} />
      <Panel heading={t("inside.heading", { name: racers[look].label })} part="inside">
        <Inside
          {...{ name: look, optimizer: chosenOf(look, net.rates), path, at }}
          names={free.slice(0, mostListed).map((i) => net.weights[i].name)}
        />
        <Weights {...{ weights: net.weights, name: look, path, at, start, free }} />
      </Panel>
    </div>
  );
}

/** @param {{ net: Net, ends: Ends, goal: number }} props */
function Scene({ net, ends, goal }) {
  const { value: look } = state.look;
  const at = Math.min(state.at.value, state.steps.value);
  const sight = sightOf(net, ends);
  const { plane, start, free, names, minima, view } = sight;
  const { ground, levels, run, problem } = useRace(net, sight);
  const course = ends.isCourse ? net.course : undefined;
  const path = run.find(([name]) => name === look)?.[1];
  const optimizer = chosenOf(look, net.rates);
  const tracks = run.map(([name, { moments }]) => ({
    name,
    points: moments.slice(0, at + 1).map(({ w }) => project(plane, wholeOf(start, free, w))),
  }));
  return (
    <div class="two">
      <div class="stack">
        <Panel heading={t("loss.heading")} part="slice">
          <Choices net={net} />
          <Map
            label={t("loss.label", {
              network: titleOf(state.network.value),
              a: names[0],
              b: names[1],
            })}
            {...{ grid: ground.grid, view, levels, names, minima, tracks }}
            course={course?.map((w) => project(plane, w))}
            start={project(plane, start)}
            onStart={isOfWeights() ? (p) => (state.start.value = p.join(",")) : undefined}
            looked={look}
            quantities={seenOn(sight, quantitiesAt(optimizer, path, at))}
          />
          <Progress ground={ground} />
          <Places grid={ground.grid} view={view} names={names} />
          <Transport last={state.steps.value} said={saidOf(look, path, at)} />
          <Note free={free} course={course !== undefined} />
          {isOfWeights() && <OwnStart />}
          <Complaint problem={problem} />
        </Panel>
        <Panel heading={t("loss.value")} part="heights">
          <Heights
            label={t("loss.value")}
            run={run}
            at={at}
            top={1.1 * (run[0]?.[1].moments[0].f ?? 1)}
          />
        </Panel>
      </div>
      <Race {...{ net, goal, run, at, sight }} />
    </div>
  );
}

/** The network that is chosen, with where its training begins and ends. @param {import("./lent.js").Chosen & { seed: number }} given @param {import("../index.js").LendOptions} options */
async function find({ seed, ...chosen }, options) {
  const net = await netOf(chosen, options);
  const found = net && { net, ...(await endsOf(net, seed)) };
  return { chosen, found };
}

/** A text that no lab of ours has written. */
const Unreadable = () => (
  <Panel part="slice" heading={t("loss.heading")}>
    <p class="complaint" role="alert">
      {t("loss.unreadable")}
    </p>
    <Network />
  </Panel>
);

export default function Slice() {
  const chosen = { network: state.network.value, lent: state.lent.value };
  const [share, onProgress] = useState(0);
  const { value, problem } = useWorker((given, signal) => find(given, { signal, onProgress }), {
    ...chosen,
    seed: state.init.value,
  });
  const isIt = value?.chosen.network === chosen.network && value.chosen.lent === chosen.lent;
  if (problem) return <Complaint problem={problem} />;
  if (!isIt)
    return chosen.network === "lent" ? (
      <p class="muted" role="status">
        {t("loss.lending", { share: percent(share, 0) })}
      </p>
    ) : null;
  return value.found ? <Scene {...value.found} /> : <Unreadable />;
}
