/** How the racers stand at the step that is shown. */

/** @typedef {import("./walk.js").Moment} Moment */
/** @typedef {{ value: number, hasDiverged: boolean, arrived: number | undefined }} Standing */

/** @param {import("./walk.js").Path} path @param {number} at @param {(moment: Moment) => boolean} isThere @returns {Standing} */
export function standingOf({ moments, hasDiverged }, at, isThere) {
  const arrived = moments.findIndex(isThere);
  return {
    value: moments[Math.min(at, moments.length - 1)].f,
    hasDiverged: hasDiverged && at >= moments.length,
    arrived: arrived >= 0 && arrived <= at ? arrived : undefined,
  };
}
