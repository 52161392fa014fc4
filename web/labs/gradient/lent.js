/** The network whose loss is shown: one of this lab's own, or one that another lab lends. */
import { labs } from "../index.js";
import { networks } from "./networks.js";
import { racerNames, racers } from "./racers.js";

/** @typedef {import("./networks.js").Net} Net */
/** @typedef {import("../index.js").Lent} Lent */
/** @typedef {import("../index.js").LendOptions} LendOptions */
/** @typedef {{ network: keyof typeof networks | "lent", lent: string }} Chosen */

/** Which lab lends, and its text: "plane:to.20*1a2b3c4d". @param {string} lent */
export function lenderOf(lent) {
  const [id, ...text] = lent.split(":");
  return { id, text: text.join(":") };
}

/** The usual learning rates, by the core's kinds. @type {Record<string, number>} */
const usual = { sgd: 0.1, rmsprop: 0.05, adagrad: 0.4, adam: 0.1, adamw: 0.1 };

/** The rate that the network was trained with, where it is of that kind; with momentum a fifth, since steps add up. @param {Lent["spec"]["optimizer"]} optimizer */
function ratesFor({ type: own, learningRate }) {
  const rates = racerNames.map((name) => {
    const { type, momentum } = racers[name].optimizer;
    const rate = type === own && learningRate ? learningRate : usual[type];
    return [name, momentum ? Number((rate / 5).toPrecision(3)) : rate];
  });
  return /** @type {Net["rates"]} */ (Object.fromEntries(rates));
}

/** As axes the first weight, and the first of the last layer; of one layer the second. @param {Lent["weights"]} weights @returns {[number, number]} */
function axesFor(weights) {
  const kernels = weights.filter(({ tensor }) => tensor.endsWith(".kernel"));
  const first = weights.findIndex(({ tensor }) => tensor === kernels[kernels.length - 1].tensor);
  return [0, first || 1];
}

/** @param {Lent} lent @returns {Net} */
function walkable({ spec, weights, ...rest }) {
  const { optimizer, ...still } = spec; // the racers have their own
  return {
    ...rest,
    spec: still,
    weights,
    axes: axesFor(weights),
    span: 8,
    rates: ratesFor(optimizer),
  };
}

/** What was lent last: it may take long to make. @type {{ lent: string, net: Net | undefined } | undefined} */
let last;

/** @param {Chosen} chosen @param {LendOptions} options @returns {Promise<Net | undefined>} undefined where the text is not readable */
export async function netOf({ network, lent }, options) {
  if (network !== "lent") return networks[network];
  if (last?.lent === lent) return last.net;
  const { id, text } = lenderOf(lent);
  const lab = labs.find((one) => one.id === id);
  if (!lab || !("lend" in lab)) return undefined;
  const { default: lend } = await lab.lend();
  const given = await lend(text, options);
  const net = given && given.weights.length > 1 ? walkable(given) : undefined;
  last = { lent, net };
  return net;
}
