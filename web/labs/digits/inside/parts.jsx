/** What the steps are put together from: pictures with their window, grids of numbers, the check against the core. */
import { useEffect } from "preact/hooks";
import { announce } from "../../../ui/live.jsx";
import { figure } from "./figure.js";
import { channelOf, largest } from "./layers.js";
import { Picture } from "./picture.jsx";
import { Numbers, Scale, Twin } from "./twin.jsx";
import { tapsAt } from "./window.js";
import { t } from "./words.js";

/** @typedef {import("./layers.js").Layer} Layer */

/** A number of a signed sum, printed for reading. Up to four decimals: products are small. @param {number} value */
export const print = (value) => figure(value, 4);

/** The frame around what the window sees, and the single taps where the kernel is spread out. @param {Layer} layer @param {readonly number[]} cell @returns {import("./picture.jsx").Mark[]} */
export function windowMarks(layer, [row, col]) {
  const taps = tapsAt(layer, row, col);
  const [first, last] = [taps[0], taps[taps.length - 1]];
  const frame = {
    y: first.y,
    x: first.x,
    height: last.y - first.y + 1,
    width: last.x - first.x + 1,
  };
  return [{ ...frame, kind: "window" }];
}

/** @param {{ title: any, label: string, data: ArrayLike<number>, shape: number[], channel: number } & Marked} props */
export function Plane({ title, label, data, shape, channel, ...rest }) {
  const values = channelOf(data, shape, channel);
  const [height, width] = shape;
  const most = largest(data);
  return (
    <figure class="plane">
      <figcaption>
        <span>{title}</span> <Scale most={most} values={data} />
      </figcaption>
      <Picture values={values} height={height} width={width} most={most} label={label} {...rest} />
      <Twin label={label} values={values} height={height} width={width} />
    </figure>
  );
}

/** @typedef {{ at?: readonly number[], marks?: readonly import("./picture.jsx").Mark[], onPick?(row: number, col: number): void, testid?: string }} Marked */

/** A channel of what comes into the layer; with onPick its pixels are chosen from. @param {{ layer: Layer, c: number } & Marked} props */
export function InputPlane({ layer: { input }, c, ...rest }) {
  const word = rest.onPick ? "plane.input.pick" : "plane.input";
  return (
    <Plane
      title={t(word, { c })}
      label={t(`${word}.label`, { c })}
      data={input.data}
      shape={input.shape}
      channel={c}
      {...rest}
    />
  );
}

/** The errors δ of a filter's outputs. @param {{ layer: Layer, k: number } & Marked} props */
export function DeltaPlane({ layer, k, ...rest }) {
  return (
    <Plane
      title={t("plane.delta", { k })}
      label={t("plane.delta.label", { k })}
      data={layer.delta ?? []}
      shape={layer.shape}
      channel={k}
      {...rest}
    />
  );
}

/**
 * The window's numbers, `columns` in a row.
 *
 * @template {{ isInside?: boolean }} T
 * @param {{ label: string, title?: any, terms: readonly T[], columns: number, valueOf(term: T): number, most?: number, testid?: string,
 *   classOf?(term: T): string, at?: readonly number[], onPick?(row: number, col: number): void }} props
 */
export function Grid({ label, title, terms, columns, valueOf, most, classOf, ...rest }) {
  const values = terms.map(valueOf);
  /** @param {number} row */
  const rowAt = (row) =>
    terms.slice(row * columns, (row + 1) * columns).map((term) => {
      const value = valueOf(term);
      const padding = term.isInside === false ? "padding" : "";
      return { value, text: figure(value), class: `${padding} ${classOf?.(term) ?? ""}` };
    });
  const rows = Array.from({ length: terms.length / columns }, (_, row) => rowAt(row));
  return (
    <Numbers label={label} rows={rows} most={most ?? largest(values)} {...rest}>
      {title}
    </Numbers>
  );
}

/** Numbers of float32, summed in another order, agree to about six places of the largest term. @param {number} ours @param {number} core @param {number} size of the terms */
export const agrees = (ours, core, size) =>
  Math.abs(ours - core) <= 1e-5 * Math.max(size, Math.abs(core), 1e-30);

/**
 * What was computed here beside what the core has.
 *
 * @param {{ symbol: any, ours: number, core: number | undefined, size: number, why?: string }} props
 *   size: the largest term; why: the reason where there is no number of the core's to compare with
 */
export function Check({ symbol, ours, core, size, why = "" }) {
  if (core === undefined) return why ? <p class="fine">{why}</p> : null;
  const equal = agrees(ours, core, size);
  return (
    <p
      class={equal ? "core-check" : "core-check core-differs"}
      data-testid="check"
      data-ours={ours}
      data-core={core}
      data-equal={equal}
    >
      {t.parts(equal ? "check.equal" : "check.differs", { symbol, core: print(core) })}
    </p>
  );
}

/** Read out once the place rests. @param {string} text */
export function useSpoken(text) {
  useEffect(() => announce(text), [text]);
}

/** ∂L/∂ of a letter. @param {{ of: any }} props */
export const Partial = ({ of }) => (
  <span class="partial">
    <span>∂L</span>
    <span>∂{of}</span>
  </span>
);
