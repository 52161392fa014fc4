/** Which network: a worked example, or one's own, layer by layer; and how its numbers are rounded. */
import { Button } from "../../ui/button.jsx";
import { Select } from "../../ui/fields.jsx";
import { Icon } from "../../ui/icon.jsx";
import { Panel } from "../../ui/panel.jsx";
import { most } from "./architecture.js";
import { activationNames, choosePreset, given, isPreset, problems, setNetwork } from "./given.js";
import { presets } from "./presets.js";
import { losses } from "./rules.js";
import { state } from "./state.js";
import { t } from "./words.js";

/** @typedef {import("./network.js").Network} Network */

/** @param {readonly string[]} names */
const plain = (names) => names.map((value) => ({ value, label: value }));
const counts = Array.from({ length: most.units }, (_, i) => ({ value: i + 1, label: `${i + 1}` }));
const biases = /** @type {const} */ (["none", "learned", "fixed"]);
const roundings = /** @type {const} */ (["shown", "carried", "full"]);
const decimals = Array.from({ length: 9 }, (_, i) => ({ value: i + 1, label: `${i + 1}` }));

/** @param {Network} network @param {number} at @param {Partial<import("./network.js").Layer>} change */
const changed = (network, at, change) => ({
  ...network,
  layers: network.layers.map((layer, i) => (i === at ? { ...layer, ...change } : layer)),
});

export function Setup() {
  return (
    <Panel part="network" class="setup" aria-label={t("setup.heading")}>
      <div class="setup-row">
        <Select
          label={t("setup.preset")}
          value={Object.hasOwn(presets, state.preset.value) ? state.preset.value : "w1-w6"}
          options={Object.keys(presets).map((value) => ({
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
      <details class="builder">
        <summary>{t("setup.build")}</summary>
        <Builder network={given.value.network} />
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

/** @param {{ network: Network }} props */
function Builder({ network }) {
  const { layers } = network;
  const add = () => {
    const fresh = /** @type {const} */ ({ units: 2, activation: "sigmoid", bias: "learned" });
    setNetwork({ ...network, layers: [...layers.slice(0, -1), fresh, ...layers.slice(-1)] });
  };
  return (
    <>
      <div class="setup-row">
        <Select
          label={t("setup.inputs")}
          value={network.inputs}
          options={counts}
          onChange={(inputs) => setNetwork({ ...network, inputs })}
        />
        <Select
          label={t("setup.loss")}
          value={network.loss}
          options={plain(Object.keys(losses))}
          onChange={(loss) => setNetwork({ ...network, loss })}
        />
        <Button disabled={layers.length >= most.layers} onClick={add}>
          <Icon name="plus" />
          {t("setup.add")}
        </Button>
      </div>
      {layers.map((_, at) => (
        <LayerRow key={at} network={network} at={at} />
      ))}
    </>
  );
}

/** @param {{ network: Network, at: number }} props */
function LayerRow({ network, at }) {
  const { units, activation, bias } = network.layers[at];
  const isLast = at === network.layers.length - 1;
  const name = isLast ? t("layer.output") : `${t("layer.hidden")} ${at + 1}`;
  const without = { ...network, layers: network.layers.filter((_, i) => i !== at) };
  return (
    <fieldset class="setup-row">
      <legend>{name}</legend>
      <Select
        label={t("setup.units")}
        value={units}
        options={counts}
        onChange={(value) => setNetwork(changed(network, at, { units: value }))}
      />
      <Select
        label={t("setup.activation")}
        value={activation}
        options={plain(activationNames)}
        onChange={(value) => setNetwork(changed(network, at, { activation: value }))}
      />
      <Select
        label={t("setup.bias")}
        value={bias}
        options={biases.map((value) => ({ value, label: t(`bias.${value}`) }))}
        onChange={(value) => setNetwork(changed(network, at, { bias: value }))}
      />
      {!isLast && (
        <Button
          label={t("setup.remove", { name })}
          class="icon-only"
          onClick={() => setNetwork(without)}
        >
          <Icon name="close" />
        </Button>
      )}
    </fieldset>
  );
}
