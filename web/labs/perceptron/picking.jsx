/** The textbook's table: at each iteration the student picks the misclassified sample. Different choices stand side by side. */
import { useState } from "preact/hooks";
import { useWorker } from "../../state/computed.js";
import { state } from "./state.js";
import { Button } from "../../ui/button.jsx";
import { Complaint } from "../../ui/complaint.jsx";
import { NumberField } from "../../ui/fields.jsx";
import { Icon } from "../../ui/icon.jsx";
import { plain } from "../../ui/number.js";
import { Panel } from "../../ui/panel.jsx";
import { useAnnounced } from "./announced.js";
import { learn, longest } from "./calculation.js";
import { Data, editing } from "./data.jsx";
import { equation, expression } from "../../ui/plane/geometry.js";
import { Plane } from "./plane.jsx";
import { parse, presets } from "./samples.js";
import { t } from "./words.js";
import { TableBox } from "../../ui/table-box.jsx";

/** @typedef {import("./calculation.js").Row} Row */
/** @typedef {import("./samples.js").Sample} Sample */

const list = (/** @type {string} */ picks) => (picks === "" ? [] : picks.split(",").map(Number));
/** Tables that stand beside the present one, each as its picks, with "~" between. */
const mostKept = 3;
const keptNow = () => (state.kept.value === "" ? [] : state.kept.value.split("~"));
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
  const kept = keptNow();
  const isFull = kept.length >= mostKept;
  const keep = () => {
    setKept([...kept, state.picks.value]);
    state.picks.value = "";
  };
  return (
    <>
      <div class="picks">
        <Button disabled={!state.picks.value || isFull} onClick={keep}>
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

/** The table of the present picks, and of those that are kept; as long as it is computed, none. @param {Sample[]} samples */
function useTables(samples) {
  const given = { samples, rate: state.eta.value };
  const { value, problem } = useWorker(
    async (all) =>
      all.samples.length === 0
        ? undefined
        : {
            samples: all.samples,
            picks: all.picks.length,
            rows: await learn({ ...given, picks: all.picks }),
            kept: await Promise.all(
              all.kept.map((/** @type {number[]} */ picks) => learn({ ...given, picks })),
            ),
          },
    { ...given, picks: list(state.picks.value), kept: keptNow().map(list) },
  );
  // Rows of other samples than those shown are not drawn with them.
  const isCurrent = value && JSON.stringify(value.samples) === JSON.stringify(samples);
  const now = isCurrent ? value : undefined;
  return { problem, rows: now?.rows, picks: now?.picks ?? 0, kept: now?.kept ?? [] };
}

const askedNow = () => [state.points, state.eta, state.picks].map(({ value }) => value).join(" ");

/** Picks the first misclassified sample until there is none, unless something else is asked meanwhile. @param {readonly Row[]} rows @param {Sample[]} samples */
async function runToEnd(rows, samples) {
  const from = rows.slice(1).map((row) => row.picked);
  const asked = askedNow();
  const run = { samples, rate: state.eta.value, picks: from, toEnd: true };
  const all = await learn(run).catch(() => undefined);
  if (all && askedNow() === asked)
    state.picks.value = all
      .slice(1)
      .map((row) => row.picked)
      .join(",");
}

export function Picking() {
  const [added, setAdded] = useState(/** @type {1 | -1} */ (1));
  const { samples } = parse(state.points.value);
  const { rows, picks, kept, problem } = useTables(samples);
  const last = rows?.at(-1);
  const verdict = rows && verdictOf(rows, picks);
  useAnnounced(rows && `${lastOf(rows)} ${verdict}`);
  const pick = (/** @type {number} */ index) => {
    if (!rows || !last?.wrong.includes(index) || rows.length > longest) return;
    state.picks.value = [...rows.slice(1).map((row) => row.picked), index].join(",");
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
            <Transport rows={rows} pick={pick} run={() => void runToEnd(rows, samples)} />
            <Choices />
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
