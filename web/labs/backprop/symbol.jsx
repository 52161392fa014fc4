/** Symbols and numbers of the lab, as elements and in words. */
import { state } from "./state.js";
import { fixed } from "../../ui/number.js";
import { symbolText } from "./expression.js";
import { roleOf, show, table, valueOf } from "./walk.js";
import { t } from "./words.js";

/** @param {{ letter: import("./expression.js").Letter }} props */
function Letter({ letter: { base, sub, sup, prime } }) {
  return (
    <span class="letter">
      {base === "ŷ" ? <i class="hat">y</i> : <i>{base}</i>}
      {prime && <span class="prime">′</span>}
      {sup && <sup>({sup})</sup>}
      {sub && <sub>{sub}</sub>}
    </span>
  );
}

/** A symbol; a partial derivative as a fraction, or on one line where `inline`. @param {{ symbol: import("./expression.js").Symbol, inline?: boolean }} props */
export function Symbol({ symbol, inline = false }) {
  if (!("partial" in symbol)) return <Letter letter={symbol} />;
  const over = [<i>∂</i>, <Letter letter={symbol.of ?? { base: "L" }} />];
  const under = [<i>∂</i>, <Letter letter={symbol.partial} />];
  return inline ? (
    <span class="letter">
      {over}/{under}
    </span>
  ) : (
    <Fraction over={over} under={under} />
  );
}

/** @param {{ over: any, under: any }} props */
export const Fraction = ({ over, under }) => (
  <span class="fraction">
    <span>{over}</span>
    <span>{under}</span>
  </span>
);

/** The value as printed: what was given as short as it was given, the rest with all the decimals chosen. @param {string} id */
export function print(id) {
  const value = valueOf(id);
  if (value === undefined) return "?";
  const text = fixed(value, state.places.value);
  return table.value.get(id)?.phase === "given" ? shortened(text) : text;
}

/** Without the zeros that say nothing. @param {string} text */
export const shortened = (text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

/** What the quantity is called: "the gradient of w₅". @param {string} id */
export function nameOf(id) {
  const quantity = table.value.get(id);
  if (!quantity) return "";
  const { symbol, kind } = quantity;
  const of = "partial" in symbol ? symbolText(symbol.partial) : symbolText(symbol).replace("′", "");
  return t(/** @type {any} */ (`name.${kind}`), { of });
}

/** -1, 0 or 1 where the sign says something: of weights, and of all derivatives. @param {string} id */
export function signOf(id) {
  const quantity = table.value.get(id);
  const isSigned = quantity && (quantity.phase === "backward" || quantity.parameter !== undefined);
  return isSigned ? Math.sign(valueOf(id) ?? 0) : undefined;
}

/** Symbols for the eye, the name for the ear. @param {{ name: string, children: any }} props */
export const Face = ({ name, children }) => (
  <>
    <span class="visually-hidden">{name}</span>
    <span class="face" aria-hidden="true">
      {children}
    </span>
  </>
);

/**
 * A number that can be pressed: shows where it comes from.
 * @param {{ id: string, children?: any, class?: string, tabIndex?: number }} props  children: in place of the value alone
 */
export function Num({ id, children, class: extra = "", tabIndex }) {
  const role = roleOf(id);
  return (
    <button
      type="button"
      class={`num ${role ? `is-${role}` : ""} ${extra}`}
      data-id={id}
      data-sign={signOf(id)}
      aria-label={children ? undefined : `${nameOf(id)}: ${print(id)}`}
      aria-pressed={role === "self"}
      tabIndex={tabIndex}
      onClick={() => show(id)}
    >
      {children ? <Face name={`${nameOf(id)}: ${print(id)}`}>{children}</Face> : print(id)}
    </button>
  );
}
