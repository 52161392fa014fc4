/**
 * Samples as lines of text: typed or pasted into a box, chosen as a file, dropped on it. All are taken, or what cannot be
 * read is said, and nothing changes.
 */
import { useLayoutEffect, useState } from "preact/hooks";
import { Button } from "../button.jsx";
import { ChooseFile } from "../choose-file.jsx";
import { Icon } from "../icon.jsx";
import { textOf } from "./file.js";
import { t } from "./words.js";

/**
 * @param {{ text: string, rows: number, label: string, action: string, take(text: string): number | undefined, complaint(line: number): string }} props
 *   text: the samples as they are; take: takes others, or gives the number of the line that is wrong
 */
export default function CsvBox({ text, rows, label, action, take, complaint }) {
  const [draft, setDraft] = useState("");
  const [bad, setBad] = useState(/** @type {string | undefined} */ (undefined));
  const [isOver, setOver] = useState(false);
  useLayoutEffect(() => setDraft(text), [text]);

  /** @param {string} lines */
  function use(lines) {
    const line = take(lines);
    setBad(line === undefined ? undefined : complaint(line));
  }
  /** @param {FileList | null | undefined} files */
  async function open(files) {
    if (!files?.length) return;
    const { lines, refusal, name } = await textOf(files);
    if (refusal) return setBad(t(refusal, { name }));
    setDraft(/** @type {string} */ (lines)); // where a line is wrong, it can be mended here
    use(/** @type {string} */ (lines));
  }
  return (
    <div
      class={`csv ${isOver ? "drop-over" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (event.dataTransfer?.files.length) event.preventDefault(); // text goes into the box by itself
        setOver(false);
        void open(event.dataTransfer?.files);
      }}
    >
      <label>
        <span class="muted">{label}</span>
        <textarea
          rows={rows}
          spellcheck={false}
          value={draft}
          aria-invalid={bad !== undefined}
          onInput={(event) => setDraft(event.currentTarget.value)}
        />
      </label>
      {bad !== undefined && (
        <p class="complaint" role="alert">
          {bad}
        </p>
      )}
      <div class="picks">
        <Button onClick={() => use(draft)}>{action}</Button>
        <ChooseFile take={open} accept=".csv,.tsv,.txt,text/*">
          <Icon name="file" />
          {t("choose")}
        </ChooseFile>
      </div>
    </div>
  );
}
