/** The textbook's table: at each iteration the student picks the misclassified sample. Two choices stand side by side. */
import { useState } from "preact/hooks";
import { useWorker } from "../../state/computed.js";
import { state } from "./state.js";
import { Button } from "../../ui/button.jsx";
import { Complaint } from "../../ui/complaint.jsx";
import { NumberField } from "../../ui/fields.jsx";
import { Icon } from "../../ui/icon.jsx";
import { announce } from "../../ui/live.jsx";
import { plain } from "../../ui/number.js";
import { Panel } from "../../ui/panel.jsx";
import { learn, longest } from "./calculation.js";
import { Data, editing } from "./data.jsx";
import { equation, expression } from "../../ui/plane/geometry.js";
import { Plane } from "./plane.jsx";
import { parse, presets } from "./samples.js";
import { t } from "./words.js";

/** @typedef {import("./calculation.js").Row} Row */

const list = (/** @type {string} */ picks) => (picks === "" ? [] : picks.split(",").map(Number));
const nameOf = (/** @type {number} */ index) => `M${index + 1}`;
const exercise = { kept: "0,2,2,2,0,2,2", picks: "0,2,2,2,1,2,2,2,0,2,2" };

/** The first earlier row with the same weights: from there the picks could go round for ever. @param {readonly Row[]} rows */
function cycleOf(rows) {
  const last = /** @type {Row} */ (rows.at(-1));
  const same = (/** @type {Row} */ row) =>
    row.b === last.b && row.w.every((v, k) => v === last.w[k]);
  const first = rows.findIndex(same);
  return first < rows.length - 1 ? first : undefined;
}

/** @param {{ rows: readonly Row[], name: string, testid: string }} props */
function Table({ rows, name, testid }) {
  const last = /** @type {Row} */ (rows.at(-1));
  return (
    <div class="run" data-testid={testid}>
      <h3>{name}</h3>
      <div class="table-scroll" tabIndex={0} role="group" aria-label={name}>
        <table class="figures">
          <thead>
            <tr>
              {[t("table.iteration"), t("table.picked"), "w", "b"].map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ picked, w, b }, i) => (
              <tr key={i}>
                <th scope="row">{i}</th>
                <td>{picked < 0 ? "–" : nameOf(picked)}</td>
                <td>({w.map(plain).join(", ")})</td>
                <td>{plain(b)}</td>
              </tr>
            ))}
            {last.wrong.length === 0 && (
              <tr class="done">
                <th scope="row">{rows.length}</th>
                <td>{t("table.none")}</td>
                <td>({last.w.map(plain).join(", ")})</td>
                <td>{plain(last.b)}</td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <p class="equation">f(x) = sign({expression(last.w, last.b)})</p>
    </div>
  );
}

/** What to do now, or what came of it. @param {readonly Row[]} rows @param {number} picks */
function verdictOf(rows, picks) {
  const { w, b, wrong } = /** @type {Row} */ (rows.at(-1));
  const cycle = cycleOf(rows);
  if (wrong.length === 0) return t("verdict.done", { line: equation(w, b) ?? t("plane.none") });
  if (picks >= rows.length) return t("verdict.badPick", { iteration: rows.length });
  if (cycle !== undefined) return t("verdict.cycle", { now: rows.length - 1, then: cycle });
  return t("verdict.pick", { names: wrong.map(nameOf).join(", ") });
}

/** @param {{ rows: readonly Row[], pick(index: number): void, run(): void }} props */
function Transport({ rows, pick, run }) {
  const { wrong } = /** @type {Row} */ (rows.at(-1));
  const isEnd = wrong.length === 0 || rows.length > longest;
  const picks = rows.slice(1).map((row) => row.picked);
  const to = (/** @type {readonly number[]} */ next) => (state.picks.value = next.join(","));
  return (
    <>
      <div class="picks" role="group" aria-label={t("pick.label")}>
        {wrong.map((index) => (
          <Button key={index} disabled={isEnd} onClick={() => pick(index)}>
            {t("pick.one", { name: nameOf(index) })}
          </Button>
        ))}
      </div>
      <div class="picks">
        <Button
          class="icon-only"
          label={t("go.back")}
          disabled={!picks.length}
          onClick={() => to(picks.slice(0, -1))}
        >
          <Icon name="previous" />
        </Button>
        <Button kind="primary" disabled={isEnd} onClick={() => pick(wrong[0])}>
          {t("go.step")}
        </Button>
        <Button disabled={isEnd} onClick={run}>
          <Icon name="last" />
          {t("go.run")}
        </Button>
        <Button disabled={!state.picks.value} onClick={() => to([])}>
          <Icon name="reset" />
          {t("go.reset")}
        </Button>
      </div>
    </>
  );
}

function Choices() {
  const isTextbook = state.points.value === presets.textbook && state.eta.value === 1;
  const keep = () => {
    state.kept.value = state.picks.value;
    state.picks.value = "";
  };
  return (
    <div class="picks">
      <Button disabled={!state.picks.value} onClick={keep}>
        {t("kept.keep")}
      </Button>
      {state.kept.value && (
        <Button onClick={() => (state.kept.value = "")}>{t("kept.drop")}</Button>
      )}
      {isTextbook && (
        <Button
          onClick={() => {
            state.kept.value = exercise.kept;
            state.picks.value = exercise.picks;
          }}
        >
          {t("kept.exercise")}
        </Button>
      )}
    </div>
  );
}

export function Picking() {
  const [added, setAdded] = useState(/** @type {1 | -1} */ (1));
  const { samples } = parse(state.points.value);
  const picks = list(state.picks.value);
  const kept = list(state.kept.value);
  const rate = state.eta.value;
  const given = { samples, rate };
  const both = useWorker(
    async () =>
      samples.length === 0
        ? undefined
        : {
            samples,
            rows: await learn({ ...given, picks }),
            old: kept.length ? await learn({ ...given, picks: kept }) : undefined,
          },
    { ...given, picks, kept },
  );
  // Rows of other samples than those shown are not drawn with them.
  const isCurrent = both.value && JSON.stringify(both.value.samples) === JSON.stringify(samples);
  const { rows, old } = (isCurrent && both.value) || {};
  const last = rows?.at(-1);
  const pick = (/** @type {number} */ index) => {
    if (!rows || !last?.wrong.includes(index) || rows.length > longest) return;
    state.picks.value = [...rows.slice(1).map((row) => row.picked), index].join(",");
    announce(t("pick.done", { iteration: rows.length, name: nameOf(index) }));
  };
  const run = async () => {
    const from = (rows ?? []).slice(1).map((row) => row.picked);
    const points = state.points.value;
    const all = await learn({ ...given, picks: from, toEnd: true }).catch(() => undefined);
    if (all && state.points.value === points)
      state.picks.value = all
        .slice(1)
        .map((row) => row.picked)
        .join(",");
  };
  return (
    <div class="two">
      <Panel part="plane" heading={t("plane.heading")}>
        <Plane
          samples={samples}
          label={t("plane.heading")}
          wrong={last?.wrong}
          w={last?.w}
          b={last?.b}
          others={old?.slice(-1)}
          {...editing(samples, added)}
          onPick={pick}
        />
        <p class="equation" data-testid="equation">
          {last && (equation(last.w, last.b) ?? t("plane.none"))}
        </p>
        <Data added={added} setAdded={setAdded} />
      </Panel>
      <Panel part="table" heading={t("table.heading")}>
        <NumberField
          label={t("rate")}
          value={rate}
          min={0.001}
          max={10}
          onChange={(v) => (state.eta.value = v)}
        />
        <Complaint problem={both.problem} />
        {samples.length === 0 && <p>{t("data.empty")}</p>}
        {rows && (
          <>
            <p class="verdict" role="status">
              {verdictOf(rows, picks.length)}
            </p>
            <Transport rows={rows} pick={pick} run={run} />
            <Choices />
            <div class="runs">
              {old && <Table rows={old} name={t("kept.name")} testid="kept" />}
              <Table rows={rows} name={t("table.name")} testid="table" />
            </div>
          </>
        )}
      </Panel>
    </div>
  );
}
