/** What only the lab knows to be wrong in its link: input features that do not exist. Reported as all else there that cannot be read. */
import { problems } from "../../state/store.js";
import { featureNames, features } from "./features.js";
import { runProperties } from "./run-properties.js";
import { state } from "./state.js";

/** An effect: of inputs with a feature that does not exist none is taken. */
export function refuseFeatures() {
  const text = state.inputs.value
    .split(",")
    .filter((name) => !Object.hasOwn(features, name))
    .join();
  if (text === "") return;
  const { initial } = runProperties.inputs;
  const expects = /** @type {const} */ ({ what: "choice", choices: featureNames.join(", ") });
  problems.value = [...problems.value, { key: "inputs", text, expects, initial }];
  state.inputs.value = initial;
}
