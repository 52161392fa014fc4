import { choice, integer, number, numbersUpTo, optional, text } from "../../state/kinds.js";
import { property } from "../../state/property.js";
import { pattern } from "./architecture.js";
import { written } from "./tools/marking/written.js";

/** What a link may say of the network; null: as in the preset. */
export const properties = {
  preset: property(text(/^[\w-]+$/, 20, "w1-w6"), "w1-w6"),
  net: property(optional(text(pattern, 120, "2,2:sigmoid:bias,1")), null),
  loss: property(optional(text(/^[A-Za-z]+$/, 40, "halfSquaredError")), null),
  x: property(optional(numbersUpTo(6, -100, 100)), null),
  y: property(optional(numbersUpTo(6, -100, 100)), null),
  w: property(optional(numbersUpTo(144, -100, 100)), null),
  b: property(optional(numbersUpTo(24, -100, 100)), null),
  lr: property(optional(number(0, 10)), null),
  // How it is shown, and where in the calculation we are.
  round: property(choice(["shown", "carried", "full"]), "shown"),
  places: property(integer(1, 9), 6, { remember: true }),
  step: property(integer(0, 999), 0),
  at: property(integer(0, 999), 0),
  see: property(text(/^[\w.]*$/, 24, "d.w1"), ""),
  // The gradient check: the parameter whose ε is swept ("": not asked for), and ε as half powers of ten.
  sweep: property(text(/^([wb]\d+)?$/, 4, "w5"), ""),
  epsilon: property(integer(-24, 0), -8),
  // The tools below, and what is chosen in them.
  tool: property(choice(["marking", "worksheet", "export", "code"]), "marking"),
  mine: property(written, new Map()),
  sheet: property(integer(1, 9999), 1),
  level: property(choice(["forward", "errors", "gradients", "update"]), "update"),
  code: property(choice(["js", "numpy", "torch"]), "numpy"),
};
