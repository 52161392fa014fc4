/** The user's own digits: put in with their label, taken out again, and learned by fine-tuning. */
import { useEffect } from "preact/hooks";
import "./own.css";
import { Button } from "../../ui/button.jsx";
import { Complaint } from "../../ui/complaint.jsx";
import { Icon } from "../../ui/icon.jsx";
import { announce } from "../../ui/live.jsx";
import { percent, whole as count } from "../../ui/number.js";
import { digit } from "./drawing.js";
import { isMine } from "./networks.js";
import {
  addOwn,
  canAdd,
  canTune,
  fineTune,
  isOwnKept,
  isOwnLost,
  others,
  ownDigits,
  recallOwn,
  removeAllOwn,
  removeOwn,
  tuneProblem,
  tuning,
} from "./own.js";
import { Pixels } from "./pixels.jsx";
import { isUnderWay } from "./run.js";
import { Numeric } from "./setting.jsx";
import { share } from "./verdict.js";
import { t } from "./words.js";

/** What is on the pad, and the ten labels to give it. */
function Add() {
  const { empty, image } = digit.value;
  return (
    <div class="own-add">
      <div class="own-now">
        <Pixels pixels={image} width={28} height={28} />
      </div>
      <div class="own-labels">
        <p id="own-question">{t(empty ? "own.empty" : "own.question")}</p>
        <div class="own-digits" role="group" aria-labelledby="own-question">
          {Array.from({ length: 10 }, (_, label) => (
            <button
              key={label}
              type="button"
              class="sample"
              disabled={!canAdd.value}
              aria-label={t("own.add", { label })}
              onClick={() => {
                addOwn(label);
                announce(t("own.added", { label, count: ownDigits.value.length }));
              }}
            >
              {label}
            </button>
          ))}
        </div>
      </div>
    </div>
  );
}

/** @param {{ name: string, read: import("./own.js").Read | undefined, label: number }} props */
function Said({ name, read, label }) {
  if (!read) return null;
  return (
    <span class={read.guess === label ? "said said-right" : "said said-wrong"}>
      <small>{name}</small> <b>{read.guess}</b> <small>{share(read.probability, 0)}</small>
    </span>
  );
}

/** @param {{ own: import("./own.js").OwnDigit }} props */
function Own({ own: { id, label, pixels, before, after } }) {
  return (
    <li class="own">
      <Pixels pixels={pixels} width={28} height={28} label={t("own.image", { label })} />
      <div class="own-text">
        <b aria-hidden="true">{label}</b>
        <Said name={t("own.before")} read={before} label={label} />
        <Said name={t("own.after")} read={after} label={label} />
      </div>
      <Button
        kind="quiet"
        class="icon-only"
        label={t("own.remove", { label })}
        disabled={tuning.value !== undefined}
        onClick={() => removeOwn(id)}
      >
        <Icon name="close" />
      </Button>
    </li>
  );
}

/** @param {{ name: "tuneRate" | "tuneEpochs" | "tuneMix", step: number }} props */
const Field = ({ name, step }) => (
  <Numeric name={name} label={t(`own.${name}`)} step={step} disabled={tuning.value !== undefined} />
);

/** How many are read rightly, before and after, and what became of the rest. */
function outcome() {
  const learned = ownDigits.value.filter(({ after }) => after);
  if (!others.value || learned.length === 0) return undefined;
  const right = (/** @type {"before" | "after"} */ when) =>
    learned.filter((own) => own[when]?.guess === own.label).length;
  const { before, after, count: n } = others.value;
  return t("own.outcome", {
    own: learned.length,
    before: right("before"),
    after: right("after"),
    others: count(n),
    othersBefore: percent(before),
    othersAfter: percent(after),
  });
}

function Tune() {
  const done = outcome();
  const share = tuning.value;
  useEffect(() => {
    if (done) announce(done);
  }, [done]);
  return (
    <div class="own-tune">
      <div class="triple">
        <Field name="tuneRate" step={0.0001} />
        <Field name="tuneEpochs" step={1} />
        <Field name="tuneMix" step={100} />
      </div>
      <div class="own-go">
        <Button kind="primary" disabled={!canTune.value} onClick={fineTune}>
          <Icon name="play" />
          {t(isMine.value ? "own.tune.mine" : "own.tune.shipped")}
        </Button>
        {isUnderWay.value && <span class="fine">{t("own.wait")}</span>}
      </div>
      {share !== undefined && (
        <div
          class="meter"
          role="progressbar"
          aria-label={t("own.progress")}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(100 * share)}
        >
          <span style={{ transform: `scaleX(${share})` }} />
        </div>
      )}
      <Complaint problem={tuneProblem.value} />
      {done && <p data-testid="tune-outcome">{done}</p>}
      <p class="fine">{t("own.note")}</p>
    </div>
  );
}

export default function OwnDigits() {
  const list = ownDigits.value;
  useEffect(() => void recallOwn(), []);
  return (
    <div class="own-body">
      <div class="own-set" data-kept={isOwnKept.value}>
        <Add />
        {list.length === 0 ? (
          <p class="fine">{t("own.none")}</p>
        ) : (
          <ul class="owns" data-testid="own-digits">
            {list.map((own) => (
              <Own key={own.id} own={own} />
            ))}
          </ul>
        )}
        {isOwnLost.value && (
          <p class="complaint" role="alert">
            {t("own.lost")}
          </p>
        )}
        {list.length > 1 && (
          <Button kind="quiet" disabled={tuning.value !== undefined} onClick={removeAllOwn}>
            {t("own.removeAll")}
          </Button>
        )}
      </div>
      <Tune />
    </div>
  );
}
