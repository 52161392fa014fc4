/** The answer in a sentence. */
import { percent } from "../../ui/number.js";
import { t } from "./words.js";

/** A network is never certain, even where the figure would be rounded to 100 %. @param {number} p */
export const share = (p) => (p > 0.9995 ? ">99.9%" : percent(p));

/** @param {import("./networks.js").Reading} read */
export function verdict({ probabilities, best, second, sure }) {
  if (sure) return t("answer.sure", { digit: best, share: share(probabilities[best]) });
  return t("answer.unsure", {
    digit: best,
    share: share(probabilities[best]),
    second,
    secondShare: percent(probabilities[second]),
  });
}
