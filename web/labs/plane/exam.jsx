/** The test samples: asked when one wants to know, and of the network as it is then. */
import { Button } from "../../ui/button.jsx";
import { percent, significant } from "../../ui/number.js";
import { exam, moment, takeExam } from "./run.js";
import { testSet } from "./samples.js";
import { t } from "./words.js";

/** @param {import("./trainer.js").Score} score */
const said = ({ loss, accuracy }) =>
  accuracy === undefined
    ? t("exam.loss", { loss: significant(loss, 4) })
    : t("exam.both", { loss: significant(loss, 4), accuracy: percent(accuracy) });

export function Exam() {
  const taken = exam.value?.of === moment.value ? exam.value : undefined;
  const isPossible = testSet.value.count > 0;
  return (
    <div class="exam">
      <Button disabled={!isPossible || !moment.value} onClick={takeExam}>
        {t("exam.take")}
      </Button>
      <p class="muted" data-testid="exam">
        <span role="status">{taken && said(taken.score)}</span>
        {!taken && t(isPossible ? "exam.text" : "exam.none")}
      </p>
    </div>
  );
}
