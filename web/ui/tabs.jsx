import { useId, useRef } from "preact/hooks";
import { useInView } from "./in-view.js";

/**
 * Tabs after the ARIA pattern: one Tab stop, arrows move and choose.
 *
 * @template {string} V
 * @param {{ label: string, value: V, tabs: readonly { value: V, label: any }[], onChange(value: V): void, children?: any }} props
 *   children: the panel of the chosen tab
 */
export function Tabs({ label, value, tabs, onChange, children }) {
  const id = useId();
  const list = useRef(/** @type {HTMLDivElement | null} */ (null));
  useInView(list, value);
  /** @param {KeyboardEvent} event */
  function onKeyDown(event) {
    const at = tabs.findIndex((tab) => tab.value === value);
    const last = tabs.length - 1;
    const next = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(tabs[next].value);
    /** @type {HTMLElement | undefined} */ (list.current?.children[next])?.focus();
  }
  return (
    <div class="tabs">
      <div class="tab-list" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={`${id}-${tab.value}`}
            aria-selected={tab.value === value}
            aria-controls={`${id}-panel`}
            tabIndex={tab.value === value ? 0 : -1}
            onClick={() => onChange(tab.value)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`}>
        {children}
      </div>
    </div>
  );
}
