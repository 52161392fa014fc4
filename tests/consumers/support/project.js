/** project.js: throwaway projects that have installed the package. */
import { execFile, spawn } from "node:child_process";
import { cpSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { fromRoot } from "../../../scripts/tools.js";
import { place } from "./setup.js";

const execute = promisify(execFile);

/** The packed package. */
export const tarball = () =>
  join(
    place,
    readdirSync(place).find((name) => name.endsWith(".tgz")),
  );

/**
 * A project with some of the programs in it, xor.js always.
 *
 * @param {string} name
 * @param {string[]} programs
 */
export async function makeProject(name, programs) {
  const folder = join(place, name);
  rmSync(folder, { recursive: true, force: true });
  for (const program of ["xor.js", ...programs])
    cpSync(fromRoot("tests/consumers/programs", program), join(folder, basename(program)), {
      recursive: true,
    });
  writeFileSync(join(folder, "package.json"), `{ "private": true, "type": "module" }`);
  const project = {
    folder,
    /** Its standard output; where the program fails, an error with all that it said. */
    async run(command, args, env = {}) {
      const options = { cwd: folder, env: { ...process.env, ...env }, timeout: 110_000 };
      try {
        return (await execute(command, args, options)).stdout;
      } catch (error) {
        throw new Error(`${error.message}\n${error.stdout}\n${error.stderr}`, { cause: error });
      }
    },
  };
  await project.run("npm", ["install", "--offline", "--silent", tarball()]);
  return project;
}

/** A server of a project's: a program of Node that prints where it listens. */
export async function serveProject({ folder }, args, env = {}) {
  // Where CI is set, some colour what they print, in the midst of the address.
  const environment = { ...process.env, ...env, NO_COLOR: "1" };
  const child = spawn(process.execPath, args, { cwd: folder, env: environment });
  let said = "";
  const url = await new Promise((resolve, reject) => {
    const listen = (chunk) => {
      said += chunk;
      const found = said.match(/http:\/\/(?:localhost|127\.0\.0\.1):\d+/);
      if (found) resolve(found[0]);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.on("exit", (code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
  });
  return { url, close: () => child.kill() };
}
