/** The delta rule: a sign, linear or sigmoid unit; one sample, a mini-batch or all of them an update. */
import { useState } from "preact/hooks";
import { useWorker } from "../../state/computed.js";
import { state } from "./state.js";
import { Button } from "../../ui/button.jsx";
import { Chart } from "../../ui/chart.jsx";
import { Complaint } from "../../ui/complaint.jsx";
import { NumberField, Select } from "../../ui/fields.jsx";
import { Icon } from "../../ui/icon.jsx";
import { fixed, plain } from "../../ui/number.js";
import { Panel } from "../../ui/panel.jsx";
import { useAnnounced } from "./announced.js";
import { descend } from "./calculation.js";
import { Data, editing } from "./data.jsx";
import { equation, rounded } from "../../ui/plane/geometry.js";
import { Plane } from "./plane.jsx";
import { parse } from "./samples.js";
import { t } from "./words.js";
import { TableBox } from "../../ui/table-box.jsx";

const units = /** @type {const} */ (["sign", "linear", "sigmoid"]);
const feeds = /** @type {const} */ (["sample", "mini", "batch"]);
const most = 500;
const places = 4;

/** The weights as the page prints them. @param {{ w: number[], b: number }} at */
const sum = ({ w, b }) =>
  `w = (${w.map((v) => fixed(v, places)).join(", ")}), b = ${fixed(b, places)}`;

/** @param {number} by */
const go = (by) => (state.updates.value = Math.min(most, Math.max(0, state.updates.value + by)));

function Controls() {
  const at = state.updates.value;
  return (
    <>
      <div class="fields three">
        <Select
          label={t("delta.unit")}
          value={state.unit.value}
          options={units.map((value) => ({ value, label: t(`unit.${value}`) }))}
          onChange={(value) => (state.unit.value = value)}
        />
        <Select
          label={t("delta.feed")}
          value={state.feed.value}
          options={feeds.map((value) => ({ value, label: t(`feed.${value}`) }))}
          onChange={(value) => (state.feed.value = value)}
        />
        <NumberField
          label={t("rate")}
          value={state.rate.value}
          min={0}
          max={10}
          step={0.01}
          onChange={(value) => (state.rate.value = value)}
        />
      </div>
      <p class="formula">{t(`delta.${state.unit.value}`)}</p>
      <div class="picks">
        <Button class="icon-only" label={t("go.back")} disabled={at === 0} onClick={() => go(-1)}>
          <Icon name="previous" />
        </Button>
        <Button kind="primary" disabled={at === most} onClick={() => go(1)}>
          {t("delta.step")}
        </Button>
        <Button disabled={at === most} onClick={() => go(20)}>
          {t("delta.more")}
        </Button>
        <Button disabled={at === 0} onClick={() => go(-most)}>
          <Icon name="reset" />
          {t("go.reset")}
        </Button>
      </div>
    </>
  );
}

/** The next update, number by number. @param {{ next: import("./calculation.js").Next, samples: import("./samples.js").Sample[] }} props */
function Next({ next, samples }) {
  const print = (/** @type {number} */ value) => fixed(value, places);
  return (
    <TableBox label={t("delta.next")}>
      <table class="figures" data-testid="next">
        <caption>{t("delta.next")}</caption>
        <thead>
          <tr>
            {["data.sample", "delta.x", "delta.t", "delta.z", "delta.delta"].map((key) => (
              <th key={key} scope="col">
                {t(/** @type {any} */ (key))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {next.rows.map(({ index, t: target, z, delta }) => (
            <tr key={index}>
              <th scope="row">M{index + 1}</th>
              <td>({samples[index]?.x.map((v) => plain(v)).join(", ")})</td>
              <td>{plain(target)}</td>
              <td>{print(z)}</td>
              <td>{print(delta)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t("delta.change")}
            </th>
            <td colSpan={3}>
              Δw = ({next.w.map(print).join(", ")}), Δb = {print(next.b)}
            </td>
          </tr>
        </tfoot>
      </table>
    </TableBox>
  );
}

/** Where the unit is, what its next update is made of, and how its error went. @param {{ run: Awaited<ReturnType<typeof descend>>, samples: import("./samples.js").Sample[] }} props */
function Report({ run: { list, next }, samples }) {
  const last = list[list.length - 1];
  const print = (/** @type {number} */ value) => fixed(value, places);
  const now = t("delta.now", {
    updates: list.length - 1,
    loss: print(last.loss),
    where: sum(last),
  });
  useAnnounced(now);
  return (
    <>
      <p data-testid="delta">{now}</p>
      <Next next={next} samples={samples} />
      <Chart
        label={t("delta.chart")}
        xLabel={t("delta.updates")}
        x={list.map((_, i) => i)}
        series={[{ label: "E", values: list.map((u) => u.loss), color: "accent", format: print }]}
      />
    </>
  );
}

export function Delta() {
  const [added, setAdded] = useState(/** @type {1 | -1} */ (1));
  const { samples } = parse(state.points.value);
  const batch = { sample: 1, mini: 2, batch: samples.length }[state.feed.value];
  const { value: run, problem } = useWorker(
    async (given) => (given.samples.length ? descend(given) : undefined),
    {
      samples,
      activation: state.unit.value,
      rate: state.rate.value,
      batch,
      updates: state.updates.value,
    },
  );
  const last = run?.list.at(-1);
  return (
    <div class="two">
      <Panel part="plane" heading={t("plane.heading")}>
        <Plane
          samples={samples}
          label={t("plane.heading")}
          w={last?.w}
          b={last?.b}
          {...editing(samples, added)}
        />
        <p class="equation">
          {last && (equation(last.w.map(rounded), rounded(last.b)) ?? t("plane.none"))}
        </p>
        <Data added={added} setAdded={setAdded} />
      </Panel>
      <Panel part="rule" heading={t("part.delta")}>
        <Controls />
        <Complaint problem={problem} />
        {samples.length === 0 && <p>{t("data.empty")}</p>}
        {run && <Report run={run} samples={samples} />}
      </Panel>
    </div>
  );
}
