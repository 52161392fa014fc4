/** The loss of a real network on a plane through its weights, with the optimizers raced on it. */
import { useMemo } from "preact/hooks";
import { useWorker } from "../../state/computed.js";
import { Button } from "../../ui/button.jsx";
import { Complaint } from "../../ui/complaint.jsx";
import { Figures } from "../../ui/figures.jsx";
import { significant } from "../../ui/number.js";
import { Panel } from "../../ui/panel.jsx";
import { levelsOf } from "../../ui/plane/contours.jsx";
import { OwnStart } from "./controls.jsx";
import { Decay } from "./decay.jsx";
import { chosenOf, fieldNow } from "./field.js";
import { Racers, Settings } from "./field.jsx";
import { finest, useGround } from "./ground.js";
import { Heights } from "./heights.jsx";
import { Inside, quantitiesAt } from "./inside.jsx";
import { Map } from "./map.jsx";
import { Places } from "./places.jsx";
import { networks } from "./networks.js";
import { axesOf, Choices, isOfWeights } from "./planes.jsx";
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

/** @param {Omit<Parameters<typeof train>[0], "optimizer"> & { field: { name: RacerName, optimizer: object }[] }} given @param {AbortSignal} signal */
async function race({ field, ...given }, signal) {
  const run = await Promise.all(
    field.map(async ({ name, optimizer }) => [
      name,
      await train({ ...given, optimizer, steps: given.steps + 1 }, signal),
    ]),
  );
  return { network: given.network, run: /** @type {[RacerName, Path][]} */ (run) };
}

/**
 * What is shown: the plane, the part of it that is seen, the start, the weights that learn, and where training ended.
 * @typedef {{ plane: Plane, view: View, start: readonly number[], free: readonly number[], names: [string, string], minima: Point[] }} Sight
 */

/** A plane of two of the weights. @param {import("./plane.js").Ends} ends @returns {Sight} */
function sceneOfWeights(ends) {
  const net = networks[state.network.value];
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

/** A plane through the trained weights. @param {import("./plane.js").Ends} ends @returns {Sight} */
function sceneOfTrained(ends) {
  const seed = state.init.value;
  const isRandom = state.plane.value === "random";
  const plane = isRandom
    ? randomPlane(networks[state.network.value], ends.trained, seed)
    : trainedPlane(ends, seed);
  const [far] = project(plane, ends.start);
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

/** @param {import("./plane.js").Ends} ends */
const sightOf = (ends) => (isOfWeights() ? sceneOfWeights(ends) : sceneOfTrained(ends));

/** A point of the free weights as one of all. @param {readonly number[]} start @param {readonly number[]} free @param {readonly number[]} w */
const wholeOf = (start, free, w) =>
  start.map((v, i) => (free.includes(i) ? w[free.indexOf(i)] : v));

/** @param {{ ground: ReturnType<typeof useGround> }} props */
function Progress({ ground: { share, isStopped, grid, stop } }) {
  if (isStopped) return <p class="muted">{grid && t("loss.coarse", { cells: grid.columns })}</p>;
  if (share >= 1) return null;
  return (
    <div class="picks computing">
      <label>
        {t("loss.computing", { points: finest * finest })} <progress max={1} value={share} />
      </label>
      <Button onClick={stop}>{t("loss.cancel")}</Button>
    </div>
  );
}

/** @param {{ name: RacerName, path: Path | undefined, at: number, start: readonly number[], free: readonly number[] }} props */
function Weights({ name, path, at, start, free }) {
  const moment = path?.moments[at];
  if (!moment) return null;
  const all = wholeOf(start, free, moment.w);
  const { weights } = networks[state.network.value];
  return (
    <>
      <h3>{t("loss.weights", { name: racers[name].label, at })}</h3>
      <Figures
        id="weights"
        label={t("loss.weight")}
        whole
        heads={[t("loss.weight"), "w", "∂L/∂w"]}
        rows={weights.map((weight, i) => [
          weight.name,
          significant(all[i], 7),
          free.includes(i) ? significant(moment.g[free.indexOf(i)], 7) : "–",
        ])}
      />
    </>
  );
}

/** The race on what is seen, as far as it is computed. @param {Sight} sight */
function useRace({ plane, view, start, free }) {
  const { value: network } = state.network;
  const net = networks[network];
  const field = fieldNow(net.rates);
  const ground = useGround({ net, plane, view });
  const steps = state.steps.value;
  const { value, problem } = useWorker(race, { network, start, free, steps, field });
  const levels = useMemo(() => ground.grid && levelsOf(ground.grid, 16, 2), [ground.grid]);
  const run = (value?.network === network ? value.run : []).filter(
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

/** What the picture can show, and what not. @param {{ free: readonly number[] }} props */
function Note({ free }) {
  const { value: plane } = state.plane;
  const ofWeights = free.length > 2 ? "loss.projected" : "loss.exact";
  return <p class="muted">{t(plane === "weights" ? ofWeights : `loss.${plane}Note`)}</p>;
}

/** @param {{ ends: import("./plane.js").Ends }} props */
function Scene({ ends }) {
  const { value: network } = state.network;
  const net = networks[network];
  const { value: look } = state.look;
  const at = Math.min(state.at.value, state.steps.value);
  const sight = sightOf(ends);
  const { plane, start, free, names, minima, view } = sight;
  const { ground, levels, run, problem } = useRace(sight);
  const path = run.find(([name]) => name === look)?.[1];
  const optimizer = chosenOf(look, net.rates);
  const tracks = run.map(([name, { moments }]) => ({
    name,
    points: moments.slice(0, at + 1).map(({ w }) => project(plane, wholeOf(start, free, w))),
  }));
  const standings = run.map(([name, of]) => [name, standingOf(of, at, ({ f }) => f < net.goal)]);
  return (
    <div class="two">
      <div class="stack">
        <Panel heading={t("loss.heading")} part="slice">
          <Choices />
          <Map
            label={t("loss.label", { network: t(`network.${network}`), a: names[0], b: names[1] })}
            {...{ grid: ground.grid, view, levels, names, minima, tracks }}
            start={project(plane, start)}
            onStart={isOfWeights() ? (p) => (state.start.value = p.join(",")) : undefined}
            looked={look}
            quantities={seenOn(sight, quantitiesAt(optimizer, path, at))}
          />
          <Progress ground={ground} />
          <Places grid={ground.grid} view={view} names={names} />
          <Transport last={state.steps.value} said={saidOf(look, path, at)} />
          <Note free={free} />
          {isOfWeights() && <OwnStart />}
          <Complaint problem={problem} />
        </Panel>
        <Panel heading={t("race.heights")} part="heights">
          <Heights run={run} at={at} top={1.1 * (run[0]?.[1].moments[0].f ?? 1)} />
        </Panel>
      </div>
      <div class="stack">
        <Panel heading={t("race.heading")} part="race">
          <Racers
            symbol={t("loss.value")}
            goal={t("loss.goal", { goal: net.goal })}
            standings={Object.fromEntries(standings)}
          />
          <Settings rates={net.rates} />
        </Panel>
        <Decay path={path} at={at} />
        <Panel heading={t("inside.heading", { name: racers[look].label })} part="inside">
          <Inside
            {...{ name: look, optimizer, path, at }}
            names={free.map((i) => net.weights[i].name)}
          />
          <Weights name={look} path={path} at={at} start={start} free={free} />
        </Panel>
      </div>
    </div>
  );
}

export default function Slice() {
  const network = state.network.value;
  const { value: ends, problem } = useWorker(
    async (given) => ({ network: given.network, ...(await endsOf(given)) }),
    { network, seed: state.init.value },
  );
  if (ends?.network !== network) return <Complaint problem={problem} />;
  return <Scene ends={ends} />;
}
