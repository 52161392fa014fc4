/** A small grey picture, each pixel a square, ink in the colour of the text. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { theme } from "../../state/theme.js";

/** @param {string} colour as getComputedStyle gives it: rgb(20, 33, 43) */
const channels = (colour) => (colour.match(/[\d.]+/g) ?? ["0", "0", "0"]).slice(0, 3).map(Number);

/**
 * It is painted as it comes in, so that it is never seen empty.
 *
 * @param {{ pixels: ArrayLike<number>, width: number, height: number, class?: string, label?: string }} props
 *   pixels: 0 paper … 255 ink; label: its text alternative (without one it is decoration)
 */
export function Pixels({ pixels, width, height, class: extra = "", label }) {
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const colours = theme.value;
  useLayoutEffect(() => {
    const element = /** @type {HTMLCanvasElement} */ (canvas.current);
    if (width === 0) return;
    const context = /** @type {CanvasRenderingContext2D} */ (element.getContext("2d"));
    const image = context.createImageData(width, height);
    const [r, g, b] = channels(getComputedStyle(element).color);
    for (let k = 0; k < width * height; k++) image.data.set([r, g, b, pixels[k]], 4 * k);
    context.putImageData(image, 0, 0);
  }, [pixels, width, height, colours]);
  return (
    <canvas
      ref={canvas}
      class={`pixels ${extra}`}
      width={Math.max(1, width)}
      height={Math.max(1, height)}
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : "true"}
    />
  );
}
