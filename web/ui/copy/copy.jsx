/** A button that copies: at once where there is one format, else after the choice of one from its menu. */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import "./copy.css";
import { t as shell } from "../../i18n/index.js";
import { copyText } from "../clipboard.js";
import { Icon } from "../icon.jsx";
import { announce } from "../live.jsx";
import { tableToCsv, tableToLatex, tableToMarkdown } from "./table.js";
import { t } from "./words.js";

/** @typedef {"latex" | "markdown" | "csv" | "svg" | "text"} Format */
/** @typedef {Partial<Record<Format, () => string>>} Formats  each makes its text when it is asked for */

/** The three ways to copy a table. @param {() => import("./table.js").Table} table @returns {Formats} */
export const tableFormats = (table) => ({
  latex: () => tableToLatex(table()),
  markdown: () => tableToMarkdown(table()),
  csv: () => tableToCsv(table()),
});

const rest = 2000; // milliseconds for which the button says that it is done

/**
 * @param {{ what: string, formats: Formats, class?: string, label?: any, asked?: boolean }} props
 *   what: the thing copied, in words ("the table of weights"); label: in place of "Copy"; asked: its menu is open at first
 */
export function Copy({ what, formats, class: extra = "", label = t("copy"), asked = false }) {
  const [isOpen, open] = useState(asked);
  const [done, setDone] = useState(/** @type {Format | undefined} */ (undefined));
  const [byHand, setByHand] = useState("");
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const names = /** @type {Format[]} */ (Object.keys(formats));
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(undefined), rest);
    return () => clearTimeout(timer);
  }, [done]);

  /** @param {Format} format */
  async function copy(format) {
    open(false);
    button.current?.focus();
    const text = formats[format]?.() ?? "";
    const isCopied = await copyText(text);
    setByHand(isCopied ? "" : text);
    if (!isCopied) return;
    setDone(format);
    announce(t("done", { format: t(`as.${format}`) }));
  }

  const isMenu = names.length > 1;
  return (
    <div class={`copy no-print ${extra}`}>
      <button
        ref={button}
        type="button"
        class="button button-quiet copy-button"
        aria-label={shell("copy.what", { what })}
        title={shell("copy.what", { what })}
        aria-haspopup={isMenu ? "menu" : undefined}
        aria-expanded={isMenu ? isOpen : undefined}
        onClick={() => (isMenu ? open(!isOpen) : copy(names[0]))}
      >
        <Icon name={done ? "check" : "copy"} />
        <span>{done ? t(`as.${done}`) : label}</span>
      </button>
      {isOpen && (
        <Menu names={names} what={what} choose={copy} close={() => open(false)} button={button} />
      )}
      {byHand && <ByHand text={byHand} close={() => setByHand("")} />}
    </div>
  );
}

/** @param {{ names: Format[], what: string, choose(format: Format): void, close(): void, button: { current: HTMLElement | null } }} props */
function Menu({ names, what, choose, close, button }) {
  const menu = useRef(/** @type {HTMLDivElement | null} */ (null));
  const item = (/** @type {number} */ at) =>
    /** @type {HTMLElement | undefined} */ (menu.current?.children[at]);
  useEffect(() => {
    item(0)?.focus();
    const outside = (/** @type {Event} */ { target }) => {
      const isOurs = [menu.current, button.current].some((one) =>
        one?.contains(/** @type {Node} */ (target)),
      );
      if (!isOurs) close();
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, []);
  /** @param {KeyboardEvent} event */
  function onKeyDown(event) {
    const here = [...(menu.current?.children ?? [])].indexOf(/** @type {Element} */ (event.target));
    const last = names.length - 1;
    const next = {
      ArrowDown: here === last ? 0 : here + 1,
      ArrowUp: here === 0 ? last : here - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (event.key === "Tab") return close();
    if (event.key === "Escape") {
      close();
      button.current?.focus();
    } else if (next !== undefined) item(next)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <div
      class="copy-menu"
      role="menu"
      aria-label={shell("copy.what", { what })}
      ref={menu}
      onKeyDown={onKeyDown}
    >
      {names.map((name) => (
        <button key={name} type="button" role="menuitem" tabIndex={-1} onClick={() => choose(name)}>
          {t(`as.${name}`)}
        </button>
      ))}
    </div>
  );
}

/** Where no browser's way leads to the clipboard, the text itself, ready to be copied. @param {{ text: string, close(): void }} props */
function ByHand({ text, close }) {
  const id = useId();
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  useEffect(() => field.current?.select(), []);
  return (
    <div class="copy-by-hand" role="dialog" aria-labelledby={id}>
      <p id={id}>{t("failed")}</p>
      <textarea
        ref={field}
        readOnly
        rows={6}
        value={text}
        aria-labelledby={id}
        onKeyDown={(event) => event.key === "Escape" && close()}
        onBlur={close}
      />
    </div>
  );
}
