/** The loss over a view, in finer and finer grids: the coarse one is there at once, and what it costs can be stopped. */
import { useEffect, useRef, useState } from "preact/hooks";
import { failed, generation } from "../../state/engine.js";
import { cellsOf } from "../../ui/plane/grid.js";
import { lossesOn } from "./slice.js";

/** @typedef {import("../../ui/plane/grid.js").Grid} Grid */
/** @typedef {import("./networks.js").Net} Net */
/** @typedef {{ net: Net, plane: import("./plane.js").Plane, view: import("../../ui/plane/geometry.js").View }} Given */
/** @typedef {{ grid?: Grid, of?: Net, key?: string, share: number, isStopped: boolean }} Ground  share: of the finest grid, 0 … 1 */

const grids = [12, 24, 48];
export const finest = grids[grids.length - 1];

/** @param {Given} given @returns {Ground & { stop(): void }} */
export function useGround({ net, plane, view }) {
  const [ground, show] = useState(/** @type {Ground} */ ({ share: 0, isStopped: false }));
  const stopper = useRef(new AbortController());
  const key = JSON.stringify([plane, view, generation.value]);
  useEffect(() => {
    const { signal } = (stopper.current = new AbortController());
    show((old) => ({ ...old, share: 0, isStopped: false }));
    async function compute() {
      for (const cells of grids) {
        const places = cellsOf(view, cells);
        const isLast = cells === finest;
        const onRow = (/** @type {number} */ share) =>
          void (isLast && !signal.aborted && show((old) => ({ ...old, share })));
        const values = await lossesOn({ net, plane, places, columns: cells }, signal, onRow);
        if (signal.aborted) return;
        const grid = { columns: cells, rows: cells, values };
        show({ grid, of: net, key, share: Number(isLast), isStopped: false });
      }
    }
    compute().catch((error) => signal.aborted || failed(error));
    return () => stopper.current.abort();
  }, [net, key]);
  const stop = () => {
    stopper.current.abort();
    show((old) => ({ ...old, isStopped: true }));
  };
  const isThis = ground.of === net && ground.key === key;
  return { ...ground, grid: isThis ? ground.grid : undefined, stop };
}
