/** An M-P neuron: its weights and threshold are set by hand, its truth table is marked. */
import { useWorker } from "../../state/computed.js";
import { state } from "./state.js";
import { Complaint } from "../../ui/complaint.jsx";
import { NumberField, Select } from "../../ui/fields.jsx";
import { Panel } from "../../ui/panel.jsx";
import { fire } from "./calculation.js";
import { equation, expression } from "../../ui/plane/geometry.js";
import { Plane } from "./plane.jsx";
import { gates, samplesOf } from "./samples.js";
import { t } from "./words.js";
import { TableBox } from "../../ui/table-box.jsx";

const names = ["w₁", "w₂", "θ"];

/** @param {{ samples: readonly import("./samples.js").Sample[], outputs: readonly number[] | undefined, wrong: readonly number[] }} props */
const TruthTable = ({ samples, outputs, wrong }) => (
  <TableBox label={t("neuron.table")}>
    <table class="figures">
      <thead>
        <tr>
          {["x₁", "x₂", t("neuron.target"), "y", t("neuron.mark")].map((head) => (
            <th scope="col" key={head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {samples.map(({ x, y }, i) => (
          <tr key={i} class={wrong.includes(i) ? "is-wrong" : ""}>
            <td>{x[0]}</td>
            <td>{x[1]}</td>
            <td>{Number(y > 0)}</td>
            <td>{outputs?.[i]}</td>
            <td>{outputs && t(wrong.includes(i) ? "mark.wrong" : "mark.right")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </TableBox>
);

export function Neuron() {
  const gate = state.gate.value;
  const [w1, w2, threshold] = state.neuron.value;
  const w = [w1, w2];
  const b = -threshold || 0;
  const samples = samplesOf(gate);
  const { value: outputs, problem } = useWorker(fire, { samples, w, b });
  const wrong = samples.flatMap(({ y }, i) => (outputs && outputs[i] !== Number(y > 0) ? [i] : []));
  const verdict = wrong.length
    ? t("neuron.wrong", { count: wrong.length }) + (gate === "XOR" ? t("neuron.never") : "")
    : t("neuron.right", { gate });
  return (
    <div class="two">
      <Panel part="plane" heading={t("plane.heading")}>
        <Plane samples={samples} wrong={wrong} w={w} b={b} label={t("plane.heading")} />
        <p class="equation" data-testid="equation">
          {equation(w, b) ?? t("plane.none")}
        </p>
      </Panel>
      <Panel part="neuron" heading={t("neuron.heading")}>
        <Select
          label={t("neuron.gate")}
          value={gate}
          options={gates.map((value) => ({ value, label: t(`gate.${value}`) }))}
          onChange={(value) => (state.gate.value = value)}
        />
        <div class="fields three">
          {names.map((name, i) => (
            <NumberField
              key={name}
              label={name}
              value={state.neuron.value[i]}
              min={-100}
              max={100}
              step={0.5}
              onChange={(value) =>
                (state.neuron.value = state.neuron.value.map((old, k) => (k === i ? value : old)))
              }
            />
          ))}
        </div>
        <p class="formula">{t("neuron.formula", { sum: expression(w, b) })}</p>
        <Complaint problem={problem} />
        <TruthTable samples={samples} outputs={outputs} wrong={wrong} />
        {outputs && <p role="status">{verdict}</p>}
      </Panel>
    </div>
  );
}
