/** setup.js: the tools of the consumers, and the package as `npm publish` would send it. */
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { installIn } from "../../../scripts/bootstrap.js";
import { fromRoot, quietly } from "../../../scripts/tools.js";

/** Where the projects are made; the tools are found from there. */
export const place = fromRoot("build/consumers");
export const tools = fromRoot("tests/consumers/node_modules");
/** The one of npm's node-linux-… packages. */
export const newerNode = join(tools, `node-linux-${process.arch}/bin/node`);

export default async function setup() {
  await installIn("tests/consumers");
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  symlinkSync(tools, `${place}/node_modules`);
  quietly("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", place]);
}
