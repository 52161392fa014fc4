/** What only the lab knows to be wrong in its link: input features that do not exist. Reported as all else there that cannot be read. */
import { choice } from "../../state/kinds.js";
import { problems } from "../../state/store.js";
import { featureNames, strangersIn } from "./features.js";
import { runProperties } from "./run-properties.js";
import { state } from "./state.js";

const { expects } = choice(featureNames);

/** An effect: of inputs with a feature that does not exist none is taken. */
export function refuseFeatures() {
  const text = strangersIn(state.inputs.value);
  if (text === "") return;
  const { initial } = runProperties.inputs;
  problems.value = [...problems.value, { key: "inputs", text, expects, initial }];
  state.inputs.value = initial;
}
