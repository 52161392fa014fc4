/** The tables of glassnet evaluate --metrics, to the letter. */
import { expect, test } from "@jest/globals";
import { load } from "glassnet";
import { describe as tables, metricsFor } from "../../wasm/cli/metrics.js";

const gn = await load();

/** The tables for a model that passes its input on. */
function tablesOf({ input, activation, loss }, x, y, names) {
  const model = gn.model({ input, layers: [{ type: "activation", activation }], loss });
  const metrics = metricsFor(model.evaluate(x, y));
  return tables(model.evaluate(x, y, { metrics }), names);
}

test("classes have a line each, their mean, and the confusion matrix below", () => {
  const softmax = { input: [3], activation: "softmax", loss: "categoricalCrossentropy" };
  const x = [
    [3, 0, 0],
    [0, 3, 0],
    [0, 0, 3],
    [3, 0, 0],
  ];
  expect(tablesOf(softmax, x, [0, 1, 2, 1], ["setosa", "virginica", "versicolor"])).toBe(
    `class       precision    recall        F1
setosa        50.00 %  100.00 %   66.67 %
virginica    100.00 %   50.00 %   66.67 %
versicolor   100.00 %  100.00 %  100.00 %
mean          83.33 %   83.33 %   77.78 %

true \\ predicted  setosa  virginica  versicolor
setosa                 1          0           0
virginica              1          1           0
versicolor             0          0           1`,
  );
});

test("several yes/no outputs have a matrix each", () => {
  const sigmoids = { input: [2], activation: "sigmoid", loss: "binaryCrossentropy" };
  const targets = Float32Array.of(1, 0, 1, 1);
  expect(tablesOf(sigmoids, [1, -1, -1, 1], targets)).toBe(
    `class  precision    recall        F1
0       100.00 %   50.00 %   66.67 %
1       100.00 %  100.00 %  100.00 %
mean    100.00 %   75.00 %   83.33 %

0: true \\ predicted  no  yes
no                    0    0
yes                   1    1

1: true \\ predicted  no  yes
no                    1    0
yes                   0    1`,
  );
});

test("numbers have their errors", () => {
  const line = { input: [1], activation: "linear", loss: "meanSquaredError" };
  expect(tablesOf(line, [[1], [2], [3]], [1, 2, 4])).toBe(
    `mean squared error   0.3333
mean absolute error  0.3333
R²                   0.7857`,
  );
});
