/** What is learned, and how: the samples, what is read of them, the optimizer and its numbers, against overfitting. */
import { shownFields } from "../../state/choices.js";
import { kindOf } from "../../state/schema.js";
import { Button } from "../../ui/button.jsx";
import { Described, options } from "../../ui/described.jsx";
import { NumberField, Select, Slider, Switch } from "../../ui/fields.jsx";
import { Later } from "../../ui/later.jsx";
import { kindName } from "../../ui/named/words.js";
import { Panel } from "../../ui/panel.jsx";
import { features, featuresFor } from "./features.js";
import { Own, takeOver } from "./own.jsx";
import { properties } from "./properties.js";
import { datasetNames } from "./run-properties.js";
import { chosen, isClassified, isCurve, isOwn, parts } from "./samples.js";
import { optimizer, setOptimizerField } from "./settings.js";
import { state } from "./state.js";
import { t } from "./words.js";

const losses = /** @type {const} */ (["suited", "meanSquaredError", "halfSquaredError"]);
const marks = /** @type {const} */ (["all", "train", "none"]);

/** A number in the range that the property table gives it. @param {{ name: "count" | "dataSeed" | "seed" | "batch" | "l1" | "l2" | "dropout" | "unit" | "patience", step?: number }} props */
function Numeric({ name, step = 1 }) {
  const { min, max, what } = properties[name].expects;
  return (
    <NumberField
      label={t(`set.${name}`)}
      value={state[name].value}
      min={min}
      max={max}
      step={step}
      integer={what === "integer"}
      onChange={(value) => (state[name].value = value)}
    />
  );
}

/** @param {{ index: 0 | 1 }} props  of validation, of test */
function Held({ index }) {
  const { min, max } = properties.held.expects;
  return (
    <NumberField
      label={t(index ? "set.test" : "set.validation")}
      value={state.held.value[index]}
      min={min}
      max={max}
      step={5}
      integer
      onChange={(value) =>
        (state.held.value = state.held.value.map((v, i) => (i === index ? value : v)))
      }
    />
  );
}

export function Data() {
  const { train, validation, test } = parts.value;
  return (
    <Panel heading={t("data.heading")} part="data">
      <div class="fields pair">
        <Select
          label={t("set.data")}
          value={state.data.value}
          options={[...datasetNames, /** @type {const} */ ("own")].map((value) => ({
            value,
            label: t(`data.${value}`),
          }))}
          onChange={(value) => (state.data.value = value)}
        />
        <Select
          label={t("set.marks")}
          value={state.marks.value}
          options={marks.map((value) => ({ value, label: t(`marks.${value}`) }))}
          onChange={(value) => (state.marks.value = value)}
        />
      </div>
      {isOwn.value ? (
        <Own />
      ) : (
        <>
          <Slider
            label={t("set.noise")}
            value={state.noise.value}
            min={0}
            max={0.5}
            step={0.01}
            onInput={(value) => (state.noise.value = value)}
          />
          <Button class="take" onClick={takeOver}>
            {t("own.take")}
          </Button>
        </>
      )}
      <div class="fields four">
        {!isOwn.value && <Numeric name="count" step={20} />}
        <Held index={0} />
        <Held index={1} />
        <Numeric name="dataSeed" />
      </div>
      <p class="muted" data-testid="parts">
        {t("data.parts", {
          train: train.y.length,
          validation: validation.y.length,
          test: test.y.length,
        })}
      </p>
      <Inputs />
    </Panel>
  );
}

function Inputs() {
  const all = featuresFor(isCurve.value ? 1 : 2);
  const toggle = (/** @type {import("./features.js").FeatureName} */ name) => {
    const has = chosen.value.includes(name);
    const wanted = has ? chosen.value.filter((other) => other !== name) : [...chosen.value, name];
    state.inputs.value = all.filter((other) => wanted.includes(other)).join(",");
  };
  return (
    <fieldset class="inputs">
      <legend>{t("set.inputs")}</legend>
      <div class="picks">
        {all.map((name) => {
          const has = chosen.value.includes(name);
          return (
            <label key={name} class="tick">
              <input
                type="checkbox"
                checked={has}
                disabled={has && chosen.value.length === 1}
                onChange={() => toggle(name)}
              />
              {features[name].label}
            </label>
          );
        })}
      </div>
      <Numeric name="unit" />
      <Switch
        label={t("set.standardise")}
        checked={state.standardise.value === "on"}
        onChange={(on) => (state.standardise.value = on ? "on" : "off")}
      />
    </fieldset>
  );
}

function Optimizer() {
  const { type } = optimizer.value;
  const [rate, ...others] = shownFields(kindOf("optimizers", type));
  const field = (/** @type {import("../../state/choices.js").Field} */ described) => (
    <Described
      key={`${type}.${described.name}`}
      field={described}
      label={described.name === "learningRate" ? t("set.rate") : undefined}
      value={optimizer.value[described.name]}
      onChange={(value) => setOptimizerField(described.name, value)}
    />
  );
  return (
    <>
      <div class="fields three">
        <Select
          label={t("set.optimizer")}
          value={type}
          options={options("optimizers", type)}
          onChange={(value) => (state.optimizer.value = `${value},learningRate:${ownRate(value)}`)}
        />
        {rate && field(rate)}
        <Numeric name="batch" step={5} />
      </div>
      <details class="more">
        <summary>{t("set.more", { type: kindName("optimizers", type) })}</summary>
        <div class="fields three">{others.map(field)}</div>
      </details>
    </>
  );
}

/** A rate at which networks as small as these learn: their optimizers' own are for larger ones. @param {string} type */
const ownRate = (type) => (type === "sgd" ? 0.1 : type === "adagrad" ? 0.1 : 0.03);

export function Training() {
  return (
    <Panel heading={t("train.heading")} part="training">
      <p class="muted">{t("train.live")}</p>
      <Optimizer />
      <Later load={() => import("./planned.jsx")} />
      <div class="fields two">
        <Numeric name="l1" step={0.001} />
        <Numeric name="l2" step={0.001} />
        <Numeric name="dropout" step={0.1} />
        <Numeric name="patience" step={5} />
        <Select
          label={t("set.loss")}
          value={state.loss.value}
          options={losses.map((value) => ({
            value,
            label: t(
              value === "suited"
                ? isClassified.value
                  ? "loss.cross"
                  : "loss.squared"
                : `loss.${value}`,
            ),
          }))}
          onChange={(value) => (state.loss.value = value)}
        />
        <Select
          label={t("set.init")}
          value={state.init.value.split(",")[0]}
          options={options("initializers", state.init.value.split(",")[0])}
          onChange={(value) => (state.init.value = value)}
        />
        <Numeric name="seed" />
      </div>
      <Switch
        label={t("set.bias")}
        checked={state.bias.value === "on"}
        onChange={(on) => (state.bias.value = on ? "on" : "off")}
      />
    </Panel>
  );
}
