/** Paths down a function of a few variables, all made by the core: nothing here knows how an optimizer works. */
import { readChoice } from "../../state/choices.js";
import { withModel } from "../../state/computed.js";
import { walk } from "./walk.js";

/**
 * @param {{ optimizer: object, slope: (w: number[]) => import("./walk.js").Slope, start: readonly number[], steps: number }} run
 * @param {AbortSignal} [signal]
 */
export function descend({ optimizer, ...way }, signal) {
  const point = { type: "dense", units: way.start.length, useBias: false };
  return withModel({ input: [1], layers: [point], optimizer }, (model) => walk(model, way, signal));
}

/** A schedule as the core wants it here, where there is no epoch. @param {string} text as the link holds it */
export function byStep(text) {
  const schedule = readChoice(text);
  return { ...schedule, ...(schedule.type !== "constant" && { by: "step" }) };
}
