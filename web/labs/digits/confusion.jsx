/** The confusion matrix: a table whose cells choose what the gallery shows. */
import { useRef, useState } from "preact/hooks";
import { select, selected } from "./report.js";
import { t } from "./words.js";

const digits = Array.from({ length: 10 }, (_, k) => k);

/** How dark a cell is: its share of the row; the eye sees small shares better by their root. @param {number} n @param {number} of */
const shade = (n, of) => (of === 0 ? 0 : Math.sqrt(n / of));

/**
 * @param {{ label: number, guess: number, n: number, of: number, isStop: boolean, onArrow(event: KeyboardEvent): void }} props
 */
function Cell({ label, guess, n, of, isStop, onArrow }) {
  const right = label === guess;
  const { value } = selected;
  const chosen = value?.label === label && value?.guess === guess;
  return (
    <td class={right ? "cell cell-right" : "cell"} style={{ "--shade": shade(n, of).toFixed(3) }}>
      <button
        type="button"
        tabIndex={isStop ? 0 : -1}
        aria-pressed={chosen}
        aria-label={t(right ? "matrix.right" : "matrix.wrong", { label, guess, n })}
        data-cell={`${label},${guess}`}
        disabled={right}
        onKeyDown={onArrow}
        onClick={() => select(chosen ? undefined : { label, guess })}
      >
        {n || ""}
      </button>
    </td>
  );
}

/** The first cell off the diagonal. */
const FIRST = { label: 0, guess: 1 };

/** One step, over the diagonal, whose cells cannot be chosen. @param {{ label: number, guess: number }} at @param {number} down @param {number} across */
function step(at, down, across) {
  let { label, guess } = at;
  do {
    label += down;
    guess += across;
  } while (label === guess);
  return label < 0 || label > 9 || guess < 0 || guess > 9 ? at : { label, guess };
}

/** @param {{ confusion: number[][] }} props */
export function Confusion({ confusion }) {
  const table = useRef(/** @type {HTMLTableElement | null} */ (null));
  const [at, setAt] = useState(FIRST);
  /** @param {KeyboardEvent} event */
  function onArrow(event) {
    const [down, across] =
      { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ??
      [];
    if (down === undefined) return;
    event.preventDefault();
    const from = /** @type {HTMLElement} */ (event.currentTarget).dataset.cell
      ?.split(",")
      .map(Number) ?? [0, 1];
    const next = step({ label: from[0], guess: from[1] }, down, across);
    setAt(next);
    /** @type {HTMLElement | null | undefined} */ (
      table.current?.querySelector(`[data-cell="${next.label},${next.guess}"]`)
    )?.focus();
  }
  return (
    <div class="matrix-scroll">
      <table class="matrix" ref={table} data-testid="confusion">
        <caption class="fine">{t("matrix.caption")}</caption>
        <thead>
          <tr>
            <td class="corner">
              <span class="visually-hidden">{t("matrix.corner")}</span>
            </td>
            {digits.map((guess) => (
              <th scope="col" key={guess}>
                {guess}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {digits.map((label) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {digits.map((guess) => (
                <Cell
                  key={guess}
                  label={label}
                  guess={guess}
                  n={confusion[label][guess]}
                  of={confusion[label].reduce((sum, n) => sum + n, 0)}
                  isStop={at.label === label && at.guess === guess}
                  onArrow={onArrow}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
