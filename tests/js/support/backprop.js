/** Calculations of the backpropagation lab, without its page. */
import {
  activationNames,
  firstClass,
  friendly,
  resolve,
} from "../../../web/labs/backprop/given.js";
import { read } from "../../../web/labs/backprop/architecture.js";
import {
  biasesOf,
  countsOf,
  fromTensors,
  specOf,
  toTensors,
} from "../../../web/labs/backprop/network.js";
import { losses } from "../../../web/labs/backprop/rules.js";

const nothing = { net: null, loss: null, x: null, y: null, w: null, b: null, lr: null };

/** What the lab makes of a link that says this. */
export const wanted = (values) => resolve({ preset: "w1-w6", ...nothing, ...values });

/** One step of the core, as the lab's calculation takes it. */
export function iterationOf(gn, { network, x, y, w, b, lr }) {
  const model = gn.model(specOf(network, lr));
  model.setWeights(toTensors(network, { w, b }));
  const trace = model.trace([x], [y]);
  const before = fromTensors(network, model.getWeights());
  model.trainOnBatch([x], [y]);
  const after = fromTensors(network, model.getWeights());
  model.dispose();
  for (const { learned, number } of biasesOf(network)) if (!learned) after.b[number] = b[number];
  return { ...before, x, y, lr, trace, after };
}

/** A network with friendly numbers for every loss after every activation that gives it what it takes. */
export const everyNetwork = () =>
  Object.keys(losses).flatMap((loss) =>
    activationNames
      .filter((name) => !loss.endsWith("Crossentropy") || ["sigmoid", "softmax"].includes(name))
      .map((name) => {
        const network = { ...read(`2,3:${name}:bias,2:tanh:fixed,2:${name}:bias`), loss };
        const { w, b } = countsOf(network);
        const y = firstClass(2).map((one) => (loss === "perceptron" ? 2 * one - 1 : one));
        return { network, x: friendly(2, 9), y, w: friendly(w, 4), b: friendly(b, 5), lr: 0.3 };
      }),
  );
