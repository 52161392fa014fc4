/** ∂L/∂x of one input pixel: a sum over the outputs that saw it, each by the weight it saw it with. */
import { state } from "../state.js";
import { bracketed, figure } from "./figure.js";
import { largest } from "./layers.js";
import { Check, DeltaPlane, InputPlane, Partial, print, useSpoken } from "./parts.jsx";
import { coreInputGradient, inputGradient } from "./window.js";
import { t } from "./words.js";

const SHOWN = 25;

/** @param {readonly { row: number, col: number }[]} terms @returns {import("./picture.jsx").Mark[]} */
const seeing = (terms) =>
  terms.map(({ row, col }) => ({ y: row, x: col, height: 1, width: 1, kind: "winner" }));

/** @param {{ now: import("./place.js").Place }} props */
export function InputGradient({ now }) {
  const { layer, k, c, pixel } = now;
  const [y, x] = pixel;
  const { filters, sum } = inputGradient(layer, y, x, c);
  const filter = filters.find((one) => one.k === k) ?? filters[0];
  const all = filters.flatMap(({ terms }) => terms);
  useSpoken(t("input.spoken", { y, x, outputs: filter.terms.length, sum: print(sum) }));
  return (
    <>
      <p class="way-text">
        {t("input.text", { outputs: filter.terms.length, filters: filters.length })}
      </p>
      <Planes now={now} terms={filter.terms} />
      <Terms terms={filter.terms} sum={filter.sum} k={k} />
      <Sum now={now} filters={filters} sum={sum} />
      <Check
        symbol={<i>∂L/∂x</i>}
        ours={sum}
        core={coreInputGradient(layer, y, x, c)}
        size={largest(all.map(({ product }) => product))}
        why={t("input.shared")}
      />
    </>
  );
}

/** @typedef {ReturnType<typeof inputGradient>["filters"]} Filters */

/** The pixel, and the outputs that saw it. @param {{ now: import("./place.js").Place, terms: Filters[number]["terms"] }} props */
function Planes({ now: { layer, k, c, pixel }, terms }) {
  const [y, x] = pixel;
  return (
    <div class="planes">
      <InputPlane
        layer={layer}
        c={c}
        at={pixel}
        onPick={(row, col) => (state.pixel.value = [row, col])}
        marks={[{ y, x, height: 1, width: 1, kind: "point" }]}
        testid="stepper"
      />
      <span class="plane-arrow" aria-hidden="true">
        ←
      </span>
      <DeltaPlane layer={layer} k={k} marks={seeing(terms)} />
    </div>
  );
}

/** The filters' sums. @param {{ now: import("./place.js").Place, filters: Filters, sum: number }} props */
function Sum({ now: { k, c, pixel }, filters, sum }) {
  const [y, x] = pixel;
  return (
    <p class="sum-line">
      <Partial of={<i>x</i>} />
      <sub>
        [{y}, {x}, {c}]
      </sub>{" "}
      ={" "}
      {filters.map((one, at) => (
        <span key={one.k}>
          {at > 0 && " + "}
          <button
            type="button"
            class="term"
            aria-pressed={one.k === k}
            aria-label={t("input.filter", { k: one.k, sum: print(one.sum) })}
            onClick={() => (state.map.value = one.k)}
          >
            {bracketed(one.sum, 4)}
          </button>
        </span>
      ))}{" "}
      = <b data-testid="sum">{print(sum)}</b>
    </p>
  );
}

/** @param {{ terms: { row: number, col: number, i: number, j: number, delta: number, weight: number, product: number }[], sum: number, k: number }} props */
function Terms({ terms, sum, k }) {
  const label = t("input.terms", { k });
  return (
    <div class="table-scroll" tabIndex={0} role="group" aria-label={label}>
      <table class="figures terms">
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t("input.output")}</th>
            <th scope="col">δ</th>
            <th scope="col">{t("input.weight")}</th>
            <th scope="col">w</th>
            <th scope="col">δ·w</th>
          </tr>
        </thead>
        <tbody>
          {terms.slice(0, SHOWN).map(({ row, col, i, j, delta, weight, product }) => (
            <tr key={`${row},${col}`}>
              <th scope="row">
                ({row}, {col})
              </th>
              <td>{figure(delta, 4)}</td>
              <td>
                [{i}, {j}]
              </td>
              <td>{figure(weight, 4)}</td>
              <td>{figure(product, 4)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={4}>
              Σ {terms.length > SHOWN && t("input.more", { shown: SHOWN, all: terms.length })}
            </th>
            <td>
              <b>{print(sum)}</b>
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
