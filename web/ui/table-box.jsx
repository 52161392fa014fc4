/** A table that scrolls within itself, and that can be taken along as LaTeX, Markdown or CSV. */
import { useRef } from "preact/hooks";
import { t } from "../i18n/index.js";
import { Button } from "./button.jsx";
import { Unfetched, useFetched } from "./fetched.jsx";
import { Icon } from "./icon.jsx";

/** What copies is fetched when it is first asked for. @param {{ what: string, table(): HTMLTableElement }} props */
function CopyButton({ what, table }) {
  const { Part: Menu, error, fetch } = useFetched(() => import("./copy/table-copy.jsx"));
  if (Menu) return <Menu what={what} table={table} />;
  return (
    <div class="copy no-print">
      <Button kind="quiet" label={t("copy.what", { what })} onClick={fetch}>
        <Icon name="copy" />
        {t("share.copy")}
      </Button>
      {error && <Unfetched error={error} retry={fetch} />}
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
