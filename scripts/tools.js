// What the scripts share: where the project is, running a program, one builder at a time.
// No dependency, since npm start and npm test begin here with nothing installed.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
export const fromRoot = (...parts) => join(root, ...parts);
export const isMain = (meta) => process.argv[1] === fileURLToPath(meta.url);

/** A failure that its message explains: no stack is printed. */
export class ToolError extends Error {}

export function log(message) {
  console.log(`glassnet: ${message}`);
}

/** Runs a program whose output matters only when it fails. */
export function quietly(command, args, { env, what } = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (result.status !== 0) {
    process.stdout.write(result.stdout ?? "");
    process.stderr.write(result.stderr ?? "");
    throw new ToolError(
      `${what ?? command} failed${result.error ? `: ${result.error.message}` : ""}`,
    );
  }
  return result.stdout;
}

/** Runs a program in the open and resolves to its exit code. */
export function run(command, args, { env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.on("error", (error) => reject(new ToolError(`${command}: ${error.message}`)));
    child.on("close", (code) => resolve(code ?? 1));
  });
}

export const has = (program) =>
  process.env.PATH.split(":").some((folder) => existsSync(join(folder, program)));

/** The path of a program of node_modules, to be run by this Node. */
export const npmTool = (path) => fromRoot("node_modules", path);

/** Writes only what changed, so that nothing downstream is rebuilt for nothing. */
export function writeIfChanged(path, content) {
  const bytes = Buffer.from(content);
  if (existsSync(path) && readFileSync(path).equals(bytes)) return false;
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, bytes);
  return true;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Runs `task` while no other process of this checkout installs or builds. */
export async function exclusively(task) {
  const lock = fromRoot("build", "lock");
  mkdirSync(fromRoot("build"), { recursive: true });
  for (let told = false; ;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const owner = existsSync(lock) ? readFileSync(lock, "utf8") : "";
    if (owner !== "" && !isAlive(Number(owner))) rmSync(lock, { force: true });
    else if (!told) {
      log(`waiting for process ${owner}, which builds here`);
      told = true;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const release = () => rmSync(lock, { force: true });
  process.once("exit", release);
  try {
    return await task();
  } finally {
    process.off("exit", release);
    release();
  }
}

/** The main function of a script: its failures become a message and an exit code. */
export async function main(task) {
  try {
    process.exitCode = (await task(process.argv.slice(2))) ?? 0;
  } catch (error) {
    console.error(error instanceof ToolError ? `glassnet: ${error.message}` : error);
    process.exitCode = 1;
  }
}
