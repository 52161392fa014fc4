/**
 * What is to be said of each figure that a person has written down. In this order: it is right; it follows from
 * other figures of theirs; it is what a mistake gives, made here or on the way; it carries roundings; it is wrong.
 */
import { rounds } from "./figure.js";
import { mistakesOf } from "./mistakes.js";
import { ancestorsOf, recompute } from "./recompute.js";

/** @typedef {import("./figure.js").Figure} Figure */
/** @typedef {import("./mistakes.js").Name} Name */
/** @typedef {import("../../expression.js").Row} Row */
/** @typedef {import("./recompute.js").Values} Values */
/** @typedef {{ name: Name, at: string, row: Row, value: number, values: Values, everywhere?: boolean }} Mistake
 *   at: the quantity that it was made at; row: what was computed there; value: what comes of it here; values: of everything, with it
 */
/**
 * @typedef {{ kind: "right" } | { kind: "coarse" } | { kind: "lastDigit" } | { kind: "carried" } | { kind: "wrong" }
 *   | { kind: "follows", from: string[] } | { kind: "mistake", found: Mistake[] }} Verdict
 *   coarse: too few digits to tell; follows: from wrong figures; carried: from right ones, rounded on the way
 */
/**
 * @typedef {{ table: import("./recompute.js").Table, network: import("../../network.js").Network, exact: Values,
 *             shown?(id: string): number | undefined, carried?: readonly Values[] }} Truth
 *   shown: values that count as right too, those that the page prints; carried: the calculation with roundings
 */

const enough = 3; // significant digits with which a mistake made elsewhere may be named

/** @param {Truth} truth @param {ReadonlyMap<string, Figure>} figures @returns {Map<string, Verdict>} in the order of computation */
export function diagnose(truth, figures) {
  const { table, network } = truth;
  const book = {
    ...truth,
    figures,
    mistakes: mistakesOf(table, network),
    written: new Map([...figures].map(([id, { value }]) => [id, value])),
    meant: new Map(), // what stood on their calculator: the figures before they were rounded
    wrong: new Set(),
  };
  /** @type {Map<string, Verdict>} */
  const verdicts = new Map();
  for (const id of table.keys()) {
    const figure = figures.get(id);
    if (!figure) continue;
    const { verdict, value } = judge(id, figure, book);
    verdicts.set(id, verdict);
    book.meant.set(id, value);
    if (["mistake", "wrong", "follows"].includes(verdict.kind)) book.wrong.add(id);
  }
  return verdicts;
}

/** @typedef {Truth & { figures: ReadonlyMap<string, Figure>, mistakes: ReturnType<typeof mistakesOf>, written: Values, meant: Map<string, number>, wrong: Set<string> }} Book */

/** @param {string} id @param {Figure} figure @param {Book} book @returns {{ verdict: Verdict, value: number }} value: what was meant */
function judge(id, figure, book) {
  const { table, exact, shown, carried, wrong } = book;
  const right = /** @type {number} */ (exact.get(id));
  const among = ancestorsOf(table, id);
  const fits = (/** @type {number | undefined} */ value) =>
    value !== undefined && rounds(figure, value);
  if (fits(right) || fits(shown?.(id)))
    return { verdict: { kind: isCoarse(id, figure, book) ? "coarse" : "right" }, value: right };

  const bases = [book.meant, book.written].map((own) =>
    recompute(table, exact, { own, among, skip: id }),
  );
  const followed = bases.map((values) => values.get(id)).find(fits);
  if (followed !== undefined) {
    const from = [...among].filter((one) => one !== id && wrong.has(one));
    return {
      verdict: from.length ? { kind: "follows", from } : { kind: "carried" },
      value: followed,
    };
  }
  if (figure.digits > 1 && rounds(figure, right, 1))
    return { verdict: { kind: "lastDigit" }, value: right };

  for (const made of [
    () => madeHere(id, [...bases, exact], book),
    () => madeBefore(id, among, book),
  ]) {
    const found = distinct(made().filter(({ value }) => fits(value)));
    if (found.length) return { verdict: { kind: "mistake", found }, value: found[0].value };
  }
  const isCarried = carried?.some((values) => fits(values.get(id)));
  return { verdict: { kind: isCarried ? "carried" : "wrong" }, value: figure.value };
}

/** Right as far as its digits go, but a mistake would round to the same; or hardly a digit of it is there. @param {string} id @param {Figure} figure @param {Book} book */
function isCoarse(id, figure, book) {
  const right = /** @type {number} */ (book.exact.get(id));
  const isExact = Math.abs(figure.value - right) <= 1e-9 * Math.abs(right);
  if (isExact) return false;
  const differs = (/** @type {number} */ value) => Math.abs(value - right) > 1e-6 * Math.abs(right);
  return (
    figure.digits < 2 ||
    madeHere(id, [book.exact], book).some(({ value }) => differs(value) && rounds(figure, value))
  );
}

/** Mistakes made at this quantity, from each of the values that they may have reckoned with. @param {string} id @param {Values[]} bases @param {Book} book @returns {Mistake[]} */
function madeHere(id, bases, { table, mistakes }) {
  const among = new Set([id]);
  return bases.flatMap((base) =>
    (mistakes.get(id) ?? []).flatMap(({ name, rows }) =>
      rows.map((row) => {
        const values = recompute(table, base, { rows: new Map([[id, row]]), among });
        return { name, at: id, row, value: /** @type {number} */ (values.get(id)), values };
      }),
    ),
  );
}

/** Mistakes made on the way here, at quantities of which nothing was written down: at one, nearest first, or at all alike. @param {string} id @param {Set<string>} among @param {Book} book @returns {Mistake[]} */
function madeBefore(id, among, { table, exact, meant, mistakes, figures }) {
  if (/** @type {Figure} */ (figures.get(id)).digits < enough) return [];
  const base = recompute(table, exact, { own: meant, among, skip: id });
  /** @param {Map<string, Row>} rows */
  const result = (rows) => {
    const values = recompute(table, base, { rows, among });
    return { value: /** @type {number} */ (values.get(id)), values };
  };
  const open = [...among].filter((one) => one !== id && !figures.has(one) && mistakes.has(one));
  const single = open.flatMap((at) =>
    (mistakes.get(at) ?? []).flatMap(({ name, rows }) =>
      rows.map((row) => ({ name, at, row, ...result(new Map([[at, row]])) })),
    ),
  );
  return [...single, ...madeThroughout([...open, id], mistakes, result)];
}

/** @param {string[]} open @param {Book["mistakes"]} mistakes @param {(rows: Map<string, Row>) => { value: number, values: Values }} result @returns {Mistake[]} */
function madeThroughout(open, mistakes, result) {
  /** @type {Map<Name, Map<string, Row>>} */
  const byName = new Map();
  for (const id of open)
    for (const { name, rows } of mistakes.get(id) ?? [])
      byName.set(name, (byName.get(name) ?? new Map()).set(id, rows[0]));
  return [...byName].flatMap(([name, rows]) => {
    const [[at, row]] = rows;
    return rows.size > 1 ? [{ name, at, row, ...result(rows), everywhere: true }] : [];
  });
}

/** Each mistake once at each place. @param {Mistake[]} found */
const distinct = (found) =>
  found.filter(
    ({ name, at, everywhere }, i) =>
      found.findIndex((m) => m.name === name && m.at === at && m.everywhere === everywhere) === i,
  );
