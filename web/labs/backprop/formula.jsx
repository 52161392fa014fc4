/** A row of a formula, as symbols or with the values put in. */
import { bracketed } from "./expression.js";
import { Fraction, Num, Symbol, print } from "./symbol.jsx";
import { table } from "./walk.js";

/** @typedef {import("./expression.js").Row} Row */

/** @param {{ row: Row, values?: boolean }} props */
export function Formula({ row, values = false }) {
  return (
    <span class="row">
      {row.map((part, at) => (
        <Part key={at} part={part} at={at} values={values} />
      ))}
    </span>
  );
}

/** @param {{ part: import("./expression.js").Part, at: number, values: boolean }} props */
function Part({ part, at, values }) {
  const inner = (/** @type {Row} */ row) => <Formula row={row} values={values} />;
  if (typeof part === "string") return <Text text={part} values={values} />;
  if ("ref" in part) return values ? <Value id={part.ref} at={at} /> : <Reference id={part.ref} />;
  if ("symbol" in part) return <Symbol symbol={part.symbol} />;
  if ("group" in part) return <span class="row">({inner(part.group)})</span>;
  if ("frac" in part) return <Fraction over={inner(part.frac[0])} under={inner(part.frac[1])} />;
  const [base, exponent] = part.power;
  return (
    <span class="power">
      {inner(base)}
      <sup>{inner(exponent)}</sup>
    </span>
  );
}

/** Signs have air around them; letters that are functions or constants slant. @param {{ text: string, values: boolean }} props */
function Text({ text, values }) {
  if (text === "e" || text === "σ") return <i class="letter">{text}</i>;
  return <span class="sign">{values ? text.replace("·", "×") : text}</span>;
}

/** @param {{ id: string }} props */
const Reference = ({ id }) => <Symbol symbol={table.get(id)?.symbol ?? { base: id }} />;

/** @param {{ id: string, at: number }} props */
function Value({ id, at }) {
  const text = print(id);
  return bracketed(text, at) === text ? (
    <Num id={id} />
  ) : (
    <span class="row">
      (<Num id={id} />)
    </span>
  );
}
