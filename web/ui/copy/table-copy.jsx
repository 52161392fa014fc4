/** The menu that copies a table as it stands on the page, open as it comes. */
import { Copy, tableFormats } from "./copy.jsx";
import { tableOf } from "./of-page.js";

/** @param {{ what: string, table(): HTMLTableElement }} props */
export default function TableCopy({ what, table }) {
  return <Copy what={what} formats={tableFormats(() => tableOf(table(), what))} asked />;
}
