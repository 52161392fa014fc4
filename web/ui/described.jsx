/** Controls for what the core describes: each field with its type, range and default. */
import { kindsOf } from "../state/schema.js";
import { state } from "../state/store.js";
import { t } from "../i18n/index.js";
import { NumberField, Select, Switch } from "./fields.jsx";
import { names as common } from "./named/words.js";

/** @typedef {import("../state/schema.js").Family} Family */

/** @param {Family} family @param {string} type */
export const about = (family, type) =>
  kindsOf(family).find((kind) => kind.type === type)?.about[state.lang.value];

/** @param {Family} family @param {string} chosen @param {import("./named/words.js").Names} [names] */
export function options(family, chosen, names = common) {
  const types = kindsOf(family).map(({ type }) => type);
  const known = types.length === 0 ? [chosen] : types; // until the worker has said what there is
  return known.map((type) => ({ value: type, label: names.kind(family, type) }));
}

/** One in the value's first digit: 0.001 goes by 0.001. @param {number | undefined} value @param {string} type */
const step = (value, type) =>
  type === "integer" ? 1 : value && value > 0 ? 10 ** Math.floor(Math.log10(value)) : 0.1;

/**
 * @param {{ field: import("../state/choices.js").Field, value: any, disabled?: boolean, label?: any,
 *           names?: import("./named/words.js").Names, onChange(value: any): void }} props
 *   value: undefined for the default; label: instead of the field's name; names: where what is shown has its names
 */
export function Described({
  field,
  value: given,
  disabled,
  label: named,
  names = common,
  onChange,
}) {
  const { name, type, min, max, words = [] } = field;
  const value = given ?? field.default ?? undefined; // null: there is none
  const explained = `${name}: ${field.about[state.lang.value]}`;
  const label = named ?? <span title={explained}>{names.field(name)}</span>;
  if (type === "boolean")
    return <Switch label={label} checked={value} disabled={disabled} onChange={onChange} />;
  if (type === "word")
    return (
      <Select
        label={label}
        value={value}
        options={words.map((word) => ({ value: word, label: names.word(word) }))}
        disabled={disabled}
        onChange={onChange}
      />
    );
  return (
    <NumberField
      label={label}
      value={value}
      min={min}
      max={max}
      step={step(value, type)}
      integer={type === "integer"}
      none={field.default === null ? t("field.none") : undefined}
      disabled={disabled}
      onChange={onChange}
    />
  );
}
