/** What is near the view is kept up to date; what nobody sees need not be. */

/**
 * Tells whether the element is in view, or nearly, now and whenever that changes.
 *
 * @param {Element} element
 * @param {(isNear: boolean) => void} tell
 * @returns {() => void} the end of it
 */
export function watchNear(element, tell) {
  const watch = new IntersectionObserver(
    (entries) => tell(entries[entries.length - 1].isIntersecting),
    { rootMargin: "200px" },
  );
  watch.observe(element);
  return () => watch.disconnect();
}
