/** Who races: each with its mark, how far down it is, its switch, and the settings of the one that is looked at. */
import { shownFields, writeChoice } from "../../state/choices.js";
import { kindOf } from "../../state/schema.js";
import { about, Described } from "../../ui/described.jsx";
import { Button } from "../../ui/button.jsx";
import { significant } from "../../ui/number.js";
import { Tex } from "../../ui/tex.jsx";
import { chosenOf } from "./field.js";
import { racerNames, racers, runnersOf } from "./racers.js";
import { state } from "./state.js";
import { t } from "./words.js";
import { TableBox } from "../../ui/table-box.jsx";

/** @typedef {import("./racers.js").RacerName} RacerName */

/** @param {{ name: RacerName }} props */
export function Shape({ name }) {
  return (
    <svg
      class={`racer-mark racer-${name}`}
      viewBox="-22 -9 44 18"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <path class="track" d="M-22 0H22" />
      <path class="shape" d={racers[name].shape} transform="scale(1.2)" />
    </svg>
  );
}

/** @param {RacerName} name @param {boolean} runs */
function enter(name, runs) {
  const names = runnersOf(state.race.value);
  state.race.value = racerNames
    .filter((other) => (other === name ? runs : names.includes(other)))
    .join(",");
  if (runs) state.look.value = name;
}

/** @param {{ standings: Partial<Record<RacerName, import("./standing.js").Standing>>, symbol: string, goal?: string }} props  goal: what it is to have arrived */
export function Racers({ standings, symbol, goal = t("race.arrived") }) {
  const looked = state.look.value;
  return (
    <TableBox label={t("race.heading")} whole>
      <table class="figures racers" data-testid="racers">
        <thead>
          <tr>
            <th scope="col">{t("race.runs")}</th>
            <th scope="col" class="words">
              {t("race.name")}
            </th>
            <th scope="col">{symbol}</th>
            <th scope="col">{goal}</th>
            <th scope="col" data-copy="no">
              {t("race.look")}
            </th>
          </tr>
        </thead>
        <tbody>
          {racerNames.map((name) => {
            const standing = standings[name];
            const runs = runnersOf(state.race.value).includes(name);
            return (
              <tr key={name} class={name === looked ? "is-looked" : ""} data-racer={name}>
                <td>
                  <input
                    type="checkbox"
                    aria-label={t("race.enter", { name: racers[name].label })}
                    checked={runs}
                    onChange={(event) => enter(name, event.currentTarget.checked)}
                  />
                </td>
                <th scope="row">
                  <Shape name={name} />
                  {racers[name].label}
                </th>
                <td>
                  {standing &&
                    (standing.hasDiverged ? t("race.diverged") : significant(standing.value))}
                </td>
                <td>{standing?.arrived ?? "–"}</td>
                <td>
                  <Button
                    class="look"
                    pressed={name === looked}
                    label={t("race.lookAt", { name: racers[name].label })}
                    onClick={() => (state.look.value = name)}
                  >
                    {t("race.inside")}
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableBox>
  );
}

/** @param {{ rates: Record<RacerName, number> }} props */
export function Settings({ rates }) {
  const name = state.look.value;
  const optimizer = chosenOf(name, rates);
  const kind = /** @type {any} */ (kindOf("optimizers", optimizer.type));
  const fields = shownFields(kind);
  return (
    <div class="settings">
      <div class="panel-head">
        <h3>
          <Shape name={name} />
          {t("race.settings", { name: racers[name].label })}
        </h3>
        {state[name].value !== "" && (
          <Button onClick={() => (state[name].value = "")}>{t("race.defaults")}</Button>
        )}
      </div>
      <p class="muted">{about("optimizers", optimizer.type)}</p>
      {kind?.formula && <Tex tex={kind.formula} />}
      <div class="fields three">
        {fields.map((field) => (
          <Described
            key={`${name}.${field.name}`}
            field={field}
            value={optimizer[field.name]}
            onChange={(value) =>
              (state[name].value = writeChoice({ ...optimizer, [field.name]: value }, fields))
            }
          />
        ))}
      </div>
    </div>
  );
}
