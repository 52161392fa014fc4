/**
 * The network as it is: inputs, hidden layers, output; each neuron with its own map of the plane, each weight a line, the
 * thicker the larger, broken where negative. Layers and neurons are added and taken away here.
 */
import { Button } from "../../ui/button.jsx";
import { Select } from "../../ui/fields.jsx";
import { options } from "../../ui/described.jsx";
import { Icon } from "../../ui/icon.jsx";
import { kindName } from "../../ui/named/words.js";
import { Canvas } from "./canvas.jsx";
import { features } from "./features.js";
import { endOf, mostLayers, mostUnits, writeLayers } from "./network.js";
import { moment } from "./run.js";
import { cells, chosen, isCurve, places, task } from "./samples.js";
import { classColours, classPicture, looked, neuronPicture, outputPicture } from "./seen.js";
import { signed } from "./paint.js";
import { rem } from "../../ui/rem.js";
import { hidden } from "./settings.js";
import { state } from "./state.js";
import { t } from "./words.js";

/** @typedef {import("./network.js").Layer} Layer */

/** From the middle of a neuron to that of the one below, in pixels. */
const pitch = 52;
/** The least width of a column, and where in it its neurons stand: a layer has controls above it, the inputs names at their left. */
const columns = {
  inputs: { width: 76, at: 50 },
  hidden: { width: 112, at: 56 },
  output: { width: 62, at: 31 },
};

/** @param {readonly number[]} sizes how many neurons each column has */
function layoutOf(sizes) {
  const height = pitch * Math.max(4, ...sizes);
  const last = sizes.length - 1;
  const width = columns.inputs.width + (last - 1) * columns.hidden.width + columns.output.width;
  return {
    height,
    width, // at least
    /** In percent of the width. @param {number} column */
    x(column) {
      if (column === 0) return (100 * columns.inputs.at) / width;
      const before = columns.inputs.width + (column - 1) * columns.hidden.width;
      return (100 * (before + (column < last ? columns.hidden : columns.output).at)) / width;
    },
    /** In pixels. @param {number} column @param {number} row */
    y: (column, row) => height / 2 + (row - (sizes[column] - 1) / 2) * pitch,
  };
}
/** @typedef {ReturnType<typeof layoutOf>} Layout */

/** @param {{ layout: Layout }} props */
function Links({ layout }) {
  const layers = moment.value?.layers ?? [];
  return (
    <svg
      class="links"
      viewBox={`0 0 100 ${layout.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {layers.map(({ kernel, units }, column) => {
        const most = Math.max(1e-9, ...kernel.map(Math.abs));
        const [from, to] = [layout.x(column), layout.x(column + 1)];
        const middle = (from + to) / 2;
        return Array.from(kernel, (w, i) => {
          const [start, end] = [
            layout.y(column, Math.floor(i / units)),
            layout.y(column + 1, i % units),
          ];
          const share = Math.abs(w) / most;
          return (
            <path
              key={`${column},${i}`}
              class={w < 0 ? "negative" : "positive"}
              stroke-width={0.6 + 3.4 * share}
              stroke-opacity={0.25 + 0.75 * share}
              d={`M${from} ${start}C${middle} ${start} ${middle} ${end} ${to} ${end}`}
            />
          );
        });
      })}
    </svg>
  );
}

/** @param {{ layout: Layout, column: number, row: number, label: string, picture: () => import("./seen.js").Picture | undefined, name?: any, pressed?: boolean, onClick?: () => void, color?: string }} props */
function Neuron({ layout, column, row, label, picture, name, pressed, onClick, color }) {
  const [across, rows] = isCurve.value
    ? [places.value.length / chosen.value.length, 1]
    : [cells, cells];
  const place = { left: `${layout.x(column)}%`, top: rem(layout.y(column, row)) };
  const content = (
    <>
      <Canvas picture={picture} columns={across} rows={rows} every={2} />
      {name !== undefined && <span class="neuron-name">{name}</span>}
    </>
  );
  const edge = color ? { "--edge": `var(--${color})` } : {};
  if (!onClick)
    return (
      <div class="neuron" role="img" aria-label={label} style={{ ...place, ...edge }}>
        {content}
      </div>
    );
  return (
    <button
      type="button"
      class="neuron"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      style={{ ...place, ...edge }}
      onClick={onClick}
    >
      {content}
    </button>
  );
}

/** @param {{ layout: Layout }} props */
function Inputs({ layout }) {
  const values = places.value;
  const stride = chosen.value.length;
  let most = 0;
  for (const v of values) most = Math.max(most, Math.abs(v));
  return chosen.value.map((name, i) => (
    <Neuron
      key={name}
      layout={layout}
      column={0}
      row={i}
      label={t("neuron.input", { name: features[name].label })}
      name={features[name].label}
      picture={() => ({
        values,
        stride,
        offset: i,
        shade: signed(0, most),
        colours: ["positive", "negative"],
      })}
    />
  ));
}

/** @param {{ layout: Layout, k: number, units: number }} props */
function HiddenLayer({ layout, k, units }) {
  const { value } = looked;
  return Array.from({ length: units }, (_, unit) => {
    const isLooked = value?.layer === k && value.unit === unit;
    return (
      <Neuron
        key={unit}
        layout={layout}
        column={k + 1}
        row={unit}
        label={t("neuron.hidden", { layer: k + 1, unit: unit + 1 })}
        picture={() => neuronPicture(k, unit)}
        pressed={isLooked}
        onClick={() => (state.neuron.value = isLooked ? "" : `${k + 1},${unit + 1}`)}
      />
    );
  });
}

/** @param {{ layout: Layout }} props */
function Output({ layout }) {
  const column = hidden.value.length + 1;
  const { kind, classes = 1 } = task.value;
  const isClasses = kind === "classes";
  const isLooked = (/** @type {number} */ k) =>
    looked.value?.layer === column - 1 && looked.value.unit === k;
  return Array.from({ length: isClasses ? classes : 1 }, (_, k) => (
    <Neuron
      key={k}
      layout={layout}
      column={column}
      row={k}
      label={isClasses ? t("neuron.class", { k: k + 1 }) : t("neuron.output")}
      picture={() => (isClasses ? classPicture(k) : outputPicture.value)}
      color={isClasses ? classColours[k] : undefined}
      pressed={isClasses ? isLooked(k) : looked.value === undefined}
      onClick={() => (state.neuron.value = isClasses && !isLooked(k) ? `${column},${k + 1}` : "")}
    />
  ));
}

/** @param {readonly Layer[]} layers */
const setLayers = (layers) => (state.hidden.value = writeLayers(layers));

/** @param {{ k: number, layer: Layer, x: number }} props */
function LayerHead({ k, layer, x }) {
  const change = (/** @type {Partial<Layer>} */ to) =>
    setLayers(hidden.value.map((other, i) => (i === k ? { ...other, ...to } : other)));
  const { units } = layer;
  return (
    <div
      class="layer-head"
      role="group"
      aria-label={t("layer", { layer: k + 1 })}
      style={{ left: `${x}%` }}
    >
      <div class="layer-units">
        <Button
          class="icon-only"
          label={t("layer.fewer", { layer: k + 1 })}
          onClick={() =>
            units > 1
              ? change({ units: units - 1 })
              : setLayers(hidden.value.filter((_, i) => i !== k))
          }
        >
          −
        </Button>
        <span data-testid={`units-${k + 1}`}>{units}</span>
        <Button
          class="icon-only"
          label={t("layer.more", { layer: k + 1 })}
          disabled={units >= mostUnits}
          onClick={() => change({ units: units + 1 })}
        >
          +
        </Button>
      </div>
      <Select
        label={<span class="visually-hidden">{t("layer.activation", { layer: k + 1 })}</span>}
        value={layer.activation}
        options={options("activations", layer.activation)}
        onChange={(activation) => change({ activation })}
      />
    </div>
  );
}

/** @param {{ x: (column: number) => number }} props */
function Heads({ x }) {
  const layers = hidden.value;
  const end = endOf(task.value, state.loss.value);
  return (
    <div class="heads">
      <p class="layer-head" style={{ left: `${x(0)}%` }}>
        {t("layer.inputs")}
      </p>
      {layers.map((layer, k) => (
        <LayerHead key={k} k={k} layer={layer} x={x(k + 1)} />
      ))}
      <p class="layer-head" style={{ left: `${x(layers.length + 1)}%` }}>
        {t("layer.output")}
        <span class="muted">{kindName("activations", end.activation)}</span>
      </p>
    </div>
  );
}

/** The button that adds a layer; the new one is like the last. */
export function AddLayer() {
  const layers = hidden.value;
  return (
    <Button
      disabled={layers.length >= mostLayers}
      onClick={() => setLayers([...layers, layers.at(-1) ?? { units: 4, activation: "tanh" }])}
    >
      <Icon name="plus" />
      {t("layer.add")}
    </Button>
  );
}

export function Diagram() {
  const layers = hidden.value;
  const { kind, classes = 1 } = task.value;
  const sizes = [
    chosen.value.length,
    ...layers.map(({ units }) => units),
    kind === "classes" ? classes : 1,
  ];
  const layout = layoutOf(sizes);
  return (
    <div class="network-scroll" tabIndex={0} role="group" aria-label={t("network.label")}>
      <div class="network" style={{ minWidth: rem(layout.width) }}>
        <Heads x={layout.x} />
        <div class="columns" style={{ height: rem(layout.height) }}>
          <Links layout={layout} />
          <Inputs layout={layout} />
          {layers.map(({ units }, k) => (
            <HiddenLayer key={k} layout={layout} k={k} units={units} />
          ))}
          <Output layout={layout} />
        </div>
      </div>
    </div>
  );
}
