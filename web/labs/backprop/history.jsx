/** Training step after training step: the weights before each, and how the loss falls. */
import { state } from "./state.js";
import { Button } from "../../ui/button.jsx";
import { Chart } from "../../ui/chart.jsx";
import { Explanation } from "../../ui/complaint.jsx";
import { Icon } from "../../ui/icon.jsx";
import { fixed } from "../../ui/number.js";
import { Panel } from "../../ui/panel.jsx";
import { SeeLoss } from "../see-loss.jsx";
import { given } from "./given.js";
import { write } from "./lend.js";
import { steps, trouble, wanted } from "./calculation.js";
import { Symbol } from "./symbol.jsx";
import { goToStep, order, step, table, network, valueAt } from "./walk.js";
import { parametersOf } from "./network.js";
import { t } from "./words.js";
import { TableBox } from "../../ui/table-box.jsx";

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

/** The weights and the loss after so many updates, row by row. @param {{ losses: readonly number[] }} props */
function Rows({ losses }) {
  const places = state.places.value;
  const columns = parametersOf(network.value).filter((p) => p.learned);
  const open = (/** @type {number} */ index) =>
    goToStep(index, index === state.step.value ? state.at.value : order.value.length);
  return (
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
        {losses.map((loss, index) => (
          <tr key={index} aria-current={index === state.step.value ? "step" : undefined}>
            <th scope="row">
              <Button
                kind="quiet"
                class="step-button"
                label={t("history.open", { step: index })}
                onClick={() => open(index)}
              >
                {index}
              </Button>
            </th>
            {columns.map(({ id }) => (
              <td key={id}>{fixed(valueAt(id, index) ?? NaN, places)}</td>
            ))}
            <td class="loss">{fixed(loss, places)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The network with the weights of the step that is shown, as its loss is seen from there. */
function Loss() {
  const now = step.value;
  const areTwo = parametersOf(network.value).filter((p) => p.learned).length > 1;
  const text = now && areTwo ? write({ ...given.value, w: now.w, b: now.b }) : undefined;
  return <SeeLoss lender="backprop" text={text} plane="weights" />;
}

export function History() {
  const { length } = steps.value;
  const losses = steps.value.map((_, i) => /** @type {number} */ (valueAt("L", i)));
  const more = () => (wanted.value = Math.min(most, Math.max(wanted.value, length) + 5));
  return (
    <Panel
      part="history"
      heading={t("history.heading")}
      class="history"
      tools={
        <div class="given-tools">
          <Loss />
          <Button disabled={length >= most || Boolean(trouble.value)} onClick={more}>
            <Icon name="plus" />
            {t("history.more")}
          </Button>
        </div>
      }
    >
      <p class="muted">{t("history.text")}</p>
      <TableBox label={t("history.heading")}>
        <Rows losses={losses} />
      </TableBox>
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
            format: (v) => fixed(v, state.places.value),
          },
        ]}
        height={190}
      />
    </Panel>
  );
}
