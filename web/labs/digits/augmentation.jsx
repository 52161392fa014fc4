/** Data augmentation: what is varied, by how much, and what comes of one digit. */
import { useEffect, useState } from "preact/hooks";
import "./augmentation.css";
import { state as page } from "../../state/store.js";
import { state } from "./state.js";
import { Button } from "../../ui/button.jsx";
import { Complaint } from "../../ui/complaint.jsx";
import { Switch } from "../../ui/fields.jsx";
import { Icon } from "../../ui/icon.jsx";
import {
  augmentations,
  drawVariants,
  setAugmentation,
  switchAugmentation,
  variants,
  variantsProblem,
} from "./augmentation.js";
import { shownFields } from "../../state/choices.js";
import { Described } from "../../ui/described.jsx";
import { digit } from "./drawing.js";
import { generateDigits } from "./generator/index.js";
import { names } from "./named/words.js";
import { Pixels } from "./pixels.jsx";
import { isUnderWay } from "./run.js";
import { kindsOf } from "../../state/schema.js";
import { t } from "./words.js";

/** @param {{ kind: import("../../state/choices.js").Kind }} props */
function Row({ kind }) {
  const { type } = kind;
  const name = names.kind("augmentations", type);
  const chosen = augmentations.value.find((choice) => choice.type === type);
  return (
    <li class="augment-row">
      <Switch
        label={
          <>
            <b title={type}>{name}</b> <span class="fine">{kind.about[page.lang.value]}</span>
          </>
        }
        checked={chosen !== undefined}
        disabled={isUnderWay.value}
        onChange={(on) => switchAugmentation(type, on)}
      />
      {chosen && (
        <div class="augment-fields" role="group" aria-label={name}>
          {shownFields(kind).map((field) => (
            <Described
              key={field.name}
              field={field}
              names={names}
              value={chosen[field.name]}
              disabled={isUnderWay.value}
              onChange={(value) => setAugmentation(type, field.name, value)}
            />
          ))}
        </div>
      )}
    </li>
  );
}

/** The digit on the pad, or one of the generator's. @param {number} round */
function subject(round) {
  const { empty, image } = digit.value;
  return empty ? generateDigits({ count: 1, seed: 40 + round }).images : image;
}

function Variants() {
  const [round, setRound] = useState(0);
  const list = state.augment.value;
  const { image } = digit.value;
  const [pixels, setPixels] = useState(() => subject(0));
  useEffect(() => {
    const timer = setTimeout(() => setPixels(subject(round)), 150); // once the pen rests
    return () => clearTimeout(timer);
  }, [image, round]);
  useEffect(() => {
    drawVariants(pixels, state.seed.value + round);
  }, [pixels, list, round]);
  return (
    <div class="variants-block">
      <div class="variants-head">
        <h3>{t("augment.preview")}</h3>
        <Button onClick={() => setRound(round + 1)}>
          <Icon name="reset" />
          {t("augment.redraw")}
        </Button>
      </div>
      <Complaint problem={variantsProblem.value} />
      <ul class="variants" data-testid="variants">
        <li class="variant variant-original">
          <Pixels pixels={pixels} width={28} height={28} label={t("augment.original")} />
          <span aria-hidden="true">{t("augment.original")}</span>
        </li>
        {variants.value.map((variant, k) => (
          <li class="variant" key={k}>
            <Pixels
              pixels={variant}
              width={28}
              height={28}
              label={t("augment.epoch", { epoch: k + 1 })}
            />
            <span aria-hidden="true">{k + 1}</span>
          </li>
        ))}
      </ul>
      <p class="fine">{t(list === "" ? "augment.off" : "augment.note")}</p>
    </div>
  );
}

export default function Augmentation() {
  return (
    <div class="augment-body">
      <ul class="augment-list">
        {kindsOf("augmentations").map((kind) => (
          <Row key={kind.type} kind={kind} />
        ))}
      </ul>
      <Variants />
    </div>
  );
}
