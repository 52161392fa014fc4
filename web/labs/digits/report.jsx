/** What the network gets wrong: the confusion matrix and the digits it misreads most surely. */
import { useEffect, useState } from "preact/hooks";
import "./report.css";
import { state } from "./state.js";
import { Button } from "../../ui/button.jsx";
import { Complaint } from "../../ui/complaint.jsx";
import { Later } from "../../ui/later.jsx";
import { percent, whole } from "../../ui/number.js";
import { Confusion } from "./confusion.jsx";
import { generated, files, source } from "./data.js";
import { chosen, isMine } from "./networks.js";
import { Pixels } from "./pixels.jsx";
import {
  commonPairs,
  isReading,
  makeReport,
  report,
  reportProblem,
  select,
  selected,
} from "./report.js";
import { phase, split } from "./run.js";
import { share } from "./verdict.js";
import { t } from "./words.js";

const SHOWN = 24;
const PAIRS = 6;

/** The digits to be read: those that the run was checked with, or else what there is that no run has used. */
async function examined() {
  if (isMine.peek() && split.peek()) return /** @type {any} */ (split.peek()).validation;
  const own = source.peek() === "files" ? files.peek() : undefined;
  return (own ?? (await generated(100, state.dataSeed.peek()))).validation;
}

/** A report whenever there is another network, and whenever a run comes to rest. */
function useReport() {
  const model = chosen.value;
  const own = source.value === "files" ? files.value : undefined;
  const resting = !["preparing", "running", "pausing"].includes(phase.value);
  useEffect(() => {
    if (!model || !resting) return;
    let current = true;
    examined().then((set) => (current ? makeReport(model, set) : undefined));
    return () => {
      current = false;
    };
  }, [model, resting, own, phase.value === "paused"]);
}

/** @param {{ misread: import("./report.js").Misread }} props */
function Sample({ misread: { label, guess, probability, pixels } }) {
  return (
    <li class="misread">
      <Pixels
        pixels={pixels}
        width={28}
        height={28}
        label={t("misread.image", { label, guess, share: share(probability, 0) })}
      />
      <p aria-hidden="true">
        <b>{label}</b>
        <span>→ {guess}</span>
        <small>{share(probability, 0)}</small>
      </p>
    </li>
  );
}

/** The commonest confusions as buttons: a finger finds them more easily than cells. @param {{ confusion: number[][] }} props */
function Pairs({ confusion }) {
  const now = selected.value;
  return (
    <div class="pairs" role="group" aria-label={t("gallery.pairs")}>
      {commonPairs(confusion, PAIRS).map(({ label, guess, n }) => {
        const pressed = now?.label === label && now.guess === guess;
        return (
          <Button
            key={`${label},${guess}`}
            class="pair-button"
            title={t("matrix.wrong", { label, guess, n })}
            pressed={pressed}
            onClick={() => select(pressed ? undefined : { label, guess })}
          >
            {label} → {guess} <small>{n}</small>
          </Button>
        );
      })}
    </div>
  );
}

/** @param {{ made: import("./report.js").Report }} props */
function Gallery({ made }) {
  const pair = selected.value;
  const all = pair
    ? made.misread.filter(({ label, guess }) => label === pair.label && guess === pair.guess)
    : made.misread;
  return (
    <div class="gallery">
      <div class="gallery-head">
        <h3>{pair ? t("gallery.pair", pair) : t("gallery.heading")}</h3>
        {pair && (
          <Button kind="quiet" onClick={() => select(undefined)}>
            {t("gallery.all")}
          </Button>
        )}
      </div>
      <Pairs confusion={made.confusion} />
      {all.length === 0 ? (
        <p class="muted">{t("gallery.none")}</p>
      ) : (
        <ul class="misreads" data-testid="misread">
          {all.slice(0, SHOWN).map((misread) => (
            <Sample key={misread.index} misread={misread} />
          ))}
        </ul>
      )}
      {all.length > SHOWN && (
        <p class="fine">{t("gallery.more", { shown: SHOWN, all: all.length })}</p>
      )}
    </div>
  );
}

/** Folded away: the figures of each digit. */
function Scores() {
  const [open, toggle] = useState(false);
  return (
    <details class="more" onToggle={(event) => toggle(event.currentTarget.open)}>
      <summary>{t("scores.heading")}</summary>
      {open && <Later asked load={() => import("./scores.jsx")} />}
    </details>
  );
}

export default function Report() {
  useReport();
  const made = report.value;
  return (
    <>
      <p class="muted report-lead" aria-busy={isReading.value}>
        {made
          ? t(made.isMine ? "report.mine" : "report.shipped", {
              right: whole(made.right),
              count: whole(made.count),
              share: percent(made.right / made.count),
            })
          : t("report.empty")}
      </p>
      <Complaint problem={reportProblem.value} />
      {made && (
        <div class="report-body">
          <div>
            <Confusion confusion={made.confusion} />
            <Scores />
          </div>
          <Gallery made={made} />
        </div>
      )}
    </>
  );
}
