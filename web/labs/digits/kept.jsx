/** The run that this browser kept, offered again; and what it keeps of the one under way. */
import { useEffect } from "preact/hooks";
import { languageTags } from "../../i18n/index.js";
import { generation } from "../../state/engine.js";
import { state as shell } from "../../state/store.js";
import { Button } from "../../ui/button.jsx";
import { Icon } from "../../ui/icon.jsx";
import { announce } from "../../ui/live.jsx";
import { percent } from "../../ui/number.js";
import { files, source } from "./data.js";
import { forgetKept, keeping, offer } from "./keeper.js";
import { goOn, isOfOtherFiles, lookUp } from "./kept.js";
import { isUnderWay } from "./run.js";
import { isTrying } from "./tools/rates.js";
import { t } from "./words.js";

/** @param {import("./keeper.js").KeptRun} run */
function describe({ at, epoch, epochs, isOver, points }) {
  const tag = languageTags[shell.lang.value];
  const when = new Date(at).toLocaleString(tag, { dateStyle: "medium", timeStyle: "short" });
  const accuracy = percent(points.findLast((p) => p.validationAccuracy)?.validationAccuracy ?? 0);
  return t(isOver ? "kept.over" : "kept.cut", { when, epoch, epochs, accuracy });
}

/** What is to be done first, where a run has learned from files: those are not kept. */
function useFiles() {
  const run = offer.value?.state;
  if (!run?.files || run.isOver) return { note: t("kept.replaced") };
  if (isOfOtherFiles.value) return { note: t("kept.otherFiles") };
  return files.value ? { note: t("kept.replaced") } : { note: t("kept.files"), lacksFiles: true };
}

export function Offer() {
  const kept = offer.value;
  const { note, lacksFiles } = useFiles();
  useEffect(() => void lookUp(), [generation.value]);
  useEffect(() => kept && announce(describe(kept.state)), [kept]);
  if (!kept || isUnderWay.value) return null;
  const { epoch, isOver } = kept.state;
  return (
    <section class="notice notice-good" aria-label={t("kept.label")} data-testid="kept">
      <div>
        <p>{describe(kept.state)}</p>
        <p class="muted">{note}</p>
      </div>
      <div class="run-buttons">
        {lacksFiles ? (
          <Button kind="primary" onClick={() => (source.value = "files")}>
            <Icon name="file" />
            {t("data.files")}
          </Button>
        ) : (
          <Button kind="primary" onClick={goOn} disabled={isTrying.value}>
            <Icon name={isOver ? "reset" : "play"} />
            {t(isOver ? "kept.take" : "kept.goOn", { epoch })}
          </Button>
        )}
        <Button onClick={forgetKept}>{t("kept.discard")}</Button>
      </div>
    </section>
  );
}

/** A failure is said as it happens and stays in sight; the training goes on. */
export function Keeping() {
  const { epoch, trouble } = keeping.value;
  const upTo = epoch === undefined ? "" : t("keeping.epoch", { epoch });
  if (!trouble)
    return upTo ? (
      <p class="fine" data-testid="keeping">
        {upTo}
      </p>
    ) : null;
  return (
    <p class="complaint" role="alert" data-testid="keeping">
      {t(`keeping.${trouble}`)} {upTo}
    </p>
  );
}
