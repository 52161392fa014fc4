/** The quantity at hand: its formula in symbols, with the values put in, and what comes of it. */
import { useEffect, useRef } from "preact/hooks";
import { t as shell } from "../../i18n/index.js";
import { state } from "./state.js";
import { NumberField } from "../../ui/fields.jsx";
import { announce, report } from "../../ui/live.jsx";
import { fixed } from "../../ui/number.js";
import { rowText, symbolText } from "./expression.js";
import { Formula } from "./formula.jsx";
import { setGiven } from "./givens.jsx";
import { Paths } from "./paths.jsx";
import { Num, Symbol, nameOf, print } from "./symbol.jsx";
import { isKnown, network, order, playing, shown, step, table } from "./walk.js";
import { parametersOf, unitsOf } from "./network.js";
import { t } from "./words.js";

/** @typedef {import("./walk.js").Quantity} Quantity */

/** The step in words, for who cannot see it. @param {Quantity} quantity */
function spoken(quantity) {
  const name = nameOf(quantity.id);
  const last = quantity.forms.at(-1);
  if (!last) return `${name}: ${print(quantity.id)}`;
  const place = order.value.indexOf(quantity) + 1;
  const sum = rowText(last, print).replaceAll("·", "×");
  return `${t("go.place", { at: place, of: order.value.length, name })}: ${symbolText(quantity.symbol)} = ${sum} = ${print(quantity.id)}`;
}

export function Derivation() {
  const quantity = shown.value;
  const text = step.value && (quantity ? spoken(quantity) : "");
  const heard = useRef(/** @type {string | undefined} */ (undefined)); // what is there at first is read
  useEffect(() => {
    if (text && heard.current !== undefined) (playing.value ? report : announce)(text);
    heard.current = text;
  }, [text, playing.value]);
  if (!step.value)
    return (
      <div class="derivation">
        <p class="muted">{shell("loading")}</p>
      </div>
    );
  if (!quantity) return <Beginning />;
  return (
    <div class="derivation" data-shown={quantity.id}>
      <div class="derivation-head">
        <h2>{nameOf(quantity.id)}</h2>
        <p class="why">{reasonOf(quantity)}</p>
        <span class="badge">{t(`phase.${quantity.phase}`)}</span>
      </div>
      {quantity.forms.length ? <Lines quantity={quantity} /> : <Given quantity={quantity} />}
      {quantity.parameter && quantity.id === `d.${quantity.parameter}` && (
        <Paths parameter={quantity.parameter} />
      )}
      <Relations quantity={quantity} />
    </div>
  );
}

/** Why it is computed so. @param {Quantity} quantity */
function reasonOf({ id, kind }) {
  const unit = unitsOf(network.value)
    .flat()
    .find(({ a, z }) => [a.id, `d.${z.id}`].includes(id));
  return t(/** @type {any} */ (`why.${kind}`), { activation: unit?.activation ?? "" });
}

function Beginning() {
  return (
    <div class="derivation">
      <div class="derivation-head">
        <h2>{t("begin.heading", { step: state.step.value + 1 })}</h2>
        <span class="badge">{t("phase.given")}</span>
      </div>
      <p class="why">{t(state.step.value ? "begin.again" : "begin.text")}</p>
      <p class="given-list">
        {[...table.value.values()]
          .filter((quantity) => quantity.phase === "given")
          .map(({ id, symbol }) => (
            <span key={id} class="given-item">
              <Symbol symbol={symbol} /> = <Num id={id} />
            </span>
          ))}
      </p>
      <p class="keys">
        {t.parts("begin.keys", {
          next: <kbd>→</kbd>,
          back: <kbd>←</kbd>,
          up: <kbd>↑</kbd>,
          down: <kbd>↓</kbd>,
        })}
      </p>
    </div>
  );
}

/** @param {{ quantity: Quantity }} props */
function Lines({ quantity }) {
  const { id, symbol, forms } = quantity;
  const last = /** @type {import("./expression.js").Row} */ (forms.at(-1));
  return (
    <div class="formulas">
      <div
        class="formula formula-symbols"
        role="math"
        aria-label={`${symbolText(symbol)} = ${forms.map((f) => rowText(f, (r) => symbolText(/** @type {Quantity} */ (table.value.get(r)).symbol))).join(" = ")}`}
      >
        <span class="left">
          <Symbol symbol={symbol} />
        </span>
        {forms.map((form, i) => (
          <span class="equal" key={i}>
            <span class="sign">=</span>
            <Formula row={form} />
          </span>
        ))}
      </div>
      <div class="formula formula-values">
        <span class="left" aria-hidden="true">
          <Symbol symbol={symbol} />
        </span>
        <span class="equal">
          <span class="sign">=</span>
          <Formula row={last} values />
        </span>
        <span class="equal result">
          <span class="sign">=</span>
          <Num id={id} />
        </span>
      </div>
    </div>
  );
}

/** @param {{ quantity: Quantity }} props */
function Given({ quantity: { id, symbol } }) {
  const isDerived = state.step.value > 0 && (id.startsWith("w") || id.startsWith("b"));
  return (
    <div class="formulas">
      <div class="formula formula-values">
        <Symbol symbol={symbol} />
        <span class="sign">=</span>
        <span class="result">
          <Num id={id} />
        </span>
        {!isDerived && <GivenField id={id} />}
      </div>
    </div>
  );
}

/** @param {{ id: string }} props */
function GivenField({ id }) {
  const { value, min, max, set } = setGiven(id);
  return (
    <NumberField
      class="given-field"
      label={t("given.change")}
      name={`${t("given.change")} ${nameOf(id)}`}
      value={value}
      min={min}
      max={max}
      onChange={set}
    />
  );
}

/** @param {{ quantity: Quantity }} props */
function Relations({ quantity }) {
  const next = quantity.children.filter((id) => table.value.has(id));
  const check = checkOf(quantity);
  return (
    <div class="relations">
      {next.length > 0 && (
        <p>
          <span class="muted">{t("used.by")}</span>{" "}
          {next.map((id) =>
            isKnown(id) ? (
              <Num key={id} id={id} class="chip">
                <Symbol symbol={/** @type {Quantity} */ (table.value.get(id)).symbol} inline />
              </Num>
            ) : (
              <span key={id} class="chip chip-later">
                <Symbol symbol={/** @type {Quantity} */ (table.value.get(id)).symbol} inline />
              </span>
            ),
          )}
        </p>
      )}
      {check && (
        <p class="check">
          <span class="muted">{t("check.label")}</span>{" "}
          <span>{fixed(check.numeric, Math.min(4, state.places.value))}</span>{" "}
          <span class="muted">
            {t("check.error", { error: check.relativeError.toExponential(1).replace("-", "−") })}
          </span>
        </p>
      )}
    </div>
  );
}

/** The two-sided difference beside a gradient. @param {Quantity} quantity */
function checkOf({ id, parameter }) {
  const checked = parametersOf(network.value).find((p) => p.id === parameter);
  return checked && id === `d.${parameter}`
    ? step.value?.check[`${checked.tensor}[${checked.index}]`]
    : undefined;
}
