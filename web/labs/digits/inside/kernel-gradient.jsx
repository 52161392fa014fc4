/** ∂L/∂w of one weight: a sum over all windows, since each of them used it. */
import { state } from "../state.js";
import { bracketed } from "./figure.js";
import { largest } from "./layers.js";
import { Check, DeltaPlane, Grid, InputPlane, Partial, print, useSpoken } from "./parts.jsx";
import { placeOfWeight, tapsAt, weight, weightGradient } from "./window.js";
import { t } from "./words.js";

/** What the weight meets: the input pixels that lie under it in the first and the last window. @param {import("./layers.js").Layer} layer @param {readonly number[]} tap @returns {import("./picture.jsx").Mark} */
function met(layer, [i, j]) {
  const { size, out } = /** @type {import("./layers.js").Window} */ (layer.window);
  const first = tapsAt(layer, 0, 0)[i * size[1] + j];
  const last = tapsAt(layer, out[0] - 1, out[1] - 1)[i * size[1] + j];
  return {
    y: first.y,
    x: first.x,
    height: last.y - first.y + 1,
    width: last.x - first.x + 1,
    kind: "window",
  };
}

/** @typedef {ReturnType<typeof weightGradient>["terms"]} Terms of each window one, row by row */

/** The window's place in them. @param {import("./place.js").Place} now */
const indexOf = ({ layer, cell }) => cell[0] * layer.shape[1] + cell[1];

/** @param {{ now: import("./place.js").Place }} props */
export function KernelGradient({ now }) {
  const { layer, k, c, tap } = now;
  const [i, j] = tap;
  const { kernel } = layer.parameters;
  const { terms, sum } = weightGradient(layer, i, j, c, k);
  const index = indexOf(now);
  const term = terms[index];
  const core = kernel.gradient?.[placeOfWeight(layer, i, j, c, k)];
  useSpoken(
    t("kernel.spoken", {
      i,
      j,
      n: index + 1,
      all: terms.length,
      product: print(term.product),
      sum: print(sum),
    }),
  );
  return (
    <>
      <p class="way-text">{t("kernel.text", { windows: terms.length })}</p>
      <Planes now={now} term={term} />
      <Sums now={now} terms={terms} sum={sum} />
      <Check
        symbol={<i>∂L/∂w</i>}
        ours={sum}
        core={core}
        size={largest(terms.map(({ product }) => product))}
      />
    </>
  );
}

/** What the weight meets, the errors δ, and the kernel. @param {{ now: import("./place.js").Place, term: Terms[number] }} props */
function Planes({ now: { layer, k, c, cell, tap }, term }) {
  const weights = tapsAt(layer, 0, 0).map((one) => ({
    ...one,
    isInside: true,
    weight: weight(layer, one.i, one.j, c, k),
  }));
  return (
    <div class="planes planes-three">
      <InputPlane
        layer={layer}
        c={c}
        marks={[met(layer, tap), { y: term.y, x: term.x, height: 1, width: 1, kind: "point" }]}
      />
      <DeltaPlane
        layer={layer}
        k={k}
        at={cell}
        onPick={(y, x) => (state.cell.value = [y, x])}
        marks={[{ y: cell[0], x: cell[1], height: 1, width: 1, kind: "point" }]}
        testid="stepper"
      />
      <Grid
        label={t("grid.kernel.pick", { k, c })}
        terms={weights}
        columns={layer.parameters.kernel.shape[1]}
        valueOf={(one) => one.weight}
        at={tap}
        onPick={(row, col) => (state.tap.value = [row, col])}
        testid="kernel"
      />
    </div>
  );
}

/** This window's product, the sum up to it, and the whole. @param {{ now: import("./place.js").Place, terms: Terms, sum: number }} props */
function Sums({ now, terms, sum }) {
  const { k, c, cell, tap } = now;
  const [i, j] = tap;
  const index = indexOf(now);
  const term = terms[index];
  const running = terms.slice(0, index + 1).reduce((total, { product }) => total + product, 0);
  return (
    <div class="sums">
      <p class="sum-line">
        {t("kernel.term", { row: cell[0], col: cell[1] })} <i>δ</i>·<i>x</i> ={" "}
        {bracketed(term.delta, 4)} × {bracketed(term.value, 4)} ={" "}
        <b data-testid="term">{print(term.product)}</b>
      </p>
      <p class="sum-line muted">
        {t("kernel.running", { n: index + 1, all: terms.length })} {print(running)}
      </p>
      <p class="sum-line">
        <Partial of={<i>w</i>} />
        <sub>
          [{i}, {j}, {c}, {k}]
        </sub>{" "}
        = Σ <i>δ</i>·<i>x</i> = <b data-testid="sum">{print(sum)}</b>
      </p>
    </div>
  );
}
