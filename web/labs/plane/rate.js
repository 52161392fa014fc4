/** The learning rate that the settings say: the core's own, where none was chosen. */
import { kindOf } from "../../state/schema.js";
import { optimizer } from "./settings.js";

export const rateNow = () =>
  optimizer.value.learningRate ??
  kindOf("optimizers", optimizer.value.type)?.fields.find(({ name }) => name === "learningRate")
    ?.default ??
  0.01;
