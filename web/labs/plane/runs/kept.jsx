/** The runs that are laid over the present one: which they are, whether they came to the same weights again. */
import { readChoice } from "../../../state/choices.js";
import { Button } from "../../../ui/button.jsx";
import { Explanation } from "../../../ui/complaint.jsx";
import { Icon } from "../../../ui/icon.jsx";
import { kindName } from "../../../ui/named/words.js";
import { percent, whole } from "../../../ui/number.js";
import { readLayers } from "../network.js";
import { classColours } from "../seen.js";
import { t } from "../words.js";
import { longestRuns } from "../properties.js";
import { forget, forgetAll, isReadable, keep, refusal, runs, takeSettings } from "./runs.js";
import { mostRuns } from "./written.js";

/** @typedef {(typeof runs)["value"][number]} Kept */

/** How the run with this number is drawn. @param {number} index */
export const lineOf = (index) => ({
  color: classColours[index % classColours.length],
  dash: [2, 3 + index],
});

/** In a few words: layers, optimizer, rate, seed. @param {Kept} run @param {number} index */
export function nameOf({ legs }, index) {
  const { hidden, optimizer, seed } = legs[legs.length - 1].settings;
  const layers = readLayers(hidden).map(
    ({ units, activation }) => `${units} ${kindName("activations", activation)}`,
  );
  const { type, learningRate = "" } = readChoice(optimizer);
  return `${index + 1}: ${[layers.join(", ") || "–", `${kindName("optimizers", type)} ${learningRate}`, seed].join(" · ")}`;
}

/** What is known of it. @param {{ run: Kept }} props */
function Known({ run: { legs, print, course, share = 0, problem } }) {
  if (problem) return <Explanation problem={problem} />;
  if (!course) return t("runs.computing", { share: percent(share, 0) });
  if (course.print !== print) return t("runs.other", { print, other: course.print });
  const { epoch } = legs[legs.length - 1].to;
  const changes = legs.length - 1;
  return t(changes > 0 ? "runs.changed" : "runs.same", { epochs: whole(epoch), print, changes });
}

/** Keeps the present run. */
export const KeepRun = () => (
  <Button disabled={refusal.value !== undefined} onClick={keep}>
    <Icon name="plus" />
    {t("runs.keep")}
  </Button>
);

export function KeptRuns() {
  if (!isReadable.value)
    return (
      <p class="complaint" role="alert">
        {t("runs.bad")} <Button onClick={forgetAll}>{t("runs.forgetAll")}</Button>
      </p>
    );
  if (runs.value.length === 0) return null;
  const why = refusal.value;
  return (
    <div class="kept-runs">
      <ul aria-label={t("runs.label")}>
        {runs.value.map((run, i) => {
          const { color, dash } = lineOf(i);
          return (
            <li key={i}>
              <svg viewBox="0 0 24 8" aria-hidden="true">
                <path d="M0 4H24" stroke={`var(--${color})`} stroke-dasharray={dash.join(" ")} />
              </svg>
              <span class="kept-name">
                {nameOf(run, i)}
                <span class="muted" data-testid="kept-run">
                  <Known run={run} />
                </span>
              </span>
              <Button label={t("runs.takeThis", { n: i + 1 })} onClick={() => takeSettings(run)}>
                {t("runs.take")}
              </Button>
              <Button
                class="icon-only"
                label={t("runs.forget", { n: i + 1 })}
                onClick={() => forget(i)}
              >
                <Icon name="close" />
              </Button>
            </li>
          );
        })}
      </ul>
      {(why === "many" || why === "long") && (
        <p class="muted" role="status">
          {t(`runs.${why}`, { most: mostRuns, longest: whole(longestRuns) })}
        </p>
      )}
    </div>
  );
}
