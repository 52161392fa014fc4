/** The numbers that the calculation starts from, to be changed at will. */
import { Button } from "../../ui/button.jsx";
import { NumberField } from "../../ui/fields.jsx";
import { Icon } from "../../ui/icon.jsx";
import { Panel } from "../../ui/panel.jsx";
import { choosePreset, friendly, given, isPreset, setNumbers } from "./given.js";
import { state } from "./state.js";
import { Symbol, nameOf } from "./symbol.jsx";
import { table } from "./walk.js";
import { t } from "./words.js";

/** @param {readonly number[]} list @param {number} at @param {number} value */
const replaced = (list, at, value) => list.map((old, i) => (i === at ? value : old));

/** A given quantity's value, its range, and how to set it. @param {string} id */
export function setGiven(id) {
  if (id === "lr") {
    const set = (/** @type {number} */ lr) => setNumbers({ lr });
    return { value: given.value.lr, min: 0, max: 10, set };
  }
  const [, name, digits] = /** @type {RegExpMatchArray} */ (id.match(/^([xywb])(\d*)$/));
  const key = /** @type {"x" | "y" | "w" | "b"} */ (name);
  const at = Number(digits || 1) - 1;
  const list = given.value[key];
  const set = (/** @type {number} */ value) => setNumbers({ [key]: replaced(list, at, value) });
  return { value: list[at], min: -100, max: 100, set };
}

/** @param {{ ids: string[] }} props */
const Fields = ({ ids }) =>
  ids.map((id) => {
    const { value, min, max, set } = setGiven(id);
    return (
      <NumberField
        key={id}
        label={<Symbol symbol={table.value.get(id)?.symbol ?? { base: id }} />}
        name={nameOf(id)}
        value={value}
        min={min}
        max={max}
        onChange={set}
      />
    );
  });

/** So many fields of a group stand two and two; more of them three and three. */
const mostInPairs = 8;

/** Other weights and biases, friendly ones; the n-th press gives the same each time. */
let draw = 1;
function drawWeights() {
  draw += 1;
  const { w, b } = given.value;
  setNumbers({ w: friendly(w.length, draw), b: friendly(b.length, draw + 1000) });
}

export function Givens() {
  const ids = [...table.value.values()].filter((q) => q.phase === "given").map((q) => q.id);
  const starting = (/** @type {string} */ letter) => ids.filter((id) => id.startsWith(letter));
  const isFresh = isPreset.value && state.step.value === 0 && state.at.value === 0;
  const groups = [[...starting("x"), ...starting("y"), "lr"], starting("w"), starting("b")];
  return (
    <Panel
      part="givens"
      heading={t("given.heading")}
      class="givens"
      tools={
        <div class="given-tools">
          <Button onClick={drawWeights}>{t("given.draw")}</Button>
          <Button disabled={isFresh} onClick={() => choosePreset(state.preset.value)}>
            <Icon name="reset" />
            {t("given.restore")}
          </Button>
        </div>
      }
    >
      <p class="muted">{t("given.text")}</p>
      {groups
        .filter((group) => group.length > 0)
        .map((group) => (
          <div
            key={group[0].slice(0, 1)}
            class={`given-grid ${group.length > mostInPairs ? "many" : ""}`}
          >
            <Fields ids={group} />
          </div>
        ))}
    </Panel>
  );
}
