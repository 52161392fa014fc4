/** report.js: results as Markdown, which reads as well in a terminal. */

/** Three digits that count. */
export function digits(value) {
  if (value === undefined) return "–";
  if (value >= 1000) {
    const rounding = 10 ** (Math.floor(Math.log10(value)) - 2);
    return (Math.round(value / rounding) * rounding).toLocaleString("en");
  }
  return String(Number(value.toPrecision(3)));
}

/** A table from rows of texts, the first its head. */
export function table([head, ...rows]) {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => [...row[column]].length)),
  );
  const line = (row) =>
    `| ${row.map((cell, i) => cell + " ".repeat(widths[i] - [...cell].length)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

/** The figures of a topic: a table for each place; what runs natively stands in each. */
export function figures({ title }, results) {
  const places = ["Node", "Chromium"].filter((place) =>
    Object.values(results).some((row) => row[place]),
  );
  const tables = places.map((place) => {
    const rows = Object.entries(results).map(([task, row]) => [
      task,
      { ...row[place], ...row.native },
    ]);
    const names = [...new Set(rows.flatMap(([, row]) => Object.keys(row)))];
    return table([
      [place, ...names],
      ...rows.map(([task, row]) => [task, ...names.map((name) => digits(row[name]))]),
    ]);
  });
  return [`### ${title}`, ...tables].join("\n\n");
}

const bounds = ({ atLeast, atMost }) =>
  atLeast !== undefined ? `≥ ${atLeast}` : atMost !== undefined ? `≤ ${atMost}` : "";

/** The worst of a goal's tasks in a place: { value, task }. */
function worst(topic, goal, results, place) {
  const tasks = topic.tasks?.filter(goal.of ?? (() => true)).map(({ name }) => name);
  const values = (tasks ?? Object.keys(results)).flatMap((task) => {
    const row = { ...results[task]?.[place], ...results[task]?.native };
    const ours = row[goal.ours];
    if (!goal.against) return ours === undefined ? [] : [{ task, value: ours }];
    const theirs = goal.against.map((name) => row[name]).filter((value) => value !== undefined);
    if (ours === undefined || theirs.length === 0) return [];
    const best = topic.lessIsBetter ? Math.min(...theirs) : Math.max(...theirs);
    return [{ task, value: ours / best }];
  });
  const sign = topic.lessIsBetter ? -1 : 1;
  return values.sort((a, b) => sign * (a.value - b.value))[0];
}

function cell(found, { atLeast = -Infinity, atMost = Infinity }, isRatio) {
  if (!found) return "–";
  const met = found.value >= atLeast && found.value <= atMost;
  const bounded = atLeast !== -Infinity || atMost !== Infinity;
  return `${digits(found.value)}${isRatio ? "×" : ""}${bounded ? (met ? " ✓" : " ✗") : ""}`;
}

/** Rows of the last table: what the goals of a topic ask for and what came out, the worst case of each. */
export function goalRows(topic, results) {
  return topic.goals
    .map((goal) => {
      const found = ["Node", "Chromium"].map((place) =>
        goal.place && goal.place !== place ? undefined : worst(topic, goal, results, place),
      );
      if (!found.some(Boolean)) return undefined;
      const names = [...new Set(found.filter(Boolean).map(({ task }) => task))];
      const isRatio = goal.against !== undefined;
      return [
        topic.name,
        names.join("; "),
        goal.ours,
        goal.against?.join(", ") ?? "",
        bounds(goal),
        ...found.map((entry) => cell(entry, goal, isRatio)),
      ];
    })
    .filter(Boolean);
}

export const goalHead = ["topic", "the worst case", "ours", "against", "goal", "Node", "Chromium"];
