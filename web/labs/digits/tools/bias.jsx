/** Bias or variance: the errors one below the other, the gaps between them, and what follows. */
import { useEffect } from "preact/hooks";
import { diagnose } from "../../../../wasm/index.js";
import { state as page } from "../../../state/store.js";
import { Complaint } from "../../../ui/complaint.jsx";
import { NumberField } from "../../../ui/fields.jsx";
import { Figures } from "../../../ui/figures.jsx";
import { percent } from "../../../ui/number.js";
import { mine } from "../networks.js";
import { properties } from "../properties.js";
import { isUnderWay, phase, print, split } from "../run.js";
import { state } from "../state.js";
import { t } from "../words.js";
import { errors, errorsProblem, measure } from "./bias.js";

/** Hundredths of a per cent: a human reads MNIST with 0.2 % of mistakes. @param {number} share */
const shown = (share) => percent(share, 2);

/** @param {{ found: import("./bias.js").Errors }} props */
function Diagnosis({ found }) {
  const human = state.human.value / 100;
  const said = diagnose({ human, ...found });
  const levels = { human, ...found };
  const gaps = { train: said.bias, validation: said.variance, test: said.mismatch };
  const rows = Object.entries(levels).map(([level, error]) => [
    t(/** @type {any} */ (`bias.${level}`)),
    shown(error),
    gaps[level] === undefined
      ? ""
      : `${gaps[level] < 0 ? "−" : "+"}${shown(Math.abs(gaps[level]))} ${t(/** @type {any} */ (`gap.${level}`))}`,
  ]);
  return (
    <>
      <Figures
        label={t("tool.bias")}
        heads={[t("bias.level"), t("bias.error"), t("bias.gap")]}
        rows={rows}
        id="errors"
        whole
      />
      <p data-testid="diagnosis" data-verdict={said.verdict}>
        {said.message[page.lang.value]}
      </p>
      {found.test === undefined && <p class="fine">{t("bias.noTest")}</p>}
    </>
  );
}

export default function Bias() {
  const resting = !isUnderWay.value || phase.value === "paused";
  const isThere = mine.value !== undefined && split.value !== undefined;
  useEffect(() => {
    if (resting && isThere) measure();
  }, [resting, isThere, mine.value, print.value]);
  const { min, max } = properties.human.expects;
  return (
    <div class="tool-body">
      <p class="muted">{t("bias.lead")}</p>
      <NumberField
        class="human"
        label={t("bias.humanLevel")}
        value={state.human.value}
        min={min}
        max={max}
        step={0.1}
        onChange={(value) => (state.human.value = value)}
      />
      <Complaint problem={errorsProblem.value} />
      {isThere && errors.value ? (
        <Diagnosis found={errors.value} />
      ) : (
        <p class="muted">{t(isThere ? "bias.measuring" : "tool.untrained")}</p>
      )}
    </div>
  );
}
