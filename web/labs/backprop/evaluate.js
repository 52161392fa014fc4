/**
 * The value of a formula, in double precision: the same rows that are shown, computed as a person would. The
 * page's values are the core's; these are held against them, and carry roundings where one rounds by hand.
 */

/** @typedef {import("./expression.js").Row} Row */
/** @typedef {import("./expression.js").Part} Part */

/** φ, the density of the standard normal distribution. @param {number} z */
const density = (z) => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

/**
 * Φ, its distribution: ½ + φ(z)·(z + z³/3 + z⁵/(3·5) + …), Marsaglia, "Evaluating the Normal Distribution" (2004).
 * @param {number} z
 */
function distribution(z) {
  if (Math.abs(z) > 8) return z > 0 ? 1 : 0;
  let term = z;
  let sum = z;
  for (let k = 3; sum + term !== sum; k += 2) sum += term *= (z * z) / k;
  return 0.5 + density(z) * sum;
}

/** @type {Record<import("./expression.js").FunctionName, (...args: number[]) => number>} */
const functions = {
  σ: (z) => 1 / (1 + Math.exp(-z)),
  tanh: Math.tanh,
  ln: Math.log,
  max: Math.max,
  Φ: distribution,
  φ: density,
};

const comparisons = {
  ">": (/** @type {number} */ v) => v > 0,
  "≥": (/** @type {number} */ v) => v >= 0,
  "≤": (/** @type {number} */ v) => v <= 0,
  "<": (/** @type {number} */ v) => v < 0,
};

/** As the losses have it, 0 · ln 0 = 0 and 0/0 = 0. @param {number} a @param {number} b */
const times = (a, b) => (a === 0 || b === 0 ? 0 : a * b);
/** @param {number} a @param {number} b */
const over = (a, b) => (a === 0 ? 0 : a / b);

/**
 * @param {Row} row without symbols that have no value
 * @param {(id: string) => number} valueOf
 * @returns {number}
 */
export function evaluate(row, valueOf) {
  const inner = (/** @type {Row} */ r) => evaluate(r, valueOf);
  const tokens = row.flatMap((part) =>
    typeof part === "string" ? lexed(part) : [valueOfPart(part, inner, valueOf)],
  );
  return sumOf(tokens, row);
}

/** "−2 · " → "−", 2, "·". @param {string} text @returns {(number | string)[]} */
const lexed = (text) =>
  (text.match(/\d+(\.\d+)?|\S/g) ?? []).map((token) => {
    if (/\d/.test(token)) return Number(token);
    return token === "e" ? Math.E : token;
  });

/** @param {Exclude<Part, string>} part @param {(row: Row) => number} inner @param {(id: string) => number} valueOf @returns {number} */
function valueOfPart(part, inner, valueOf) {
  if ("ref" in part) return valueOf(part.ref);
  if ("group" in part) return inner(part.group);
  if ("frac" in part) return over(inner(part.frac[0]), inner(part.frac[1]));
  if ("power" in part) return inner(part.power[0]) ** inner(part.power[1]);
  if ("call" in part) return functions[part.call](...part.args.map(inner));
  if ("symbol" in part) throw new TypeError("a symbol of its own has no value");
  const met = part.cases.find(({ when, sign }) => comparisons[sign](inner(when)));
  return met ? inner(met.row) : NaN; // a NaN is neither above 0 nor not
}

/** Sum of products; a sign before a product is its own. @param {(number | string)[]} tokens @param {Row} row */
function sumOf(tokens, row) {
  let sum = 0;
  /** @type {number | undefined} */
  let product;
  let sign = 1;
  const end = () => (sum += sign * (product ?? 0));
  for (const token of tokens) {
    if (typeof token === "number") product = product === undefined ? token : times(product, token);
    else if (token === "+" || token === "−") {
      if (product !== undefined) {
        end();
        sign = 1;
      }
      product = undefined;
      if (token === "−") sign = -sign;
    } else if (token !== "·") throw new TypeError(`“${token}” in ${JSON.stringify(row)}`);
  }
  end();
  return sum;
}
