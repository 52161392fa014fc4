/**
 * Whoever works by keyboard goes on from where they are: when what they have pressed is redrawn, taken away or switched
 * off, a browser drops the focus to the page's top; here it goes to the next thing that can be pressed, and back if what was
 * switched off is soon on again.
 */

const REST = 120; // milliseconds in which a part may set the focus itself, as a menu does that opens

const focusable =
  'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';

/** @param {Element} element */
const isThere = (element) => element.isConnected && !element.matches(":disabled");
/** @param {Element} element */
const canTake = (element) => isThere(element) && element.getClientRects().length > 0;

/** The next after `place` in the order of the page, else the last before it. @param {Element} place */
function nextOf(place) {
  const all = [...document.querySelectorAll(`main :is(${focusable})`)].filter(canTake);
  const isAfter = (/** @type {Element} */ one) =>
    place.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
  return /** @type {HTMLElement | undefined} */ (all.find(isAfter) ?? all.at(-1));
}

/** Watches over the focus below `root`, where keys are pressed; a finger needs no focus, and no keyboard on its screen. @param {HTMLElement} root */
export function keepFocus(root) {
  /** @param {Element | null} element it and what it lies in */
  function pathOf(element) {
    const path = [];
    for (let e = element; e && e !== root && e !== document.body; e = e.parentElement) path.push(e);
    return path;
  }
  let path = pathOf(document.activeElement);
  let isByKey = true;
  let timer = 0;
  /** What was left for what, until the next key or press. @type {{ from: HTMLElement, to: HTMLElement } | undefined} */
  let left;
  const begin = (/** @type {boolean} */ byKey) => {
    isByKey = byKey;
    left = undefined;
  };
  addEventListener("keydown", () => begin(true), true);
  addEventListener("pointerdown", () => begin(false), true);
  addEventListener("focusin", ({ target }) => (path = pathOf(/** @type {Element} */ (target))));
  function mend() {
    const [last] = path;
    const { activeElement } = document;
    const isLost = activeElement === document.body || activeElement === last;
    if (!isLost) return;
    const place = /** @type {Element} */ (path.find((element) => element.isConnected) ?? root);
    const from = /** @type {HTMLElement} */ (last);
    const to = isThere(from) ? from : nextOf(place);
    to?.focus();
    left = to && { from, to };
  }
  const watch = new MutationObserver(() => {
    if (left && document.activeElement === left.to && isThere(left.from)) left.from.focus();
    if (!isByKey || !path[0] || isThere(path[0])) return;
    clearTimeout(timer);
    timer = window.setTimeout(mend, REST);
  });
  watch.observe(root, { childList: true, subtree: true, attributeFilter: ["disabled"] });
}
