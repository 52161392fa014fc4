/** A grid of numbers as a picture: small to be glanced at, or large, walked over with pointer or arrow keys. */
import { useEffect, useRef } from "preact/hooks";
import { theme } from "../../../state/theme.js";
import { paint } from "./colours.js";

/** @typedef {{ values: ArrayLike<number>, height: number, width: number, most: number }} Grid  most: has the full colour */

/** @param {Grid & { class?: string }} props */
export function Canvas({ values, height, width, most, class: extra = "" }) {
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const colours = theme.value;
  useEffect(() => {
    paint(/** @type {HTMLCanvasElement} */ (canvas.current), values, most);
  }, [values, height, width, most, colours]);
  return (
    <canvas
      ref={canvas}
      class={`pixels ${extra}`}
      width={width}
      height={height}
      aria-hidden="true"
    />
  );
}

/** @typedef {{ y: number, x: number, height: number, width: number, kind: "window" | "point" | "winner" | "cover" }} Mark */

/** @param {{ marks: readonly Mark[], height: number, width: number }} props */
const Marks = ({ marks, height, width }) => (
  <svg
    class="picture-marks"
    viewBox={`0 0 ${width} ${height}`}
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    {marks.map((mark, at) => (
      <rect
        key={at}
        class={`mark-${mark.kind}`}
        x={mark.x}
        y={mark.y}
        width={mark.width}
        height={mark.height}
      />
    ))}
  </svg>
);

const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** @param {number} value @param {number} count */
const within = (value, count) => Math.min(count - 1, Math.max(0, value));

/**
 * A large picture. With `onPick` it is a control: a press, a drag, a pointer passing over it or the arrow keys choose a pixel.
 *
 * @param {Grid & { label: string, marks?: readonly Mark[], at?: readonly number[], onPick?(row: number, col: number): void,
 *   hover?: boolean, class?: string, testid?: string }} props  at: the pixel chosen, [row, col]
 */
export function Picture(props) {
  const { values, height, width, most, label, marks = [], at = [0, 0], onPick } = props;
  const frame = {
    class: `picture ${props.class ?? ""}`,
    style: { aspectRatio: `${width} / ${height}`, "--columns": width },
    "aria-label": label,
    "data-testid": props.testid,
  };
  const inner = (
    <>
      <Canvas values={values} height={height} width={width} most={most} />
      <Marks marks={marks} height={height} width={width} />
    </>
  );
  if (!onPick)
    return (
      <div role="img" {...frame}>
        {inner}
      </div>
    );
  /** @param {PointerEvent & { currentTarget: HTMLElement }} event */
  const pick = (event) => {
    const isHover = props.hover && event.pointerType === "mouse";
    if (event.buttons === 0 && !isHover) return;
    const box = event.currentTarget.getBoundingClientRect();
    const row = Math.floor(((event.clientY - box.top) / box.height) * height);
    const col = Math.floor(((event.clientX - box.left) / box.width) * width);
    onPick(within(row, height), within(col, width));
  };
  /** @param {KeyboardEvent} event */
  const walk = (event) => {
    const step = steps[/** @type {keyof typeof steps} */ (event.key)];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onPick(within(at[0] + step[0], height), within(at[1] + step[1], width));
  };
  return (
    <div
      role="application"
      tabIndex={0}
      {...frame}
      onPointerDown={pick}
      onPointerMove={pick}
      onKeyDown={walk}
    >
      {inner}
    </div>
  );
}
