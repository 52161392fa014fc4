/** The network with all its numbers in place: lines in SVG, every number a button above it. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { state } from "./state.js";
import { arrowHead, layoutOf, newestOf } from "./layout.js";
import { rem, unit } from "../../ui/rem.js";
import { Num, Symbol, print } from "./symbol.jsx";
import {
  captionOf,
  current,
  isKnown,
  network,
  roleOf,
  show,
  shown,
  step,
  table,
  valueOf,
} from "./walk.js";
import { t } from "./words.js";

/** The heights of a number in a unit's card and in a weight's label, in pixels. */
const mouse = { row: 24, labelRow: 21 };
const finger = { row: 44, labelRow: 44 };

/** @param {import("preact").RefObject<HTMLElement>} ref the width of its element in pixels of a layout, kept up to date */
function useWidth(ref) {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = /** @type {HTMLElement} */ (ref.current);
    const measure = () => setWidth(element.clientWidth / unit());
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return width;
}

/** @param {import("./layout.js").Box} box */
const placed = ({ x, y, w, h }) => ({
  left: rem(x - w / 2),
  top: rem(y - h / 2),
  width: rem(w),
  height: rem(h),
});

/** A label is as high as what is known of its weight. @param {import("./layout.js").Box} box */
const at = ({ x, y, w }) => ({ left: rem(x), top: rem(y), width: rem(w) });

/** What is shown stays in view, and has the focus where it was within the diagram. @param {import("preact").RefObject<HTMLElement>} host @param {import("./layout.js").Layout | undefined} layout */
function useShown(host, layout) {
  const id = shown.value?.id;
  useEffect(() => {
    const element = host.current;
    const button = /** @type {HTMLElement | null | undefined} */ (
      element?.querySelector(`.num[data-id="${id}"]`)
    );
    if (!button) return;
    if (element?.contains(document.activeElement)) button.focus();
    else if (!layout?.across) button.scrollIntoView({ block: "nearest" });
  }, [id, state.step.value]);
}

/** The numbers of each unit; where there is no room on the lines, of the weights into it too. @param {{ layout: import("./layout.js").Layout }} props */
const Cards = ({ layout }) =>
  layout.cards.map((card) => (
    <div key={card.id} class={`unit unit-${card.id}`} style={placed(card)}>
      {card.title && (
        <span class="unit-title">
          {card.title.slice(0, 1)}
          <sub>{card.title.slice(1)}</sub>
        </span>
      )}
      {layout.inside && <Rows ids={card.into.filter(isWeight).map(newest)} />}
      <Rows ids={card.rows} />
    </div>
  ));

export function Diagram() {
  const host = useRef(/** @type {HTMLDivElement | null} */ (null));
  const width = useWidth(/** @type {any} */ (host));
  const rows = matchMedia("(pointer: coarse)").matches ? finger : mouse;
  const layout = width
    ? layoutOf(network.value, width, { ...rows, places: state.places.value, print })
    : undefined;
  useShown(/** @type {any} */ (host), layout);
  return (
    <div
      class="diagram"
      ref={host}
      role="group"
      aria-label={t("diagram.label")}
      style={
        layout && {
          height: rem(layout.height),
          "--row": rem(rows.row),
          "--label-row": rem(rows.labelRow),
        }
      }
      onKeyDown={walkRelations}
    >
      {layout && (
        <>
          <Lines layout={layout} />
          {layout.across && <Captions layout={layout} />}
          {step.value &&
            layout.labels.map((label) => (
              <div key={label.weight.id} class="label" style={at(label)}>
                <Rows ids={label.rows.filter((row) => valueOf(row) !== undefined)} />
              </div>
            ))}
          <Cards layout={layout} />
        </>
      )}
    </div>
  );
}

/** @param {import("./network.js").Parameter} p */
const isWeight = (p) => p.kind === "weight";

/** @param {import("./network.js").Parameter} p */
const newest = (p) => newestOf(p, (id) => table.value.has(id) && isKnown(id));

/** Up to where the number comes from, down to what is made of it. @param {KeyboardEvent} event */
function walkRelations(event) {
  const relation = { ArrowUp: "parents", ArrowDown: "children" }[event.key];
  if (!relation) return;
  const next = /** @type {any} */ (shown.value)?.[relation]?.find(isKnown);
  event.preventDefault();
  if (next) show(next);
}

/** Thicker the larger the weight, coloured by its sign; those in use stand out, and on the way back they point back. @param {{ layout: import("./layout.js").Layout }} props */
function Lines({ layout }) {
  const isBack = shown.value?.phase === "backward";
  return (
    <svg class="lines" viewBox={`0 0 ${layout.width} ${layout.height}`} aria-hidden="true">
      {layout.edges.map(({ weight, from, to }) => {
        const value = weight ? (valueOf(weight.id) ?? 0) : 0;
        const isOn = weight
          ? shown.value?.parameter === weight.id || roleOf(weight.id) === "parent"
          : roleOf("L");
        const [start, end] = isOn && isBack ? [to, from] : [from, to];
        return (
          <g
            key={weight?.id ?? "loss"}
            class={isOn ? "line line-on" : "line"}
            data-sign={Math.sign(value)}
          >
            <line
              class={isOn && isBack ? "line-back" : undefined}
              x1={from[0]}
              y1={from[1]}
              x2={to[0]}
              y2={to[1]}
              stroke-width={1.25 + Math.min(Math.abs(value), 5) * 0.45}
            />
            <path d={arrowHead(start, end)} />
          </g>
        );
      })}
    </svg>
  );
}

/** @param {{ layout: import("./layout.js").Layout }} props */
function Captions({ layout }) {
  return layout.cards
    .filter((card) => card.unit === 0)
    .map((card) => (
      <span key={card.id} class="caption" style={{ left: rem(card.x) }}>
        {t(captionOf(card.layer))}
      </span>
    ));
}

/** @param {{ ids: string[] }} props */
function Rows({ ids }) {
  return ids.map((id) => {
    const symbol = <Symbol symbol={table.value.get(id)?.symbol ?? { base: id }} inline />;
    const stop = id === (shown.value?.id ?? "x1") ? 0 : -1;
    return valueOf(id) === undefined ? (
      <span key={id} class="num unset">
        {symbol}
        <span class="blank" />
      </span>
    ) : (
      <Num key={id} id={id} tabIndex={stop} class={id === current.value?.id ? "is-new" : ""}>
        {symbol}
        <span class="value">{print(id)}</span>
      </Num>
    );
  });
}
