/** The loss of a real network on a plane through its weights, with the optimizers raced on it. */
import { useMemo } from "preact/hooks";
import { useWorker } from "../../state/computed.js";
import { Button } from "../../ui/button.jsx";
import { Complaint } from "../../ui/complaint.jsx";
import { NumberField, Select } from "../../ui/fields.jsx";
import { Figures } from "../../ui/figures.jsx";
import { significant } from "../../ui/number.js";
import { Panel } from "../../ui/panel.jsx";
import { levelsOf } from "../../ui/plane/contours.jsx";
import { OwnStart, Seed } from "./controls.jsx";
import { Racers, Settings } from "./field.jsx";
import { finest, useGround } from "./ground.js";
import { Heights } from "./heights.jsx";
import { Inside, quantitiesAt } from "./inside.jsx";
import { Map } from "./map.jsx";
import { Places } from "./places.jsx";
import { networkNames, networks } from "./networks.js";
import { numbersOf } from "./properties.js";
import { optimizerOf, racers, runnersOf } from "./racers.js";
import { endsOf, project, projectStep, train, trainedPlane, weightPlane } from "./slice.js";
import { saidOf, standingOf } from "./standing.js";
import { state } from "./state.js";
import { Transport } from "./transport.jsx";
import { t } from "./words.js";

/** @typedef {import("./racers.js").RacerName} RacerName */
/** @typedef {import("./walk.js").Path} Path */
/** @typedef {import("../../ui/plane/geometry.js").Point} Point */
/** @typedef {import("../../ui/plane/geometry.js").View} View */
/** @typedef {import("./slice.js").Plane} Plane */

/** The two weights that are the axes; the network's own if the link names others than it has. @param {import("./networks.js").Net} net @returns {readonly [number, number]} */
function axesOf({ weights, axes }) {
  const [a, b] = numbersOf(state.axes.value, axes);
  return weights[a] && weights[b] && a !== b ? [a, b] : axes;
}

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

/** What is shown: the plane, the part of it that is seen, the start and the weights that learn. @param {import("./slice.js").Ends} ends */
function sceneOf(ends) {
  const net = networks[state.network.value];
  const isTrained = state.plane.value === "trained";
  const axes = axesOf(net);
  const every = net.weights.map((_, i) => i);
  /** @type {Point} */
  const own = [ends.start[axes[0]], ends.start[axes[1]]];
  if (isTrained) {
    const plane = trainedPlane(ends, state.init.value);
    const [far] = project(plane, ends.start);
    /** @type {View} */
    const view = { low: [-0.35 * far, -0.85 * far], size: 1.7 * far };
    return { plane, view, start: ends.start, free: every, names: ["α", "β"] };
  }
  const [a, b] = numbersOf(state.start.value, own);
  const start = ends.start.map((v, i) => (i === axes[0] ? a : i === axes[1] ? b : v));
  const [size] = numbersOf(state.span.value, [net.span]);
  const isOwn = axes.join() === net.axes.join();
  const [x, y] = isOwn && net.centre ? net.centre : own;
  return {
    plane: weightPlane(ends.start, axes),
    view: /** @type {View} */ ({ low: [x - size / 2, y - size / 2], size }),
    start,
    free: state.free.value === "all" ? every : [...axes],
    names: axes.map((i) => net.weights[i].name),
  };
}

/** A point of the free weights as one of all. @param {readonly number[]} start @param {readonly number[]} free @param {readonly number[]} w */
const wholeOf = (start, free, w) =>
  start.map((v, i) => (free.includes(i) ? w[free.indexOf(i)] : v));

function Choices() {
  const net = networks[state.network.value];
  const axes = axesOf(net);
  const isTrained = state.plane.value === "trained";
  const setAxis = (/** @type {0 | 1} */ k, /** @type {number} */ weight) => {
    const other = axes[1 - k] === weight ? axes[k] : axes[1 - k]; // the same twice: they change places
    state.axes.value = (k === 0 ? [weight, other] : [other, weight]).join(",");
    state.start.value = "";
  };
  const options = net.weights.map(({ name }, value) => ({ value, label: name }));
  return (
    <>
      <Select
        label={t("loss.network")}
        value={state.network.value}
        options={networkNames.map((name) => ({ value: name, label: t(`network.${name}`) }))}
        onChange={(name) => {
          state.network.value = name;
          state.axes.value = "";
          state.start.value = "";
          state.span.value = "";
        }}
      />
      <div class="fields pair">
        <Select
          label={t("loss.plane")}
          value={state.plane.value}
          options={
            /** @type {const} */ (["weights", "trained"]).map((value) => ({
              value,
              label: t(`plane.${value}`),
            }))
          }
          onChange={(value) => (state.plane.value = value)}
        />
        {!isTrained && (
          <Select
            label={t("loss.free")}
            value={state.free.value}
            options={
              /** @type {const} */ (["all", "two"]).map((value) => ({
                value,
                label: t(`free.${value}`),
              }))
            }
            onChange={(value) => (state.free.value = value)}
          />
        )}
      </div>
      <div class="fields three">
        {!isTrained && (
          <>
            <Select
              label={t("loss.horizontal")}
              value={axes[0]}
              options={options}
              onChange={(i) => setAxis(0, i)}
            />
            <Select
              label={t("loss.vertical")}
              value={axes[1]}
              options={options}
              onChange={(i) => setAxis(1, i)}
            />
            <NumberField
              label={t("loss.span")}
              value={numbersOf(state.span.value, [net.span])[0]}
              min={0.1}
              max={1000}
              step={1}
              onChange={(v) => (state.span.value = String(v))}
            />
          </>
        )}
        {(!net.start || isTrained) && <Seed />}
      </div>
    </>
  );
}

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

/** @param {{ ends: import("./slice.js").Ends }} props */
function Scene({ ends }) {
  const network = state.network.value;
  const net = networks[network];
  const steps = state.steps.value;
  const at = Math.min(state.at.value, steps);
  const look = state.look.value;
  const isTrained = state.plane.value === "trained";
  const { plane, view, start, free, names } = sceneOf(ends);
  const field = runnersOf(state.race.value).map((name) => ({
    name,
    optimizer: optimizerOf(name, state[name].value, net.rates[name]),
  }));
  const ground = useGround({ net, plane, view });
  const { value, problem } = useWorker(race, { network, start, free, steps, field });
  const levels = useMemo(() => ground.grid && levelsOf(ground.grid, 16, 2), [ground.grid]);
  const run = (value?.network === network ? value.run : []).filter(
    ([name, { moments }]) =>
      field.some((r) => r.name === name) && moments[0].w.length === free.length,
  );
  const path = run.find(([name]) => name === look)?.[1];
  const optimizer = optimizerOf(look, state[look].value, net.rates[look]);
  const whole = (/** @type {number[]} */ w) => wholeOf(start, free, w);
  const zero = start.map(() => 0);
  const seen = quantitiesAt(optimizer, path, at)
    .filter(({ sort }) => !(isTrained && sort === "scale"))
    .map((q) => ({ ...q, values: [...projectStep(plane, wholeOf(zero, free, q.values))] }));
  const freeNames = free.map((i) => net.weights[i].name);
  return (
    <div class="two">
      <div class="stack">
        <Panel heading={t("loss.heading")} part="slice">
          <Choices />
          <Map
            label={t("loss.label", { network: t(`network.${network}`), a: names[0], b: names[1] })}
            grid={ground.grid}
            view={view}
            levels={levels}
            names={/** @type {[string, string]} */ (names)}
            start={project(plane, start)}
            onStart={isTrained ? undefined : (p) => (state.start.value = p.join(","))}
            tracks={run.map(([name, { moments }]) => ({
              name,
              points: moments.slice(0, at + 1).map(({ w }) => project(plane, whole(w))),
            }))}
            looked={look}
            quantities={seen}
          />
          <Progress ground={ground} />
          <Places grid={ground.grid} view={view} names={names} />
          <Transport last={steps} said={saidOf(look, path, at)} />
          <p class="muted">
            {isTrained
              ? t("loss.trainedNote")
              : t(free.length > 2 ? "loss.projected" : "loss.exact")}
          </p>
          {!isTrained && <OwnStart />}
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
            standings={Object.fromEntries(
              run.map(([name, of]) => [name, standingOf(of, at, ({ f }) => f < net.goal)]),
            )}
          />
          <Settings rates={net.rates} />
        </Panel>
        <Panel heading={t("inside.heading", { name: racers[look].label })} part="inside">
          <Inside name={look} optimizer={optimizer} path={path} at={at} names={freeNames} />
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
