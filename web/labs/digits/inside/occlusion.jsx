/** A grey square over the picture, everywhere: where covering costs the answer most, the network looked most. */
import { useEffect, useState } from "preact/hooks";
import { signal } from "@preact/signals";
import { failed } from "../../../state/engine.js";
import { state } from "../state.js";
import { Complaint, problemOf } from "../../../ui/complaint.jsx";
import { Slider } from "../../../ui/fields.jsx";
import { announce } from "../../../ui/live.jsx";
import { share } from "../verdict.js";
import { figure } from "./figure.js";
import { largest } from "./layers.js";
import { bestOf, look } from "./look.js";
import { coverAt, covered, occlude } from "./occlusion.js";
import { Picture } from "./picture.jsx";
import { Scale, Twin } from "./twin.jsx";
import { t } from "./words.js";

const SIDE = 28;
const REST = 200; // milliseconds that the pen must rest

/** @type {import("@preact/signals").Signal<import("./occlusion.js").Map | undefined>} */
const map = signal(undefined);
/** @type {import("@preact/signals").Signal<any>} */
const problem = signal(undefined);

/** The map of what is on the pad, once drawing or learning rests. */
function useMap() {
  const seen = look.value;
  const size = state.patch.value;
  useEffect(() => {
    if (!seen || seen.empty) {
      map.value = undefined;
      return;
    }
    let current = true;
    const timer = setTimeout(() => {
      occlude(seen.model, seen.x, seen.probabilities, seen.best, size).then(
        (made) => {
          if (!current) return;
          map.value = made;
          problem.value = undefined;
        },
        (error) => {
          if (current && error?.code !== "disposed" && !failed(error))
            problem.value = problemOf(error);
        },
      );
    }, REST);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [seen, size]);
}

/** What a square there does, in a sentence. @param {import("./occlusion.js").Map} made @param {number} at */
function sentence({ probabilities, answer, whole, size }, at) {
  const now = probabilities.subarray(at * 10, at * 10 + 10);
  const guess = bestOf(now);
  const values = {
    row: Math.floor(at / SIDE),
    col: at % SIDE,
    size,
    answer,
    before: share(whole),
    after: share(now[answer]),
    guess,
  };
  return t(guess === answer ? "cover.same" : "cover.other", values);
}

/** The change of the probability, in percentage points. @param {number} drop */
const points = (drop) => {
  const text = figure(-100 * drop, 2);
  return drop < 0 ? `+${text}` : text;
};

/** What the whole map shows. @param {import("./occlusion.js").Map} made */
function summary({ drops, worst, answer, whole, probabilities }) {
  const turned = drops.reduce(
    (count, _, at) =>
      count + Number(bestOf(probabilities.subarray(at * 10, at * 10 + 10)) !== answer),
    0,
  );
  const values = {
    answer,
    before: share(whole),
    drop: figure(100 * drops[worst], drops[worst] < 0.01 ? 3 : 1),
    row: Math.floor(worst / SIDE),
    col: worst % SIDE,
    turned,
  };
  if (drops[worst] < 0.01) return t("occlusion.robust", values);
  return t(turned ? "occlusion.turned" : "occlusion.shown", values);
}

export function Occlusion() {
  useMap();
  const [at, setAt] = useState(/** @type {number | undefined} */ (undefined));
  const made = map.value;
  const seen = look.value;
  return (
    <div class="occlusion">
      <Slider
        class="occlusion-size"
        label={t("occlusion.size")}
        value={state.patch.value}
        min={1}
        max={15}
        text={`${state.patch.value}×${state.patch.value}`}
        onInput={(size) => (state.patch.value = size)}
      />
      <Complaint problem={problem.value} />
      {made && seen && !seen.empty && (
        <Shown made={made} x={seen.x} at={at ?? made.worst} pick={setAt} />
      )}
    </div>
  );
}

/** @param {{ made: import("./occlusion.js").Map, x: Float32Array, at: number, pick(at: number): void }} props */
function Shown({ made, x, at, pick }) {
  const [row, col] = [Math.floor(at / SIDE), at % SIDE];
  const most = Math.max(1e-6, largest(made.drops));
  /** @param {number} y @param {number} xx */
  const onPick = (y, xx) => {
    pick(y * SIDE + xx);
    announce(sentence(made, y * SIDE + xx));
  };
  return (
    <>
      <p class="occlusion-summary" data-testid="occlusion">
        {summary(made)}
      </p>
      <div class="occlusion-pictures">
        <figure>
          <figcaption>{t("occlusion.picture")}</figcaption>
          <Picture
            values={covered(x, row, col, made.size)}
            height={SIDE}
            width={SIDE}
            most={1}
            label={t("occlusion.picture")}
            at={[row, col]}
            hover
            onPick={onPick}
            marks={[{ ...coverAt(row, col, made.size), kind: "cover" }]}
          />
        </figure>
        <figure>
          <figcaption>
            {t("occlusion.map")} <Scale most={most} />
          </figcaption>
          <Picture
            values={made.drops}
            height={SIDE}
            width={SIDE}
            most={most}
            label={t("occlusion.map")}
            at={[row, col]}
            hover
            onPick={onPick}
            marks={[{ y: row, x: col, height: 1, width: 1, kind: "point" }]}
            testid="occlusion-map"
          />
        </figure>
        <div class="occlusion-words">
          <p data-testid="cover">{sentence(made, at)}</p>
          <p class="fall" data-sign={Math.sign(made.drops[at])}>
            {points(made.drops[at])}
            <small>{t("occlusion.points")}</small>
          </p>
          <p class="fine">{t("occlusion.note")}</p>
          <p class="fine">{t("occlusion.keys")}</p>
        </div>
      </div>
      <Twin label={t("occlusion.map")} values={made.drops} height={SIDE} width={SIDE} />
    </>
  );
}
