/** What to train, how, and on what. Choices and ranges come from the core's own description. */
import { useEffect, useRef, useState } from "preact/hooks";
import { languageTags } from "../../i18n/index.js";
import { state } from "../../state/store.js";
import { Button } from "../../ui/button.jsx";
import { Complaint } from "../../ui/complaint.jsx";
import { NumberField, Select, Switch } from "../../ui/fields.jsx";
import { Icon } from "../../ui/icon.jsx";
import { whole } from "../../ui/number.js";
import { properties } from "../../state/properties.js";
import { VALIDATION, fileProblem, files, readFiles, source } from "./data.js";
import { isUnderWay } from "./run.js";
import {
  checkSpec,
  checked,
  chooseOptimizer,
  hiddenUnits,
  kindsOf,
  optimizer,
  optimizerFields,
  setOptimizerField,
  spec,
} from "./settings.js";
import { t } from "./words.js";

/** A whole number in the range that the property table gives it. @param {{ name: "samples" | "dataSeed" | "batch" | "epochs" | "seed", step?: number }} props */
function Whole({ name: key, step = 1 }) {
  const { min, max } = properties[key].expects;
  return (
    <NumberField
      label={t(`set.${key}`)}
      value={state[key].value}
      onChange={(value) => (state[key].value = value)}
      min={min}
      max={max}
      step={step}
      integer
      disabled={isUnderWay.value}
    />
  );
}

const count = (/** @type {number} */ n) => whole(n, languageTags[state.lang.value]);

function DropZone() {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const [isOver, setOver] = useState(false);
  const problem = fileProblem.value;
  const own = files.value;
  return (
    <div
      class={isOver ? "drop drop-over" : "drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        readFiles([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <p>
        {own
          ? t("files.got", {
              train: count(own.train.labels.length),
              validation: count(own.validation.labels.length),
            })
          : t("files.hint")}
      </p>
      <Button onClick={() => input.current?.click()} disabled={isUnderWay.value}>
        <Icon name="file" />
        {t("files.choose")}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="mnist-files"
        onChange={(event) => {
          readFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      {problem && (
        <p class="complaint" role="alert">
          {t(`files.${problem.code}`, { file: problem.file ?? "", detail: problem.detail ?? "" })}
        </p>
      )}
    </div>
  );
}

function Data() {
  const locked = isUnderWay.value;
  return (
    <fieldset class="group">
      <legend>{t("group.data")}</legend>
      <div class="segments no-print" role="group" aria-label={t("group.data")}>
        <Button
          pressed={source.value === "generated"}
          disabled={locked}
          onClick={() => (source.value = "generated")}
        >
          {t("data.generated")}
        </Button>
        <Button
          pressed={source.value === "files"}
          disabled={locked}
          onClick={() => (source.value = "files")}
        >
          {t("data.files")}
        </Button>
      </div>
      {source.value === "generated" ? (
        <>
          <div class="pair">
            <Whole name="samples" step={1000} />
            <Whole name="dataSeed" />
          </div>
          <p class="fine">{t("data.note", { validation: count(VALIDATION) })}</p>
        </>
      ) : (
        <DropZone />
      )}
    </fieldset>
  );
}

/** @param {"activations" | "optimizers"} family @param {string} type */
const about = (family, type) =>
  kindsOf(family).find((kind) => kind.type === type)?.about[state.lang.value];

/** @param {"activations" | "optimizers"} family @param {string} chosen */
function options(family, chosen) {
  const types = kindsOf(family).map(({ type }) => type);
  const known = types.length === 0 ? [chosen] : types; // until the worker has said what there is
  return known.map((type) => ({ value: type, label: type }));
}

/** "128, 64" → "128,64". @param {string} text */
const asList = (text) => text.replace(/[,，、\s]+/g, ",").replace(/^,|,$/g, "");

/** "128, 64" while it is typed; what is no list of numbers is not passed on. */
function Hidden() {
  const [draft, setDraft] = useState(state.hidden.value);
  const typed = asList(draft);
  const valid = properties.hidden.parse(typed) !== undefined;
  useEffect(() => {
    if (typed !== state.hidden.value) setDraft(state.hidden.value);
  }, [state.hidden.value]);
  return (
    <div class="field">
      <label for="hidden-units">{t("set.hidden")}</label>
      <input
        id="hidden-units"
        type="text"
        inputMode="numeric"
        autocomplete="off"
        placeholder={t("set.hidden.none")}
        value={draft}
        disabled={isUnderWay.value}
        aria-invalid={!valid}
        aria-describedby="hidden-help"
        onInput={(event) => {
          const text = event.currentTarget.value;
          setDraft(text);
          const list = asList(text);
          if (properties.hidden.parse(list) !== undefined) state.hidden.value = list;
        }}
        onBlur={() => setDraft(state.hidden.value)}
      />
      <p class={valid ? "fine" : "field-error"} id="hidden-help">
        {t("set.hidden.help")}
      </p>
    </div>
  );
}

function Network() {
  const { parameters, error } = checked.value;
  return (
    <fieldset class="group">
      <legend>{t("group.network")}</legend>
      <div class="pair">
        <Hidden />
        <div>
          <Select
            label={t("set.activation")}
            value={state.activation.value}
            options={options("activations", state.activation.value)}
            onChange={(value) => (state.activation.value = value)}
            disabled={isUnderWay.value}
          />
          <p class="fine">{about("activations", state.activation.value)}</p>
        </div>
      </div>
      <p class="architecture">
        <span>{[784, ...hiddenUnits.value, 10].join(" → ")}</span>
        {parameters !== undefined && (
          <span class="muted">{t("network.parameters", { count: count(parameters) })}</span>
        )}
      </p>
      <Complaint problem={error} />
    </fieldset>
  );
}

/** A number of the core's own description: any that it takes. @param {{ field: import("./settings.js").Field }} props */
function OptimizerField({ field }) {
  const { name, type, min, max } = field;
  const value = optimizer.value[name] ?? field.default;
  const label = <span title={field.about[state.lang.value]}>{name}</span>;
  if (type === "boolean")
    return (
      <Switch
        label={label}
        checked={value}
        disabled={isUnderWay.value}
        onChange={(on) => setOptimizerField(name, on)}
      />
    );
  return (
    <NumberField
      label={name === "learningRate" ? t("set.learningRate") : label}
      value={value}
      min={min}
      max={max}
      step={step(value)}
      disabled={isUnderWay.value}
      onChange={(next) => setOptimizerField(name, next)}
    />
  );
}

/** One in the value's first digit: 0.001 goes by 0.001. @param {number} value */
const step = (value) => (value > 0 ? 10 ** Math.floor(Math.log10(value)) : 0.1);

function Training() {
  const fields = optimizerFields(optimizer.value.type);
  const [rate, ...others] = fields;
  return (
    <fieldset class="group">
      <legend>{t("group.training")}</legend>
      <div class="pair">
        <Select
          label={t("set.optimizer")}
          value={optimizer.value.type}
          options={options("optimizers", optimizer.value.type)}
          onChange={chooseOptimizer}
          disabled={isUnderWay.value}
        />
        {rate && <OptimizerField field={rate} key={optimizer.value.type} />}
      </div>
      {others.length > 0 && (
        <details class="more">
          <summary>{t("set.more")}</summary>
          <p class="fine">{about("optimizers", optimizer.value.type)}</p>
          <div class="pair">
            {others.map((field) => (
              <OptimizerField field={field} key={`${optimizer.value.type}.${field.name}`} />
            ))}
          </div>
        </details>
      )}
      <div class="triple">
        <Whole name="batch" step={8} />
        <Whole name="epochs" />
        <Whole name="seed" />
      </div>
    </fieldset>
  );
}

export function Settings() {
  const asked = JSON.stringify(spec.value);
  useEffect(() => {
    const timer = setTimeout(checkSpec, 150);
    return () => clearTimeout(timer);
  }, [asked]);
  return (
    <div class="settings">
      <Data />
      <Network />
      <Training />
    </div>
  );
}
