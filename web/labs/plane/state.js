/** The signals of this lab: one a property of its table, tied to the URL. */
import { signalsOf } from "../../state/store.js";
import { properties } from "./properties.js";
import { settingNames } from "./run-properties.js";

export const state = signalsOf(properties);

/** The settings of the run, as they are: each is read from its signal when it is asked for. */
export const now = /** @type {import("./run-properties.js").Settings} */ (
  Object.defineProperties(
    {},
    Object.fromEntries(
      settingNames.map((name) => [name, { get: () => state[name].value, enumerable: true }]),
    ),
  )
);
