import { choice, integer, number, text } from "../../state/kinds.js";
import { property } from "../../state/property.js";

/** A number or several that may be left out: "" is the beginning that suits what is shown. @param {number} count @param {string} like */
const optional = (count, like) =>
  property(
    text(new RegExp(`^(-?[\\d.]{1,12}(e-?\\d{1,2})?(,(?!$)|$)){0,${count}}$`), 60, like),
    "",
  );

/** The numbers of a property that may be left out. @param {string} text @param {readonly number[]} otherwise */
export const numbersOf = (text, otherwise) =>
  text === "" ? otherwise : text.split(",").map(Number);

/** @typedef {"linear" | "logistic"} Task */

/** A kind of the core with its settings, as state/choices.js writes it; "" for the beginning that suits. @param {string} types @param {string} initial */
const settings = (types, initial = "") =>
  property(
    text(
      new RegExp(
        `^((${types})(,[a-zA-Z0-9]{1,24}:(true|false|-?[\\d.]{1,20}(e[-+]?\\d{1,3})?)){0,9})?$`,
      ),
      240,
      `${types.split("|")[0]},learningRate:0.1`,
    ),
    initial,
  );

export const properties = {
  part: property(choice(["curves", "surfaces", "loss", "batches", "likelihood"]), "curves"),
  at: property(integer(0, 1000), 0),
  // Curves
  curve: property(choice(["parabola", "cubicQuartic", "twoMinima", "wave"]), "parabola"),
  x: optional(1, "1.5"),
  eta: optional(1, "0.1"),
  schedule: settings("constant|timeDecay|exponential|step|cosine", "constant"),
  // Surfaces, and the optimizers that race, on the network's loss too
  surface: property(choice(["bowl", "ravine", "saddle", "banana", "hills"]), "ravine"),
  start: optional(2, "1.5,-2"),
  steps: property(integer(10, 1000), 100),
  decay: settings("constant|timeDecay|exponential|step|cosine", "constant"),
  race: property(
    text(/^([a-z]{3,8}(,(?!$)|$)){0,7}$/, 60, "sgd,adam"),
    "sgd,momentum,rmsprop,adam",
  ),
  look: property(
    choice(["sgd", "momentum", "nesterov", "rmsprop", "adagrad", "adam", "adamw"]),
    "momentum",
  ),
  sgd: settings("sgd"),
  momentum: settings("sgd"),
  nesterov: settings("sgd"),
  rmsprop: settings("rmsprop"),
  adagrad: settings("adagrad"),
  adam: settings("adam"),
  adamw: settings("adamw"),
  // The loss of a network
  network: property(choice(["w1w6", "logistic", "xor", "lent"]), "w1w6"),
  lent: property(text(/^([a-z]+:[\w.!,:*+-]+)?$/, 6000, "plane:to.20*1a2b3c4d"), ""),
  plane: property(choice(["weights", "trained", "random"]), "weights"),
  axes: optional(2, "0,4"),
  free: property(choice(["all", "two"]), "all"),
  span: optional(1, "8"),
  init: property(integer(0, 0xffffffff), 1),
  // Stochastic, mini-batch, batch
  task: property(choice(["linear", "logistic"]), "linear"),
  feed: property(choice(["sample", "mini", "batch"]), "sample"),
  batch: property(integer(2, 12), 4),
  epochs: property(integer(1, 50), 10),
  pace: optional(1, "0.1"),
  theta: property(number(0, 10), 0.05),
  epsilon: property(number(0, 10), 0.005),
  // Maximum likelihood
  white: property(integer(0, 1000), 70),
  draws: property(integer(1, 1000), 100),
  p: property(number(0.001, 0.999), 0.2),
  rate: property(number(0.0001, 2), 0.05),
  urn: property(number(0, 1), 0.7),
  seed: property(integer(0, 0xffffffff), 1),
};
