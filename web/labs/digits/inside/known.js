/** Well-known networks, each by the package's builder. */
import { alexNet, denseNet121, googLeNet, resNet50, vgg16 } from "../../../../wasm/networks.js";

/** @type {Record<(typeof import("../properties.js").knownNetworks)[number], (options?: import("../../../../wasm/networks/graph.js").NetworkOptions) => any>} */
export const known = {
  AlexNet: alexNet,
  "VGG-16": vgg16,
  GoogLeNet: googLeNet,
  "ResNet-50": resNet50,
  "DenseNet-121": denseNet121,
};
