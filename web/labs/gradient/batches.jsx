/** Stochastic, mini-batch and batch gradient descent on one small set, from one start; when each would stop. */
import { useMemo } from "preact/hooks";
import { useWorker } from "../../state/computed.js";
import { Button } from "../../ui/button.jsx";
import { Chart } from "../../ui/chart.jsx";
import { Complaint } from "../../ui/complaint.jsx";
import { NumberField, Select } from "../../ui/fields.jsx";
import { Figures } from "../../ui/figures.jsx";
import { Graph, scaleOf } from "../../ui/graph.jsx";
import { useHasBeen } from "../../ui/later.jsx";
import { significant } from "../../ui/number.js";
import { Panel } from "../../ui/panel.jsx";
import { levelsOf } from "../../ui/plane/grid.js";
import { feed } from "./batches.js";
import { OwnStart, Seed } from "./controls.jsx";
import { Shape } from "./field.jsx";
import { answer, fits } from "./fits.js";
import { useGround } from "./ground.js";
import { Map } from "./map.jsx";
import { Places } from "./places.jsx";
import { numbersOf } from "./properties.js";
import { weightPlane } from "./plane.js";
import { state } from "./state.js";
import { Transport } from "./transport.jsx";
import { t } from "./feeds/words.js";
import { t as lab } from "./words.js";
import { TableBox } from "../../ui/table-box.jsx";

/** @typedef {import("./batches.js").Update} Update */
/** @typedef {"sample" | "mini" | "batch"} Feed */
/** @typedef {{ name: Feed, size: number, updates: readonly Update[], at: number }} Run  at: the update that is shown */
/** @typedef {import("../../ui/plane/geometry.js").Point} Point */

const names = /** @type {const} */ (["sample", "mini", "batch"]);
/** By whose colour and shape each is drawn. @type {Record<Feed, import("./racers.js").RacerName>} */
const marks = { sample: "rmsprop", mini: "momentum", batch: "sgd" };
const print = (/** @type {number} */ v) => significant(v, 5);
const norm = (/** @type {readonly number[]} */ v) => Math.hypot(...v);

/** How far the update to `at` went. @param {readonly Update[]} updates @param {number} at */
const stride = (updates, at) =>
  at === 0 ? NaN : norm(updates[at].w.map((v, i) => v - updates[at - 1].w[i]));

/** @param {{ task: import("./properties.js").Task, rate: number, start: Point, epochs: number, seed: number, sizes: Record<Feed, number> }} given @param {AbortSignal} signal */
async function run({ sizes, ...given }, signal) {
  const all = await Promise.all(
    names.map((name) => feed({ ...given, batch: sizes[name] }, signal)),
  );
  return { task: given.task, sizes, all };
}

/** The samples, what the unit answers, and which samples the last update was made with. @param {{ shown: Run }} props */
function Samples({ shown: { updates, at } }) {
  const task = state.task.value;
  const { x, y, range, outputs } = fits[task];
  const to = scaleOf(range, outputs);
  const { w, samples } = updates[at];
  return (
    <Graph
      label={t("batch.samples", { list: samples.map((i) => i + 1).join(", ") || "–" })}
      f={(v) => answer(task, w, v)}
      x={range}
      y={outputs}
      names={["x", task === "linear" ? "t, z" : "t, p"]}
    >
      {x.map(([v], i) => {
        const [px, py] = to(v, y[i]);
        const isUsed = samples.includes(i);
        return (
          <g key={i} class={isUsed ? "used" : ""} aria-hidden="true">
            <circle class="datum" cx={px} cy={py} r={isUsed ? 9 : 6} />
            <text class="datum-name" x={px} y={py - 13} text-anchor="middle">
              {i + 1}
            </text>
          </g>
        );
      })}
    </Graph>
  );
}

/** The first update of which `holds` is true, as it is printed. @param {readonly Update[]} updates @param {(at: number) => boolean} holds */
function firstOf(updates, holds) {
  const at = updates.findIndex((_, i) => holds(i));
  return at < 0 ? "–" : at;
}

/** What is told of each way to update: its name, or the key of one, and its figure. @type {[string, (run: Run) => string | number][]} */
const figures = [
  ["B", ({ size }) => size],
  ["batch.updates", ({ at }) => at],
  [
    "batch.epochs",
    ({ at, size }) => significant(at / Math.ceil(fits[state.task.value].y.length / size), 3),
  ],
  ["J", ({ updates, at }) => print(updates[at].f)],
  ["‖∇J‖", ({ updates, at }) => print(norm(updates[at].g))],
  ["‖Δw‖", ({ updates, at }) => (at === 0 ? "–" : print(stride(updates, at)))],
  [
    "batch.byGradient",
    ({ updates }) => firstOf(updates, (i) => norm(updates[i].g) < state.theta.value),
  ],
  [
    "batch.byStep",
    ({ updates }) => firstOf(updates, (i) => stride(updates, i) < state.epsilon.value),
  ],
];

/** @param {string} name */
const worded = (name) => (name.startsWith("batch.") ? t(/** @type {any} */ (name)) : name);

/** @param {{ runs: readonly Run[] }} props */
function Feeds({ runs }) {
  return (
    <TableBox label={t("batch.heading")} whole>
      <table class="figures feeds" data-testid="feeds">
        <thead>
          <tr>
            <td />
            {runs.map(({ name }) => (
              <th scope="col" key={name} class={name === state.feed.value ? "is-looked" : ""}>
                <Button
                  class="look"
                  pressed={name === state.feed.value}
                  onClick={() => (state.feed.value = name)}
                >
                  <Shape name={marks[name]} />
                  {t(`feed.${name}`)}
                </Button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map(([name, of]) => (
            <tr key={name}>
              <th scope="row" class="math">
                {worded(name)}
              </th>
              {runs.map((run) => (
                <td key={run.name}>{of(run)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

/** @param {{ shown: Run }} props */
function Updates({ shown: { name, updates, at } }) {
  return (
    <details class="twin">
      <summary>{t("batch.table", { name: t(`feed.${name}`) })}</summary>
      <Figures
        id="updates"
        label={t("batch.heading")}
        heads={[t("batch.update"), t("batch.used"), "w", "b", "J", "‖∇J‖", "‖Δw‖"]}
        rows={updates
          .slice(0, at + 1)
          .map(({ w, f, g, samples }, i) => [
            i,
            samples.map((s) => s + 1).join(", ") || "–",
            ...[...w, f, norm(g)].map(print),
            i === 0 ? "–" : print(stride(updates, i)),
          ])}
      />
    </details>
  );
}

/** @param {{ rate: number, count: number }} props */
function Choices({ rate, count }) {
  return (
    <>
      <Select
        label={t("batch.task")}
        value={state.task.value}
        options={
          /** @type {const} */ (["linear", "logistic"]).map((value) => ({
            value,
            label: t(`task.${value}`),
          }))
        }
        onChange={(task) => {
          state.task.value = task;
          state.start.value = "";
          state.pace.value = "";
        }}
      />
      <div class="fields three">
        <NumberField
          label={lab("rate")}
          value={rate}
          min={0}
          max={100}
          step={0.05}
          onChange={(v) => (state.pace.value = String(v))}
        />
        <NumberField
          label={t("batch.size")}
          value={state.batch.value}
          min={2}
          max={count}
          step={1}
          integer
          onChange={(v) => (state.batch.value = v)}
        />
        <NumberField
          label={t("batch.epochs")}
          value={state.epochs.value}
          min={1}
          max={50}
          step={1}
          integer
          onChange={(v) => (state.epochs.value = v)}
        />
        <Seed />
      </div>
    </>
  );
}

function StopRules() {
  return (
    <div class="fields pair">
      <NumberField
        label={<span class="math">{t("batch.theta")}</span>}
        value={state.theta.value}
        min={0}
        max={10}
        step={0.01}
        onChange={(v) => (state.theta.value = v)}
      />
      <NumberField
        label={<span class="math">{t("batch.epsilon")}</span>}
        value={state.epsilon.value}
        min={0}
        max={10}
        step={0.001}
        onChange={(v) => (state.epsilon.value = v)}
      />
    </div>
  );
}

/** The loss of all samples, by how many have been seen. @param {{ runs: readonly Run[], seen: number }} props */
function Losses({ runs, seen }) {
  const top = 1.1 * runs[0].updates[0].f;
  return (
    <Chart
      label={t("batch.chart")}
      xLabel={t("batch.seen")}
      x={Array.from({ length: seen + 1 }, (_, i) => i)}
      series={runs.map(({ name, size, updates }) => ({
        label: t(`feed.${name}`),
        values: Array.from({ length: seen + 1 }, (_, i) => {
          const f = updates[Math.min(updates.length - 1, Math.floor(i / size))].f;
          return f <= 2 * top ? f : null;
        }),
        color: `racer-${marks[name]}`,
        dash: name === "mini" ? [7, 3] : undefined,
        format: print,
      }))}
    />
  );
}

/** The three ways from one start, as far as they are computed, and how far they are shown. */
function useFeeds() {
  const { value: task } = state.task;
  const fit = fits[task];
  const count = fit.y.length;
  const own = /** @type {Point} */ (fit.start);
  const start = /** @type {Point} */ (numbersOf(state.start.value, own));
  const [rate] = numbersOf(state.pace.value, [fit.rate]);
  const { value: epochs } = state.epochs;
  const sizes = { sample: 1, mini: state.batch.value, batch: count };
  const given = { task, rate, start, epochs, seed: state.init.value, sizes };
  const { value, problem } = useWorker(run, given);
  const last = epochs * count;
  const seen = Math.min(state.at.value, last);
  const found = value?.task === task ? value.all : [];
  const runs = found.map((updates, i) => {
    const size = value?.sizes[names[i]] ?? 1;
    // A mini-batch that the set does not divide by is smaller at the end of each epoch.
    const perEpoch = Math.ceil(count / size);
    const made = Math.floor(seen / count) * perEpoch + Math.floor((seen % count) / size);
    return { name: names[i], size, updates, at: Math.min(made, updates.length - 1) };
  });
  return { fit, count, start, rate, last, seen, runs: /** @type {Run[]} */ (runs), problem };
}

/** J over w and b, and the three ways down. @param {{ fit: import("./fits.js").Fit, start: Point, runs: readonly Run[] }} props */
function Plane({ fit, start, runs }) {
  const [cx, cy] = /** @type {Point} */ (fit.centre);
  /** @type {import("../../ui/plane/geometry.js").View} */
  const view = { low: [cx - fit.span / 2, cy - fit.span / 2], size: fit.span };
  const plane = weightPlane(/** @type {Point} */ (fit.start), fit.axes);
  const { grid } = useGround({ net: fit, plane, view });
  const levels = useMemo(() => grid && levelsOf(grid, 16, 2), [grid]);
  const tracks = runs.map(({ name, updates, at }) => ({
    name: marks[name],
    points: updates.slice(0, at + 1).map(({ w }) => /** @type {Point} */ ([w[0], w[1]])),
  }));
  return (
    <>
      <Map
        label={t("batch.label")}
        {...{ grid, view, levels, start, tracks, names: axes }}
        onStart={(p) => (state.start.value = p.join(","))}
        looked={marks[state.feed.value]}
      />
      <Places grid={grid} view={view} names={axes} />
    </>
  );
}
const axes = /** @type {const} */ (["w", "b"]);

/** How many samples each has seen, and what that is in epochs and iterations. @param {{ seen: number, count: number }} props */
const Seen = ({ seen, count }) => (
  <p class="note" data-testid="seen">
    {t("batch.now", {
      seen,
      epochs: significant(seen / count, 3),
      count,
      size: state.batch.value,
      iterations: Math.ceil(count / state.batch.value),
    })}
  </p>
);

export default function Batches() {
  const { fit, count, start, rate, last, seen, runs, problem } = useFeeds();
  const shown = runs.find(({ name }) => name === state.feed.value);
  const isComputed = useHasBeen(runs.length > 0);
  return (
    <div class="two">
      <div class="stack">
        <Panel heading={t("batch.plane")} part="plane">
          <Choices rate={rate} count={count} />
          <p class="formula">
            {fit.formula}, {fit.loss}
          </p>
          <Plane fit={fit} start={start} runs={runs} />
          <Transport last={last} said={shown && `J = ${print(shown.updates[shown.at].f)}`} />
          <Seen seen={seen} count={count} />
          <OwnStart />
          <Complaint problem={problem} />
        </Panel>
        <Panel heading={t("batch.losses")} part="losses">
          {runs.length > 0 && <Losses runs={runs} seen={seen} />}
        </Panel>
      </div>
      {isComputed && (
        <div class="stack">
          <Panel heading={t("batch.heading")} part="feeds">
            {runs.length > 0 && <Feeds runs={runs} />}
            <StopRules />
            <p class="muted">{t("batch.rules")}</p>
            {shown && <Updates shown={shown} />}
          </Panel>
          <Panel heading={t("batch.fit")} part="fit">
            {shown && <Samples shown={shown} />}
            <p class="muted">{t("batch.fitNote", { name: t(`feed.${state.feed.value}`) })}</p>
          </Panel>
        </div>
      )}
    </div>
  );
}
