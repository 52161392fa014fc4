/** Controls with a label above: a number typed in, a number slid to, a choice from a list, a switch. */
import { useEffect, useId, useState } from "preact/hooks";
import { t } from "../i18n/index.js";
import { parseNumber } from "./parse.js";

/** @param {number | undefined} value */
const written = (value) => (value === undefined ? "" : String(value));

/**
 * A number as text: any valid value is passed on as it is typed, an invalid one is marked and explained, and
 * the last valid one stays in force. Arrow up and down go by `step`.
 *
 * @param {{ label: any, name?: string, value: number, onChange(value: any): void, min?: number, max?: number,
 *           step?: number, integer?: boolean, none?: string, disabled?: boolean, class?: string }} props
 *   name: the label in words, where the label itself is a formula
 *   none: what no number at all means, in a word; then the value may be undefined, and an empty text says so
 */
export function NumberField(props) {
  const { label, name, value, onChange, min = -Infinity, max = Infinity, step = 0.1 } = props;
  const id = useId();
  const [draft, setDraft] = useState(written(value));
  const read = (/** @type {string} */ text) =>
    props.none !== undefined && text.trim() === "" ? undefined : parseNumber(text);
  const isValid = (/** @type {number | undefined} */ number) =>
    number === undefined ||
    (number >= min && number <= max && (!props.integer || Number.isInteger(number)));
  const typed = read(draft);
  const valid = isValid(typed);
  useEffect(() => {
    if (valid && typed !== value) setDraft(written(value)); // what is half typed stays
  }, [value]);

  /** @param {string} text */
  function edit(text) {
    setDraft(text);
    const next = read(text);
    if (isValid(next)) onChange(next);
  }
  /** @param {KeyboardEvent} event */
  function onKeyDown(event) {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!direction) return;
    event.preventDefault();
    const next = Math.min(max, Math.max(min, (value ?? 0) + direction * step));
    edit(String(Number(next.toPrecision(12)))); // 0.1 + 0.2 is 0.3 here
  }
  return (
    <div class={`field ${props.class ?? ""}`}>
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        autocomplete="off"
        aria-label={name}
        placeholder={props.none}
        aria-invalid={!valid}
        aria-describedby={valid ? undefined : `${id}-help`}
        disabled={props.disabled}
        value={draft}
        onInput={(event) => edit(event.currentTarget.value)}
        onBlur={() => setDraft(written(value))}
        onKeyDown={onKeyDown}
      />
      {!valid && (
        <p class="field-error" id={`${id}-help`} role="status">
          {t(max === Infinity ? "field.atLeast" : "field.invalid", { min, max })}
        </p>
      )}
    </div>
  );
}

/**
 * @param {{ label: any, value: number, onInput(value: number): void, min: number, max: number, step?: number | "any",
 *           text?: string, disabled?: boolean, class?: string }} props
 *   text: the value in words, shown beside the label and read out with the slider, not while it is run through
 */
export function Slider({ label, value, onInput, min, max, step = 1, text, ...rest }) {
  const id = useId();
  return (
    <div class={`field ${rest.class ?? ""}`}>
      <div class="field-row">
        <label for={id}>{label}</label>
        <output for={id} aria-live="off">
          {text ?? value}
        </output>
      </div>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={rest.disabled}
        aria-valuetext={text}
        onInput={(event) => onInput(Number(event.currentTarget.value))}
      />
    </div>
  );
}

/**
 * @template {string | number} V
 * @param {{ label: any, value: V, options: readonly { value: V, label: string }[], onChange(value: V): void,
 *           disabled?: boolean, class?: string }} props
 */
export function Select({ label, value, options, onChange, disabled, class: extra = "" }) {
  const id = useId();
  /** @param {string} text */
  const choose = (text) => {
    const option = options.find((o) => String(o.value) === text);
    if (option) onChange(option.value);
  };
  return (
    <div class={`field ${extra}`}>
      <label for={id}>{label}</label>
      <select
        id={id}
        value={String(value)}
        disabled={disabled}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={String(option.value)}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** @param {{ label: any, checked: boolean, onChange(checked: boolean): void, disabled?: boolean }} props */
export function Switch({ label, checked, onChange, disabled }) {
  return (
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
