/**
 * networks.js: well-known networks as plain specs, each by a function that can make it for other pictures and classes:
 *
 *   import { leNet5 } from "glassnet/networks";
 *   const model = gn.model({ ...leNet5(), seed: 1 });
 *   gn.summary(vgg16()).parameterCount; // 138357544, without making the weights
 */

export { alexNet } from "./networks/alexnet.js";
export { denseNet121, smallDenseNet } from "./networks/densenet.js";
export { googLeNet, smallInception } from "./networks/googlenet.js";
export { leNet5 } from "./networks/lenet5.js";
export { resNet50, smallResNet } from "./networks/resnet.js";
export { vgg16 } from "./networks/vgg16.js";
