/** A verdict in words, with the calculation that gives the reader's figure. */
import { fixed } from "../../../../ui/number.js";
import { rowText, symbolText } from "../../expression.js";
import { Formula } from "../../formula.jsx";
import { state } from "../../state.js";
import { Symbol, shortened } from "../../symbol.jsx";
import { table } from "../../walk.js";
import { t } from "../words.js";
import { truth } from "./marks.js";

const most = 3; // explanations that still tell something

/** @param {string} id */
const symbolOf = (id) => table.value.get(id)?.symbol ?? { base: id };
/** @param {string} id */
const nameIn = (id) => <Symbol symbol={symbolOf(id)} inline />;
/** @param {readonly string[]} ids */
const listed = (ids) => ids.map((id, at) => [at > 0 && ", ", nameIn(id)]);

/** @param {{ id: string, verdict: import("./diagnose.js").Verdict }} props */
export function Remark({ id, verdict }) {
  const { kind } = verdict;
  if (kind === "follows")
    return <p>{t.parts("verdict.follows", { from: listed(verdict.from.slice(0, most)) })}</p>;
  if (kind === "lastDigit") {
    const value = truth.value?.exact.get(id) ?? NaN;
    return <p>{t("verdict.lastDigit", { value: fixed(value, state.places.value) })}</p>;
  }
  if (kind === "wrong")
    return (
      <>
        <p>{t("verdict.wrong")}</p>
        <Right id={id} />
      </>
    );
  if (kind !== "mistake") return <p>{t(`verdict.${kind}`)}</p>;
  const { found } = verdict;
  if (found.length > most) return <p>{t("verdict.several", { count: found.length })}</p>;
  return found.map((mistake, at) => (
    <div key={at}>
      {at > 0 && <p class="muted">{t("verdict.or")}</p>}
      <Explained id={id} mistake={mistake} />
    </div>
  ));
}

/** The formula that it should have been. @param {{ id: string }} props */
const Right = ({ id }) => (
  <p class="reckoned">
    {nameIn(id)} = <Formula row={table.value.get(id)?.forms.at(-1) ?? []} />
  </p>
);

/** @param {{ id: string, mistake: import("./diagnose.js").Mistake }} props */
function Explained({ id, mistake: { name, at, row, values, everywhere } }) {
  /** As short as it is where it is given. @param {string} one */
  function print(one) {
    const text = fixed(values.get(one) ?? NaN, state.places.value);
    return table.value.get(one)?.phase === "given" ? shortened(text) : text;
  }
  return (
    <>
      <p>
        {everywhere && t("mistake.everywhere")}
        {!everywhere && at !== id && t.parts("mistake.at", { at: nameIn(at) })}
        {t(`mistake.${name}`)}
      </p>
      <p class="reckoned">
        {symbolText(symbolOf(at))} = {rowText(row, (one) => symbolText(symbolOf(one)))} ={" "}
        {rowText(row, print).replaceAll("·", "×")} = {print(at)}
      </p>
    </>
  );
}
