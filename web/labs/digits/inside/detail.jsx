/** One feature map large: its numbers under the pointer, the filter that makes it, the winners that a pooling takes. */
import { useState } from "preact/hooks";
import { state } from "../state.js";
import { Button } from "../../../ui/button.jsx";
import { announce } from "../../../ui/live.jsx";
import { figure } from "./figure.js";
import { channelOf, isPooling, largest } from "./layers.js";
import { bestOf } from "./look.js";
import { filterPicture, nameOf } from "./maps.jsx";
import { Picture } from "./picture.jsx";
import { Twin } from "./twin.jsx";
import { pool } from "./window.js";
import { t } from "./words.js";

/** @typedef {import("./layers.js").Layer} Layer */

/** The pixels of the input that the pooling passed on. @param {Layer} layer @param {number} k @returns {import("./picture.jsx").Mark[]} */
export function winnersOf(layer, k) {
  const [rows, columns] = layer.shape;
  return Array.from({ length: rows * columns }, (_, at) => {
    const { winner } = pool(layer, Math.floor(at / columns), at % columns, k);
    return { y: winner.y, x: winner.x, height: 1, width: 1, kind: "winner" };
  });
}

/** @param {{ layer: Layer, k: number }} props */
function PoolInput({ layer, k }) {
  const values = channelOf(layer.input.data, layer.input.shape, k);
  const [height, width] = layer.input.shape;
  const isMax = layer.type === "maxPooling2d";
  return (
    <figure class="detail-picture">
      <figcaption>{t(isMax ? "detail.winners" : "detail.pooled")}</figcaption>
      <Picture
        values={values}
        height={height}
        width={width}
        most={largest(layer.input.data)}
        label={t(isMax ? "detail.winners" : "detail.pooled")}
        marks={isMax ? winnersOf(layer, k) : []}
        testid="winners"
      />
      <Twin label={t("detail.pooled")} values={values} height={height} width={width} />
    </figure>
  );
}

/** @param {{ layer: Layer, k: number, most: number }} props */
function Filter({ layer, k, most }) {
  const picture = filterPicture(layer, k);
  const [height, width, inputs, outputs] = layer.parameters.kernel.shape;
  const c = Math.min(state.channel.value, inputs - 1);
  const slice = Float32Array.from(
    { length: height * width },
    (_, at) => layer.parameters.kernel.value[(at * inputs + c) * outputs + k],
  );
  const label = t("detail.filter", { k, inputs, height, width });
  return (
    <figure class="detail-picture">
      <figcaption>{label}</figcaption>
      <Picture {...picture} most={most} label={label} class="picture-filter" />
      <p class="fine">{t("detail.bias", { bias: figure(layer.parameters.bias?.value[k] ?? 0) })}</p>
      <Twin label={t("detail.slice", { k, c })} values={slice} height={height} width={width} />
    </figure>
  );
}

/** @param {{ layer: Layer, most: number, mostWeight: number }} props */
export function Detail({ layer, most, mostWeight }) {
  const [picked, setAt] = useState(/** @type {number[] | undefined} */ (undefined));
  const [height, width, channels] = layer.shape;
  const k = Math.min(state.map.value, channels - 1);
  const values = channelOf(layer.output, layer.shape, k);
  const peak = bestOf(values);
  const at = picked ?? [Math.floor(peak / width), peak % width];
  const [row, col] = [Math.min(at[0], height - 1), Math.min(at[1], width - 1)];
  const says = t("detail.value", { row, col, value: figure(values[row * width + col]) });
  const go = () => {
    state.cell.value = [row, col];
    state.way.value = "forward";
    state.inside.value = "step";
  };
  return (
    <div class="detail" data-testid="detail">
      <figure class="detail-picture">
        <figcaption>{t("detail.map", { layer: nameOf(layer), k })}</figcaption>
        <Picture
          values={values}
          height={height}
          width={width}
          most={most}
          label={t("detail.label", { layer: nameOf(layer), k })}
          at={[row, col]}
          marks={[{ y: row, x: col, height: 1, width: 1, kind: "point" }]}
          hover
          onPick={(y, x) => {
            setAt([y, x]);
            announce(t("detail.value", { row: y, col: x, value: figure(values[y * width + x]) }));
          }}
        />
        <p class="detail-value" data-testid="value">
          {says}
        </p>
        <Twin
          label={t("detail.map", { layer: nameOf(layer), k })}
          values={values}
          height={height}
          width={width}
        />
      </figure>
      {layer.type === "conv2d" && <Filter layer={layer} k={k} most={mostWeight} />}
      {isPooling(layer.type) && <PoolInput layer={layer} k={k} />}
      <div class="detail-tools no-print">
        {layer.window && (
          <Button kind="primary" onClick={go}>
            {t("detail.step")}
          </Button>
        )}
        <Button onClick={() => (state.layer.value = "")}>{t("detail.close")}</Button>
      </div>
    </div>
  );
}
