/**
 * arguments.js: from one table of options a command's arguments are read, checked, and its help is written.
 */

import { parseArgs } from "node:util";

/**
 * @typedef {object} Option
 * @property {keyof typeof types} type
 * @property {string} [value] what stands for the value in the help: DIR, N
 * @property {any} [fallback]
 * @property {boolean} [required]
 * @property {string} about
 *
 * @typedef {object} Command
 * @property {string} summary one line
 * @property {string} details what else the help says
 * @property {{ name: string, several?: boolean } | null} operand what stands without an option name
 * @property {Record<string, Option>} options
 * @property {(given: Given) => Promise<Result>} run
 *
 * @typedef {{ options: Record<string, any>, operands: string[], signal: AbortSignal }} Given
 * @typedef {{ text: string, data: unknown }} Result for a person, and for a machine
 */

/** A command line that is not understood. */
export class UsageError extends Error {
  /**
   * @param {string} message
   * @param {string} [command]
   */
  constructor(message, command) {
    super(message);
    this.command = command;
  }
}

/** What an option may hold: a value from its text, or undefined when the text is none. */
const types = {
  flag: { must: "", read: () => true },
  text: { must: "given", read: (/** @type {string} */ text) => text || undefined },
  count: {
    must: "a whole number, at least 1",
    read: (/** @type {string} */ text) => whole(text, 1),
  },
  seed: {
    must: "a whole number, at least 0",
    read: (/** @type {string} */ text) => whole(text, 0),
  },
  share: {
    must: "a number from 0 up to, but not including, 1",
    read: (/** @type {string} */ text) => (decimal(text) < 1 ? decimal(text) : undefined),
  },
  factor: {
    must: "a number above 0, such as 0.5 or 1/255",
    read(/** @type {string} */ text) {
      const [over, under = "1", ...more] = text.split("/");
      const value = more.length === 0 ? decimal(over) / decimal(under) : NaN;
      return value > 0 && value < Infinity ? value : undefined;
    },
  },
};

/** @param {string} text @param {number} least */
function whole(text, least) {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(value) && value >= least ? value : undefined;
}

/** @param {string} text */
const decimal = (text) => (/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN);

/**
 * @param {string} name
 * @param {Command} command
 * @param {string[]} argv
 * @returns {{ options: Record<string, any>, operands: string[] }}
 */
export function parse(name, { options: known, operand }, argv) {
  const fail = (/** @type {string} */ message) => new UsageError(`${name}: ${message}`, name);
  /** @type {{ values: Record<string, unknown>, positionals: string[] }} */
  let given;
  try {
    const entries = Object.entries(known).map(([option, { type }]) => {
      return [option, { type: type === "flag" ? "boolean" : "string" }];
    });
    given = parseArgs({ args: argv, options: Object.fromEntries(entries), allowPositionals: true });
  } catch (error) {
    const [message] = /** @type {Error} */ (error).message.split(/\. |\.?\n/);
    throw fail(message);
  }

  /** @type {Record<string, any>} */
  const options = {};
  for (const [option, { type, fallback, required }] of Object.entries(known)) {
    const text = given.values[option];
    if (text === undefined) {
      if (required) throw fail(`--${option} is missing`);
      options[option] = fallback;
      continue;
    }
    options[option] = types[type].read(String(text));
    if (options[option] === undefined)
      throw fail(`--${option} must be ${types[type].must}, not "${text}"`);
  }

  const operands = given.positionals;
  if (!operand && operands.length > 0) throw fail(`"${operands[0]}" is not an option`);
  if (operand && operands.length === 0) throw fail(`${operand.name} is missing`);
  if (operand && !operand.several && operands.length > 1)
    throw fail(`one ${operand.name}, not ${operands.length}`);
  return { options, operands };
}

/**
 * @param {string} name
 * @param {Command} command
 */
export function helpOf(name, { summary, details, operand, options }) {
  const usage = (/** @type {[string, Option]} */ [option, { value }]) =>
    `--${option}${value ? ` ${value}` : ""}`;
  const entries = Object.entries(options);
  const required = entries.filter(([, { required: must }]) => must).map(usage);
  const width = Math.max(...entries.map((entry) => usage(entry).length));
  const lines = entries.map((entry) => {
    const { about, fallback } = entry[1];
    return `  ${usage(entry).padEnd(width)}  ${about}${fallback === undefined ? "" : ` (default: ${fallback})`}`;
  });
  const operandText = operand ? [operand.several ? `${operand.name}…` : operand.name] : [];
  return `${["glassnet", name, ...required, "[options]", ...operandText].join(" ")}

${summary}

${lines.join("\n")}

${details}
`;
}
