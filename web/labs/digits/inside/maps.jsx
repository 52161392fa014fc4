/** Filters and feature maps, layer by layer, as the digit is drawn; one of them large, with its numbers. */
import { useEffect, useRef, useState } from "preact/hooks";
import { state } from "../state.js";
import { Bars } from "../../../ui/bars.jsx";
import { watchNear } from "../../../ui/later.jsx";
import { share } from "../verdict.js";
import { Detail } from "./detail.jsx";
import { channelOf, isConvolution, isImage, largest } from "./layers.js";
import { look } from "./look.js";
import { Canvas } from "./picture.jsx";
import { Scale, Twin } from "./twin.jsx";
import { t } from "./words.js";

/** @typedef {import("./layers.js").Layer} Layer */

/** So many maps of a layer are shown; the others can be chosen in the enlargement. */
const SHOWN = 64;
const STRIP = 42; // units in a row of a layer that is no image, at most

/** What a layer does, in words. @param {Layer} layer */
export function describe({ type, spec, window }) {
  const values = {
    size: window ? window.size.join("×") : "",
    strides: window ? window.strides.join("×") : "",
    padding: spec.padding ?? "valid",
    activation: spec.activation ?? "linear",
  };
  if (isConvolution(type)) return t("about.conv", values);
  if (window) return t("about.pool", values);
  if (type === "dense") return t("about.dense", values);
  return "";
}

/** @param {Layer} layer */
export const nameOf = ({ name, type }) => {
  const words = t(/** @type {any} */ (`kind.${type}`));
  return words === `kind.${type}` ? name : `${words} ${name}`;
};

/** The filter as a small picture: its slices, one an input channel, side by side. @param {Layer} layer @param {number} k */
export function filterPicture({ parameters: { kernel } }, k) {
  const [height, width, inputs, outputs] = kernel.shape;
  const isDeep = kernel.value.length === height * width * inputs * outputs;
  const columns = Math.ceil(Math.sqrt(inputs));
  const rows = Math.ceil(inputs / columns);
  const [tall, wide] = [rows * (height + 1) - 1, columns * (width + 1) - 1];
  const values = new Float32Array(tall * wide).fill(NaN);
  if (!isDeep) return { values, height: tall, width: wide };
  for (let c = 0; c < inputs; c++) {
    const top = Math.floor(c / columns) * (height + 1);
    const left = (c % columns) * (width + 1);
    for (let i = 0; i < height; i++)
      for (let j = 0; j < width; j++)
        values[(top + i) * wide + left + j] =
          kernel.value[((i * width + j) * inputs + c) * outputs + k];
  }
  return { values, height: tall, width: wide };
}

/** @param {{ layer: Layer, k: number, most: number, mostWeight: number, chosen: boolean, isStop: boolean }} props */
function Cell({ layer, k, most, mostWeight, chosen, isStop }) {
  const [height, width] = layer.shape;
  const choose = () => {
    state.layer.value = chosen ? "" : layer.name;
    state.map.value = k;
  };
  return (
    <li>
      <button
        type="button"
        class="map-cell"
        aria-label={t("map.open", { layer: nameOf(layer), k })}
        aria-pressed={chosen}
        tabIndex={isStop ? 0 : -1}
        onClick={choose}
      >
        {layer.type === "conv2d" && (
          <Canvas {...filterPicture(layer, k)} most={mostWeight} class="filter" />
        )}
        <Canvas
          values={channelOf(layer.output, layer.shape, k)}
          height={height}
          width={width}
          most={most}
        />
      </button>
    </li>
  );
}

/** On a phone the few maps of an early layer stand larger. @param {number} count */
const narrowColumns = (count) => (count <= 6 ? 3 : count <= 16 ? 4 : 8);

/** Arrow keys go from map to map. @param {KeyboardEvent} event */
function walk(event) {
  const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
  const list = /** @type {HTMLElement} */ (event.currentTarget);
  const buttons = [...list.querySelectorAll("button")];
  const next = buttons[buttons.indexOf(/** @type {any} */ (document.activeElement)) + (step ?? 0)];
  if (!step || !next) return;
  event.preventDefault();
  next.focus();
}

/** @param {{ layer: Layer }} props */
function Heading({ layer }) {
  const [height, width, channels] = layer.shape;
  return (
    <div class="layer-head">
      <h3>{nameOf(layer)}</h3>
      <span class="muted">
        {isImage(layer.shape)
          ? t("layer.maps", { channels, height, width })
          : t("layer.units", { units: layer.shape[0] })}
      </span>
      <span class="muted">{describe(layer)}</span>
    </div>
  );
}

/** @param {{ layer: Layer }} props */
function Images({ layer }) {
  const list = useRef(/** @type {HTMLUListElement | null} */ (null));
  const isOpen = state.layer.value === layer.name;
  const most = largest(layer.output);
  const count = layer.shape[2];
  const mostWeight = isConvolution(layer.type) ? largest(layer.parameters.kernel.value) : 0;
  return (
    <>
      <Heading layer={layer} />
      <div class="layer-scales">
        {layer.type === "conv2d" && (
          <span class="muted">
            {t("scale.filters")} <Scale most={mostWeight} />
          </span>
        )}
        <span class="muted">
          {t("scale.maps")} <Scale most={most} values={layer.output} />
        </span>
      </div>
      <ul
        class="maps"
        style={{ "--narrow": narrowColumns(count) }}
        ref={list}
        onKeyDown={walk}
        aria-label={nameOf(layer)}
      >
        {Array.from({ length: Math.min(count, SHOWN) }, (_, k) => (
          <Cell
            key={k}
            layer={layer}
            k={k}
            most={most}
            mostWeight={mostWeight}
            chosen={isOpen && state.map.value === k}
            isStop={k === (isOpen ? Math.min(state.map.value, count - 1) : 0)}
          />
        ))}
      </ul>
      {count > SHOWN && <p class="fine">{t("maps.more", { shown: SHOWN, all: count })}</p>}
      {isOpen && <Detail layer={layer} most={most} mostWeight={mostWeight} />}
    </>
  );
}

/** A layer without rows and columns: its units in a strip. @param {{ layer: Layer }} props */
function Units({ layer }) {
  const units = layer.shape[0];
  const height = Math.ceil(units / STRIP);
  const width = Math.ceil(units / height);
  const values = new Float32Array(width * height).fill(NaN);
  values.set(layer.output);
  const most = largest(layer.output);
  return (
    <>
      <Heading layer={layer} />
      <div class="layer-scales">
        <span class="muted">
          {t("scale.units")} <Scale most={most} values={layer.output} />
        </span>
      </div>
      <div class="strip" style={{ "--columns": width }}>
        <Canvas values={values} height={height} width={width} most={most} />
      </div>
      <Twin label={nameOf(layer)} values={layer.output} height={1} width={units} />
    </>
  );
}

/** @param {{ layer: Layer, best: number }} props */
function Answer({ layer, best }) {
  const rows = Array.from(layer.output, (value, k) => ({
    name: String(k),
    value,
    text: share(value),
    best: k === best,
  }));
  return (
    <>
      <Heading layer={layer} />
      <div class="softmax">
        <Bars label={nameOf(layer)} rows={rows} />
        <p class="fine">{t("softmax.text")}</p>
      </div>
    </>
  );
}

const passing = ["dropout", "flatten", "reshape", "spatialDropout2d"];

/** A layer's place. What it shows is drawn anew only where it is seen: a network may have thousands of maps. @param {{ isPassing: boolean, children: any }} props */
function Section({ isPassing, children }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const drawn = useRef(children);
  const [isNear, setNear] = useState(false);
  useEffect(() => watchNear(/** @type {HTMLElement} */ (place.current), 200, setNear), []);
  if (isNear) drawn.current = children;
  return (
    <section class={isPassing ? "layer layer-passing" : "layer"} ref={place}>
      {drawn.current}
    </section>
  );
}

/** @param {Layer} layer @param {import("./look.js").Look} seen */
function viewOf(layer, { layers, best }) {
  if (layer === layers[layers.length - 1]) return <Answer layer={layer} best={best} />;
  if (isImage(layer.shape)) return <Images layer={layer} />;
  return passing.includes(layer.type) ? <Heading layer={layer} /> : <Units layer={layer} />;
}

export function Maps() {
  const seen = look.value;
  if (!seen) return null;
  return (
    <div class="layers">
      {seen.layers.map((layer) => (
        <Section key={`${layer.name} ${layer.shape}`} isPassing={passing.includes(layer.type)}>
          {viewOf(layer, seen)}
        </Section>
      ))}
    </div>
  );
}
