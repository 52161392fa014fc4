/** Samples as lines of text in a box: all are taken, or the line that cannot be read is named and none is. */
import { useEffect, useState } from "preact/hooks";
import { Button } from "./button.jsx";

/**
 * @param {{ text: string, rows: number, label: string, action: string, take(text: string): number | undefined, complaint(line: number): string }} props
 *   text: the samples as they are; take: takes others, or gives the number of the line that is wrong
 */
export function CsvBox({ text, rows, label, action, take, complaint }) {
  const [draft, setDraft] = useState("");
  const [bad, setBad] = useState(/** @type {number | undefined} */ (undefined));
  useEffect(() => setDraft(text), [text]);
  return (
    <>
      <label class="csv">
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
          {complaint(bad)}
        </p>
      )}
      <Button onClick={() => setBad(take(draft))}>{action}</Button>
    </>
  );
}
