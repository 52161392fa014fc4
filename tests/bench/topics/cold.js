/** From `import` to the first trained step of 784-128-10 (SGD, 32 samples): a new process or a new page each time. */
import { execFileSync } from "node:child_process";
import { fromRoot } from "../../../scripts/tools.js";
import { median } from "../support/page.js";
import { sgd } from "../support/optimizers.js";
import { takingPart } from "../support/compare.js";
import { browserUrl } from "../support/places.js";

const task = { kind: "train", network: "mlp", optimizer: sgd, batch: 32, batches: 1 };

function inNode({ module, options = {} }) {
  const script = fromRoot("tests/bench/support/node-once.js");
  const given = JSON.stringify(["cold", `../peers/${module}.js`, options, task]);
  return JSON.parse(execFileSync(process.execPath, [script, given], { encoding: "utf8" }));
}

async function inChromium({ module, options = {} }, chromium) {
  const page = await chromium.newPage();
  const seconds = await page.evaluate(
    async ([url, options, task]) => {
      const { coldStart } = await import("/tests/bench/support/host.js");
      const read = async (path) => (await fetch(`/${path}`)).arrayBuffer();
      const folder = (path) => `${location.origin}/tests/bench/${path}`;
      return (await coldStart(url, { options, read, folder }, task)) ?? null;
    },
    [browserUrl(module), options, task],
  );
  await page.context().close();
  return seconds;
}

export const topic = {
  title: "From import to the first trained step, cold, ms",
  lessIsBetter: true,
  async measure({ topic, chosen, chromium, rounds }) {
    const places = { Node: inNode, Chromium: inChromium };
    const row = {};
    for (const [place, measure] of Object.entries(places)) {
      const taking = takingPart(topic, chosen).filter((peer) => peer.places.includes(place));
      const times = new Map(taking.map((peer) => [peer.name, []]));
      for (let round = 0; round < rounds; round++) {
        for (const peer of taking) times.get(peer.name).push(await measure(peer, chromium));
      }
      const trained = [...times].filter(([, seconds]) => seconds[0] !== null);
      row[place] = Object.fromEntries(
        trained.map(([name, seconds]) => [name, 1000 * median(seconds)]),
      );
    }
    return { "784-128-10, SGD": row };
  },
  goals: [
    { ours: "glassnet", place: "Node", atMost: 40 },
    { ours: "glassnet", place: "Chromium", atMost: 60 },
  ],
};
