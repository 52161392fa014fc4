/** Maximum likelihood for the urn of white and black balls: the likelihood, its logarithm, and the climb to its peak. */
import { useWorker } from "../../state/computed.js";
import { Button } from "../../ui/button.jsx";
import { Complaint } from "../../ui/complaint.jsx";
import { NumberField, Slider } from "../../ui/fields.jsx";
import { Figures } from "../../ui/figures.jsx";
import { Graph, scaleOf } from "../../ui/graph.jsx";
import { plain, significant } from "../../ui/number.js";
import { Panel } from "../../ui/panel.jsx";
import { descend } from "./descend.js";
import {
  draw,
  exponential,
  logLikelihood,
  logSlope,
  peakOf,
  relative,
  slope,
} from "./likelihood.js";
import { state } from "./state.js";
import { Transport } from "./transport.jsx";
import { t } from "./urn/words.js";
import { t as lab } from "./words.js";

/** @typedef {import("./likelihood.js").Sample} Sample */
/** @typedef {import("./walk.js").Moment} Moment */

const steps = 40;
const print = (/** @type {number} */ v) => significant(v, 4);
/** @type {readonly [number, number]} */
const share = [0, 1];

/**
 * Ascent on ℓ(p)/N is descent on −ℓ(p)/N.
 * @param {{ white: number, draws: number, p: number, rate: number }} given @param {AbortSignal} signal
 */
function climb({ white, draws, p, rate }, signal) {
  const sample = { white, draws };
  const slopeAt = (/** @type {number[]} */ [at]) =>
    at > 0 && at < 1
      ? { f: -logLikelihood(sample, at) / draws, g: [-logSlope(sample, at) / draws] }
      : { f: NaN, g: [NaN] };
  const optimizer = { type: "sgd", learningRate: rate };
  return descend({ optimizer, slope: slopeAt, start: [p], steps: steps + 1 }, signal);
}

/** The balls that were drawn, in their order; set by hand, the white ones first. @param {Sample} props */
function Balls({ white, draws }) {
  const drawn = draw({ seed: state.seed.value, draws, share: state.urn.value });
  const isDrawn = drawn.filter(Boolean).length === white;
  const balls = isDrawn ? drawn : drawn.map((_, i) => i < white);
  const columns = draws > 200 ? 40 : 20;
  const rows = Math.ceil(draws / columns);
  return (
    <svg
      class="balls"
      viewBox={`0 0 ${columns * 10} ${rows * 10}`}
      role="img"
      aria-label={t("urn.balls", { white, black: draws - white })}
    >
      {balls.map((isWhite, i) => (
        <circle
          key={i}
          class={isWhite ? "white" : "black"}
          cx={(i % columns) * 10 + 5}
          cy={Math.floor(i / columns) * 10 + 5}
          r="3.9"
        />
      ))}
    </svg>
  );
}

/** Seventy of a hundred, as in the course. */
function takeCourse() {
  state.draws.value = 100;
  state.white.value = 70;
}

/** @param {{ sample: Sample }} props */
function Urn({ sample: { white, draws } }) {
  const setDraws = (/** @type {number} */ n) => {
    state.draws.value = n;
    state.white.value = Math.min(white, n);
  };
  function drawAnew() {
    state.seed.value = (state.seed.value + 1) % 2 ** 32;
    const urn = { seed: state.seed.value, draws, share: state.urn.value };
    state.white.value = draw(urn).filter(Boolean).length;
    state.at.value = 0;
  }
  return (
    <>
      <Balls white={white} draws={draws} />
      <Slider
        label={t("urn.white")}
        value={white}
        min={0}
        max={draws}
        text={t("urn.of", { white, draws })}
        onInput={(v) => (state.white.value = v)}
      />
      <div class="fields three">
        <NumberField
          label={t("urn.draws")}
          value={draws}
          min={1}
          max={1000}
          step={10}
          integer
          onChange={setDraws}
        />
        <NumberField
          label={t("urn.share")}
          value={state.urn.value}
          min={0}
          max={1}
          step={0.05}
          onChange={(v) => (state.urn.value = v)}
        />
        <NumberField
          label={t("urn.seed")}
          value={state.seed.value}
          min={0}
          max={0xffffffff}
          step={1}
          integer
          onChange={(v) => (state.seed.value = v)}
        />
      </div>
      <div class="picks">
        <Button onClick={drawAnew}>{t("urn.draw", { draws })}</Button>
        <Button onClick={takeCourse}>{t("urn.course")}</Button>
      </div>
    </>
  );
}

/** Where the derivative of L is zero: at the peak, and at 0 and 1 as well, which are no peaks. @param {{ sample: Sample, p: number }} props */
function Derivatives({ sample, p }) {
  const peak = peakOf(sample);
  const rows = [...new Set([0, peak, 1, p])];
  return (
    <Figures
      id="derivatives"
      label={t("urn.table")}
      heads={["p", "L(p)", "L′(p) / L(p̂)", "ℓ(p)", "ℓ′(p)"]}
      marked={rows.indexOf(peak)}
      rows={rows.map((at) => [
        at === peak ? `p̂ = ${print(at)}` : plain(Number(at.toPrecision(4))),
        exponential(logLikelihood(sample, at)),
        print(slope(sample, at)),
        print(logLikelihood(sample, at)),
        at > 0 && at < 1 ? print(logSlope(sample, at)) : "–",
      ])}
    />
  );
}

/** @param {{ label: string, f: (p: number) => number, y: readonly [number, number], name: string, sample: Sample, moments: readonly Moment[], at: number }} props */
function Hill({ label, f, y, name, sample, moments, at }) {
  const to = scaleOf(share, y);
  const peak = peakOf(sample);
  const [px] = to(peak, 0);
  const [, bottom] = to(0, y[0]);
  const [, top] = to(0, y[1]);
  return (
    <Graph label={label} f={f} x={share} y={y} names={["p", name]}>
      <g aria-hidden="true">
        <path class="drop" d={`M${px} ${bottom}V${top}`} />
        <text
          class="peak"
          x={px + (peak > 0.8 ? -6 : 6)}
          y={peak > 0.3 ? top + 14 : bottom - 8}
          text-anchor={peak > 0.8 ? "end" : "start"}
        >
          p̂ = {print(peak)}
        </text>
        {moments.slice(0, at + 1).map(({ w }, i) => {
          const [x, v] = to(w[0], Math.max(y[0], f(w[0])));
          return (
            <circle
              key={i}
              class={i === at ? "ball" : "stop"}
              cx={x}
              cy={v}
              r={i === at ? 8 : 3.5}
            />
          );
        })}
      </g>
    </Graph>
  );
}

/** The likelihood and its logarithm, with the steps so far on both. @param {{ sample: Sample, moments: readonly Moment[], at: number }} props */
function Hills({ sample, moments, at }) {
  const { white, draws } = sample;
  const peak = print(peakOf(sample));
  const best = logLikelihood(sample, peakOf(sample));
  const low = Math.min(logLikelihood(sample, 0.02), logLikelihood(sample, 0.98));
  return (
    <Panel heading={t("urn.likelihood")} part="likelihood">
      <p class="formula">
        L(p) = p<sup>{white}</sup>(1 − p)<sup>{draws - white}</sup>
      </p>
      <Hill
        label={t("urn.likelihoodLabel", { peak })}
        f={(v) => relative(sample, v)}
        y={[0, 1.1]}
        name="L(p) / L(p̂)"
        {...{ sample, moments, at }}
      />
      <p class="formula">
        ℓ(p) = {white} ln p + {draws - white} ln(1 − p)
      </p>
      <Hill
        label={t("urn.logLabel", { peak })}
        f={(v) => logLikelihood(sample, v)}
        y={[low, best + (best - low) * 0.08]}
        name="ℓ(p)"
        {...{ sample, moments, at }}
      />
    </Panel>
  );
}

/** Where the climb begins, and how long its steps are. */
const Beginning = () => (
  <div class="fields three">
    <NumberField
      label={t("urn.start")}
      value={state.p.value}
      min={0.001}
      max={0.999}
      step={0.05}
      onChange={(v) => (state.p.value = v)}
    />
    <NumberField
      label={lab("rate")}
      value={state.rate.value}
      min={0.0001}
      max={2}
      step={0.01}
      onChange={(v) => (state.rate.value = v)}
    />
  </div>
);

export default function Likelihood() {
  const draws = state.draws.value;
  const sample = { white: Math.min(state.white.value, draws), draws };
  const given = { ...sample, p: state.p.value, rate: state.rate.value };
  const { value: path, problem } = useWorker(climb, given);
  const moments = path?.moments ?? [];
  const last = Math.min(steps, Math.max(0, moments.length - 1));
  const at = Math.min(state.at.value, last);
  const p = moments[at]?.w[0] ?? state.p.value;
  const left = path?.hasDiverged && at >= last && t("urn.left");
  return (
    <div class="two">
      <Panel heading={t("urn.heading")} part="urn">
        <Urn sample={sample} />
        <Derivatives sample={sample} p={p} />
        <p class="note">{t("urn.zeros")}</p>
      </Panel>
      <div class="stack">
        <Hills sample={sample} moments={moments} at={at} />
        <Panel heading={t("urn.climb")} part="climb">
          <p class="formula">p ← p + η ℓ′(p) / N</p>
          <Beginning />
          <Transport last={last} said={`p = ${print(p)}`} more={left} />
          <p data-testid="climb">
            {t("urn.now", { at, p: print(p), slope: print(logSlope(sample, p) / draws) })}
            {left && ` ${left}`}
          </p>
          <Complaint problem={problem} />
        </Panel>
      </div>
    </div>
  );
}
