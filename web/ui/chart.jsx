/**
 * A line chart (uPlot, fetched when first in view) and its twin, the same figures as a table. The chart's own
 * colours are the page's, read anew when the theme or the size of the text changes.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n/index.js";
import { state } from "../state/store.js";
import { theme } from "../state/theme.js";
import { Unfetched } from "./fetched.jsx";
import { whenNear } from "./later.jsx";
import { rem, unit } from "./rem.js";
import { TableBox } from "./table-box.jsx";

/** @typedef {{ label: string, values: readonly (number | null | undefined)[], color: string, dash?: number[], points?: boolean,
 *              format?: (value: number) => string }} Series  color: the name of a custom property, as "accent" */

/** @param {HTMLElement} element */
function palette(element) {
  const style = getComputedStyle(element);
  return (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
}

/** A mark of the y axis, in the room that there is. @param {number} mark */
function short(mark) {
  const size = Math.abs(mark);
  const isPlain = mark === 0 || (size >= 1e-3 && size < 1e5);
  const text = isPlain
    ? String(Number(mark.toPrecision(6)))
    : Number(mark.toPrecision(3)).toExponential().replace("e+", "e");
  return text.replace(/-/g, "−");
}

/** The step between marks: 1, 2 or 5 times a power of ten, whatever the size (uPlot's own list has an end). @param {number} least */
function stepOf(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((times) => times * power >= least) ?? 10);
}

/** The multiples of `step` from `low` to `high`. @param {number} low @param {number} high @param {number} step */
function marksBetween(low, high, step) {
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

/** @param {{ element: HTMLElement, series: readonly Series[], height: number, min?: number, max?: number, mark?: (value: number) => string, xMark?: (value: number) => string }} chart @returns {import("uplot").Options} */
function options({ element, series, height, min, max, mark = short, xMark = String }) {
  const colour = palette(element);
  const size = unit();
  const font = `${12 * size}px ${getComputedStyle(element).fontFamily}`;
  const axis = {
    stroke: colour("muted"),
    font,
    grid: { stroke: colour("line"), width: 1 },
    ticks: { show: false },
  };
  const whole = (/** @type {any} */ _, /** @type {number[]} */ marks) =>
    marks.map((at) => (Number.isInteger(at) ? xMark(at) : ""));
  return {
    width: element.clientWidth,
    height: height * size,
    legend: { show: false },
    cursor: { points: { size: 8 }, drag: { x: false, y: false } },
    scales: {
      x: { time: false },
      y: {
        range: (_, low, high) => [
          min ?? Math.min(0, low),
          max ?? (high > low ? high * 1.05 : low + 1),
        ],
      },
    },
    axes: [
      { ...axis, grid: { show: false }, values: whole, size: 28 * size },
      {
        ...axis,
        size: 52 * size,
        incrs: (_, __, low, high, room, space) => [stepOf(((high - low) * space) / room)],
        splits: (_, __, low, high, step) => marksBetween(low, high, step),
        values: (_, marks) => marks.map(mark),
      },
    ],
    series: [
      {},
      ...series.map(({ label, color, dash, points }) => ({
        label,
        stroke: colour(color),
        width: 2,
        dash,
        points: {
          show: points ?? false,
          size: 7,
          fill: colour("surface"),
          stroke: colour(color),
          width: 2,
        },
      })),
    ],
  };
}

/**
 * @param {{ label: string, x: readonly number[], xLabel: string, series: readonly Series[], height?: number,
 *           min?: number, max?: number, mark?: (value: number) => string, xMark?: (value: number) => string,
 *           onHover?: (index: number | null) => void }} props  mark, xMark: how the marks of the y axis, and of the x axis, are written
 */
export function Chart({ label, x, xLabel, series, height = 200, min, max, mark, xMark, onHover }) {
  const host = useRef(/** @type {HTMLDivElement | null} */ (null));
  const [isOpen, open] = useState(false); // a table of thousands of rows, five times a second, is for those who look at it
  const [error, fail] = useState(/** @type {unknown} */ (undefined));
  const [attempt, setAttempt] = useState(0);
  const plot = useRef(/** @type {any} */ (null));
  // Drawn is what was rendered last, series and values together, even where the effects of that are still to come.
  const latest = useRef(/** @type {any} */ ({}));
  const hover = useRef(onHover);
  hover.current = onHover;
  latest.current = { series, data: [x, ...series.map((s) => s.values)] };
  const dark = theme.value;
  const large = state.size.value;
  const shape = series.map((s) => s.label + s.color).join();

  useEffect(() => {
    const element = /** @type {HTMLDivElement} */ (host.current);
    let gone = false;
    const resize = new ResizeObserver(() =>
      plot.current?.setSize({ width: element.clientWidth, height: height * unit() }),
    );
    const draw = async () => {
      const Plot = await import("./uplot.js").then((module) => module.default, fail);
      if (gone || !Plot) return;
      fail(undefined);
      const { series: lines, data } = latest.current;
      const settings = options({ element, series: lines, height, min, max, mark, xMark });
      const hooks = {
        setCursor: [(/** @type {any} */ u) => hover.current?.(u.cursor.idx ?? null)],
      };
      plot.current = new Plot({ ...settings, hooks }, data, element);
      resize.observe(element);
    };
    const callOff = whenNear(element, draw);
    return () => {
      gone = true;
      callOff();
      resize.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [dark, large, shape, height, min, max, attempt]);

  useEffect(() => {
    plot.current?.setData(latest.current.data);
  });

  return (
    <figure class="chart">
      <figcaption>
        <span class="chart-title">{label}</span>
        <Legend series={series} />
      </figcaption>
      <div class="chart-plot" ref={host} style={{ minHeight: rem(height) }} aria-hidden="true" />
      {error && <Unfetched error={error} retry={() => setAttempt(attempt + 1)} />}
      <details class="twin" onToggle={(event) => open(event.currentTarget.open)}>
        <summary>{t("chart.table")}</summary>
        {isOpen && <Table label={label} x={x} xLabel={xLabel} xMark={xMark} series={series} />}
      </details>
    </figure>
  );
}

/** @param {{ series: readonly Series[] }} props */
function Legend({ series }) {
  if (series.length < 2) return null;
  return (
    <ul class="legend">
      {series.map(({ label, color, dash }) => (
        <li key={label}>
          <svg viewBox="0 0 20 8" aria-hidden="true">
            <line
              x1="0"
              y1="4"
              x2="20"
              y2="4"
              stroke={`var(--${color})`}
              stroke-width="2"
              stroke-dasharray={dash?.join(" ")}
            />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}

/** @param {{ label: string, x: readonly number[], xLabel: string, xMark?: (value: number) => string, series: readonly Series[] }} props */
function Table({ label, x, xLabel, xMark = String, series }) {
  if (!x.length) return <p class="muted">{t("chart.empty")}</p>;
  return (
    <TableBox label={label}>
      <table class="figures">
        <caption class="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{xLabel}</th>
            {series.map((s) => (
              <th scope="col" key={s.label}>
                {s.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {x.map((at, row) => (
            <tr key={at}>
              <th scope="row">{xMark(at)}</th>
              {series.map(({ label: name, values, format = String }) => {
                const value = values[row];
                return <td key={name}>{value == null ? "–" : format(value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
