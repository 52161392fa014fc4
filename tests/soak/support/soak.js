/** soak.js: the frame of a trial: its form, its figure, its verdict. */

/**
 * Runs a trial and prints what it found.
 *
 * @param {string} name
 * @param {(form: { short: boolean }) => Promise<{ figure: string, faults: string[] }>} trial faults: what must not be,
 *   a line each
 */
export async function soak(name, trial) {
  const start = performance.now();
  const short = process.argv.includes("--short");
  const { figure, faults } = await trial({ short });
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  for (const fault of faults.slice(0, 20)) console.log(`${name}: ${fault}`);
  console.log(`${name}: ${figure}, ${faults.length} faults; ${seconds} s`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

/** 12345678 → "12,345,678". @param {number} count */
export const grouped = (count) => count.toLocaleString("en-US");

/** An error as one line, whatever was thrown. @param {unknown} error */
export function lineOf(error) {
  try {
    const [first, second] = String(/** @type {Error} */ (error)?.stack ?? error).split("\n");
    return `${first} ${second?.trim() ?? ""}`.slice(0, 300);
  } catch {
    return "something that cannot be shown";
  }
}
