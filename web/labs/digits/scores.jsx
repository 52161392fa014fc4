/** Precision, recall and F1 of each digit, and how often the right one is among the first three: the package's own figures. */
import { useEffect, useState } from "preact/hooks";
import { failed } from "../../state/engine.js";
import { Complaint, problemOf } from "../../ui/complaint.jsx";
import { Figures } from "../../ui/figures.jsx";
import { percent } from "../../ui/number.js";
import { toInput } from "./networks.js";
import { report } from "./report.js";
import { t } from "./words.js";

const columns = /** @type {const} */ (["precision", "recall", "f1"]);
const metrics = [...columns, { type: "topKAccuracy", k: 3 }];

/** The figures of what the report was made of. */
function useScores() {
  const [found, find] = useState(/** @type {{ scores?: any, problem?: any }} */ ({}));
  const made = report.value;
  useEffect(() => {
    if (!made) return;
    let current = true;
    const { model, set } = made;
    model.evaluate(toInput(set.images), set.labels, { metrics }).then(
      (/** @type {any} */ scores) => current && find({ scores }),
      (/** @type {any} */ error) => {
        if (current && error.code !== "disposed" && !failed(error))
          find({ problem: problemOf(error) });
      },
    );
    return () => {
      current = false;
    };
  }, [made]);
  return found;
}

export default function Scores() {
  const { scores, problem } = useScores();
  if (!scores) return <Complaint problem={problem} />;
  const row = (/** @type {string} */ name, /** @type {(by: any) => number} */ pick) => [
    name,
    ...columns.map((column) => percent(pick(scores[column]))),
  ];
  return (
    <div class="scores">
      <Figures
        label={t("scores.heading")}
        heads={[t("scores.digit"), ...columns.map((column) => t(`scores.${column}`))]}
        rows={[
          ...Array.from({ length: 10 }, (_, k) => row(String(k), ({ perClass }) => perClass[k])),
          row(t("scores.macro"), ({ macro }) => macro),
        ]}
        marked={10}
        id="scores"
        whole
      />
      <p class="fine">{t("scores.top", { share: percent(scores.topKAccuracy) })}</p>
      <p class="fine">{t("scores.about")}</p>
    </div>
  );
}
