/** Why one unit cannot compute XOR, and two ways out: an added feature, or a hidden layer. */
import { useWorker } from "../../state/computed.js";
import { state } from "./state.js";
import { Button } from "../../ui/button.jsx";
import { Complaint } from "../../ui/complaint.jsx";
import { NumberField, Select } from "../../ui/fields.jsx";
import { fixed } from "../../ui/number.js";
import { Panel } from "../../ui/panel.jsx";
import { escape } from "./calculation.js";
import { expression, rounded } from "../../ui/plane/geometry.js";
import { Plane, cellsOf } from "./plane.jsx";
import { samplesOf } from "./samples.js";
import { t } from "./words.js";
import { TableBox } from "../../ui/table-box.jsx";

const ways = /** @type {const} */ (["feature", "hidden"]);
const samples = samplesOf("XOR");
const at = cellsOf(samples);
const steps = /** @type {const} */ (["why.1", "why.2", "why.3", "why.4", "why.5"]);

/** @param {{ result: import("./calculation.js").WayOut }} props */
function Outputs({ result }) {
  return (
    <TableBox label={t("neuron.table")}>
      <table class="figures" data-testid="outputs">
        <thead>
          <tr>
            {["x₁", "x₂", "x₁x₂", t("neuron.target"), "y"].map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {samples.map(({ x, y }, i) => (
            <tr key={i}>
              <td>{x[0]}</td>
              <td>{x[1]}</td>
              <td>{x[0] * x[1]}</td>
              <td>{Number(y > 0)}</td>
              <td>{fixed(result.outputs[i], 4)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

/** Which way, and from which start. */
const Choices = () => (
  <>
    <div class="fields three">
      <Select
        label={t("xor.way")}
        value={state.wayOut.value}
        options={ways.map((value) => ({ value, label: t(`way.${value}`) }))}
        onChange={(value) => (state.wayOut.value = value)}
      />
      <NumberField
        label={t("xor.units")}
        value={state.units.value}
        min={1}
        max={8}
        step={1}
        integer
        disabled={state.wayOut.value === "feature"}
        onChange={(value) => (state.units.value = value)}
      />
      <NumberField
        label={t("xor.seed")}
        value={state.start.value}
        min={0}
        max={0xffffffff}
        step={1}
        integer
        onChange={(value) => (state.start.value = value)}
      />
    </div>
    <div class="picks">
      <Button onClick={() => (state.start.value = (state.start.value + 1) % 2 ** 32)}>
        {t("xor.again")}
      </Button>
    </div>
  </>
);

export default function WaysOut() {
  const way = state.wayOut.value;
  const given = { samples, way, units: state.units.value, seed: state.start.value, at };
  const { value: result, problem } = useWorker(escape, given);
  const solved = result?.outputs.every((y, i) => y > 0.5 === samples[i].y > 0);
  return (
    <div class="two">
      <Panel part="plane" heading={t("xor.map")}>
        <Plane samples={samples} label={t("xor.map")} grid={result?.grid} others={result?.lines} />
        <ul class="equations">
          {result?.lines.map(({ w, b }, k) => (
            <li key={k}>
              h<sub>{k + 1}</sub>: {expression(w.map(rounded), rounded(b))} = 0
            </li>
          ))}
        </ul>
        <p class="muted">{t(`xor.${way}`)}</p>
      </Panel>
      <div class="stack">
        <Panel part="why" heading={t("xor.why")}>
          <ol class="why">
            {steps.map((step) => (
              <li key={step}>{t(step)}</li>
            ))}
          </ol>
        </Panel>
        <Panel part="ways" heading={t("xor.ways")}>
          <Choices />
          <Complaint problem={problem} />
          {result && (
            <>
              <p role="status">
                {t(solved ? "xor.solved" : "xor.unsolved", { loss: fixed(result.loss, 4) })}
              </p>
              <Outputs result={result} />
            </>
          )}
        </Panel>
      </div>
    </div>
  );
}
