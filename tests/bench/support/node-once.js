/** node-once.js: one measurement in a process of its own, printed as JSON: node-once.js '[what, url, options, task]' */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { coldStart, openHost } from "./host.js";

const [what, url, options, task] = JSON.parse(process.argv[2]);
const root = fileURLToPath(new URL("../../..", import.meta.url));
const place = {
  options,
  read: async (path) => readFileSync(join(root, path)),
  folder: (path) => join(root, "tests/bench", path),
};
const STRETCH = 0.3; // seconds, after a warm-up of some more

/** The most bytes that a process has held while it trained, or null where it cannot train this. */
async function memory() {
  const host = await openHost(url, place);
  if (!host.takes(task.kind)) return null;
  const { cannot } = await host.prepare(task);
  if (cannot) return null;
  await host.time(STRETCH);
  return process.resourceUsage().maxRSS * 1024;
}

const measure = {
  bare: async () => process.resourceUsage().maxRSS * 1024,
  cold: async () => (await coldStart(url, place, task)) ?? null,
  memory,
};
process.stdout.write(JSON.stringify(await measure[what]()), () => process.exit());
