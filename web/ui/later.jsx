/**
 * Parts of a page that can wait: fetched when they are nearly in view, since what nobody scrolls to should cost nothing;
 * or drawn when the page has a moment, so that what is seen first need not wait for them.
 */
import { useEffect, useRef, useState } from "preact/hooks";

/** Calls `then` once, when the element comes near the view. @param {Element} element @param {() => void} then @returns {() => void} to call it off */
export function whenNear(element, then) {
  const watch = new IntersectionObserver(
    ([entry]) => {
      if (!entry.isIntersecting) return;
      watch.disconnect();
      then();
    },
    { rootMargin: "100px" },
  );
  watch.observe(element);
  return () => watch.disconnect();
}

/**
 * @param {{ load(): Promise<any>, asked?: boolean }} props  load: what gives the component, as it is exported by default;
 *   asked: the user has just asked for it, so it comes at once, wherever it is
 */
export function Later({ load, asked = false }) {
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  const [Part, setPart] = useState(/** @type {{ part: any } | undefined} */ (undefined));
  useEffect(() => {
    const begin = () => void load().then((part) => setPart({ part: part.default }));
    if (asked) return begin();
    return whenNear(/** @type {HTMLDivElement} */ (place.current), begin);
  }, []);
  return Part ? <Part.part /> : <div class="later" ref={place} />;
}

/** Safari has no idle time to ask for. */
const ask = globalThis.requestIdleCallback ?? ((then) => setTimeout(then, 1));
const callOff = globalThis.cancelIdleCallback ?? clearTimeout;

/** Calls `then` when the page has a moment, after a second at the latest. @param {() => void} then @returns {() => void} to call it off */
export function whenIdle(then) {
  const asked = ask(() => then(), { timeout: 1000 });
  return () => callOff(asked);
}

/** @param {{ class?: string, children(): any }} props  class: of what holds the place until then */
export function Soon({ class: extra = "", children }) {
  const [isTime, come] = useState(false);
  useEffect(() => whenIdle(() => come(true)), []);
  return isTime ? children() : <div class={`later ${extra}`} />;
}
