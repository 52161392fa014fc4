/** The tools of the backpropagation lab; zh.js is the original. @type {{ [K in keyof typeof import("./zh.js").zh]: string }} */
export const en = {
  heading: "Tools",
  "tool.code": "Code",
  "code.text":
    "The calculation of training step {step} as a program. All three print the same lines, with the figures of this page; none rounds on the way.",
  "code.language": "Language",
  "code.what": "the {name} program",
  "code.run": "Save it, then run {command}",
  "code.forward": "forward pass",
  "code.loss": "loss",
  "code.backward": "backward pass",
  "code.update": "update",
  "code.kernel": "a row for each input, a column for each unit",
  "code.fixed": "this bias is not learned",
  "code.cancelled": "the slope of the activation cancels with that of the loss",
  "code.through": "the gradient passes through",
};
