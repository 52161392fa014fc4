/** Which network: a worked example, or one's own, layer by layer; and how its numbers are rounded. */
import { useState } from "preact/hooks";
import { Select } from "../../ui/fields.jsx";
import { Later } from "../../ui/later.jsx";
import { Panel } from "../../ui/panel.jsx";
import { choosePreset, isPreset, problems } from "./given.js";
import { presets } from "./presets.js";
import { state } from "./state.js";
import { t } from "./words.js";

const roundings = /** @type {const} */ (["shown", "carried", "full"]);
const decimals = Array.from({ length: 9 }, (_, i) => ({ value: i + 1, label: `${i + 1}` }));

export function Setup() {
  const [isOpen, open] = useState(false);
  const example = Object.hasOwn(presets, state.preset.value) ? state.preset.value : "w1-w6";
  const own = isPreset.value ? [] : ["own"]; // only while it is one's own: it cannot be chosen
  return (
    <Panel part="network" class="setup" aria-label={t("setup.heading")}>
      <div class="setup-row">
        <Select
          label={t("setup.preset")}
          value={isPreset.value ? example : "own"}
          options={[...own, ...Object.keys(presets)].map((value) => ({
            value,
            label: t(/** @type {any} */ (`preset.${value}`)),
          }))}
          onChange={choosePreset}
        />
        <Select
          label={t("setup.round")}
          value={state.round.value}
          options={roundings.map((value) => ({ value, label: t(`round.${value}`) }))}
          onChange={(value) => (state.round.value = value)}
        />
        <Select
          label={t("places")}
          value={state.places.value}
          options={decimals}
          onChange={(value) => (state.places.value = value)}
        />
      </div>
      <p class="muted setup-about">
        {t(
          /** @type {any} */ (
            `about.${isPreset.value && !problems.value.length ? state.preset.value : "own"}`
          ),
        )}
      </p>
      <Problems />
      <details class="builder" onToggle={(event) => open(event.currentTarget.open)}>
        <summary>{t("setup.build")}</summary>
        {isOpen && <Later asked load={() => import("./builder.jsx")} />}
      </details>
    </Panel>
  );
}

/** What of the link or of the targets does not fit. */
function Problems() {
  if (!problems.value.length) return null;
  return (
    <ul class="complaint" role="alert">
      {problems.value.map(({ code, ...details }) => (
        <li key={code}>
          {t(
            /** @type {any} */ (
              `problem.${code === "x" || code === "y" || code === "w" || code === "b" ? "count" : code}`
            ),
            {
              key: code,
              ...details,
            },
          )}
        </li>
      ))}
    </ul>
  );
}
