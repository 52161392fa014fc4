/** What to train, how, and on what. Choices and ranges come from the core's own description. */
import { useEffect } from "preact/hooks";
import { Button } from "../../ui/button.jsx";
import { about, options } from "../../ui/described.jsx";
import { Select } from "../../ui/fields.jsx";
import { Gradually, Later } from "../../ui/later.jsx";
import { whole as count } from "../../ui/number.js";
import { Network } from "./architecture.jsx";
import { FieldOf, Setting } from "./setting.jsx";
import { Regularisation } from "./regularisation.jsx";
import { VALIDATION, source } from "./data.js";
import { isUnderWay } from "./run.js";
import {
  checkSpec,
  chooseOptimizer,
  chooseSchedule,
  fieldsOf,
  optimizer,
  schedule,
  spec,
} from "./settings.js";
import { t } from "./words.js";

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
            <Setting name="samples" step={1000} />
            <Setting name="dataSeed" />
          </div>
          <p class="fine">{t("data.note", { validation: count(VALIDATION) })}</p>
        </>
      ) : (
        <Later asked load={() => import("./drop-zone.jsx")} />
      )}
    </fieldset>
  );
}

function Schedule() {
  const { type } = schedule.value;
  const fields = type === "constant" ? [] : fieldsOf("schedule", type);
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

function Training() {
  const [rate, ...others] = fieldsOf("optimizer", optimizer.value.type);
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
        <Setting name="batch" step={8} />
        <Setting name="epochs" />
        <Setting name="seed" />
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
      <Gradually>
        <Data />
        <Network />
        <Training />
        <Regularisation />
      </Gradually>
    </div>
  );
}
