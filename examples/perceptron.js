// Rosenblatt's perceptron on three points: which line it ends at depends on the misclassified point that is picked.
import { load } from "glassnet";

const gn = await load();
const points = { M1: { x: [3, 3], y: 1 }, M2: { x: [4, 3], y: 1 }, M3: { x: [1, 1], y: -1 } };

/** Updates by one misclassified point at a time until there is none. */
function learn(pick) {
  const model = gn.model({
    input: [2],
    layers: [{ type: "dense", name: "line", units: 1, kernelInitializer: "zeros" }],
    loss: "perceptron", // 0 where y·s > 0, else −y·s: a step of η = 1 is w ← w + y·x, b ← b + y
    optimizer: { type: "sgd", learningRate: 1 },
  });
  const isWrong = ([, { x, y }]) => y * model.predict(x)[0] <= 0;
  for (let iteration = 1; ; iteration++) {
    const wrong = Object.entries(points).filter(isWrong);
    const [name, point] = pick(wrong, iteration) ?? ["–"];
    if (point) model.trainOnBatch(point.x, [point.y]);
    const { "line.kernel": w, "line.bias": b } = model.getWeights();
    console.log(`${iteration}  ${name.padEnd(2)}  w = (${w.join(", ")})  b = ${b[0]}`);
    if (!point) return;
  }
}

console.log("always the first misclassified point:");
learn((wrong) => wrong[0]);

console.log("the same, but M2 at iteration 5:");
learn((wrong, iteration) => (iteration === 5 ? wrong.find(([name]) => name === "M2") : wrong[0]));

/* Output:
always the first misclassified point:
1  M1  w = (3, 3)  b = 1
2  M3  w = (2, 2)  b = 0
3  M3  w = (1, 1)  b = -1
4  M3  w = (0, 0)  b = -2
5  M1  w = (3, 3)  b = -1
6  M3  w = (2, 2)  b = -2
7  M3  w = (1, 1)  b = -3
8  –   w = (1, 1)  b = -3
the same, but M2 at iteration 5:
1  M1  w = (3, 3)  b = 1
2  M3  w = (2, 2)  b = 0
3  M3  w = (1, 1)  b = -1
4  M3  w = (0, 0)  b = -2
5  M2  w = (4, 3)  b = -1
6  M3  w = (3, 2)  b = -2
7  M3  w = (2, 1)  b = -3
8  M3  w = (1, 0)  b = -4
9  M1  w = (4, 3)  b = -3
10  M3  w = (3, 2)  b = -4
11  M3  w = (2, 1)  b = -5
12  –   w = (2, 1)  b = -5
*/
