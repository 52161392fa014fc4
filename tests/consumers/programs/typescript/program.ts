/** program.ts: the API as a strict TypeScript program uses it, its mistakes found when it is compiled. */
import { load, ShapeError, type Glassnet, type Model } from "glassnet";
import { load as loadExternal } from "glassnet/external";
import { leNet5 } from "glassnet/networks";
import { load as loadWorker, type AsyncModel } from "glassnet/worker";
import { xor } from "./xor.js";

async function typed(gn: Glassnet): Promise<number> {
  const model: Model = gn.model({
    input: [4],
    layers: [
      { type: "dense", units: 3, activation: "relu", kernelRegularizer: { l1: 0, l2: 0.1 } },
      { type: "dense", units: 2, activation: { type: "leakyRelu", negativeSlope: 0.1 } },
    ],
    loss: { type: "meanSquaredError", reduction: "sum" },
    optimizer: "adam",
  });
  const output: Float32Array = model.predict([1, 2, 3, 4]);
  let sum = 0;
  for await (const { epoch, loss } of model.train([1, 2, 3, 4], output, { epochs: 2 }))
    sum += epoch + loss;
  return sum;
}

async function typedWorker(): Promise<Float32Array> {
  const gn = await loadWorker({ threads: 1 });
  const model: AsyncModel = await gn.model({ input: [2], layers: [{ type: "dense", units: 1 }] });
  const output: Float32Array = await model.predict([1, 2]);
  await model.dispose();
  gn.terminate();
  return output;
}

export function mistakes(gn: Glassnet, model: Model, output: Float32Array): Error {
  // @ts-expect-error -- there is no such layer
  gn.model({ input: [4], layers: [{ type: "dence", units: 3 }] });
  // @ts-expect-error -- units is missing
  gn.model({ input: [4], layers: [{ type: "dense" }] });
  // @ts-expect-error -- there is no such activation
  gn.model({ input: [4], layers: [{ type: "dense", units: 3, activation: "rellu" }] });
  // @ts-expect-error -- there is no such option
  model.train(output, output, { epoch: 2 });
  return new ShapeError("message");
}

const gn = await load();
gn.summary(leNet5());
if (!Number.isFinite(await typed(gn)) || (await typedWorker()).length !== 1)
  throw new Error("the typed program computed nonsense");
console.log(
  JSON.stringify({
    main: await xor(load),
    external: await xor(loadExternal),
    worker: await xor(loadWorker),
  }),
);
