/** The plane: what the output, or the neuron looked at, makes of each place, the samples, and the lines of the first layer. */
import { useMemo } from "preact/hooks";
import { Graph, scaleOf } from "../../ui/graph.jsx";
import { significant } from "../../ui/number.js";
import { useHandles } from "../../ui/plane/handles.js";
import { Frame } from "../../ui/plane/frame.jsx";
import { Canvas } from "./canvas.jsx";
import { editing } from "./own.jsx";
import { Curves, Equations, Lines } from "./lines.jsx";
import { moment } from "./run.js";
import { cells, chosen, isCurve, isOwn, parts, places, task, view } from "./samples.js";
import { classColours, looked, pictureNow } from "./seen.js";
import { hidden } from "./settings.js";
import { state } from "./state.js";
import { t } from "./words.js";

/** @typedef {import("../../ui/plane/geometry.js").Point} Point */
/** @typedef {import("./datasets.js").Samples} Samples */

const side = 440;

/** A mark for each class, so that colour is not all that tells them apart; from its middle on. */
const shapes = [
  "m-4 -4h8v8h-8z",
  "m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
  "m0 -5.5l5 9.5h-10z",
  "m0 -5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z",
];

/** Of a quantity, from −1 to 1, in steps: those that look alike are drawn together. @param {number} y */
function quantityColour(y) {
  const share = 5 * Math.round(20 * Math.min(1, Math.abs(y)));
  return `color-mix(in srgb, var(--${y < 0 ? "negative" : "positive"}) ${share}%, var(--surface))`;
}

/** The look of a sample, by its target. @param {number} y */
function markOf(y) {
  const { kind } = task.value;
  if (kind === "classes") return { shape: shapes[y], colour: `var(--${classColours[y]})` };
  if (kind === "binary")
    return { shape: shapes[y], colour: y === 1 ? "var(--positive)" : "var(--negative)" };
  return { shape: shapes[1], colour: quantityColour(y) };
}

/**
 * Of so many samples those of one look are one path: thousands of elements would take long to be made, and of all together
 * one class would hide the other.
 */
const together = 50;

/** @param {{ samples: Samples, part: string, to(p: Point): readonly number[] }} props */
function Samples({ samples: { x, y }, part, to }) {
  /** @type {Record<string, { colour: string, d: string }>} */
  const paths = {};
  x.forEach((row, i) => {
    const [px, py] = to(/** @type {any} */ (row.length === 1 ? [row[0], y[i]] : row));
    const { shape, colour } = markOf(y[i]);
    const path = (paths[`${Math.floor(i / together)} ${colour}`] ??= { colour, d: "" });
    path.d += `M${px.toFixed(1)} ${py.toFixed(1)}${shape}`;
  });
  return (
    <g class={`samples ${part}`}>
      {Object.entries(paths).map(([key, { colour, d }]) => (
        <path key={key} d={d} style={{ "--mark": colour }} />
      ))}
    </g>
  );
}

/** All samples that are to be seen; drawn anew only when they are others. @param {{ to(p: Point): readonly number[], key: string }} props */
function useSamples({ to, key }) {
  const shown = state.marks.value;
  return useMemo(() => {
    const { train, validation, test } = parts.value;
    if (shown === "none") return null;
    return (
      <>
        {shown === "all" && <Samples samples={test} part="test" to={to} />}
        {shown === "all" && <Samples samples={validation} part="validation" to={to} />}
        <Samples samples={train} part="train" to={to} />
      </>
    );
  }, [parts.value, shown, key]);
}

/** The samples whose batch is not yet complete. @param {{ to(p: Point): Point }} props */
const Waiting = ({ to }) => (
  <g class="waiting" aria-hidden="true">
    {moment.value?.waiting.map((i) => {
      const [x, y] = to(/** @type {any} */ (parts.value.train.x[i]));
      return <circle key={i} cx={x} cy={y} r="9" />;
    })}
  </g>
);

/** Beyond so many, own samples are not each a stop of the Tab key: their list is. */
const mostStops = 40;

/** Own samples, each to be moved and taken away. @param {{ to(p: Point): Point, points: readonly Point[], handle: any }} props */
const Handles = ({ to, points, handle }) => (
  <g class="handles">
    {points.map((point, i) => {
      const at = point.map((v) => significant(v, 3)).join(", ");
      const [x, y] = to(point);
      return (
        <g
          key={i}
          transform={`translate(${x} ${y})`}
          {...handle(i, t("own.sample", { n: i + 1, at }))}
          tabindex={points.length > mostStops ? -1 : 0}
        >
          <circle class="reach" r="18" />
        </g>
      );
    })}
  </g>
);

function Plane() {
  const edit = isOwn.value ? editing() : { points: [] };
  const { size: wide } = view.value;
  const grain = Number((wide / 130).toPrecision(1));
  const handles = useHandles({ ...edit, side, view: view.value, grain });
  const { to } = handles;
  const { low, size } = handles.view;
  const samples = useSamples({ to, key: `${low} ${size}` });
  return (
    <div class="plane-box">
      <Canvas class="ground" picture={pictureNow} columns={cells} rows={cells} />
      <svg
        ref={handles.svg}
        class={`plane ${isOwn.value ? "editable" : ""}`}
        viewBox={`0 0 ${side} ${side}`}
        role={isOwn.value ? "group" : "img"}
        aria-label={t("map.label")}
        onClick={isOwn.value ? handles.onClick : undefined}
      >
        <Frame to={to} view={view.value} side={side} names={["x₁", "x₂"]} />
        {samples}
        <Waiting to={to} />
        <Lines to={to} />
        {isOwn.value && <Handles to={to} points={edit.points} handle={handles.handle} />}
      </svg>
    </div>
  );
}

/** How high and how low a curve is shown. @returns {readonly [number, number]} */
function heightsNow() {
  const far = Object.values(parts.value).flatMap(({ y }) => y.map(Math.abs));
  const reach = Math.max(1.6, 1.1 * Math.max(...far));
  return [-reach, reach];
}

function Curve() {
  const { low, size } = view.value;
  const range = /** @type {const} */ ([low[0], low[0] + size]);
  const picture = pictureNow();
  const count = places.value.length / chosen.value.length;
  const { values, stride = 1, offset = 0 } = picture ?? {};
  /** Between the places that were asked for, a straight line. @param {number} x */
  function f(x) {
    if (!values) return NaN;
    const at = Math.min(count - 1.001, Math.max(0, ((x - range[0]) / size) * (count - 1)));
    const [left, share] = [Math.floor(at), at % 1];
    const value = (/** @type {number} */ i) => values[i * stride + offset];
    return value(left) * (1 - share) + value(left + 1) * share;
  }
  const heights = heightsNow();
  const scaled = scaleOf(range, heights);
  const samples = useSamples({ to: ([x, y]) => scaled(x, y), key: `curve ${size} ${heights}` });
  return (
    <Graph label={t("map.label")} f={f} x={range} y={heights} names={["x", "y"]}>
      {samples}
    </Graph>
  );
}

function shownNow() {
  const at = looked.value;
  if (!at) return t("map.output");
  return at.layer === hidden.value.length
    ? t("map.class", { k: at.unit + 1 })
    : t("map.neuron", { layer: at.layer + 1, unit: at.unit + 1 });
}

export function Map() {
  return (
    <>
      {isCurve.value ? <Curve /> : <Plane />}
      <p class="muted" data-testid="shown">
        {shownNow()}
      </p>
      {!isCurve.value && <Curves />}
      {!isCurve.value && <Equations />}
    </>
  );
}
