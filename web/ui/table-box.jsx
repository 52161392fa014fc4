/** A table that scrolls within itself, and that can be taken along as LaTeX, Markdown or CSV. */
import { useRef, useState } from "preact/hooks";
import { t } from "../i18n/index.js";
import { Button } from "./button.jsx";
import { Icon } from "./icon.jsx";

/** What copies is fetched when it is first asked for. @param {{ what: string, table(): HTMLTableElement }} props */
function CopyButton({ what, table }) {
  const [Menu, show] = useState(/** @type {{ part: any } | undefined} */ (undefined));
  if (Menu) return <Menu.part what={what} table={table} />;
  const load = () =>
    void import("./copy/table-copy.jsx").then((module) => show({ part: module.default }));
  return (
    <div class="copy no-print">
      <Button kind="quiet" label={t("copy.what", { what })} onClick={load}>
        <Icon name="copy" />
        {t("share.copy")}
      </Button>
    </div>
  );
}

/** @param {{ label: string, whole?: boolean, children?: any }} props  whole: as high as it is */
export function TableBox({ label, whole, children }) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const table = () => /** @type {HTMLTableElement} */ (box.current?.querySelector("table"));
  return (
    <div class="table-box">
      <div
        class={`table-scroll ${whole ? "whole" : ""}`}
        ref={box}
        tabIndex={0}
        role="group"
        aria-label={label}
      >
        {children}
      </div>
      <CopyButton what={label} table={table} />
    </div>
  );
}
