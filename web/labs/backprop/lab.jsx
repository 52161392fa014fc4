/** The backpropagation lab: one small network, every number of it computed before one's eyes. */
import { useEffect } from "preact/hooks";
import "./symbol.css";
import "./diagram.css";
import "./dock.css";
import "./backprop.css";
import { t as shell } from "../../i18n/index.js";
import { state } from "./state.js";
import { Later, Soon } from "../../ui/later.jsx";
import { Panel } from "../../ui/panel.jsx";
import { follow } from "./calculation.js";
import { Derivation } from "./derivation.jsx";
import { Diagram } from "./diagram.jsx";
import { Givens } from "./givens.jsx";
import { History } from "./history.jsx";
import { Ledger } from "./ledger.jsx";
import { Setup } from "./setup.jsx";
import { Transport } from "./transport.jsx";
import { t } from "./words.js";

export default function Backprop() {
  useEffect(follow, []);
  return (
    <div class="backprop">
      <div class="lab-head">
        <div>
          <h1>{shell("lab.backprop.title")}</h1>
          <p class="muted">{t("lead")}</p>
        </div>
      </div>
      <Setup />
      <div class="stage">
        <Panel part="diagram" class="stage-diagram" aria-label={t("diagram.label")}>
          <div class="stage-head">
            <span class="step-name">{t("step.name", { step: state.step.value + 1 })}</span>
            <Legend />
          </div>
          <Diagram />
        </Panel>
        <Panel part="formula" class="dock" aria-label={t("derivation.label")}>
          <Transport />
          <Derivation />
        </Panel>
      </div>
      <Soon class="side">
        {() => (
          <Panel part="ledger" heading={t("ledger.heading")} class="side">
            <Ledger />
          </Panel>
        )}
      </Soon>
      <Soon class="history">{() => <History />}</Soon>
      <Soon class="givens">{() => <Givens />}</Soon>
      <Soon>
        {() => (
          <>
            <Later load={() => import("./check/check.jsx")} />
            <Later load={() => import("./tools/tools.jsx")} />
          </>
        )}
      </Soon>
    </div>
  );
}

function Legend() {
  return (
    <ul class="roles">
      <li class="is-self">{t("role.self")}</li>
      <li class="is-parent">{t("role.parent")}</li>
      <li class="is-child">{t("role.child")}</li>
    </ul>
  );
}
