/** "Check my calculation": the reader's own figure for each quantity, marked as soon as it is written, its mistake named. */
import { useEffect, useState } from "preact/hooks";
import "./marking.css";
import { Button } from "../../../../ui/button.jsx";
import { Icon } from "../../../../ui/icon.jsx";
import { plainNumber } from "../../../../ui/parse.js";
import { properties } from "../../properties.js";
import { state } from "../../state.js";
import { Symbol, nameOf } from "../../symbol.jsx";
import { order, stretches } from "../../walk.js";
import { t as lab } from "../../words.js";
import { t } from "../words.js";
import { readFigure } from "./figure.js";
import { marks } from "./marks.js";
import { Remark } from "./remark.jsx";

/** Puts a figure down, or takes it away. @param {string} id @param {string} text */
function write(id, text) {
  const mine = new Map(state.mine.value);
  if (text === "") mine.delete(id);
  else mine.set(id, text);
  state.mine.value = mine;
}

export default function Marking() {
  const verdicts = [...marks.value.values()];
  const right = verdicts.filter(({ kind }) => ["right", "carried"].includes(kind)).length;
  return (
    <div class="marking">
      <p class="muted">{t("marking.text")}</p>
      <div class="tool-row">
        <p class="score" role="status">
          {t("marking.score", { right, of: order.value.length, written: verdicts.length })}
        </p>
        <Button
          disabled={state.mine.value.size === 0}
          onClick={() => (state.mine.value = properties.mine.initial)}
        >
          {t("marking.clear")}
        </Button>
      </div>
      {stretches.value.map(({ phase, quantities }) => (
        <section key={phase} role="group" aria-label={lab(`phase.${phase}`)}>
          <h3>{lab(`phase.${phase}`)}</h3>
          <ul>
            {quantities.map((quantity) => (
              <Line key={quantity.id} quantity={quantity} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** How a verdict looks: good, nearly, bad. @param {import("./diagnose.js").Verdict["kind"]} kind */
const toneOf = (kind) =>
  ({ right: "good", carried: "good", coarse: "nearly", lastDigit: "nearly", follows: "nearly" })[
    /** @type {"right"} */ (kind)
  ] ?? "bad";

/** @param {{ quantity: import("../../quantities.js").Quantity }} props */
function Line({ quantity: { id, symbol } }) {
  const text = state.mine.value.get(id) ?? "";
  const [draft, setDraft] = useState(text);
  useEffect(() => setDraft(text.replace("-", "−")), [text]);
  const plain = plainNumber(draft);
  const isNumber = plain === "" || readFigure(plain) !== undefined;
  const verdict = marks.value.get(id);
  const tone = verdict && isNumber ? toneOf(verdict.kind) : "";
  return (
    <li class={`marked ${tone}`} data-mark={id}>
      <label for={`mine-${id}`}>
        <span class="visually-hidden">{nameOf(id)}</span>
        <span aria-hidden="true">
          <Symbol symbol={symbol} inline /> =
        </span>
      </label>
      <input
        id={`mine-${id}`}
        type="text"
        inputMode="decimal"
        autocomplete="off"
        maxLength={24}
        value={draft}
        aria-invalid={!isNumber}
        aria-describedby={`remark-${id}`}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onChange={() => isNumber && write(id, plain)}
      />
      <div class="remark" id={`remark-${id}`} role="status">
        {!isNumber && t("marking.noNumber")}
        {verdict && isNumber && (
          <>
            {tone === "good" && <Icon name="check" />}
            {tone === "bad" && <Icon name="close" />}
            <Remark id={id} verdict={verdict} />
          </>
        )}
      </div>
    </li>
  );
}
