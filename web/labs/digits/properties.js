import { choice, integer, integers, number, numbers, optional, text } from "../../state/kinds.js";
import { property } from "../../state/property.js";

/** The networks that the digits lab can train, from the least to the most that they can learn. */
export const digitNetworks = /** @type {const} */ ([
  "perceptron",
  "softmax",
  "mlp",
  "lenet5",
  "resnet",
]);

/** The networks that are well known beyond this lab, whose layers its calculator can list. */
export const knownNetworks = /** @type {const} */ ([
  "AlexNet",
  "VGG-16",
  "GoogLeNet",
  "ResNet-50",
  "DenseNet-121",
]);

/** A kind of the core with what is set on it, as "sgd,momentum:0.9"; and several, with "~" between. */
const ONE = /^[A-Za-z]+(,\w+:[\w.+-]+)*$/;
const MANY = /^([A-Za-z]+(,\w+:[\w.+-]+)*(~[A-Za-z]+(,\w+:[\w.+-]+)*)*)?$/;

/** The data generated, and the network and the training that the seed makes the same each time. */
export const training = {
  samples: property(integer(100, 60_000), 10_000),
  dataSeed: property(integer(0, 0xffffff), 1),
  network: property(choice(digitNetworks), "mlp"),
  hidden: property(text(/^(\d{1,4}(,\d{1,4}){0,3})?$/, 24, "128,64"), "128"),
  activation: property(text(/^[A-Za-z]+$/, 24, "relu"), "relu"),
  optimizer: property(text(ONE, 200, "sgd,momentum:0.9"), "adam"),
  schedule: property(text(ONE, 200, "step,every:5"), "constant"),
  augment: property(text(MANY, 400, "shift,pixels:3~rotate"), ""),
  dropout: property(number(0, 0.95), 0),
  l1: property(number(0, 1), 0),
  l2: property(number(0, 1), 0),
  constraint: property(text(/^([A-Za-z]+(,\w+:[\w.+-]+)*)?$/, 200, "maxNorm,max:3"), ""),
  smoothing: property(number(0, 0.99), 0),
  classWeights: property(optional(numbers(10, 0, 1000)), null),
  stopping: property(choice(["off", "validationLoss", "validationAccuracy"]), "off"),
  patience: property(integer(1, 100), 2),
  batch: property(integer(1, 1024), 32),
  epochs: property(integer(1, 100), 5),
  seed: property(integer(0, 0xffffffff), 1),
};

export const properties = {
  ...training,
  tuneRate: property(number(1e-7, 1), 0.0005),
  tuneEpochs: property(integer(1, 50), 5),
  tuneMix: property(integer(0, 5000), 1000),
  tool: property(choice(["none", "rates", "bias", "layers"]), "none"),
  human: property(number(0, 100), 0.2),
  pair: property(text(/^(\d,\d)?$/, 3, "4,9"), ""),

  // Digits, looked into: which view, and the place in the network that it shows.
  inside: property(choice(["maps", "occlusion", "step", "sizes"]), "maps"),
  patch: property(integer(1, 15), 7),
  layer: property(text(/^\w*$/, 60, "conv2d_1"), ""),
  map: property(integer(0, 4095), 0),
  channel: property(integer(0, 4095), 0),
  way: property(choice(["forward", "kernel", "input"]), "forward"),
  cell: property(integers(2, 0, 4095), [5, 4]),
  tap: property(integers(2, 0, 4095), [0, 0]),
  pixel: property(integers(2, 0, 4095), [12, 12]),
  target: property(text(/^\d?$/, 1, "7"), ""),
  image: property(integer(1, 4096), 28),
  colours: property(integer(1, 64), 1),
  known: property(choice(knownNetworks), "ResNet-50"),
  chain: property(
    text(
      /^((conv|max|average):\d+(,\d+){2,4}|dense:\d+)(;((conv|max|average):\d+(,\d+){2,4}|dense:\d+))*$/,
      640,
      "conv:6,5,1,2;max:2,2,0;dense:10",
    ),
    "conv:6,5,1,2;max:2,2,0;conv:16,5,1,0;max:2,2,0;dense:120;dense:84;dense:10",
  ),
};
