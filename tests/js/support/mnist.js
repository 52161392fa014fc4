/** mnist.js: where the original files are, if they are here at all. */

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const mnistFolder =
  process.env.GLASSNET_MNIST ??
  fileURLToPath(new URL("../../../../shared/data/mnist", import.meta.url));

export const haveMnist = existsSync(`${mnistFolder}/train-images-idx3-ubyte.gz`);
