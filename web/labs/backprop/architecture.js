/**
 * A network as text, as it stands in the link: the inputs, then each layer's units, its activation where it is
 * not linear, and its bias where it has one. "2,2:sigmoid:bias,1" is 2 inputs, 2 sigmoid units with biases, 1
 * linear output without.
 */

/** @typedef {{ inputs: number, layers: import("./network.js").Layer[] }} Architecture */

/** What a diagram can show and a person can follow. */
export const most = { units: 6, layers: 4 };

const layer = `([1-${most.units}])(?::((?!(?:bias|fixed)\\b)[A-Za-z]+))?(?::(bias|fixed))?`;
const layerPattern = new RegExp(`^${layer}$`);
/** The form alone: whether there is such an activation, the rules know. */
export const pattern = new RegExp(`^[1-${most.units}](?:,${layer}){1,${most.layers}}$`);

/** @param {Architecture} network */
export const write = ({ inputs, layers }) =>
  [
    inputs,
    ...layers.map(({ units, activation, bias }) =>
      [
        units,
        ...(activation === "linear" ? [] : [activation]),
        ...(bias === "none" ? [] : [bias === "fixed" ? "fixed" : "bias"]),
      ].join(":"),
    ),
  ].join(",");

/** @param {string} text that has the pattern @returns {Architecture} */
export function read(text) {
  const [inputs, ...layers] = text.split(",");
  return {
    inputs: Number(inputs),
    layers: layers.map((one) => {
      const [, units, activation = "linear", bias] = one.match(layerPattern) ?? [];
      return {
        units: Number(units),
        activation,
        bias: bias === "bias" ? "learned" : bias === "fixed" ? "fixed" : "none",
      };
    }),
  };
}
