#!/usr/bin/env node
/**
 * main.js: the command line, npx glassnet.
 *
 * What was asked for goes to stdout, all else to stderr, so that a pipe gets results only.
 */

import { readFileSync } from "node:fs";
import { GlassnetError } from "../index.js";
import { UsageError, helpOf, parse } from "./arguments.js";
import * as evaluate from "./evaluate.js";
import * as predict from "./predict.js";
import * as rates from "./rates.js";
import * as summary from "./summary.js";
import * as train from "./train.js";

/** @type {Record<string, import("./arguments.js").Command>} */
const commands = { train, evaluate, predict, rates, summary };

const exits = { ok: 0, failure: 1, usage: 2, interrupted: 130 };

const help = `glassnet: trains neural networks and uses them

  glassnet COMMAND …

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`)
  .join("\n")}
  help       says more: glassnet help ${Object.keys(commands).join(", glassnet help ")}

  --version  the version of this program

Exit codes: ${exits.ok} done, ${exits.failure} failed, ${exits.usage} not understood, ${exits.interrupted} stopped by Ctrl-C.
`;

/** The package.json beside dist/, where this file is when it is built. */
const version = () =>
  JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;

/** @param {string} name */
function find(name) {
  if (Object.hasOwn(commands, name)) return commands[name];
  throw new UsageError(
    `there is no command "${name}"; there are ${Object.keys(commands).join(", ")}`,
  );
}

/**
 * @param {string[]} argv
 * @param {AbortSignal} signal
 * @returns {Promise<string>} what to print
 */
async function run([name, ...rest], signal) {
  if (name === undefined)
    throw new UsageError(`say what to do: ${Object.keys(commands).join(", ")}`);
  if (name === "--version" || name === "-v") return `${version()}\n`;
  const isHelp = name === "help" || name === "--help" || name === "-h";
  if (isHelp) return rest.length === 0 ? help : helpOf(rest[0], find(rest[0]));
  const command = find(name);
  if (rest.includes("--help") || rest.includes("-h")) return helpOf(name, command);
  const { options, operands } = parse(name, command, rest);
  const { text, data } = await command.run({ options, operands, signal });
  return options.json ? `${JSON.stringify(data, null, 2)}\n` : `${text}\n`;
}

/**
 * What a person reads, and the exit code.
 *
 * @param {any} error
 */
function explain(error) {
  if (error instanceof UsageError) {
    const more = error.command ? `glassnet help ${error.command}` : "glassnet help";
    return { code: exits.usage, message: `glassnet: ${error.message}\n(more: ${more})` };
  }
  if (error?.name === "AbortError") {
    return { code: exits.interrupted, message: "glassnet: stopped; nothing was saved" };
  }
  if (error instanceof GlassnetError)
    return { code: exits.failure, message: `glassnet: ${error.message}` };
  return {
    code: exits.failure,
    message: `glassnet: a mistake of this program, please report it\n${error?.stack ?? error}`,
  };
}

/**
 * @param {string[]} argv
 * @returns {Promise<number>} the exit code
 */
async function main(argv) {
  const interrupt = new AbortController();
  process.once("SIGINT", () => interrupt.abort()); // a second Ctrl-C ends the process at once
  try {
    process.stdout.write(await run(argv, interrupt.signal));
    return exits.ok;
  } catch (error) {
    const { code, message } = explain(error);
    process.stderr.write(`${message}\n`);
    if (argv.includes("--json")) {
      const form = error instanceof GlassnetError ? error.toJSON() : { message };
      process.stdout.write(`${JSON.stringify({ error: form }, null, 2)}\n`);
    }
    return code;
  }
}

// Whoever reads may stop reading: glassnet help | head -1
process.stdout.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
  if (error.code !== "EPIPE") throw error;
});
main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
