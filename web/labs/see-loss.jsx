/** From a lab's network to its loss as a surface: a link to the gradient descent lab that holds the network. */
import { t } from "../i18n/index.js";
import { frame } from "../state/frame.js";
import { linkTo } from "../state/store.js";

/**
 * Not within another page, which shows the lab that its author chose.
 * @param {{ lender: import("./index.js").LabId, text: string | undefined, plane: "weights" | "trained" }} props
 *   text: the network in the lender's letters, undefined while there is none; plane: the slice that is shown at first
 */
export function SeeLoss({ lender, text, plane }) {
  if (frame.embed) return null;
  const wanted = { part: "loss", network: "lent", lent: `${lender}:${text}`, plane };
  return (
    <a
      class="button"
      role="link"
      aria-disabled={text === undefined}
      href={text === undefined ? undefined : linkTo("gradient", wanted)}
    >
      {t("loss.see")}
    </a>
  );
}
