/** z = Σ x·w + b, a = f(z): one output pixel of one filter. */
import { state } from "../state.js";
import { bracketed } from "./figure.js";
import { largest } from "./layers.js";
import { Check, Grid, InputPlane, Plane, print, useSpoken, windowMarks } from "./parts.jsx";
import { convolve, placeIn } from "./window.js";
import { t } from "./words.js";

/** @param {{ now: import("./place.js").Place }} props */
export function Forward({ now }) {
  const { layer, k, c, cell } = now;
  const [row, col] = cell;
  const { channels, bias, z } = convolve(layer, row, col, k);
  const channel = channels.find((one) => one.c === c) ?? channels[0];
  const at = placeIn(layer, row, col, k);
  const [core, a] = [layer.z[at], layer.output[at]];
  const size = largest(channels.flatMap(({ terms }) => terms.map(({ product }) => product)));
  useSpoken(t("forward.spoken", { row, col, z: print(z), a: print(a) }));
  return (
    <>
      <Planes now={now} />
      <Grids now={now} terms={channel.terms} />
      <Sums channels={channels} c={c} bias={bias} z={z} />
      <p class="sum-line">
        <i>a</i> = <i>f</i>(<i>z</i>) = {layer.spec.activation ?? "linear"}({print(z)}) ={" "}
        <b data-testid="a">{print(a)}</b>
      </p>
      <Check symbol={<i>z</i>} ours={z} core={core} size={size} />
    </>
  );
}

/** What the window sees, and where its answer stands. @param {{ now: import("./place.js").Place }} props */
function Planes({ now: { layer, k, c, cell } }) {
  const [row, col] = cell;
  return (
    <div class="planes">
      <InputPlane layer={layer} c={c} marks={windowMarks(layer, cell)} />
      <span class="plane-arrow" aria-hidden="true">
        →
      </span>
      <Plane
        title={t("plane.output", { k })}
        label={t("plane.output.label", { k })}
        data={layer.output}
        shape={layer.shape}
        channel={k}
        at={cell}
        onPick={(y, x) => (state.cell.value = [y, x])}
        marks={[{ y: row, x: col, height: 1, width: 1, kind: "point" }]}
        testid="stepper"
      />
    </div>
  );
}

/** The window's numbers by the kernel's. @param {{ now: import("./place.js").Place, terms: ReturnType<typeof convolve>["channels"][number]["terms"] }} props */
function Grids({ now: { layer, k, c, cell }, terms }) {
  const [row, col] = cell;
  const columns = layer.parameters.kernel.shape[1];
  return (
    <div class="grids">
      <Grid
        label={t("grid.window", { row, col })}
        terms={terms}
        columns={columns}
        valueOf={(term) => term.value}
        testid="window"
      />
      <span class="sign">×</span>
      <Grid
        label={t("grid.kernel", { k, c })}
        terms={terms}
        columns={columns}
        valueOf={(term) => term.weight}
        testid="kernel"
      />
      <span class="sign">=</span>
      <Grid
        label={t("grid.products")}
        terms={terms}
        columns={columns}
        valueOf={(term) => term.product}
        testid="products"
      />
    </div>
  );
}

/** The channels' sums, the bias, and z. @param {{ channels: { c: number, sum: number }[], c: number, bias: number, z: number }} props */
function Sums({ channels, c, bias, z }) {
  const isOne = channels.length === 1;
  return (
    <div class="sums" role="group" aria-label={t("forward.sums")}>
      <p class="sum-line">
        <i>z</i> = Σ <i>x</i>·<i>w</i> + <i>b</i> ={" "}
        {channels.map((channel, at) => (
          <span key={channel.c}>
            {at > 0 && " + "}
            {isOne ? (
              <span class="term">{bracketed(channel.sum, 4)}</span>
            ) : (
              <button
                type="button"
                class="term"
                aria-pressed={channel.c === c}
                aria-label={t("forward.channel", { c: channel.c, sum: print(channel.sum) })}
                onClick={() => (state.channel.value = channel.c)}
              >
                {bracketed(channel.sum, 4)}
              </button>
            )}
          </span>
        ))}
        {" + "}
        <span class="term term-bias">{bracketed(bias, 4)}</span> = <b data-testid="z">{print(z)}</b>
      </p>
      {!isOne && <p class="fine">{t("forward.channels", { count: channels.length })}</p>}
    </div>
  );
}
