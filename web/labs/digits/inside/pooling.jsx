/** One pooling window: the largest wins, or all share; and back, what each of its pixels gets of the gradient. */
import { state } from "../state.js";
import { bracketed } from "./figure.js";
import { Check, Grid, InputPlane, Plane, print, useSpoken, windowMarks } from "./parts.jsx";
import { coreInputGradient, placeIn, pool, pooledGradient, unpool } from "./window.js";
import { t } from "./words.js";

/** @typedef {{ now: import("./place.js").Place }} Props */

const pick = (/** @type {number} */ y, /** @type {number} */ x) => (state.cell.value = [y, x]);

/** The pictures of both ways: what the window lies on, what comes of it. @param {Props & { back?: boolean }} props */
function Planes({ now, back = false }) {
  const { layer, c, cell } = now;
  const [row, col] = cell;
  const { winner } = pool(layer, row, col, c);
  const isMax = layer.type === "maxPooling2d";
  /** @type {import("./picture.jsx").Mark[]} */
  const marks = windowMarks(layer, cell);
  if (isMax) marks.push({ y: winner.y, x: winner.x, height: 1, width: 1, kind: "winner" });
  return (
    <div class="planes">
      <InputPlane layer={layer} c={c} marks={marks} />
      <span class="plane-arrow" aria-hidden="true">
        {back ? "←" : "→"}
      </span>
      <Plane
        title={back ? t("plane.gradient") : t("plane.output", { k: c })}
        label={back ? t("plane.gradient.label", { k: c }) : t("plane.output.label", { k: c })}
        data={(back ? layer.delta : layer.output) ?? []}
        shape={layer.shape}
        channel={c}
        at={cell}
        onPick={pick}
        marks={[{ y: row, x: col, height: 1, width: 1, kind: "point" }]}
        testid="stepper"
      />
    </div>
  );
}

/** @param {Props} props */
export function PoolForward({ now }) {
  const { layer, c, cell } = now;
  const [row, col] = cell;
  const { taps, winner, sum, count, a } = pool(layer, row, col, c);
  const isMax = layer.type === "maxPooling2d";
  const core = layer.output[placeIn(layer, row, col, c)];
  useSpoken(t("pool.spoken", { row, col, a: print(a) }));
  return (
    <>
      <Planes now={now} />
      <div class="grids">
        <Grid
          label={t("grid.window", { row, col })}
          terms={taps}
          columns={/** @type {any} */ (layer.window).size[1]}
          valueOf={(tap) => tap.value}
          classOf={(tap) => (isMax && tap.i === winner.i && tap.j === winner.j ? "winner" : "")}
          testid="window"
        />
        <span class="sign">→</span>
        <p class="sum-line">
          {isMax ? (
            <>
              <i>a</i> = max = <b data-testid="a">{print(a)}</b>
            </>
          ) : (
            <>
              <i>a</i> = (
              {taps
                .filter((tap) => tap.isInside)
                .map((tap) => bracketed(tap.value))
                .join(" + ")}
              ) / {count} = {print(sum)} / {count} = <b data-testid="a">{print(a)}</b>
            </>
          )}
        </p>
      </div>
      <p class="way-text">
        {isMax ? t("pool.max", { y: winner.y, x: winner.x }) : t("pool.average", { count })}
      </p>
      <Check symbol={<i>a</i>} ours={a} core={core} size={Math.abs(a)} />
    </>
  );
}

/** @param {Props} props */
export function PoolBack({ now }) {
  const { layer, c, cell } = now;
  const [row, col] = cell;
  const { gradient, taps } = unpool(layer, row, col, c);
  const { winner, count } = pool(layer, row, col, c);
  const isMax = layer.type === "maxPooling2d";
  const { y, x } = winner;
  const ours = pooledGradient(layer, y, x, c);
  useSpoken(t("pool.back.spoken", { row, col, gradient: print(gradient) }));
  return (
    <>
      <Planes now={now} back />
      <div class="grids">
        <p class="sum-line">
          ∂L/∂<i>a</i> = <b data-testid="gradient">{print(gradient)}</b>
        </p>
        <span class="sign">→</span>
        <Grid
          label={t("grid.shares", { row, col })}
          terms={taps}
          columns={/** @type {any} */ (layer.window).size[1]}
          valueOf={(tap) => tap.share}
          classOf={(tap) => (isMax && tap.i === winner.i && tap.j === winner.j ? "winner" : "")}
          testid="shares"
        />
      </div>
      <p class="way-text">
        {isMax
          ? t("pool.back.max", { y, x })
          : t("pool.back.average", { count, share: print(gradient / count) })}
      </p>
      <Check
        symbol={
          <i>
            ∂L/∂x[{y}, {x}]
          </i>
        }
        ours={ours}
        core={coreInputGradient(layer, y, x, c)}
        size={Math.abs(ours)}
        why={t("input.shared")}
      />
    </>
  );
}
