/** The controls of what is seen of a network's loss: which network, which plane through its weights. */
import { NumberField, Select } from "../../ui/fields.jsx";
import { Seed } from "./controls.jsx";
import { t as shell } from "../../i18n/index.js";
import { lenderOf } from "./lent.js";
import { networkNames } from "./networks.js";
import { numbersOf } from "./properties.js";
import { state } from "./state.js";
import { t } from "./words.js";

const planes = /** @type {const} */ (["weights", "trained", "random"]);
const frees = /** @type {const} */ (["all", "two"]);

export const isOfWeights = () => state.plane.value === "weights";

/** The two weights that are the axes; the network's own if the link names others than it has. @param {import("./networks.js").Net} net @returns {readonly [number, number]} */
export function axesOf({ weights, axes }) {
  const [a, b] = numbersOf(state.axes.value, axes);
  return weights[a] && weights[b] && a !== b ? [a, b] : axes;
}

/** @param {import("./lent.js").Chosen["network"]} name */
export function titleOf(name) {
  if (name !== "lent") return t(`network.${name}`);
  const { id } = lenderOf(state.lent.value);
  return t("network.lent", { lab: shell(/** @type {any} */ (`lab.${id}.title`)) });
}

/** Ours, and the one that was lent, for as long as the link holds it. */
const chosable = () => [
  ...networkNames,
  ...(state.lent.value === "" ? [] : [/** @type {const} */ ("lent")]),
];

export const Network = () => (
  <Select
    label={t("loss.network")}
    value={state.network.value}
    options={chosable().map((name) => ({ value: name, label: titleOf(name) }))}
    onChange={(name) => {
      state.network.value = name;
      state.axes.value = "";
      state.start.value = "";
      state.span.value = "";
    }}
  />
);

/** Which plane, and what learns. */
const Planes = () => (
  <div class="fields pair">
    <Select
      label={t("loss.plane")}
      value={state.plane.value}
      options={planes.map((value) => ({ value, label: t(`plane.${value}`) }))}
      onChange={(value) => (state.plane.value = value)}
    />
    {isOfWeights() && (
      <Select
        label={t("loss.free")}
        value={state.free.value}
        options={frees.map((value) => ({ value, label: t(`free.${value}`) }))}
        onChange={(value) => (state.free.value = value)}
      />
    )}
  </div>
);

/** Which two weights are the axes, and how much of them is seen. @param {{ net: import("./networks.js").Net }} props */
function Axes({ net }) {
  const axes = axesOf(net);
  const options = net.weights.map(({ name }, value) => ({ value, label: name }));
  const setAxis = (/** @type {0 | 1} */ k, /** @type {number} */ weight) => {
    const other = axes[1 - k] === weight ? axes[k] : axes[1 - k]; // the same twice: they change places
    state.axes.value = (k === 0 ? [weight, other] : [other, weight]).join(",");
    state.start.value = "";
  };
  const axis = (/** @type {0 | 1} */ k) => (
    <Select
      label={t(k === 0 ? "loss.horizontal" : "loss.vertical")}
      value={axes[k]}
      options={options}
      onChange={(i) => setAxis(k, i)}
    />
  );
  return (
    <>
      {axis(0)}
      {axis(1)}
      <NumberField
        label={t("loss.span")}
        value={numbersOf(state.span.value, [net.span])[0]}
        min={0.1}
        max={1000}
        step={1}
        onChange={(v) => (state.span.value = String(v))}
      />
    </>
  );
}

/** Which network's loss is seen, and on which plane. @param {{ net: import("./networks.js").Net }} props */
export const Choices = ({ net }) => (
  <>
    <Network />
    <Planes />
    <div class="fields three">
      {isOfWeights() && <Axes net={net} />}
      {(!net.start || !isOfWeights()) && <Seed />}
    </div>
  </>
);
