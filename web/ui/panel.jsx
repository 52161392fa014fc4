import { useId } from "preact/hooks";
import { t } from "../i18n/index.js";
import { frame } from "../state/frame.js";
import { Icon } from "./icon.jsx";

/** What a locked part still lets through: moving on, opening a table's twin, copying. @param {Event} event */
function isReading(event) {
  if (event instanceof KeyboardEvent && event.key === "Tab") return true;
  return event.target instanceof Element && event.target.closest("summary, .copy") !== null;
}

/** @param {Event} event */
function refuse(event) {
  if (isReading(event)) return;
  event.preventDefault();
  event.stopPropagation();
}
/** The pointer is kept out by the style of `.locked`. */
const sealed = {
  onClickCapture: refuse,
  onKeyDownCapture: refuse,
  onBeforeInputCapture: refuse,
  onPasteCapture: refuse,
  onDropCapture: refuse,
};

/**
 * A plate of glass with things on it: a section, named by its heading where it has one.
 *
 * @param {{ heading?: any, level?: 1 | 2 | 3 | 4, tools?: any, part?: string, class?: string, children?: any, [rest: string]: any }} props
 *   tools: what stands at the right of the heading; part: the name by which a page around can hide or lock it
 */
export function Panel({ heading, level = 2, tools, part, class: extra = "", children, ...rest }) {
  const id = useId();
  if (part && frame.hide.has(part)) return null;
  const locked = part !== undefined && frame.lock.has(part);
  const Heading = /** @type {any} */ (`h${level}`);
  return (
    <section
      class={`panel ${locked ? "locked" : ""} ${extra}`}
      data-part={part}
      aria-labelledby={heading ? id : undefined}
      {...rest}
      {...(locked ? sealed : {})}
    >
      {locked && (
        <p class="lock">
          <Icon name="lock" />
          {t("embed.locked")}
        </p>
      )}
      {(heading || tools) && (
        <div class="panel-head">
          {heading && <Heading id={id}>{heading}</Heading>}
          {tools}
        </div>
      )}
      {children}
    </section>
  );
}
