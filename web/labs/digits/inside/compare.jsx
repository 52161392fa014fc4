/** The course's question: what if the picture had 256 × 256 pixels instead of 28 × 28? */
import { compared, SIDES } from "./counts.js";
import { whole as print } from "../../../ui/number.js";
import { t } from "./words.js";

/** @param {number | undefined} count */
const shown = (count) => (count === undefined ? t("compare.small") : print(count));

/** @param {number | undefined} small @param {number | undefined} large */
const times = (small, large) =>
  small && large ? `×${(large / small).toFixed(large / small < 10 ? 1 : 0)}` : "–";

/** @param {string} name */
const label = (name) => (name === "chain" || name === "lab" ? t(`compare.${name}`) : name);

export function Compare() {
  const rows = compared.value;
  if (!rows.length) return null;
  const chain = rows[0];
  return (
    <section class="compare">
      <h3>{t("compare.heading")}</h3>
      <p class="muted">{t("compare.text")}</p>
      <div class="table-scroll" tabIndex={0} role="group" aria-label={t("compare.heading")}>
        <table class="figures" data-testid="compare">
          <thead>
            <tr>
              <th scope="col">{t("compare.network")}</th>
              {SIDES.map((side) => (
                <th scope="col" key={side}>
                  {side}×{side}
                </th>
              ))}
              <th scope="col">{t("compare.times")}</th>
              <th scope="col">{t("compare.work")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, counts, multiplyAdds }) => (
              <tr key={name}>
                <th scope="row">{label(name)}</th>
                {counts.map((count, at) => (
                  <td key={at}>{shown(count)}</td>
                ))}
                <td>{times(counts[0], counts[1])}</td>
                <td>{times(multiplyAdds[0], multiplyAdds[1])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {chain.counts[0] && chain.counts[1] ? (
        <p class="compare-answer">
          {t("compare.answer", {
            small: print(chain.counts[0]),
            large: print(chain.counts[1]),
            times: times(chain.counts[0], chain.counts[1]),
          })}
        </p>
      ) : null}
      <p class="fine">{t("compare.why")}</p>
    </section>
  );
}
