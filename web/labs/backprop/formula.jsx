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
  if ("call" in part) return <Call call={part.call} args={part.args.map(inner)} />;
  if ("cases" in part) return <Cases cases={part.cases} inner={inner} />;
  const [base, exponent] = part.power;
  return (
    <span class="power">
      {values && base.length === 1 && isNegative(base[0]) ? <>({inner(base)})</> : inner(base)}
      <sup>{inner(exponent)}</sup>
    </span>
  );
}

/** @param {import("./expression.js").Part} part */
const isNegative = (part) =>
  typeof part === "object" && "ref" in part && print(part.ref).startsWith("−");

/** @param {{ call: string, args: any[] }} props */
const Call = ({ call, args }) => (
  <span class="row">
    {call.length > 1 ? <span class="function">{call}</span> : <i class="letter">{call}</i>}(
    {args.map((arg, i) => (i ? [", ", arg] : arg))})
  </span>
);

/** @param {{ cases: import("./expression.js").Case[], inner: (row: Row) => any }} props */
const Cases = ({ cases, inner }) => (
  <span class="cases">
    {cases.map(({ row, when, sign }) => (
      <span key={sign} class="case">
        <span class="row">{inner(row)}</span>
        <span class="row condition">
          {inner(when)} {sign} 0
        </span>
      </span>
    ))}
  </span>
);

/** Signs have air around them; letters that are functions or constants slant. @param {{ text: string, values: boolean }} props */
function Text({ text, values }) {
  if (text === "e") return <i class="letter">{text}</i>;
  return <span class="sign">{values ? text.replace("·", "×") : text}</span>;
}

/** @param {{ id: string }} props */
const Reference = ({ id }) => <Symbol symbol={table.value.get(id)?.symbol ?? { base: id }} />;

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
