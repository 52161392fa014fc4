/** Inside one step of one optimizer: its quantities as a table, with their arrows' keys, the step as a sum, and every step so far. */
import { useState } from "preact/hooks";
import { shownFields } from "../../state/choices.js";
import { kindOf } from "../../state/schema.js";
import { Figures } from "../../ui/figures.jsx";
import { plain, significant } from "../../ui/number.js";
import { racers } from "./racers.js";
import { quantitiesOf, settingsOf, stepFormula, stepNumbers } from "./quantities.js";
import { t } from "./words.js";
import { TableBox } from "../../ui/table-box.jsx";

/** @typedef {import("./walk.js").Path} Path */
/** @typedef {import("./quantities.js").Quantity} Quantity */

/** Of more coordinates than that the table is turned. */
const most = 3;
const print = (/** @type {number} */ v) => significant(v, 5);

/** @param {import("../../state/choices.js").Choice} optimizer */
const fieldsOf = (optimizer) => shownFields(kindOf("optimizers", optimizer.type));

/**
 * Those of the step that follows `at`; the last one's where there is none.
 * @param {import("../../state/choices.js").Choice} optimizer @param {Path | undefined} path @param {number} at
 * @returns {Quantity[]}
 */
export function quantitiesAt(optimizer, path, at) {
  const now = path?.moments[at];
  const next = path?.moments[at + 1];
  if (!now || !next) return [];
  return quantitiesOf(settingsOf(optimizer, fieldsOf(optimizer)), now, next, at);
}

/** @param {{ quantity: Quantity }} props */
function Key({ quantity: { id, sort } }) {
  return (
    <svg class={`key quantity-${id}`} viewBox="0 0 26 14" aria-hidden="true">
      {sort === "scale" ? (
        <ellipse class="scaling" cx="13" cy="7" rx="11" ry="5" />
      ) : (
        <g class={`arrow quantity-${id}`}>
          <path class="shaft" d="M1 7H18" />
          <path class="head" d="M25 7 17 11V3Z" />
        </g>
      )}
    </svg>
  );
}

/** A row for each quantity; of many weights, a row for each weight. @param {{ quantities: readonly Quantity[], names: readonly string[] }} props */
function Quantities({ quantities, names }) {
  const isWide = names.length > most;
  return (
    <TableBox label={t("inside.quantity")} whole>
      <table class="figures quantities" data-testid="quantities">
        <thead>
          <tr>
            <th scope="col" class="words">
              {t(isWide ? "loss.weight" : "inside.quantity")}
            </th>
            {isWide
              ? quantities.map((quantity) => (
                  <th scope="col" key={quantity.id} title={t(`quantity.${quantity.id}`)}>
                    <Key quantity={quantity} />
                    {quantity.symbol}
                  </th>
                ))
              : names.map((name) => (
                  <th scope="col" key={name}>
                    {name}
                  </th>
                ))}
          </tr>
        </thead>
        <tbody>
          {isWide
            ? names.map((name, k) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {quantities.map(({ id, values }) => (
                    <td key={id}>{print(values[k])}</td>
                  ))}
                </tr>
              ))
            : quantities.map((quantity) => (
                <tr key={quantity.id} data-quantity={quantity.id}>
                  <th scope="row">
                    <span class="quantity">
                      <Key quantity={quantity} />
                      <span class="symbol">{quantity.symbol}</span>{" "}
                      <span>{t(`quantity.${quantity.id}`)}</span>
                    </span>
                  </th>
                  {quantity.values.map((value, k) => (
                    <td key={k}>{print(value)}</td>
                  ))}
                </tr>
              ))}
        </tbody>
      </table>
    </TableBox>
  );
}

/** @param {{ optimizer: import("../../state/choices.js").Choice, path: Path, at: number, names: readonly string[] }} props */
function Steps({ optimizer, path: { moments }, at, names }) {
  const [isOpen, open] = useState(false);
  return (
    <details class="twin" onToggle={(event) => open(event.currentTarget.open)}>
      <summary>{t("inside.steps")}</summary>
      {isOpen && <StepTable {...{ optimizer, moments, at, names }} />}
    </details>
  );
}

/** @param {{ optimizer: import("../../state/choices.js").Choice, moments: Path["moments"], at: number, names: readonly string[] }} props */
function StepTable({ optimizer, moments, at, names }) {
  const whole = { moments, hasDiverged: false };
  const named = (/** @type {readonly number[]} */ values) => values.slice(0, names.length);
  const heads = quantitiesAt(optimizer, whole, 0).flatMap(({ symbol }) =>
    names.map((name) => `${symbol} ${name}`),
  );
  return (
    <Figures
      id="steps"
      label={t("inside.steps")}
      heads={["t", ...names, "f", ...heads]}
      rows={moments.slice(0, at + 1).map(({ w, f }, step) => {
        const inner = quantitiesAt(optimizer, whole, step).flatMap(({ values }) => named(values));
        return [step, ...[...named(w), f, ...inner].map(print)];
      })}
    />
  );
}

/**
 * @param {{ name: import("./racers.js").RacerName, optimizer: import("../../state/choices.js").Choice, path: Path | undefined,
 *   at: number, names: readonly string[] }} props  names: of the coordinates that are shown, the first of all
 */
export function Inside({ name, optimizer, path, at, names }) {
  const quantities = quantitiesAt(optimizer, path, at);
  const now = path?.moments[at];
  if (!path || !now) return <p class="muted">{t("inside.none", { name: racers[name].label })}</p>;
  if (quantities.length === 0) return <p>{t("inside.end", { name: racers[name].label })}</p>;
  const settings = settingsOf(optimizer, fieldsOf(optimizer));
  const step = quantities.at(-1);
  return (
    <>
      <p class="muted">
        {t(names.length > most ? "inside.step" : "inside.at", {
          at: at + 1,
          from: now.w.map((v) => significant(v, 4)).join(", "),
          rate: plain(Number(now.rate.toPrecision(6))),
        })}
      </p>
      <Quantities quantities={quantities} names={names} />
      <p class="muted">{t("inside.arrows")}</p>
      <p class="formula">Δw = {stepFormula(settings)}</p>
      <ul class="worked" data-testid="worked">
        {names.map((coordinate, k) => (
          <li key={coordinate}>
            Δ{coordinate} = {stepNumbers(settings, quantities, now, k, print)} ={" "}
            <b>{print(step?.values[k] ?? 0)}</b>
          </li>
        ))}
      </ul>
      <Steps optimizer={optimizer} path={path} at={at} names={names} />
    </>
  );
}
