/**
 * Parts of a page that can wait: fetched when they are nearly in view, since what nobody scrolls to should cost nothing;
 * or drawn when the page has a moment, so that what is seen first need not wait for them.
 */
import { toChildArray } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { drawn } from "./drawn.js";
import { Unfetched, useFetched } from "./fetched.jsx";

/**
 * Tells whether the element is in view, or nearly, now and whenever that changes.
 *
 * @param {Element} element
 * @param {number} margin  pixels beside the view that are near it
 * @param {(isNear: boolean) => void} tell
 * @returns {() => void} the end of it
 */
export function watchNear(element, margin, tell) {
  const watch = new IntersectionObserver(
    (entries) => tell(entries[entries.length - 1].isIntersecting),
    { rootMargin: `${margin}px` },
  );
  watch.observe(element);
  return () => watch.disconnect();
}

/** Calls `then` once, when the element comes near the view. @param {Element} element @param {() => void} then @returns {() => void} to call it off */
export function whenNear(element, then) {
  const end = watchNear(element, 100, (isNear) => {
    if (!isNear) return;
    end();
    then();
  });
  return end;
}

/**
 * @param {{ load(): Promise<any>, asked?: boolean, [rest: string]: any }} props  load: what gives the component, as it is
 *   exported by default; asked: the user has just asked for it, so it comes at once, wherever it is; rest: what it is given
 */
export function Later({ load, asked = false, ...rest }) {
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  const { Part, error, fetch } = useFetched(load);
  useEffect(() => {
    if (asked) return fetch();
    return whenNear(/** @type {HTMLDivElement} */ (place.current), fetch);
  }, []);
  if (error) return <Unfetched error={error} retry={fetch} />;
  return Part ? <Part {...rest} /> : <div class="later" ref={place} />;
}

/** Safari has no idle time to ask for. */
const ask = globalThis.requestIdleCallback ?? ((then) => setTimeout(then, 1));

/** What waits for a moment comes one after the other, each when the last has been painted. */
let turn = Promise.resolve();

/** Calls `then` when the page has a moment, and its turn has come. @param {() => void} then @returns {() => void} to call it off */
export function whenIdle(then) {
  let isOff = false;
  turn = turn.then(async () => {
    if (!isOff) await new Promise((resolve) => ask(resolve, { timeout: 200 }));
    if (isOff) return;
    then();
    await drawn(0);
  });
  return () => {
    isOff = true;
  };
}

/** @param {{ class?: string, children(): any }} props  class: of what holds the place until then */
export function Soon({ class: extra = "", children }) {
  const [isTime, come] = useState(false);
  useEffect(() => whenIdle(() => come(true)), []);
  return isTime ? children() : <div class={`later ${extra}`} />;
}

/** Whether it is so or has been: what waits for its first figures comes whole then, and nothing moves as they come. @param {unknown} isSo */
export function useHasBeen(isSo) {
  const was = useRef(isSo);
  was.current ||= isSo;
  return was.current;
}

/** Its children, one after the other, each in a moment of its own. @param {{ children: any }} props */
export function Gradually({ children }) {
  const all = toChildArray(children);
  const [count, show] = useState(0);
  useEffect(() => (count < all.length ? whenIdle(() => show(count + 1)) : undefined), [count]);
  return all.slice(0, count);
}
