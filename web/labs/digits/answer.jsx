/** What the network says of the drawing: its choice, how sure it is, and the ten probabilities. */
import { useEffect, useRef } from "preact/hooks";
import { Bars } from "../../ui/bars.jsx";
import { Button } from "../../ui/button.jsx";
import { ChooseFile } from "../../ui/choose-file.jsx";
import { Complaint, problemOf } from "../../ui/complaint.jsx";
import { Icon } from "../../ui/icon.jsx";
import { announce } from "../../ui/live.jsx";
import { digit } from "./drawing.js";
import { Glyph } from "./glyph.jsx";
import { chosen, failure, isMine, loadShipped, mine, preferred, reading } from "./networks.js";
import { isBusy, trainedSpec } from "./run.js";
import { signal } from "@preact/signals";
import { share, verdict } from "./verdict.js";
import { t } from "./words.js";

/** A file that is not a network (`error`), or not one for digits. @type {import("@preact/signals").Signal<{ error?: any, inputs?: number, outputs?: number } | undefined>} */
const fileProblem = signal(undefined);

function FileProblem() {
  const wrong = fileProblem.value;
  if (wrong?.error) return <Complaint problem={problemOf(wrong.error)} />;
  if (!wrong) return null;
  const { inputs = 0, outputs = 0 } = wrong;
  return (
    <p class="complaint" role="alert">
      {t("network.wrong", { inputs, outputs })}
    </p>
  );
}

/** Says the answer to those who cannot see it, once the pen rests; not each that a network in training gives of one drawing. */
function useAnnounced() {
  const read = reading.value;
  const heard = useRef(read);
  useEffect(() => {
    const before = heard.current;
    heard.current = read;
    const isOther = read?.drawing !== before?.drawing;
    const isByAnother = read?.network !== before?.network && !isBusy.peek();
    if (isOther || isByAnother) announce(read ? verdict(read) : t("answer.empty"));
  }, [read]);
}

function Verdict() {
  const read = reading.value;
  if (digit.value.empty)
    return (
      <div class="verdict verdict-empty">
        <p class="numeral" aria-hidden="true">
          ?
        </p>
        <p class="verdict-text">{t("answer.empty")}</p>
      </div>
    );
  if (!read)
    return (
      <div class="verdict verdict-empty">
        <p class="numeral" aria-hidden="true">
          {failure.value ? "?" : "…"}
        </p>
        <p class="verdict-text">{failure.value ? t("answer.failed") : t("answer.loading")}</p>
      </div>
    );
  return (
    <div class={read.sure ? "verdict" : "verdict verdict-unsure"}>
      <p class="numeral" data-testid="answer" data-sure={read.sure}>
        {read.best}
      </p>
      <p class="verdict-text">{verdict(read)}</p>
    </div>
  );
}

function Probabilities() {
  const read = digit.value.empty ? undefined : reading.value;
  const rows = Array.from({ length: 10 }, (_, k) => {
    const value = read ? read.probabilities[k] : 0;
    return { name: String(k), value, text: read ? share(value) : "–", best: read?.best === k };
  });
  return <Bars label={t("answer.bars")} rows={rows} faint={!read} />;
}

export function Answer() {
  useAnnounced();
  const isEach = isMine.value && trainedSpec.value?.loss === "halfSquaredError";
  return (
    <div class="answer">
      <Verdict />
      <Probabilities />
      <p class="fine answer-note">{t(isEach ? "answer.note.each" : "answer.note")}</p>
      <Complaint problem={failure.value}>
        <Button onClick={loadShipped}>{t("answer.retry")}</Button>
      </Complaint>
    </div>
  );
}

/** What is done with a file of a network, fetched for it. @param {(file: typeof import("./network-file.js")) => Promise<{ inputs: number, outputs: number } | void>} use */
async function withFile(use) {
  fileProblem.value = undefined;
  try {
    fileProblem.value = (await use(await import("./network-file.js"))) ?? undefined;
  } catch (error) {
    fileProblem.value = { error };
  }
}

/** @param {File | undefined} file */
const open = (file) => file && withFile(({ take }) => take(file));

/** Which network reads: the shipped one, or the one trained or opened here. */
export function NetworkChoice() {
  return (
    <div class="network-choice no-print">
      <div class="segments" role="group" aria-label={t("network.label")}>
        <Button pressed={!isMine.value} onClick={() => (preferred.value = "shipped")}>
          {t("network.shipped")}
        </Button>
        <Button
          pressed={isMine.value}
          disabled={!mine.value}
          onClick={() => (preferred.value = "mine")}
        >
          {t("network.mine")}
        </Button>
      </div>
      <div class="network-files">
        <Button
          kind="quiet"
          class="icon-only"
          label={t("network.download")}
          disabled={!chosen.value}
          onClick={() => withFile(({ give }) => give(chosen.value))}
        >
          <Icon name="download" />
        </Button>
        <ChooseFile
          take={(files) => open(files?.[0])}
          accept=".safetensors"
          kind="quiet"
          class="icon-only"
          label={t("network.open")}
        >
          <Glyph name="upload" />
        </ChooseFile>
      </div>
      <FileProblem />
    </div>
  );
}
