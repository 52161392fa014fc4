/** The map of a function of two variables, with the paths of those that race on it, and where they start. */
import { Arrow } from "../../ui/plane/arrow.jsx";
import { Contours } from "../../ui/plane/contours.jsx";
import { Frame } from "../../ui/plane/frame.jsx";
import { useHandles } from "../../ui/plane/handles.js";
import { significant } from "../../ui/number.js";
import { racers } from "./racers.js";
import { t } from "./words.js";

/** @typedef {import("../../ui/plane/geometry.js").Point} Point */
/** @typedef {import("./racers.js").RacerName} RacerName */
/** @typedef {{ name: RacerName, points: readonly Point[] }} Track  name: by whose colour and shape it is drawn; points: from the start to where it is now */

const side = 440;
/** So far the longest of the inner quantities is drawn. */
const reach = 92;
/** A point far outside is drawn as one just outside. @param {number} v */
const bounded = (v) => Math.max(-9 * side, Math.min(10 * side, v));

/** @param {readonly (readonly number[])[]} places */
const lineOf = (places) => `M${places.map((p) => p.map((v) => v.toFixed(1)).join(" ")).join("L")}`;

/** @param {{ track: Track, to(p: Point): Point, isLooked: boolean }} props */
function Path({ track: { name, points }, to, isLooked }) {
  const places = points.map((p) => to(p).map(bounded));
  const [x, y] = places.at(-1) ?? [0, 0];
  return (
    <g class={`racer racer-${name} ${isLooked ? "looked" : ""}`} data-racer={name}>
      <path class="track" d={lineOf(places)} />
      {places.length < 120 &&
        places.map((place, i) => (
          <circle key={i} class="stop" cx={place[0]} cy={place[1]} r="1.9" />
        ))}
      <path class="shape" d={racers[name].shape} transform={`translate(${x} ${y}) scale(1.35)`} />
    </g>
  );
}

/**
 * The inner quantities at the point where the one that is looked at stands. Gradient and averages have one scale among
 * themselves, the longest as long as there is room; the step is as long as it is.
 * @param {{ quantities: readonly import("./quantities.js").Quantity[], at: Point, to(p: Point): Point }} props
 */
function Inner({ quantities, at, to }) {
  const from = to(at);
  const arrows = quantities.filter(({ sort }) => sort === "gradient" || sort === "memory");
  const longest = Math.max(...arrows.map(({ values }) => Math.hypot(...values)));
  const scale = longest > 0 ? reach / longest : 0;
  const square = quantities.findLast(({ sort }) => sort === "scale");
  const roots = square?.values.map((v) => 1 / (Math.sqrt(v) + 1e-12)) ?? [];
  const widest = Math.max(...roots);
  const step = quantities.find(({ sort }) => sort === "step");
  return (
    <g class="inner">
      {square && Number.isFinite(widest) && widest > 0 && (
        <ellipse
          class="scaling"
          cx={from[0]}
          cy={from[1]}
          rx={Math.max(3, (46 * roots[0]) / widest)}
          ry={Math.max(3, (46 * roots[1]) / widest)}
        />
      )}
      {arrows.map(({ id, values: [x, y] }) => (
        <Arrow
          key={id}
          class={`quantity-${id}`}
          from={from}
          to={[from[0] - x * scale, from[1] + y * scale]}
        />
      ))}
      {step && (
        <Arrow
          class="quantity-step"
          head={11}
          from={from}
          to={
            /** @type {[number, number]} */ (
              to([at[0] + step.values[0], at[1] + step.values[1]]).map(bounded)
            )
          }
        />
      )}
    </g>
  );
}

/**
 * @param {{ label: string, grid: import("../../ui/plane/grid.js").Grid | undefined, view: import("../../ui/plane/geometry.js").View,
 *   bend?: number, levels?: readonly number[], names: readonly [string, string], minima?: readonly Point[], course?: readonly Point[], start: Point, onStart?: (p: Point) => void,
 *   tracks: readonly Track[], looked?: RacerName, quantities?: readonly import("./quantities.js").Quantity[] }} props
 */
export function Map({ label, grid, view, levels, names, minima = [], start, onStart, ...race }) {
  const { tracks, looked, quantities = [], course = [] } = race;
  const grain = Number((view.size / 100).toPrecision(1));
  const { svg, to, handle, onClick } = useHandles({
    points: [start],
    side,
    view,
    grain,
    onMove: (_, p) => onStart?.(p),
    onAdd: onStart,
  });
  const at = tracks.find(({ name }) => name === looked)?.points.at(-1);
  const ordered = [...tracks].sort((a, b) => Number(a.name === looked) - Number(b.name === looked));
  const [sx, sy] = to(start);
  return (
    <svg
      ref={svg}
      class={`plane map ${onStart ? "editable" : ""}`}
      viewBox={`0 0 ${side} ${side}`}
      role="group"
      aria-label={label}
      onClick={onClick}
    >
      {grid && <Contours grid={grid} side={side} levels={levels} />}
      <Frame to={to} view={view} side={side} names={names} />
      {minima.map((p) => (
        <path
          key={p.join()}
          class="minimum"
          d="M-6 0H6M0-6V6"
          transform={`translate(${to(p).join(" ")})`}
        />
      ))}
      {course.length > 1 && (
        <path class="course" d={lineOf(course.map((p) => to(p).map(bounded)))} />
      )}
      {ordered.map((track) => (
        <Path key={track.name} track={track} to={to} isLooked={track.name === looked} />
      ))}
      {at && <Inner quantities={quantities} at={at} to={to} />}

      <g
        class="start"
        transform={`translate(${sx} ${sy})`}
        {...(onStart &&
          handle(0, t("map.start", { at: start.map((v) => significant(v, 4)).join(", ") })))}
      >
        <circle class="reach" r="22" />
        <circle class="ring" r="11" />
        <text x="0" y="-16" text-anchor="middle">
          {t("map.startMark")}
        </text>
      </g>
    </svg>
  );
}
