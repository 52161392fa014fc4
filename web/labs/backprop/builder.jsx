/** One's own network, layer by layer. */
import { Button } from "../../ui/button.jsx";
import { Select } from "../../ui/fields.jsx";
import { Icon } from "../../ui/icon.jsx";
import { kindName } from "../../ui/named/words.js";
import { most } from "./architecture.js";
import { activationNames, given, setNetwork } from "./given.js";
import { losses } from "./rules.js";
import { t } from "./words.js";

/** @typedef {import("./network.js").Network} Network */

/** @param {import("../../state/schema.js").Family} family @param {readonly string[]} types */
const named = (family, types) => types.map((value) => ({ value, label: kindName(family, value) }));
const counts = Array.from({ length: most.units }, (_, i) => ({ value: i + 1, label: `${i + 1}` }));
const biases = /** @type {const} */ (["none", "learned", "fixed"]);

/** @param {Network} network @param {number} at @param {Partial<import("./network.js").Layer>} change */
const changed = (network, at, change) => ({
  ...network,
  layers: network.layers.map((layer, i) => (i === at ? { ...layer, ...change } : layer)),
});

export default function Builder() {
  const { network } = given.value;
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
          options={named("losses", Object.keys(losses))}
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
        options={named("activations", activationNames)}
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
