/** The textbook's table: at each iteration the student picks the misclassified sample. Different choices stand side by side. */
import { useState } from "preact/hooks";
import { state } from "./state.js";
import { Button } from "../../ui/button.jsx";
import { Complaint } from "../../ui/complaint.jsx";
import { NumberField } from "../../ui/fields.jsx";
import { Icon } from "../../ui/icon.jsx";
import { plain } from "../../ui/number.js";
import { Panel } from "../../ui/panel.jsx";
import { useAnnounced } from "./announced.js";
import { longest } from "./calculation.js";
import { Data, editing } from "./data.jsx";
import { equation, expression } from "../../ui/plane/geometry.js";
import { Plane } from "./plane.jsx";
import { parse, presets } from "./samples.js";
import { keptNow, pickAll, picksOf, runToEnd, useTables } from "./tables.js";
import { t } from "./words.js";
import { TableBox } from "../../ui/table-box.jsx";

/** @typedef {import("./calculation.js").Row} Row */
/** @typedef {import("./samples.js").Sample} Sample */

/** Tables that stand beside the present one. */
const mostKept = 3;
const setKept = (/** @type {readonly string[]} */ all) => (state.kept.value = all.join("~"));
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

/** @param {{ rows: readonly Row[], name: string, testid: string, tools?: any }} props */
function Table({ rows, name, testid, tools }) {
  const last = /** @type {Row} */ (rows.at(-1));
  return (
    <div class="run" data-testid={testid}>
      <div class="run-head">
        <h3>{name}</h3>
        {tools}
      </div>
      <TableBox label={name}>
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
      </TableBox>
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

/** The last row in words. @param {readonly Row[]} rows */
function lastOf(rows) {
  const { picked, w, b } = /** @type {Row} */ (rows.at(-1));
  if (picked < 0) return "";
  const weights = `w = (${w.map(plain).join(", ")}), b = ${plain(b)}`;
  return t("pick.done", { iteration: rows.length - 1, name: nameOf(picked), weights });
}

/** @param {{ rows: readonly Row[], ask: import("./tables.js").Ask, pick(index?: number): void, run(): void }} props */
function Transport({ rows, ask, pick, run }) {
  const { wrong } = /** @type {Row} */ (rows.at(-1));
  const isEnd = wrong.length === 0 || rows.length > longest;
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
          disabled={rows.length < 2}
          onClick={() => ask((now) => pickAll(picksOf(now).slice(0, -1)))}
        >
          <Icon name="previous" />
        </Button>
        <Button kind="primary" disabled={isEnd} onClick={() => pick()}>
          {t("go.step")}
        </Button>
        <Button disabled={isEnd} onClick={run}>
          <Icon name="last" />
          {t("go.run")}
        </Button>
        <Button disabled={!state.picks.value} onClick={() => pickAll([])}>
          <Icon name="reset" />
          {t("go.reset")}
        </Button>
      </div>
    </>
  );
}

/** @param {{ ask: import("./tables.js").Ask }} props */
function Choices({ ask }) {
  const isTextbook = state.points.value === presets.textbook && state.eta.value === 1;
  const kept = keptNow();
  const isFull = kept.length >= mostKept;
  const keep = () => {
    if (!state.picks.value) return;
    setKept([...keptNow(), state.picks.value]);
    pickAll([]);
  };
  return (
    <>
      <div class="picks">
        <Button disabled={!state.picks.value || isFull} onClick={() => ask(keep)}>
          {t("kept.keep")}
        </Button>
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
      {isFull && <p class="muted">{t("kept.full", { most: mostKept })}</p>}
    </>
  );
}

/** A table that is kept: its line is broken as its mark is. @param {{ rows: readonly Row[], index: number }} props */
const Kept = ({ rows, index }) => (
  <Table
    rows={rows}
    name={t("kept.name", { n: index + 1 })}
    testid={index === 0 ? "kept" : `kept-${index + 1}`}
    tools={
      <>
        <svg class="key" viewBox="0 0 44 8" aria-hidden="true">
          <path class={`line other other-${index}`} d="M0 4H44" />
        </svg>
        <Button
          class="icon-only"
          label={t("kept.drop", { n: index + 1 })}
          onClick={() => setKept(keptNow().filter((_, i) => i !== index))}
        >
          <Icon name="close" />
        </Button>
      </>
    }
  />
);

export function Picking() {
  const [added, setAdded] = useState(/** @type {1 | -1} */ (1));
  const { samples } = parse(state.points.value);
  const { rows, picks, kept, problem, ask } = useTables(samples);
  const last = rows?.at(-1);
  const verdict = rows && verdictOf(rows, picks);
  useAnnounced(rows && `${lastOf(rows)} ${verdict}`);
  const pick = (/** @type {number | undefined} */ index) =>
    ask((now) => {
      const { wrong } = /** @type {Row} */ (now.at(-1));
      const next = index ?? wrong[0];
      if (wrong.includes(next) && now.length <= longest) pickAll([...picksOf(now), next]);
    });
  return (
    <div class="two">
      <Panel part="plane" heading={t("plane.heading")}>
        <Plane
          samples={samples}
          label={t("plane.heading")}
          wrong={last?.wrong}
          w={last?.w}
          b={last?.b}
          others={kept.map((of) => /** @type {Row} */ (of.at(-1)))}
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
          value={state.eta.value}
          min={0.001}
          max={10}
          onChange={(v) => (state.eta.value = v)}
        />
        <Complaint problem={problem} />
        {samples.length === 0 && <p>{t("data.empty")}</p>}
        {rows && (
          <>
            <p class="verdict">{verdict}</p>
            <Transport
              rows={rows}
              ask={ask}
              pick={pick}
              run={() => ask((now) => void runToEnd(picksOf(now), samples))}
            />
            <Choices ask={ask} />
            <div class="runs">
              {kept.map((of, i) => (
                <Kept key={i} rows={of} index={i} />
              ))}
              <Table rows={rows} name={t("table.name")} testid="table" />
            </div>
          </>
        )}
      </Panel>
    </div>
  );
}
