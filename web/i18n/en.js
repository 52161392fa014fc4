/** The shell's words in English; zh.js is the original. @type {{ [K in keyof typeof import("./zh.js").zh]: string }} */
export const en = {
  title: "Neural network playground",
  "home.heading": "A network made of glass",
  "home.lead":
    "Every number in a neural network, to be seen, opened and checked. All of it is computed in your browser; no data leaves this device.",
  "home.labs": "Labs",
  "home.open": "Open",
  "lab.perceptron.title": "Neuron and perceptron",
  "lab.perceptron.summary":
    "Set an M-P neuron by hand; pick the misclassified points yourself and watch the perceptron move its line; see why it cannot learn exclusive or.",
  "lab.digits.title": "Handwritten digits",
  "lab.digits.summary":
    "Draw a digit and watch the network recognise it, stage by stage. Then train a multilayer perceptron from scratch, and see what it learns and what it misreads.",
  "lab.backprop.title": "Backpropagation",
  "lab.backprop.summary":
    "A small network with six weights. Forward pass, loss, backward pass, update: one number at a time, and each number opens into its formula.",
  skip: "Skip to the main content",
  "nav.label": "Labs",
  "nav.home": "Home",
  "language.label": "Language",
  "theme.label": "Appearance",
  "theme.auto": "As the system",
  "theme.light": "Light",
  "theme.dark": "Dark",
  loading: "Loading…",
  "failed.heading": "This part could not be loaded",
  "failed.retry": "Try again",
  "crash.heading": "The engine has stopped",
  "crash.text":
    "The program that computes in the background failed; the page itself is well. After a restart the model is made anew.",
  "crash.restart": "Restart",
  "crash.details": "Details",
  "problems.heading": "The link holds something unreadable",
  "problems.item":
    "{key} says “{text}”, where {expected} should stand. Its default, {initial}, is used instead.",
  "problems.dismiss": "Dismiss",
  "expects.number": "a number from {min} to {max}",
  "expects.integer": "a whole number from {min} to {max}",
  "expects.numbers": "{count} numbers with commas between, each from {min} to {max}",
  "expects.choice": "one of {choices}",
  "expects.text": "a text such as {like}, of at most {max} characters",
  "field.invalid": "Enter a number from {min} to {max}",
  "error.argument": "A value is not one that is allowed.",
  "error.shape": "The shape of the data does not fit the network.",
  "error.format": "The file does not hold what its format says.",
  "error.limit": "This is larger than the limit.",
  "error.memory": "There is not enough memory: try a smaller network or less data.",
  "error.numeric":
    "An infinity or a NaN came up in the calculation, as it often does with too large a learning rate.",
  "error.disposed": "This network has been released.",
  "error.crash": "The engine has stopped.",
  "error.other": "Something unexpected went wrong.",
  "chart.table": "View as a table",
  "chart.empty": "No data yet",
  "footer.text":
    "Free software under the MIT licence. No analytics, no advertisements, no request to any third party.",
};
