/** The ways to regularise that are folded away: early stopping, L1, label smoothing, constraints, class weights. */
import { Described, about, options } from "../../ui/described.jsx";
import { NumberField, Select } from "../../ui/fields.jsx";
import { commonFields } from "../../state/schema.js";
import { hasSmoothing } from "./architectures.js";
import { names } from "./named/words.js";
import { properties } from "./properties.js";
import { isUnderWay } from "./run.js";
import { FieldOf, Setting } from "./setting.jsx";
import { constraint, fieldsOf } from "./settings.js";
import { state } from "./state.js";
import { t } from "./words.js";

const NONE = "";

function Smoothing() {
  const field = commonFields("losses").find(({ name }) => name === "labelSmoothing");
  if (!field || !hasSmoothing(state.network.value)) return null;
  return (
    <Described
      field={field}
      label={t("set.smoothing")}
      value={state.smoothing.value}
      disabled={isUnderWay.value}
      onChange={(value) => (state.smoothing.value = value)}
    />
  );
}

function Constraint() {
  const type = constraint.value?.type ?? NONE;
  return (
    <div>
      <div class="pair">
        <Select
          label={t("set.constraint")}
          value={type}
          options={[
            { value: NONE, label: t("set.none") },
            ...options("constraints", type, names),
          ].filter(({ value }, at, all) => all.findIndex((one) => one.value === value) === at)}
          onChange={(chosen) => (state.constraint.value = chosen)}
          disabled={isUnderWay.value}
        />
        {type !== NONE &&
          fieldsOf("constraint", type).map((field) => (
            <FieldOf of="constraint" field={field} names={names} key={`${type}.${field.name}`} />
          ))}
      </div>
      {type !== NONE && <p class="fine">{about("constraints", type)}</p>}
    </div>
  );
}

function EarlyStopping() {
  return (
    <div>
      <div class="pair">
        <Select
          label={t("set.stopping")}
          value={state.stopping.value}
          options={stops.map((value) => ({ value, label: t(`stopping.${value}`) }))}
          onChange={(value) => (state.stopping.value = value)}
          disabled={isUnderWay.value}
        />
        {state.stopping.value !== "off" && <Setting name="patience" />}
      </div>
      {state.stopping.value !== "off" && <p class="fine">{t("set.stopping.about")}</p>}
    </div>
  );
}
const stops = /** @type {const} */ (["off", "validationLoss", "validationAccuracy"]);

/** How much a mistake on each digit weighs. */
function ClassWeights() {
  const weights = state.classWeights.value ?? new Array(10).fill(1);
  const { min, max } = properties.classWeights.expects;
  /** @param {number} digit @param {number} weight */
  function change(digit, weight) {
    const next = weights.map((old, k) => (k === digit ? weight : old));
    state.classWeights.value = next.every((one) => one === 1) ? null : next;
  }
  return (
    <div role="group" aria-label={t("set.classWeights")}>
      <p class="class-weights-name">{t("set.classWeights")}</p>
      <div class="class-weights">
        {weights.map((weight, digit) => (
          <NumberField
            key={digit}
            label={String(digit)}
            name={t("set.classWeight", { digit })}
            value={weight}
            min={min}
            max={max}
            step={1}
            onChange={(value) => change(digit, value)}
            disabled={isUnderWay.value}
          />
        ))}
      </div>
      <p class="fine">{t("set.classWeights.about")}</p>
    </div>
  );
}

export default function OtherWays() {
  return (
    <div class="others">
      <EarlyStopping />
      <div class="pair">
        <Setting name="l1" step={0.0001} />
        <Smoothing />
      </div>
      <Constraint />
      <ClassWeights />
    </div>
  );
}
