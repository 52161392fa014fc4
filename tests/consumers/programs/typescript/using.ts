/** using.ts: models and data sets that are disposed of at the end of their block, here and in a worker, and the worker itself. */
import { load, type ModelSpec } from "glassnet";
import { load as loadWorker } from "glassnet/worker";

const spec: ModelSpec = {
  input: [2],
  layers: [{ type: "dense", units: 1 }],
  loss: "meanSquaredError",
};
const samples = { x: [1, 2, 3, 4], y: [1, 0] };

const gn = await load();
{
  using model = gn.model(spec);
  using data = gn.dataset(samples);
  await model.fit(data);
  if (gn.memory().models + gn.memory().datasets !== 2) throw new Error("they are not there");
}
let there;
{
  await using worker = await loadWorker();
  {
    await using model = await worker.model(spec);
    await using data = await worker.dataset(samples);
    await model.fit(data);
    const { models, datasets } = await worker.memory();
    if (models + datasets !== 2) throw new Error("they are not there");
  }
  there = await worker.memory();
}
console.log(JSON.stringify({ here: gn.memory(), there }));
