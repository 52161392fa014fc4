/** One setting of the training: a number of the lab's own table, or a field of something that the core describes. */
import { readChoice } from "../../state/choices.js";
import { Described } from "../../ui/described.jsx";
import { NumberField } from "../../ui/fields.jsx";
import { properties } from "./properties.js";
import { isUnderWay } from "./run.js";
import { setField } from "./settings.js";
import { state } from "./state.js";
import { t } from "./words.js";

/** @typedef {"samples" | "dataSeed" | "batch" | "epochs" | "seed" | "dropout" | "l1" | "l2" | "patience"} Name */

/** A number in the range that the property table gives it. @param {{ name: Name | "tuneRate" | "tuneEpochs" | "tuneMix", label: string, step: number, disabled: boolean }} props */
export function Numeric({ name: key, label, step, disabled }) {
  const { what, min, max } = properties[key].expects;
  return (
    <NumberField
      label={label}
      value={state[key].value}
      onChange={(value) => (state[key].value = value)}
      min={min}
      max={max}
      step={step}
      integer={what === "integer"}
      disabled={disabled}
    />
  );
}

/** @param {{ name: Name, step?: number }} props */
export const Setting = ({ name, step = 1 }) => (
  <Numeric name={name} label={t(`set.${name}`)} step={step} disabled={isUnderWay.value} />
);

/** @param {{ of: import("./settings.js").Chosen, field: import("../../state/choices.js").Field, names?: import("../../ui/named/words.js").Names }} props */
export function FieldOf({ of, field, names }) {
  return (
    <Described
      field={field}
      names={names}
      label={field.name === "learningRate" ? t("set.learningRate") : undefined}
      value={readChoice(state[of].value)[field.name]}
      disabled={isUnderWay.value}
      onChange={(value) => setField(of, field.name, value)}
    />
  );
}
