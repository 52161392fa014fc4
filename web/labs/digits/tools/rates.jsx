/** The learning-rate range test: the loss over the rates tried, and the one to begin with. */
import { Button } from "../../../ui/button.jsx";
import { Chart } from "../../../ui/chart.jsx";
import { Complaint } from "../../../ui/complaint.jsx";
import { Icon } from "../../../ui/icon.jsx";
import { announce } from "../../../ui/live.jsx";
import { fixed, plain } from "../../../ui/number.js";
import { files, source } from "../data.js";
import { isUnderWay } from "../run.js";
import { checked, optimizer } from "../settings.js";
import { t } from "../words.js";
import { isTrying, stopTrying, triedProblem, tried, tryRates, useRate } from "./rates.js";

/** A place on the axis as the rate there: −3 is 0.001. @param {number} power */
const rateAt = (power) => plain(Number((10 ** power).toPrecision(3)));
const four = (/** @type {number} */ v) => fixed(v, 4);

/** @param {{ found: NonNullable<typeof tried.value> }} props */
function Found({ found: { points, suggestion } }) {
  const distance = points.map(({ learningRate }) => Math.abs(learningRate - (suggestion ?? 0)));
  const nearest = distance.indexOf(Math.min(...distance));
  return (
    <>
      <div class="outcome">
        <p data-testid="rates-outcome">
          {suggestion ? t("rates.suggestion", { rate: plain(suggestion) }) : t("rates.none")}
        </p>
        {suggestion && (
          <Button
            onClick={() => useRate(suggestion)}
            disabled={isUnderWay.value || optimizer.value.learningRate === suggestion}
          >
            {t("rates.use", { rate: plain(suggestion) })}
          </Button>
        )}
      </div>
      <Chart
        label={t("rates.chart")}
        x={points.map(({ learningRate }) => Math.log10(learningRate))}
        xLabel={t("set.learningRate")}
        xMark={rateAt}
        height={260}
        min={0}
        series={[
          {
            label: t("rates.loss"),
            values: points.map(({ loss }) => loss),
            color: "accent",
            format: four,
          },
          {
            label: t("rates.steepest"),
            values: points.map(({ loss }, i) => (suggestion && i === nearest ? loss : null)),
            color: "negative",
            points: true,
            format: four,
          },
        ]}
      />
    </>
  );
}

export default function Rates() {
  const lacksFiles = source.value === "files" && !files.value;
  const found = tried.value;
  const go = async () => {
    await tryRates();
    const { suggestion } = tried.peek() ?? {};
    if (suggestion) announce(t("rates.suggestion", { rate: plain(suggestion) }));
  };
  return (
    <div class="tool-body">
      <p class="muted">{t("rates.lead")}</p>
      <div>
        {isTrying.value ? (
          <Button onClick={stopTrying}>
            <Icon name="stop" />
            {t("run.stop")}
          </Button>
        ) : (
          <Button
            onClick={go}
            disabled={isUnderWay.value || lacksFiles || checked.value.error !== undefined}
          >
            <Icon name="play" />
            {t("rates.start")}
          </Button>
        )}
        {isTrying.value && <span class="fine tool-busy">{t("rates.busy")}</span>}
      </div>
      <Complaint problem={triedProblem.value} />
      {found && <Found found={found} />}
    </div>
  );
}
