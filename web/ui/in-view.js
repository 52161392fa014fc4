/** A row that scrolls sideways on a narrow screen, and which of it is chosen. */
import { useLayoutEffect } from "preact/hooks";
import { state } from "../state/store.js";

/**
 * Brings the chosen one into the middle of its row, as far as that scrolls; when another is chosen, or the words change.
 * @param {{ current: HTMLElement | null }} row @param {unknown} chosen
 */
export function useInView(row, chosen) {
  useLayoutEffect(() => {
    const list = row.current;
    const one = list?.querySelector('[aria-selected="true"], [aria-current]');
    if (!list || !one) return;
    const [outer, inner] = [list, one].map((element) => element.getBoundingClientRect());
    list.scrollLeft += (inner.left + inner.right - outer.left - outer.right) / 2;
  }, [chosen, state.lang.value]);
}
