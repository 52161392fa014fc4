/** The table that a picture is the twin of, and the scale of its colours. */
import { useState } from "preact/hooks";
import { t as shell } from "../../../i18n/index.js";
import { figure } from "./figure.js";

/** Made only when it is opened: a picture may have hundreds of numbers. @param {{ label: string, values: ArrayLike<number>, height: number, width: number }} props */
export function Twin({ label, values, height, width }) {
  const [isOpen, open] = useState(false);
  return (
    <details class="twin" onToggle={(event) => open(event.currentTarget.open)}>
      <summary>{shell("chart.table")}</summary>
      {isOpen && (
        <div class="table-scroll" tabIndex={0} role="group" aria-label={label}>
          <table class="figures numbers">
            <caption class="visually-hidden">{label}</caption>
            <thead>
              <tr>
                <td />
                {Array.from({ length: width }, (_, col) => (
                  <th scope="col" key={col}>
                    {col}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: height }, (_, row) => (
                <tr key={row}>
                  <th scope="row">{row}</th>
                  {Array.from({ length: width }, (__, col) => (
                    <td key={col}>{figure(values[row * width + col])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

/** From −most to most, or from 0 where nothing is negative. @param {{ most: number, values?: ArrayLike<number> }} props */
export function Scale({ most, values }) {
  const isSigned = !values || Array.prototype.some.call(values, (value) => value < 0);
  return (
    <span class={isSigned ? "scale" : "scale scale-positive"} aria-hidden="true">
      <span>{figure(isSigned ? -most : 0)}</span>
      <i />
      <span>{figure(most)}</span>
    </span>
  );
}

/**
 * A small grid of numbers to be read one by one, each on the colour of its sign.
 *
 * @param {{ label: string, rows: readonly (readonly { text: string, value: number, class?: string }[])[], most: number,
 *   children?: any, testid?: string, at?: readonly number[], onPick?(row: number, col: number): void }} props
 *   children: what the grid is called above it; onPick: its numbers are buttons
 */
export function Numbers({ label, rows, most, children, testid, at, onPick }) {
  return (
    <figure class="numbers-block" data-testid={testid}>
      <figcaption>{children ?? label}</figcaption>
      <div class="numbers-scroll">
        <table class="number-grid">
          <caption class="visually-hidden">{label}</caption>
          <tbody>
            {rows.map((row, i) => (
              <tr key={i}>
                {row.map((cell, j) => {
                  const isChosen = at?.[0] === i && at?.[1] === j;
                  return (
                    <td
                      key={j}
                      class={`${cell.class ?? ""} ${isChosen ? "chosen" : ""}`}
                      data-sign={Math.sign(cell.value)}
                      style={{ "--share": most > 0 ? Math.abs(cell.value) / most : 0 }}
                    >
                      {onPick ? (
                        <button type="button" aria-pressed={isChosen} onClick={() => onPick(i, j)}>
                          {cell.text}
                        </button>
                      ) : (
                        cell.text
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
