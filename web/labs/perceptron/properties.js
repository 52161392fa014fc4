import { choice, integer, number, numbers, text } from "../../state/kinds.js";
import { property } from "../../state/property.js";

export const properties = {
  // Neuron and perceptron: the samples and what was picked; the neuron set by hand; the delta rule; XOR.
  part: property(choice(["perceptron", "neuron", "delta", "xor"]), "perceptron"),
  points: property(
    text(/^(-?[\d.]+,-?[\d.]+,-?1(:(?=-?\d)|$)){0,40}$/, 999, "3,3,1:1,1,-1"),
    "3,3,1:4,3,1:1,1,-1",
  ),
  picks: property(text(/^(\d{1,2}(,\d{1,2}){0,199})?$/, 600, "0,2,2"), ""),
  kept: property(text(/^(\d{1,2}(,\d{1,2}){0,199}(~(?!$)|$)){0,3}$/, 1800, "0,2,2~0,2,1"), ""), // at most mostKept
  eta: property(number(0.001, 10), 1),
  gate: property(choice(["AND", "OR", "NAND", "XOR"]), "AND"),
  neuron: property(numbers(3, -100, 100), [1, 1, 0]),
  unit: property(choice(["sign", "linear", "sigmoid"]), "linear"),
  feed: property(choice(["sample", "mini", "batch"]), "sample"),
  rate: property(number(0, 10), 0.05),
  updates: property(integer(0, 500), 0),
  wayOut: property(choice(["feature", "hidden"]), "feature"),
  units: property(integer(1, 8), 4),
  start: property(integer(0, 0xffffffff), 1),
};
