import { choice, integer, text } from "../../state/kinds.js";
import { property } from "../../state/property.js";
import { runProperties } from "./run-properties.js";

/** Of all kept runs in the link, and of the present one, in letters. */
export const longestRuns = 6000;
export const longestRun = 4000;
const RUNS = /^([\w.!,:*+-]+\*[0-9a-f]{8}(~(?!$)|$))*$/;
const RUN = /^([\w.!,:*+-]+\*[0-9a-f]{8})?$/;

export const properties = {
  ...runProperties,
  patience: property(integer(0, 500), 0), // of early stopping, in epochs; 0: it goes on
  pace: property(choice(["1", "5", "20", "most"]), "1"),
  // How far the run has come: runs/present.js reads it.
  run: property(text(RUN, longestRun, "to.20*1a2b3c4d"), ""),
  // What is shown: the map of a neuron, as "layer,number" from 1; "" for the output.
  neuron: property(text(/^([1-9],[1-9]\d?)?$/, 4, "1,2"), ""),
  marks: property(choice(["all", "train", "none"]), "all"),
  // The runs that are laid over the present one: runs/written.js reads them.
  runs: property(text(RUNS, longestRuns, "seed.2!to.20*1a2b3c4d"), ""),
};
