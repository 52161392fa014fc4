/**
 * How the page stands inside another: `?embed=1&hide=history,given&lock=plane`. It comes from the query, not from
 * the fragment, so that what the student changes never unlocks what the teacher locked.
 *
 *   embed   without the shell's header and footer; the height is told to the page around (main.jsx)
 *   hide    parts that are not shown
 *   lock    parts that are shown and cannot be changed
 * A part is a Panel with a `part`; names that no lab has are without effect.
 *
 * @typedef {{ embed: boolean, hide: ReadonlySet<string>, lock: ReadonlySet<string> }} Frame
 */

/** @param {string} search @returns {Frame} */
export function readFrame(search) {
  const query = new URLSearchParams(search);
  const names = (/** @type {string} */ key) =>
    new Set(query.getAll(key).flatMap((text) => text.split(",").filter((name) => name !== "")));
  return { embed: query.get("embed") === "1", hide: names("hide"), lock: names("lock") };
}

/** The query that asks for this. @param {Frame} frame */
export function writeFrame({ embed, hide, lock }) {
  const pairs = [
    embed && "embed=1",
    hide.size > 0 && `hide=${[...hide].join(",")}`,
    lock.size > 0 && `lock=${[...lock].join(",")}`,
  ].filter(Boolean);
  return pairs.length > 0 ? `?${pairs.join("&")}` : "";
}

export const frame = readFrame(globalThis.location?.search ?? "");

/** The page as one file has nothing beside it: no documentation, no copy of itself to download. */
export const isOneFile = globalThis.location?.protocol === "file:";

/** Tells the page around how high this one is, each time that changes: `{ glassnet: "height", height }`, in CSS pixels. */
export function tellHeight() {
  const app = /** @type {HTMLElement} */ (document.getElementById("app"));
  new ResizeObserver(() =>
    parent.postMessage({ glassnet: "height", height: app.offsetHeight }, "*"),
  ).observe(app);
}
