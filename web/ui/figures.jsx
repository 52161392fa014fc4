import { TableBox } from "./table-box.jsx";

/**
 * A table of figures that scrolls within itself: a head for each column, rows of which the first cell is the name.
 *
 * @param {{ label: string, heads: readonly any[], rows: readonly (readonly any[])[], id?: string, marked?: number, whole?: boolean }} props
 *   id: for tests; marked: the row that stands out; whole: as high as it is
 */
export function Figures({ label, heads, rows, id, marked, whole }) {
  return (
    <TableBox label={label} whole={whole}>
      <table class="figures" data-testid={id}>
        <thead>
          <tr>
            {heads.map((head, k) => (
              <th scope="col" key={k}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], i) => (
            <tr key={i} class={i === marked ? "is-looked" : ""}>
              <th scope="row">{name}</th>
              {cells.map((cell, k) => (
                <td key={k}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
