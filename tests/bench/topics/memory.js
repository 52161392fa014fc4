/** Peak memory (RSS) of some seconds of training 784-128-10 in Node, above that of Node itself. */
import { execFileSync } from "node:child_process";
import { fromRoot } from "../../../scripts/tools.js";
import { takingPart } from "../support/compare.js";
import { adam, sgd } from "../support/optimizers.js";

/** Few samples: what counts is the library's own. */
const task = { kind: "train", network: "mlp", batch: 32, batches: 4 };

function peak(...given) {
  const script = fromRoot("tests/bench/support/node-once.js");
  return JSON.parse(
    execFileSync(process.execPath, [script, JSON.stringify(given)], { encoding: "utf8" }),
  );
}

export const topic = {
  title: "Peak memory of training 784-128-10 in Node, above Node's own, MB",
  lessIsBetter: true,
  async measure({ topic, chosen, log }) {
    const bare = peak("bare");
    log(`Node alone: ${(bare / 1e6).toFixed(0)} MB`);
    const rows = {};
    for (const [name, optimizer] of Object.entries({ SGD: sgd, Adam: adam })) {
      rows[name] = { Node: {} };
      for (const { name: peer, module, options = {} } of takingPart(topic, chosen)) {
        if (!module) continue;
        const bytes = peak("memory", `../peers/${module}.js`, options, { ...task, optimizer });
        if (bytes !== null) rows[name].Node[peer] = (bytes - bare) / 1e6;
      }
    }
    return rows;
  },
  goals: [{ ours: "glassnet", place: "Node", atMost: 20 }],
};
