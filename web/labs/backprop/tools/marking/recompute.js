/** The calculation once more, with a mistake in it. */
import { evaluate } from "../../evaluate.js";

/** @typedef {import("../../expression.js").Row} Row */
/** @typedef {import("../../quantities.js").Quantity} Quantity */
/** @typedef {ReadonlyMap<string, Quantity>} Table */
/** @typedef {ReadonlyMap<string, number>} Values */

/** Everything that a quantity is made from, itself included. @param {Table} table @param {string} id @returns {Set<string>} */
export function ancestorsOf(table, id) {
  const found = new Set([id]);
  for (const one of found) for (const parent of table.get(one)?.parents ?? []) found.add(parent);
  return found;
}

/**
 * All values where some are known otherwise, and some formulas replaced. What a formula names that is computed
 * only after it, as the updated weights are, is taken from `before`.
 * @param {Table} table @param {Values} before the values without any change
 * @param {{ own?: Values, rows?: ReadonlyMap<string, Row>, among?: ReadonlySet<string>, skip?: string }} change
 *   own: values that stand, whatever leads to them, but for that of `skip`; among: all that is wanted
 * @returns {Map<string, number>}
 */
export function recompute(table, before, { own, rows, among, skip }) {
  const values = new Map(before);
  const valueOf = (/** @type {string} */ id) => /** @type {number} */ (values.get(id));
  const changed = new Set();
  for (const { id, parents, forms } of table.values()) {
    if (among && !among.has(id)) continue;
    const known = id === skip ? undefined : own?.get(id);
    const row = rows?.get(id) ?? forms.at(-1);
    if (known !== undefined) values.set(id, known);
    else if (row && (rows?.has(id) || parents.some((parent) => changed.has(parent))))
      values.set(id, evaluate(row, valueOf));
    if (!Object.is(values.get(id), before.get(id))) changed.add(id);
  }
  return values;
}
