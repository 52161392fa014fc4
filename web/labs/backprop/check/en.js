/** @type {{ [K in keyof typeof import("./zh.js").zh]: string }} */
export const en = {
  heading: "Gradient check",
  open: "Check every gradient",
  close: "Close",
  text: "Is backpropagation right? Move one weight a little to either side, compute the loss again both times, and divide the difference by the way between: that is its gradient too, found without any rule of differentiation.",
  parameter: "Parameter",
  analytic: "Backpropagation",
  numeric: "Two-sided difference",
  error: "Relative error",
  core: "… in single precision",
  choose: "{name}: for all ε",
  worst: "{count} {count|gradient|gradients} checked; the largest relative error is {error}.",
  chart: "Relative error by ε, {name}",
  "line.forward": "one-sided, double precision",
  "line.central": "two-sided, double precision",
  "line.core": "five points, single precision (the core)",
  read: "From right to left: with ε the truncation error falls, as ε for the one-sided difference, as ε² for the two-sided one. But the two losses have ever more digits in common, and what is left of them is rounding, which grows as 1/ε. The best ε lies between. Single precision has seven digits instead of sixteen, so that its best ε is far larger; the core therefore takes five points, whose truncation falls as ε⁴.",
};
