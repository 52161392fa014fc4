/** The answer in a sentence. */
import { percent } from "../../ui/number.js";
import { t } from "./words.js";

/** A network is never certain, even where the figure would be rounded to 100 %. @param {number} p @param {number} [places] */
export function share(p, places = 1) {
  const most = 1 - 10 ** -(places + 2); // 99.9 % with one decimal
  return p > most + 0.5 * (1 - most) ? `>${percent(most, places)}` : percent(p, places);
}

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
