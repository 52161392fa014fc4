/** What keeps a network from learning its samples by heart: the common ways, and, folded away, the others. */
import { useState } from "preact/hooks";
import { Later } from "../../ui/later.jsx";
import { hasSmoothing } from "./architectures.js";
import { augmentations } from "./augmentation.js";
import { names } from "./named/words.js";
import { Setting } from "./setting.jsx";
import { constraint } from "./settings.js";
import { state } from "./state.js";
import { t } from "./words.js";

/** How many of the ways folded away are in force. */
const others = () =>
  [
    state.l1.value > 0,
    state.smoothing.value > 0 && hasSmoothing(state.network.value),
    constraint.value,
    state.stopping.value !== "off",
    state.classWeights.value,
  ].filter(Boolean).length;

/** What of the digits is varied, by name. */
const varied = () =>
  augmentations.value
    .map(({ type }) => names.kind("augmentations", type))
    .join(t("set.augment.and"));

export function Regularisation() {
  const count = others();
  const [open, toggle] = useState(false);
  return (
    <fieldset class="group">
      <legend>{t("group.regularisation")}</legend>
      <div class="pair">
        <Setting name="dropout" step={0.1} />
        <Setting name="l2" step={0.0001} />
      </div>
      <p class="fine">
        {augmentations.value.length === 0
          ? t("set.augment.none")
          : t("set.augment", { list: varied() })}
      </p>
      <details class="more" onToggle={(event) => toggle(event.currentTarget.open)}>
        <summary>{count === 0 ? t("set.others") : t("set.others.on", { count })}</summary>
        {open && <Later asked load={() => import("./other-ways.jsx")} />}
      </details>
    </fieldset>
  );
}
