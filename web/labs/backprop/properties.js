import { integer, number, numbers, text } from "../../state/kinds.js";
import { property } from "../../state/property.js";

export const properties = {
  // Backpropagation: the given values, and where in the calculation we are.
  x: property(numbers(2, -100, 100), [1, 0.5]),
  y: property(number(-100, 100), 4),
  w: property(numbers(6, -100, 100), [0.5, 1.5, 2.3, 3, 1, 1]),
  lr: property(number(0, 10), 0.1),
  places: property(integer(2, 6), 6, { remember: true }),
  step: property(integer(0, 999), 0),
  at: property(integer(0, 999), 0),
  see: property(text(/^[\w.]*$/, 24, "d.w1"), ""),
};
