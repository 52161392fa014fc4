/**
 * Holds a name against the other tabs of this page, until what is returned is called or the tab is gone; undefined: another tab
 * holds it. A browser without locks lets each have it.
 *
 * @param {string} name
 * @returns {Promise<(() => void) | undefined>}
 */
export function holdAlone(name) {
  return new Promise((resolve) => {
    const free = () => resolve(() => {});
    if (!navigator.locks) return free();
    /** @param {Lock | null} lock */
    const hold = (lock) =>
      lock ? new Promise((release) => resolve(() => release(undefined))) : resolve(undefined);
    navigator.locks.request(name, { ifAvailable: true }, hold).catch(free);
  });
}
