/** A canvas kept in step with a picture (seen.js) and with the theme. */
import { useEffect, useRef } from "preact/hooks";
import { theme } from "../../state/theme.js";
import { paint, palette } from "./paint.js";

/**
 * @param {{ picture: import("./seen.js").Picture | undefined, width: number, height: number, class?: string }} props  width, height: in places
 */
export function Canvas({ picture, width, height, class: extra }) {
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const isDark = theme.value;
  useEffect(() => {
    const element = canvas.current;
    if (!element || !picture) return;
    const colour = palette(element);
    paint(element, { ...picture, colours: picture.colours.map(colour), paper: colour("surface") });
  }, [picture, picture?.values, isDark, width, height]);
  return <canvas class={extra} ref={canvas} width={width} height={height} aria-hidden="true" />;
}
