/** lenet5.js: LeCun, Bottou, Bengio, Haffner: Gradient-Based Learning Applied to Document Recognition, 1998. */

import { classifier } from "./graph.js";

/**
 * LeNet-5 with full connections and plain pooling, as it is taught: 61,706 parameters at 28 × 28 pixels and ten classes.
 *
 * @param {import("./graph.js").NetworkOptions & { activation?: string, pooling?: "average" | "max" }} [options] defaults:
 *   [28, 28, 1], 10 classes; activation "tanh" and pooling "average", as then. "relu" and "max" learn faster
 * @returns {import("../generated/spec.js").ModelSpec}
 */
export function leNet5({
  input = [28, 28, 1],
  classes = 10,
  activation = "tanh",
  pooling = "average",
} = {}) {
  const pool = { type: `${pooling}Pooling2d`, poolSize: 2 };
  return classifier(
    input,
    /** @type {any[]} */ ([
      { type: "conv2d", filters: 6, kernelSize: 5, padding: "same", activation },
      pool,
      { type: "conv2d", filters: 16, kernelSize: 5, activation },
      pool,
      { type: "flatten" },
      { type: "dense", units: 120, activation },
      { type: "dense", units: 84, activation },
      { type: "dense", units: classes, activation: "softmax" },
    ]),
  );
}
