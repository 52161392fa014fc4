/** One training step with this library. */
import { nested, stagesOf, text } from "./program.js";

/** @param {import("./program.js").Stage[]} stages @param {import("../../network.js").Layer[]} layers */
const layerLines = (stages, layers) =>
  stages.map(({ n, activation, bias }) => {
    const kind = `type: "dense", name: "layer_${n}", units: ${layers[n - 1].units}`;
    return `    { ${kind}, activation: "${activation}", useBias: ${bias !== undefined} },`;
  });

/** @param {import("./program.js").Stage[]} stages of which to set the bias, or kernel and bias */
const biasLines = (stages) =>
  stages.map(({ n, bias }) => bias && `  "layer_${n}.bias": ${nested(bias)},`);

/** @param {import("./program.js").Lesson} lesson */
export function javascript({ places, say, ...given }) {
  const stages = stagesOf(given);
  const fixed = stages.filter(({ bias, learned }) => bias && !learned);
  return text([
    'import { load } from "glassnet";',
    "",
    "const gn = await load();",
    "const model = gn.model({",
    `  input: [${given.network.inputs}],`,
    "  layers: [",
    ...layerLines(stages, given.network.layers),
    "  ],",
    `  loss: "${given.network.loss}",`,
    `  optimizer: { type: "sgd", learningRate: ${given.lr} },`,
    "});",
    "model.setWeights({",
    `  // ${say("kernel")}`,
    ...stages.map(({ n, kernel }) => `  "layer_${n}.kernel": ${nested(kernel)},`),
    ...biasLines(stages),
    "});",
    `const x = ${nested(given.x)};`,
    `const y = ${nested(given.y)};`,
    "const show = (name, values) =>",
    `  console.log(name, ...Array.from(values, (value) => value.toFixed(${places})));`,
    "",
    `// ${say("forward")}, ${say("loss")}`,
    "const { loss, layers } = model.trace([x], [y]);",
    "layers.forEach((layer, i) => {",
    "  show(`z${i + 1}`, layer.preactivation);",
    "  show(`a${i + 1}`, layer.output);",
    "});",
    'show("L", [loss]);',
    "",
    `// ${say("backward")}`,
    "for (let i = layers.length; i > 0; i--) {",
    "  const { delta, parameters } = layers[i - 1];",
    "  show(`dz${i}`, delta);",
    "  show(`dW${i}`, parameters.kernel.gradient);",
    "  if (parameters.bias) show(`db${i}`, parameters.bias.gradient);",
    "}",
    "",
    `// ${say("update")}`,
    "model.trainOnBatch([x], [y]);",
    fixed.length > 0 && `// ${say("fixed")}`,
    fixed.length > 0 && "model.setWeights({",
    ...biasLines(fixed),
    fixed.length > 0 && "});",
    "const after = model.getWeights();",
    "for (let i = 1; i <= layers.length; i++) {",
    "  show(`W${i}`, after[`layer_${i}.kernel`]);",
    "  if (after[`layer_${i}.bias`]) show(`b${i}`, after[`layer_${i}.bias`]);",
    "}",
  ]);
}
