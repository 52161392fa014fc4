/** A canvas kept in step with a picture (seen.js) and with the theme. */
import { useEffect, useRef } from "preact/hooks";
import { theme } from "../../state/theme.js";
import { colourOf, paint } from "./paint.js";

/**
 * @param {{ picture: () => import("./seen.js").Picture | undefined, columns: number, rows: number, every?: number, class?: string }} props
 *   picture: asked for here, so that what a canvas stands in is not rendered anew with each frame; columns, rows: of places;
 *   every: which of them are painted
 */
export function Canvas({ picture: ask, columns, rows, every = 1, class: extra }) {
  const picture = ask();
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const { value: now } = theme;
  useEffect(() => {
    const element = canvas.current;
    if (!element || !picture) return;
    const colour = (/** @type {string} */ name) => colourOf(element, name, now);
    const painted = { ...picture, colours: picture.colours.map(colour), paper: colour("surface") };
    paint(element, painted, columns, every);
  }, [picture, picture?.values, now, columns, rows, every]);
  return (
    <canvas
      class={extra}
      ref={canvas}
      width={columns / every}
      height={Math.max(1, rows / every)}
      aria-hidden="true"
    />
  );
}
