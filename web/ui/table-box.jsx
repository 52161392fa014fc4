/** A table that scrolls within itself, and that can be taken along as LaTeX, Markdown or CSV. */
import { useRef } from "preact/hooks";
import { Copy, tableFormats } from "./copy/copy.jsx";
import { tableOf } from "./copy/of-page.js";

/** @param {{ label: string, whole?: boolean, children?: any }} props  whole: as high as it is */
export function TableBox({ label, whole, children }) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const table = () =>
    tableOf(/** @type {HTMLTableElement} */ (box.current?.querySelector("table")), label);
  return (
    <div class="table-box">
      <div
        class={`table-scroll ${whole ? "whole" : ""}`}
        ref={box}
        tabIndex={0}
        role="group"
        aria-label={label}
      >
        {children}
      </div>
      <Copy what={label} formats={tableFormats(table)} />
    </div>
  );
}
