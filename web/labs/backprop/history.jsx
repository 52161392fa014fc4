/** Training step after training step: the weights before each, and how the loss falls. */
import { state } from "./state.js";
import { Button } from "../../ui/button.jsx";
import { Chart } from "../../ui/chart.jsx";
import { Explanation } from "../../ui/complaint.jsx";
import { Icon } from "../../ui/icon.jsx";
import { fixed } from "../../ui/number.js";
import { Panel } from "../../ui/panel.jsx";
import { steps, trouble, wanted } from "./calculation.js";
import { Symbol } from "./symbol.jsx";
import { goToStep, order, table, network, valueAt } from "./walk.js";
import { parametersOf } from "./network.js";
import { t } from "./words.js";

const most = 100;

/** Why the training ends here: in our words where we know, else in the core's. */
function Trouble() {
  const error = trouble.value;
  if (!error) return null;
  return (
    <p class="complaint trouble" role="alert">
      {t("history.trouble")}{" "}
      {error.code === "numeric" ? t("history.numeric") : <Explanation problem={error} />}
    </p>
  );
}

export function History() {
  const list = steps.value;
  const places = state.places.value;
  const losses = list.map((_, i) => /** @type {number} */ (valueAt("L", i)));
  const columns = parametersOf(network.value).filter((p) => p.learned);
  const canMore = list.length < most && !trouble.value;
  return (
    <Panel
      part="history"
      heading={t("history.heading")}
      class="history"
      tools={
        <Button
          disabled={!canMore}
          onClick={() => (wanted.value = Math.min(most, Math.max(wanted.value, list.length) + 5))}
        >
          <Icon name="plus" />
          {t("history.more")}
        </Button>
      }
    >
      <p class="muted">{t("history.text")}</p>
      <div class="table-scroll" tabIndex={0} role="group" aria-label={t("history.heading")}>
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">{t("history.step")}</th>
              {columns.map(({ id, letter }) => (
                <th scope="col" key={id}>
                  <Symbol symbol={letter} />
                </th>
              ))}
              <th scope="col">
                <Symbol symbol={/** @type {any} */ (table.value.get("L")).symbol} />
              </th>
            </tr>
          </thead>
          <tbody>
            {list.map((_, index) => (
              <tr key={index} aria-current={index === state.step.value ? "step" : undefined}>
                <th scope="row">
                  <Button
                    kind="quiet"
                    class="step-button"
                    label={t("history.open", { step: index })}
                    onClick={() =>
                      goToStep(
                        index,
                        index === state.step.value ? state.at.value : order.value.length,
                      )
                    }
                  >
                    {index}
                  </Button>
                </th>
                {columns.map(({ id }) => (
                  <td key={id}>{fixed(valueAt(id, index) ?? NaN, places)}</td>
                ))}
                <td class="loss">{fixed(losses[index], places)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Trouble />
      <Chart
        label={t("history.chart")}
        xLabel={t("history.step")}
        x={losses.map((_, i) => i)}
        series={[
          {
            label: "L",
            values: losses,
            color: "accent",
            points: true,
            format: (v) => fixed(v, places),
          },
        ]}
        height={190}
      />
    </Panel>
  );
}
