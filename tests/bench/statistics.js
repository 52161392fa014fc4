// npm run bench -- statistics: what it costs to have each layer's statistics with every epoch, and that nobody pays who does
// not ask: rounds alternate between not asking and asking, on LeNet-5 with batches of 32; the fastest of each counts.
import { load } from "../../dist/index.js";
import { leNet5 } from "../../dist/networks.js";

const SAMPLES = 3200;
const ROUNDS = 6;

const gn = await load();
const x = Uint8Array.from({ length: SAMPLES * 784 }, (_, i) => (i * 7919) % 256);
const y = Uint8Array.from({ length: SAMPLES }, (_, i) => i % 10);
const data = gn.dataset({ x, y, scale: 1 / 255 });
const model = gn.model({ ...leNet5({ activation: "relu" }), optimizer: "adam", seed: 1 });

async function secondsOf(options) {
  const [{ seconds }] = await model.fit(data, { batchSize: 32, ...options });
  return seconds;
}

const fastest = { plain: Infinity, "statistics: false": Infinity, "statistics: true": Infinity };
const options = [undefined, { statistics: false }, { statistics: true }];
for (let round = 0; round < ROUNDS; round++)
  for (const [i, name] of Object.keys(fastest).entries())
    fastest[name] = Math.min(fastest[name], await secondsOf(options[i]));

for (const [name, seconds] of Object.entries(fastest)) {
  const more = 100 * (seconds / fastest.plain - 1);
  console.log(
    `${name.padEnd(18)} ${Math.round(SAMPLES / seconds)} samples/s, ${more.toFixed(1)} % more time an epoch of ${SAMPLES / 32} steps`,
  );
}
gn.dispose();
