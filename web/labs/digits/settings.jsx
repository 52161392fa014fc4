/** What to train, how, and on what. Choices and ranges come from the core's own description. */
import { useEffect, useRef, useState } from "preact/hooks";
import { shownFields } from "../../state/choices.js";
import { kindOf, schema } from "../../state/schema.js";
import { Button } from "../../ui/button.jsx";
import { about, Described, options } from "../../ui/described.jsx";
import { NumberField, Select } from "../../ui/fields.jsx";
import { Icon } from "../../ui/icon.jsx";
import { whole as count } from "../../ui/number.js";
import { properties } from "./properties.js";
import { state } from "./state.js";
import { Network } from "./architecture.jsx";
import { augmentations } from "./augmentation.js";
import { VALIDATION, fileProblem, files, readFiles, source } from "./data.js";
import { isUnderWay } from "./run.js";
import {
  checkSpec,
  chooseOptimizer,
  chooseSchedule,
  optimizer,
  schedule,
  setField,
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

/** A share between 0 and what the property table allows. @param {{ name: "dropout" | "l2", step: number }} props */
function Share({ name: key, step }) {
  const { min, max } = properties[key].expects;
  return (
    <NumberField
      label={t(`set.${key}`)}
      value={state[key].value}
      onChange={(value) => (state[key].value = value)}
      min={min}
      max={max}
      step={step}
      disabled={isUnderWay.value}
    />
  );
}

/** A field of the optimizer or of its schedule. @param {{ of: "optimizer" | "schedule", field: import("../../state/choices.js").Field }} props */
function FieldOf({ of, field }) {
  const chosen = of === "optimizer" ? optimizer.value : schedule.value;
  return (
    <Described
      field={field}
      label={field.name === "learningRate" ? t("set.learningRate") : undefined}
      value={chosen[field.name]}
      disabled={isUnderWay.value}
      onChange={(value) => setField(of, field.name, value)}
    />
  );
}

function Schedule() {
  const { type } = schedule.value;
  const { common = [] } = schema.value?.schedules ?? {};
  const own = shownFields(kindOf("schedules", type));
  const fields = type === "constant" ? [] : [...own, ...common];
  return (
    <div>
      <Select
        label={t("set.schedule")}
        value={type}
        options={options("schedules", type)}
        onChange={chooseSchedule}
        disabled={isUnderWay.value}
      />
      <p class="fine">{about("schedules", type)}</p>
      <div class="pair schedule-fields">
        {fields.map((field) => (
          <FieldOf of="schedule" field={field} key={`${type}.${field.name}`} />
        ))}
      </div>
    </div>
  );
}

function Regularisation() {
  return (
    <fieldset class="group">
      <legend>{t("group.regularisation")}</legend>
      <div class="pair">
        <Share name="dropout" step={0.1} />
        <Share name="l2" step={0.0001} />
      </div>
      <p class="fine">
        {augmentations.value.length === 0
          ? t("set.augment.none")
          : t("set.augment", { list: augmentations.value.map(({ type }) => type).join(", ") })}
      </p>
    </fieldset>
  );
}

function Training() {
  const fields = shownFields(kindOf("optimizers", optimizer.value.type));
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
        {rate && <FieldOf of="optimizer" field={rate} key={optimizer.value.type} />}
      </div>
      {others.length > 0 && (
        <details class="more">
          <summary>{t("set.more")}</summary>
          <p class="fine">{about("optimizers", optimizer.value.type)}</p>
          <div class="pair">
            {others.map((field) => (
              <FieldOf of="optimizer" field={field} key={`${optimizer.value.type}.${field.name}`} />
            ))}
          </div>
        </details>
      )}
      <Schedule />
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
      <Regularisation />
    </div>
  );
}
