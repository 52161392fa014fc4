/** How the racers stand at the step that is shown. */

import { significant } from "../../ui/number.js";
import { racers } from "./racers.js";
import { t } from "./words.js";

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

/** The one that is looked at, in a few words. @param {import("./racers.js").RacerName} name @param {import("./walk.js").Path | undefined} path @param {number} at */
export function saidOf(name, path, at) {
  if (!path) return undefined;
  const { value, hasDiverged } = standingOf(path, at, () => false);
  return `${racers[name].label}, ${hasDiverged ? t("race.diverged") : `f = ${significant(value)}`}`;
}
