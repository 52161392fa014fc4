/**
 * Where the neurons of the first hidden layer turn, z = 0: of x₁ and x₂ alone a line, of their squares, product and sines
 * a curve.
 */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Unfetched } from "../../ui/fetched.jsx";
import { lowered } from "../../ui/number.js";
import { expression, halfPlane, rounded } from "../../ui/plane/geometry.js";
import { features } from "./features.js";
import { ofPlainInputs } from "./parts.js";
import { moment } from "./run.js";
import { chosen, scale, view } from "./samples.js";
import { looked } from "./seen.js";
import { hidden } from "./settings.js";
import { state } from "./state.js";
import { t } from "./words.js";

/** @typedef {import("../../ui/plane/geometry.js").Point} Point */
/** @typedef {{ weights: readonly number[], bias: number }} Sum  of the chosen features as they are, not standardised */

/** What the neurons of the first hidden layer make of the features. @returns {Sum[]} */
function sumsNow() {
  const layers = moment.value?.layers ?? [];
  if (layers.length < 2) return [];
  const [{ kernel, bias, units }] = layers;
  return Array.from({ length: units }, (_, unit) => {
    const weights = chosen.value.map((_, i) => kernel[i * units + unit]);
    const plain = ofPlainInputs({ weights, bias: bias?.[unit] ?? 0 }, scale.value);
    return { ...plain, weights: plain.weights.map((w) => w * state.unit.value) };
  });
}

/** The line's two ends. @param {Sum} sum @returns {Point[][]} */
function straight({ weights, bias }) {
  const w = ["x1", "x2"].map((name) => weights[chosen.value.findIndex((c) => c === name)] ?? 0);
  const { line } = halfPlane(view.value, w, bias);
  return line.length < 2 ? [] : [line];
}

/** What traces curves, or why its code did not come. @type {import("@preact/signals").Signal<{ trace?: typeof import("./curved.js").default, error?: unknown }>} */
const curved = signal({});
const fetchCurved = () =>
  void import("./curved.js").then(
    ({ default: trace }) => (curved.value = { trace }),
    (error) => (curved.value = { error }),
  );

const isStraight = () => chosen.value.every((name) => name === "x1" || name === "x2");

/** Of a curve nothing until what traces it is there. @param {Sum} sum @returns {Point[][]} */
const piecesOf = (sum) => (isStraight() ? straight(sum) : (curved.value.trace?.(sum) ?? []));

/** Fetches what traces curves when there are any, and says so where it does not come. */
export function Curves() {
  const { trace, error } = curved.value;
  const isWanted = !isStraight() && !trace;
  useEffect(() => (isWanted ? fetchCurved() : undefined), [isWanted]);
  return isWanted && error ? <Unfetched error={error} retry={fetchCurved} /> : null;
}

/** Where its name stands: near an end of the longest piece. @param {Point[][]} pieces @returns {Point} */
function nameAt(pieces) {
  const longest = pieces.reduce((a, b) => (b.length > a.length ? b : a));
  const at = 0.18 * (longest.length - 1);
  const [[x1, y1], [x2, y2]] = longest.slice(Math.floor(at));
  return [x1 + (at % 1) * (x2 - x1), y1 + (at % 1) * (y2 - y1)];
}

/** @param {{ to(p: Point): Point }} props */
export const Lines = ({ to }) => (
  <g class="lines" aria-hidden="true">
    {sumsNow().map((sum, k) => {
      const pieces = piecesOf(sum).map((piece) => piece.map(to));
      if (pieces.length === 0) return null;
      const isLooked = looked.value?.layer === 0 && looked.value.unit === k;
      const [x, y] = nameAt(pieces);
      return (
        <g key={k} class={isLooked ? "is-looked" : ""}>
          <path d={pieces.map((piece) => `M${piece.map((p) => p.join(" ")).join("L")}`).join("")} />
          <text x={x} y={y - 5}>
            h{lowered(k + 1)}
          </text>
        </g>
      );
    })}
  </g>
);

export function Equations() {
  if (hidden.value.length === 0) return null;
  const sums = sumsNow();
  const names = chosen.value.map((name) => features[name].label);
  return (
    <details class="equations">
      <summary>{t("map.equations")}</summary>
      <ul>
        {sums.map(({ weights, bias }, k) => (
          <li key={k}>
            h<sub>{k + 1}</sub>: {expression(weights.map(rounded), rounded(bias), names)} = 0
          </li>
        ))}
      </ul>
    </details>
  );
}
