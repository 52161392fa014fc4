/** The first lab: one unit. Set by hand, learning by Rosenblatt's rule, by the delta rule, and what it cannot learn. */
import "./perceptron.css";
import { t as shell } from "../../i18n/index.js";
import { state } from "./state.js";
import { Later } from "../../ui/later.jsx";
import { Tabs } from "../../ui/tabs.jsx";
import { Delta } from "./delta.jsx";
import { Neuron } from "./neuron.jsx";
import { Picking } from "./picking.jsx";
import { t } from "./words.js";

/** The last part, fetched when it is chosen. */
const WaysOut = () => <Later asked load={() => import("./ways-out.jsx")} />;

const parts = { neuron: Neuron, perceptron: Picking, delta: Delta, xor: WaysOut };
const names = /** @type {(keyof typeof parts)[]} */ (Object.keys(parts));

export default function Perceptron() {
  const part = state.part.value;
  const Shown = parts[part];
  return (
    <div class="perceptron">
      <div class="lab-head">
        <h1>{shell("lab.perceptron.title")}</h1>
        <p class="muted">{t(`lead.${part}`)}</p>
      </div>
      <Tabs
        label={shell("lab.perceptron.title")}
        value={part}
        tabs={names.map((value) => ({ value, label: t(`part.${value}`) }))}
        onChange={(value) => (state.part.value = value)}
      >
        <Shown />
      </Tabs>
    </div>
  );
}
