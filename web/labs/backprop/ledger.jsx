/** All quantities of a training step in order, phase by phase: what is known, and what comes. */
import { useEffect, useRef } from "preact/hooks";
import { Face, Symbol, nameOf, print, signOf } from "./symbol.jsx";
import { at, roleOf, show, shown, order, stretches, valueOf } from "./walk.js";
import { t } from "./words.js";

/** Up and down go through the list. @param {KeyboardEvent} event */
function onKeyDown(event) {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const here = order.value.findIndex((q) => q.id === shown.value?.id);
  const next = order.value[here + by];
  if (next) show(next.id);
}

export function Ledger() {
  const host = useRef(/** @type {HTMLDivElement | null} */ (null));
  const id = shown.value?.id;
  useEffect(() => {
    if (!host.current?.contains(document.activeElement)) return;
    /** @type {HTMLElement | null} */ (host.current.querySelector(`[data-id="${id}"]`))?.focus();
  }, [id]);
  return (
    <div class="ledger" ref={host} onKeyDown={onKeyDown}>
      {stretches.value.map(({ phase, quantities, start }) => (
        <section key={phase} aria-label={t(`phase.${phase}`)}>
          <h3>
            <span>{t(`phase.${phase}`)}</span>
            <span class="muted">
              {Math.max(0, Math.min(quantities.length, at.value - start))}/{quantities.length}
            </span>
          </h3>
          <ol>
            {quantities.map((quantity) => (
              <Entry key={quantity.id} quantity={quantity} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

/** @param {{ quantity: import("./walk.js").Quantity }} props */
function Entry({ quantity: { id, symbol } }) {
  const role = roleOf(id);
  const known = valueOf(id) !== undefined;
  const isStop =
    id ===
    (shown.value?.phase === "given" ? order.value[0].id : (shown.value?.id ?? order.value[0].id));
  return (
    <li>
      <button
        type="button"
        class={`num entry ${role ? `is-${role}` : ""} ${known ? "" : "unset"}`}
        data-id={id}
        data-sign={signOf(id)}
        tabIndex={isStop ? 0 : -1}
        aria-pressed={role === "self"}
        onClick={() => show(id)}
      >
        <Face
          name={known ? `${nameOf(id)}: ${print(id)}` : t("ledger.later", { name: nameOf(id) })}
        >
          <Symbol symbol={symbol} inline />
          {known ? <span class="value">{print(id)}</span> : <span class="blank" />}
        </Face>
      </button>
    </li>
  );
}
