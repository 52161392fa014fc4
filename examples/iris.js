// Data of one's own from a CSV file: Fisher's irises, three species by four measures.
import { readFileSync } from "node:fs";
import { load, readCsv } from "glassnet";

const gn = await load();
const table = readCsv(readFileSync(new URL("iris.csv", import.meta.url)));
const { x, y, columns, classNames, count } = table; // the last column is the target, and its words are classes
console.log(`${count} rows: ${columns.join(", ")} → ${classNames.join(", ")}`);

// Every fifth flower is kept for the test; the others say by what mean and spread all are standardised.
const width = columns.length;
const isTest = (row) => row % 5 === 4;
const rows = (keep) => ({
  x: x.filter((_, i) => keep(Math.floor(i / width))),
  y: y.filter((_, row) => keep(row)),
});
const train = rows((row) => !isTest(row));
const test = rows(isTest);
const average = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;
const mean = columns.map((_, c) => average(train.x.filter((_, i) => i % width === c)));
const squares = train.x.map((v, i) => (v - mean[i % width]) ** 2);
const std = columns.map((_, c) => Math.sqrt(average(squares.filter((_, i) => i % width === c))));

const model = gn.model({
  input: table.shape,
  layers: [
    { type: "dense", units: 8, activation: "relu" },
    { type: "dense", units: classNames.length, activation: "softmax" },
  ],
  loss: "categoricalCrossentropy",
  optimizer: { type: "adam", learningRate: 0.01 },
  seed: 1,
});
await model.fit(gn.dataset({ ...train, mean, std }), { epochs: 200, batchSize: 16 });

const { accuracy, confusionMatrix } = model.evaluate(gn.dataset({ ...test, mean, std }), {
  metrics: ["confusionMatrix"],
});
console.log(`${(100 * accuracy).toFixed(1)} % of the test flowers`);
confusionMatrix.forEach((row, i) => console.log(classNames[i].padEnd(12), row.join(" ")));

/* Output:
150 rows: sepalLength, sepalWidth, petalLength, petalWidth → setosa, versicolor, virginica
96.7 % of the test flowers
setosa       10 0 0
versicolor   0 10 0
virginica    0 1 9
*/
