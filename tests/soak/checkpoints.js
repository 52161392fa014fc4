/**
 * checkpoints.js: what the page keeps in the browser's storage. (1) A training in a page that keeps a checkpoint after every
 * epoch, whose tab, or the whole browser, is killed at moments chosen by chance, in the middle of an epoch or of a write: the
 * next page finds every checkpoint that was told as kept, and from it ends bit for bit as undisturbed. (2) Storage that
 * fails at each of its operations in each of three ways, and storage that is really full: the last checkpoint is there.
 */
import { load } from "../../dist/index.js";
import { serve } from "../e2e/support/server.js";
import { generator } from "../js/support/mutate.js";
import { fingerprint } from "../../web/state/fingerprint.js";
import { classes, numbers } from "../js/support/numbers.js";
import { Browser } from "./support/browser.js";
import { failing, full } from "./support/storage.js";
import { grouped, soak } from "./support/soak.js";

const spec = {
  input: [16],
  layers: [
    { type: "dense", units: 256, activation: "relu" },
    { type: "dropout", rate: 0.2 },
    { type: "dense", units: 128, activation: "tanh" },
    { type: "dense", units: 3, activation: "softmax" },
  ],
  loss: "categoricalCrossentropy",
  optimizer: { type: "adam", schedule: { type: "exponential", rate: 0.99 } },
  seed: 31,
};
const data = { x: [...numbers(300 * 16, { seed: 32 })], y: [...classes(300, 3, 33)] };
const MOST_EPOCHS = 20_000;

/** In the page: goes on from what is kept, and tells of each epoch that is kept in its turn. */
async function train({ root, spec, data, epochs }) {
  const { load } = await import(`${root}dist/index.js`);
  const { checkpointsOf } = await import(`${root}web/state/checkpoints.js`);
  const { fingerprint } = await import(`${root}web/state/fingerprint.js`);
  const store = checkpointsOf("soak");
  const gn = await load();
  const kept = await store.load();
  const model = kept ? gn.open(kept.bytes) : gn.model(spec);
  const tell = (what) => console.log(JSON.stringify(what));
  tell({ found: kept?.state.epoch ?? 0, hash: await fingerprint(model) });
  const x = Float32Array.from(data.x);
  for (let epoch = (kept?.state.epoch ?? 0) + 1; epoch <= epochs; epoch++) {
    await model.fit(x, data.y, { batchSize: 16 });
    await store.save({ state: { epoch }, bytes: model.save() });
    tell({ kept: epoch });
  }
}

/** The hash of the weights after each epoch of a training that nobody disturbs, made as far as they are asked for. */
async function undisturbed() {
  const model = (await load()).model(spec);
  const x = Float32Array.from(data.x);
  const hashes = [await fingerprint(model)];
  return async (epoch) => {
    while (hashes.length <= epoch) {
      await model.fit(x, data.y, { batchSize: 16 });
      hashes.push(await fingerprint(model));
    }
    return hashes[epoch];
  };
}

/** @param {Browser} browser @param {string} root @param {{ tabs: number, browsers: number }} kills */
async function killed(browser, root, { tabs, browsers }) {
  const random = generator(34);
  const expected = await undisturbed();
  const faults = [];
  let told = 0;
  for (let i = 0; i <= tabs + browsers; i++) {
    const page = await browser.open(`${root}package.json`);
    const first = new Promise((resolve) => {
      page.on("console", (message) => {
        if (message.type() !== "log") return;
        const { kept, ...found } = JSON.parse(message.text());
        if (kept) told = kept;
        else resolve(found);
      });
    });
    page.evaluate(train, { root, spec, data, epochs: MOST_EPOCHS }).catch(() => {}); // it is killed
    const before = told;
    const { found: epoch, hash } = await first;
    if (epoch < before) faults.push(`kill ${i}: epoch ${before} was kept, ${epoch} is found`);
    if (hash !== (await expected(epoch)))
      faults.push(`kill ${i}: epoch ${epoch} has other weights than undisturbed`);
    await new Promise((resolve) => setTimeout(resolve, 400 * random()));
    await (i % 10 === 9 && i < 10 * browsers ? browser.kill() : browser.crash(page));
  }
  return { faults, epochs: told };
}

await soak("checkpoints", async ({ short }) => {
  const kills = short ? { tabs: 18, browsers: 2 } : { tabs: 180, browsers: 20 };
  const server = await serve(".");
  const browser = await Browser.start();
  try {
    const { faults, epochs } = await killed(browser, server.url, kills);
    await browser.kill(); // a Chromium that has once found much room asks again only after a while
    const page = await browser.open(`${server.url}package.json`);
    const quotas = await full(page, server.url);
    const failures = await page.evaluate(failing, { root: server.url });
    const figure =
      `${grouped(kills.tabs)} tabs and ${kills.browsers} browsers killed in ${grouped(epochs)} epochs, no checkpoint lost, weights as undisturbed; ` +
      `storage failing at ${failures.count} points and ${quotas.count} sizes of full storage (${quotas.refused} refused): the last checkpoint loads`;
    return { figure, faults: [...faults, ...failures.faults, ...quotas.faults] };
  } finally {
    await browser.end();
    await server.close();
  }
});
