/** What the calculation starts from, to be changed at will. */
import { properties } from "./properties.js";
import { state } from "./state.js";
import { Button } from "../../ui/button.jsx";
import { NumberField } from "../../ui/fields.jsx";
import { Icon } from "../../ui/icon.jsx";
import { Panel } from "../../ui/panel.jsx";
import { Symbol, nameOf } from "./symbol.jsx";
import { goToStep, table } from "./walk.js";
import { t } from "./words.js";

/** @param {readonly number[]} list @param {number} at @param {number} value */
const replaced = (list, at, value) => list.map((old, i) => (i === at ? value : old));

/** A given quantity's value, its range, and how to set it. @param {string} id */
export function setGiven(id) {
  const [, name, digits] = /** @type {RegExpMatchArray} */ (id.match(/^([a-z]+)(\d*)$/));
  const { min = -Infinity, max = Infinity } =
    properties[/** @type {"x" | "y" | "w" | "lr"} */ (name)].expects;
  if (name === "y" || name === "lr") {
    const signal = state[name];
    return {
      value: signal.value,
      min,
      max,
      set: (/** @type {number} */ v) => void (signal.value = v),
    };
  }
  const signal = state[/** @type {"x" | "w"} */ (name)];
  const at = Number(digits) - 1;
  return {
    value: signal.value[at],
    min,
    max,
    set: (/** @type {number} */ v) => void (signal.value = replaced(signal.value, at, v)),
  };
}

/** @type {readonly ("x" | "y" | "w" | "lr")[]} */
const all = ["x", "y", "w", "lr"];

function restore() {
  for (const key of all) /** @type {any} */ (state)[key].value = properties[key].initial;
  goToStep(0, 0);
}

/** @param {{ ids: string[] }} props */
const Fields = ({ ids }) =>
  ids.map((id) => {
    const { value, min, max, set } = setGiven(id);
    const symbol = table.get(id)?.symbol ?? { base: id };
    return (
      <NumberField
        key={id}
        label={<Symbol symbol={symbol} />}
        name={nameOf(id)}
        value={value}
        min={min}
        max={max}
        onChange={set}
      />
    );
  });

export function Givens() {
  const isExample = all.every(
    (key) => String(state[key].value) === String(properties[key].initial),
  );
  const ids = [...table.values()].filter((q) => q.phase === "given").map((q) => q.id);
  const starting = (/** @type {string} */ letter) => ids.filter((id) => id.startsWith(letter));
  return (
    <Panel
      heading={t("given.heading")}
      class="givens"
      tools={
        <Button
          disabled={isExample && state.step.value === 0 && state.at.value === 0}
          onClick={restore}
        >
          <Icon name="reset" />
          {t("given.restore")}
        </Button>
      }
    >
      <p class="muted">{t("given.text")}</p>
      <div class="given-grid">
        <Fields ids={[...starting("x"), "y", "lr"]} />
      </div>
      <div class="given-grid">
        <Fields ids={starting("w")} />
      </div>
    </Panel>
  );
}
