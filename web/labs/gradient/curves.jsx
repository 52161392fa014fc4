/** A function of one variable: the ball, the tangent, the step −ηf′; too small, right and too large a learning rate; decay. */
import { useRef } from "preact/hooks";
import { useWorker } from "../../state/computed.js";
import { Button } from "../../ui/button.jsx";
import { Complaint } from "../../ui/complaint.jsx";
import { NumberField, Select } from "../../ui/fields.jsx";
import { Figures } from "../../ui/figures.jsx";
import { Graph, scaleOf, width } from "../../ui/graph.jsx";
import { plain, significant } from "../../ui/number.js";
import { Panel } from "../../ui/panel.jsx";
import { RateGraph, Schedule } from "../../ui/schedule.jsx";
import { Arrow } from "../../ui/plane/arrow.jsx";
import { curveNames, curves } from "./curves.js";
import { byStep, descend } from "./descend.js";
import { state } from "./state.js";
import { Transport } from "./transport.jsx";
import { t } from "./words.js";

/** @typedef {import("./curves.js").Curve} Curve */
/** @typedef {import("./walk.js").Moment} Moment */
/** @typedef {import("../../ui/plane/geometry.js").Point} Point */

const steps = 60;
const sizes = /** @type {const} */ (["small", "right", "large"]);
/** A rate as it was typed, or as a schedule leaves it. @param {number} v */
const short = (v) => plain(Number(v.toPrecision(4)));
const print = (/** @type {number} */ v) => significant(v, 4);

/** @param {{ curve: import("./curves.js").CurveName, start: number, rate: number, schedule: any }} given @param {AbortSignal} signal */
async function roll({ curve, start, rate, schedule }, signal) {
  const { f, d } = curves[curve];
  const slope = (/** @type {number[]} */ [x]) => ({ f: f(x), g: [d(x)] });
  const optimizer = { type: "sgd", learningRate: rate, schedule };
  const path = await descend({ optimizer, slope, start: [start], steps: steps + 1 }, signal);
  return { curve, path };
}

/** @param {string} text @param {number} otherwise */
const numberOf = (text, otherwise) =>
  text === "" || !Number.isFinite(Number(text)) ? otherwise : Number(text);

/** The tangent at the ball, and the step that it leads to. @param {{ curve: Curve, now: Moment, next?: Moment }} props */
function Step({ curve, now, next }) {
  const to = scaleOf(curve.x, curve.y);
  const [x] = now.w;
  const reach = (curve.x[1] - curve.x[0]) * 0.16;
  const across = Math.min(
    reach,
    (curve.y[1] - curve.y[0]) / 4 / Math.max(Math.abs(now.g[0]), 1e-9),
  );
  const tangent = [-across, across].map((dx) => to(x + dx, now.f + now.g[0] * dx).join(" "));
  const [px, py] = to(x, now.f);
  const outside = (/** @type {number} */ v) => Math.max(-width, Math.min(2 * width, v));
  const landing = next && to(next.w[0], next.f).map(outside);
  return (
    <g aria-hidden="true">
      <path class="tangent" d={`M${tangent.join("L")}`} />
      {landing && (
        <>
          <Arrow class="quantity-step" from={[px, py]} to={[landing[0], py]} head={10} />
          <path class="drop" d={`M${landing[0]} ${py}V${landing[1]}`} />
        </>
      )}
      <circle class="ball" cx={px} cy={py} r="9" />
    </g>
  );
}

/** @param {{ name: import("./curves.js").CurveName, moments: readonly Moment[], at: number, start: number }} props */
function Picture({ name, moments, at, start }) {
  const curve = curves[name];
  const svg = useRef(/** @type {SVGSVGElement | null} */ (null));
  const to = scaleOf(curve.x, curve.y);
  const [left] = to(curve.x[0], 0);
  const [right] = to(curve.x[1], 0);
  const grain = (curve.x[1] - curve.x[0]) / 120;
  /** @param {number} x */
  const place = (x) => {
    const inside = Math.max(curve.x[0], Math.min(curve.x[1], x));
    state.x.value = String(Number((Math.round(inside / grain) * grain).toFixed(3)));
    state.at.value = 0;
  };
  /** By a click or a drag along the curve; a finger that goes up or down is about to scroll. @param {MouseEvent} event */
  function onPointer(event) {
    const isAlong = Math.abs(event.movementX) >= Math.abs(event.movementY);
    if (event.type === "pointermove" && !(event.buttons & 1 && isAlong)) return;
    const box = /** @type {SVGSVGElement} */ (svg.current).getBoundingClientRect();
    const px = ((event.clientX - box.left) / box.width) * width;
    place(curve.x[0] + ((px - left) / (right - left)) * (curve.x[1] - curve.x[0]));
  }
  /** @param {KeyboardEvent} event */
  function onKeyDown(event) {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!way) return;
    event.preventDefault();
    place(start + way * grain * (event.shiftKey ? 10 : 1));
  }
  const [sx, sy] = to(start, curve.f(start));
  return (
    <Graph
      svgRef={svg}
      class="editable"
      label={t("curve.label", { formula: curve.formula })}
      f={curve.f}
      x={curve.x}
      y={curve.y}
      onClick={onPointer}
      onPointerMove={onPointer}
    >
      {moments.slice(0, at + 1).map(({ w, f }, i) => {
        const [x, y] = to(w[0], f);
        return <circle key={i} class="stop" cx={x} cy={y} r="3.5" aria-hidden="true" />;
      })}
      <g
        class="start"
        transform={`translate(${sx} ${sy})`}
        role="slider"
        tabindex={0}
        aria-label={t("curve.start")}
        aria-valuemin={curve.x[0]}
        aria-valuemax={curve.x[1]}
        aria-valuenow={start}
        onKeyDown={onKeyDown}
      >
        <circle class="ring" r="14" />
      </g>
      {moments[at] && <Step curve={curve} now={moments[at]} next={moments[at + 1]} />}
    </Graph>
  );
}

/** What the learning rate makes of the distance, where f is a parabola: each step multiplies it by 1 − ηf″. @param {{ rate: number }} props */
function Threshold({ rate }) {
  const factor = 1 - 2 * rate;
  const verdict =
    rate === 0
      ? "still"
      : rate > 1
        ? "diverges"
        : rate === 1
          ? "circles"
          : rate > 0.5
            ? "swings"
            : "glides";
  return (
    <div class="note" data-testid="threshold">
      <p>{t("curve.threshold")}</p>
      <p>
        {t("curve.factor", { rate: short(rate), factor: print(factor) })} {t(`curve.${verdict}`)}
      </p>
    </div>
  );
}

/** @param {{ chosen: number, curve: Curve }} props */
function Rates({ chosen, curve }) {
  return (
    <div class="picks" role="group" aria-label={t("curve.rates")}>
      {sizes.map((size, i) => (
        <Button
          key={size}
          pressed={chosen === curve.rates[i]}
          onClick={() => {
            state.eta.value = size === "right" ? "" : String(curve.rates[i]);
            state.at.value = 0;
          }}
        >
          {t(`curve.${size}`, { rate: curve.rates[i] })}
        </Button>
      ))}
    </div>
  );
}

/** @param {{ moments: readonly Moment[], at: number }} props */
const Table = ({ moments, at }) => (
  <Figures
    id="curve-steps"
    label={t("curve.table")}
    heads={["t", "η", "x", "f(x)", "f′(x)", "−η f′(x)"]}
    rows={moments.slice(0, at + 1).map(({ w, f, g, rate }, i) => {
      const next = moments[i + 1];
      return [i, ...[rate, w[0], f, g[0]].map(print), next ? print(next.w[0] - w[0]) : "–"];
    })}
  />
);

/** @param {Moment} now @param {Moment | undefined} next */
function worked({ w, g, rate }, next) {
  const signed = g[0] < 0 ? `(${print(g[0])})` : print(g[0]);
  const result = next ? ` = ${print(next.w[0])}` : "";
  return `x ← x − η f′(x) = ${print(w[0])} − ${short(rate)} · ${signed}${result}`;
}

/** The next step in figures: x ← x − η f′(x). Its place is kept until they are there. @param {{ now: Moment | undefined, next: Moment | undefined }} props */
const Worked = ({ now, next }) => (
  <p class="formula worked" data-testid="curve-step">
    {now && worked(now, next)}
  </p>
);

function Choice() {
  const { value: name } = state.curve;
  const { formula, slope } = curves[name];
  return (
    <>
      <Select
        label={t("curve.function")}
        value={name}
        options={curveNames.map((value) => ({ value, label: t(`curve.${value}`) }))}
        onChange={(next) => {
          state.curve.value = next;
          state.x.value = "";
          state.eta.value = "";
          state.at.value = 0;
        }}
      />
      <p class="formula">
        {formula}, {slope}
      </p>
    </>
  );
}

/** The learning rate and the start; now: the rate that is in force. @param {{ rate: number, start: number, now: number }} props */
function Rate({ rate, start, now }) {
  const { value: name } = state.curve;
  return (
    <Panel heading={t("curve.rateHeading")} part="rate">
      <Rates chosen={rate} curve={curves[name]} />
      <div class="fields three">
        <NumberField
          label={t("rate")}
          value={rate}
          min={0}
          max={100}
          step={0.01}
          onChange={(v) => (state.eta.value = String(v))}
        />
        <NumberField
          label={t("curve.startX")}
          value={start}
          min={-100}
          max={100}
          step={0.1}
          onChange={(v) => (state.x.value = String(v))}
        />
      </div>
      {name === "parabola" && <Threshold rate={now} />}
    </Panel>
  );
}

/** @param {{ moments: readonly Moment[], at: number }} props */
const Decay = ({ moments, at }) => (
  <Panel heading={t("curve.decay")} part="schedule">
    <Schedule
      label={t("curve.schedule")}
      value={state.schedule.value}
      over={40}
      onChange={(value) => (state.schedule.value = value)}
    />
    <RateGraph
      label={t("curve.rateChart")}
      rates={moments.slice(0, steps).map((moment) => moment.rate)}
      last={steps}
      at={at}
    />
  </Panel>
);

export default function Curves() {
  const { value: name } = state.curve;
  const curve = curves[name];
  const start = numberOf(state.x.value, curve.start);
  const rate = numberOf(state.eta.value, curve.rates[1]);
  const { value, problem } = useWorker(roll, {
    curve: name,
    start,
    rate,
    schedule: byStep(state.schedule.value),
  });
  const path = value?.curve === name ? value.path : undefined;
  const moments = path?.moments ?? [];
  const last = Math.min(steps, Math.max(0, moments.length - 1));
  const at = Math.min(state.at.value, last);
  const now = moments[at];
  const diverged = path?.hasDiverged && at >= last && t("curve.diverged", { steps: last });
  return (
    <div class="two">
      <div class="stack">
        <Panel heading={t("curve.heading")} part="curve">
          <Choice />
          <Picture name={name} moments={moments} at={at} start={start} />
          <Worked now={now} next={moments[at + 1]} />
          <Transport
            last={last}
            said={now && `x = ${print(now.w[0])}, f(x) = ${print(now.f)}`}
            more={diverged}
          />
          {diverged && <p class="complaint">{diverged}</p>}
          <p class="muted">{t("curve.help")}</p>
          <Complaint problem={problem} />
        </Panel>
        <Panel heading={t("curve.table")} part="steps">
          <Table moments={moments} at={at} />
        </Panel>
      </div>
      <div class="stack">
        <Rate rate={rate} start={start} now={now?.rate ?? rate} />
        <Decay moments={moments} at={at} />
      </div>
    </div>
  );
}
