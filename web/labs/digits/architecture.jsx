/** Which network: five to choose from, what each is in a sentence, and what it costs. */
import { useEffect, useState } from "preact/hooks";
import { digitNetworks, properties } from "./properties.js";
import { state } from "./state.js";
import { Complaint } from "../../ui/complaint.jsx";
import { Select } from "../../ui/fields.jsx";
import { fixed, whole as count } from "../../ui/number.js";
import { hasActivation } from "./architectures.js";
import { about, options } from "../../ui/described.jsx";
import { isUnderWay } from "./run.js";
import { checked } from "./settings.js";
import { epochSeconds } from "./pace.js";
import { t } from "./words.js";

/** @param {number} seconds */
const brief = (seconds) => (seconds < 0.1 ? "<0.1" : fixed(seconds, seconds < 10 ? 1 : 0));

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

function Activation() {
  return (
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
  );
}

/** [28, 28, 1] as 28×28; a lone number as it is. @param {readonly number[]} shape */
const side = (shape) => (shape[2] === 1 ? shape.slice(0, 2) : shape).join("×");

/** The shapes on the way through it, each where it changes. @param {any} outline */
function way({ inputShape, layers }) {
  const shapes = [inputShape, ...layers.map((/** @type {any} */ layer) => layer.outputShape)];
  return shapes
    .map(side)
    .filter((shape, i, all) => i === 0 || shape !== all[i - 1])
    .join(" → ");
}

function Outline() {
  const { outline } = checked.value;
  if (!outline) return null;
  const seconds = epochSeconds.value;
  return (
    <div class="architecture">
      <p class="architecture-way">{way(outline)}</p>
      <p class="muted">
        <span>{t("network.parameters", { count: count(outline.parameterCount) })}</span>
        <span>{t("network.multiplyAdds", { count: count(outline.multiplyAdds) })}</span>
        <span data-testid="epoch-time">
          {seconds === undefined
            ? t("network.epoch.unknown")
            : t("network.epoch", { seconds: brief(seconds) })}
        </span>
      </p>
    </div>
  );
}

export function Network() {
  const name = state.network.value;
  return (
    <fieldset class="group">
      <legend>{t("group.network")}</legend>
      <div>
        <Select
          label={t("set.network")}
          value={name}
          options={digitNetworks.map((value) => ({ value, label: t(`network.${value}`) }))}
          onChange={(value) => (state.network.value = value)}
          disabled={isUnderWay.value}
        />
        <p class="fine" data-testid="network-about">
          {t(`network.${name}.about`)}
        </p>
      </div>
      {hasActivation(name) && (
        <div class={name === "mlp" ? "pair" : undefined}>
          {name === "mlp" && <Hidden />}
          <Activation />
        </div>
      )}
      <Outline />
      <Complaint problem={checked.value.error} />
    </fieldset>
  );
}
