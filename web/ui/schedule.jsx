/** How the learning rate goes on: one of the core's schedules with its formula and its numbers, and its curve. */
import { readChoice, shownFields, writeChoice } from "../state/choices.js";
import { commonFields, kindOf } from "../state/schema.js";
import { about, Described, options } from "./described.jsx";
import { Select } from "./fields.jsx";
import { Graph, scaleOf } from "./graph.jsx";
import { Tex } from "./tex.jsx";

/**
 * @param {{ label: string, value: string, over: number, clock?: boolean, onChange(value: string): void }} props
 *   value: as a link holds it (state/choices.js); over: how long a cosine takes at first, since it alone must be told;
 *   clock: whether one chooses what its time is counted in
 */
export function Schedule({ label, value, over, clock = false, onChange }) {
  const schedule = readChoice(value);
  const { type } = schedule;
  const kind = /** @type {any} */ (kindOf("schedules", type));
  const fields = [...shownFields(kind), ...(clock ? commonFields("schedules") : [])];
  return (
    <div class="schedule">
      <Select
        label={label}
        value={type}
        options={options("schedules", type)}
        onChange={(next) => onChange(next === "cosine" ? `cosine,over:${over}` : next)}
      />
      <p class="muted">{about("schedules", type)}</p>
      {kind?.formula ? <Tex tex={kind.formula} /> : <div class="tex" />}
      {type !== "constant" && (
        <div class="fields three">
          {fields.map((field) => (
            <Described
              key={`${type}.${field.name}`}
              field={field}
              value={schedule[field.name]}
              onChange={(set) => onChange(writeChoice({ ...schedule, [field.name]: set }, fields))}
            />
          ))}
        </div>
      )}
    </div>
  );
}

/** The rate of each step or epoch, and where one is. @param {{ label: string, rates: readonly number[], last: number, at: number }} props  last: how far the axis goes */
export function RateGraph({ label, rates, last, at }) {
  /** @type {readonly [number, number]} */
  const heights = [0, 1.15 * Math.max(...rates, 1e-6)];
  const [x, y] = scaleOf([0, last], heights)(at, rates[at] ?? 0);
  return (
    <Graph
      label={label}
      class="rates"
      f={(t) => rates[Math.min(rates.length - 1, Math.floor(t))] ?? NaN}
      x={[0, last]}
      y={heights}
      names={["t", "η"]}
    >
      {rates[at] !== undefined && <circle class="ball" cx={x} cy={y} r="7" aria-hidden="true" />}
    </Graph>
  );
}
