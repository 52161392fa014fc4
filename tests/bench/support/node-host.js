/** node-host.js: a host in a process of its own; places.js speaks to it. */
import { readFileSync } from "node:fs";
import { fromRoot } from "../../../scripts/tools.js";
import { openHost } from "./host.js";
import { allowRelaxedSimd } from "./relaxed.js";

const [url, options] = JSON.parse(process.argv[2]);
if (options.fast) allowRelaxedSimd();
const host = await openHost(url, {
  options,
  read: async (path) => readFileSync(fromRoot(path)),
  folder: (path) => fromRoot("tests/bench", path),
});

process.on("message", async ([call, ...given]) => {
  try {
    process.send({ result: await host[call](...given) });
  } catch (error) {
    process.send({ error: String(error?.stack ?? error) });
  }
});
process.on("disconnect", () => process.exit());
process.send({ result: "open" });
