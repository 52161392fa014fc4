/**
 * Horizontal bars, one a class: each a row of a table to the reader of tables, a length to the eye.
 *
 * @param {{ label: string, rows: readonly { name: string, value: number, text: string, best?: boolean }[], max?: number,
 *           faint?: boolean }} props
 *   value: of max (1); text: the value in print; best: the row that stands out; faint: when the figures say nothing yet
 */
export function Bars({ label, rows, max = 1, faint = false }) {
  return (
    <table class={faint ? "bars bars-faint" : "bars"}>
      <caption class="visually-hidden">{label}</caption>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name} class={row.best ? "best" : undefined}>
            <th scope="row">{row.name}</th>
            <td class="bar-cell">
              <span
                class="bar"
                style={{ transform: `scaleX(${Math.max(0, Math.min(1, row.value / max))})` }}
              />
              <span class="bar-text">{row.text}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
