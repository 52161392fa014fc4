/** Every gradient held against differences of the loss, and one of them for ε from 1 down to 10⁻¹². */
import { useMemo } from "preact/hooks";
import "./check.css";
import { useWorker, withModel } from "../../../state/computed.js";
import { Button } from "../../../ui/button.jsx";
import { Chart } from "../../../ui/chart.jsx";
import { Complaint } from "../../../ui/complaint.jsx";
import { Slider } from "../../../ui/fields.jsx";
import { Figures } from "../../../ui/figures.jsx";
import { powerOfTen, significant } from "../../../ui/number.js";
import { Panel } from "../../../ui/panel.jsx";
import { stepsByHand } from "../by-hand.js";
import { given } from "../given.js";
import { parametersOf, specOf, toTensors } from "../network.js";
import { state } from "../state.js";
import { commonStart, comparing, exponents } from "./differences.js";
import { Fraction, Symbol, nameOf } from "../symbol.jsx";
import { network, step, table } from "../walk.js";
import { t } from "./words.js";

/** @typedef {import("../network.js").Parameter} Parameter */
/** @typedef {ReturnType<ReturnType<typeof comparing>>} Compared */

const exact = -17; // the logarithm that stands for no error at all: double precision tells no less than 10⁻¹⁶
const logarithm = (/** @type {number} */ error) =>
  Number.isFinite(error) ? Math.max(exact, Math.log10(error)) : null;
const errorText = (/** @type {number | undefined} */ error) =>
  error === undefined ? "…" : significant(error, 2);

/** The core's own check, in single precision, for each ε. @param {any} asked @param {AbortSignal} signal */
async function checksOfCore({ of, lr, x, y, w, b }, signal) {
  return withModel(specOf(of, lr), async (model) => {
    await model.setWeights(toTensors(of, { w, b }));
    /** @type {Record<string, number>[]} */
    const checks = [];
    for (const exponent of exponents) {
      if (signal.aborted) break;
      const { parameters } = await model.checkGradients([x], [y], { epsilon: 10 ** exponent });
      checks.push(
        Object.fromEntries(
          parameters.map((/** @type {any} */ p) => [`${p.name}[${p.index}]`, p.relativeError]),
        ),
      );
    }
    return checks;
  });
}

/** @param {Parameter} p */
const placeOf = ({ tensor, index }) => `${tensor}[${index}]`;

export default function Sweep() {
  const isOpen = state.sweep.value !== "";
  const parameters = parametersOf(network.value).filter((p) => p.learned);
  const toggle = () => (state.sweep.value = isOpen ? "" : parameters[0].id);
  return (
    <Panel
      part="check"
      heading={t("heading")}
      class="sweep"
      tools={
        <Button aria-expanded={isOpen} disabled={!parameters.length} onClick={toggle}>
          {t(isOpen ? "close" : "open")}
        </Button>
      }
    >
      <p class="muted">{t("text")}</p>
      {isOpen && step.value && parameters.length > 0 && <Checked parameters={parameters} />}
    </Panel>
  );
}

/** @param {{ parameters: Parameter[] }} props */
function Checked({ parameters }) {
  const { lr, x, y } = given.value;
  const index = state.step.value;
  const values = useMemo(
    () =>
      /** @type {Map<string, number>} */ (stepsByHand(table.value, given.value, index + 1).at(-1)),
    [table.value, given.value, index],
  );
  const compare = comparing(
    table.value,
    values,
    parameters.map(({ id }) => id),
  );
  const { w, b } = /** @type {import("../calculation.js").Step} */ (step.value);
  const core = useWorker(checksOfCore, { of: network.value, lr, x, y, w, b });
  const chosen = parameters.find(({ id }) => id === state.sweep.value) ?? parameters[0];
  const curves = useMemo(
    () => exponents.map((power) => compare(chosen.id, 10 ** power)),
    [values, chosen.id],
  );
  const exponent = state.epsilon.value / 2;
  const at = exponents.indexOf(exponent);
  return (
    <>
      <Slider
        class="sweep-epsilon"
        label="ε"
        text={powerOfTen(exponent)}
        min={2 * exponents[0]}
        max={0}
        value={state.epsilon.value}
        onInput={(value) => (state.epsilon.value = value)}
      />
      <Table
        parameters={parameters}
        chosen={chosen}
        compared={parameters.map(({ id }) => compare(id, 10 ** exponent))}
        core={core.value?.[at]}
      />
      <Quotient parameter={chosen} {...compare(chosen.id, 10 ** exponent)} />
      <Curves
        parameter={chosen}
        compared={curves}
        core={core.value?.map((check) => check[placeOf(chosen)])}
      />
      {core.problem && <Complaint problem={core.problem} />}
      <p class="muted">{t("read")}</p>
    </>
  );
}

/** @param {{ parameters: Parameter[], chosen: Parameter, compared: Compared[], core?: Record<string, number> }} props */
function Table({ parameters, chosen, compared, core }) {
  const worst = Math.max(...compared.map(({ central }) => central.error));
  return (
    <>
      <Figures
        id="gradient-check"
        label={t("heading")}
        marked={parameters.indexOf(chosen)}
        heads={["analytic", "numeric", "error", "core"].reduce(
          (heads, key) => [...heads, t(/** @type {any} */ (key))],
          [t("parameter")],
        )}
        rows={parameters.map((p, i) => [
          <Button
            key={p.id}
            kind="quiet"
            class="step-button"
            label={t("choose", { name: nameOf(p.id) })}
            pressed={p === chosen}
            onClick={() => (state.sweep.value = p.id)}
          >
            <Symbol symbol={p.letter} />
          </Button>,
          significant(compared[i].analytic, 8),
          significant(compared[i].central.numeric, 8),
          errorText(compared[i].central.error),
          errorText(core?.[placeOf(p)]),
        ])}
      />
      <p class="sweep-worst" role="status">
        {t("worst", { count: parameters.length, error: errorText(worst) })}
      </p>
    </>
  );
}

/** The two-sided quotient with its losses written out: what they have in common is lost in the difference. @param {Compared & { parameter: Parameter }} props */
function Quotient({ parameter: { letter }, losses, central }) {
  const texts = [losses.above, losses.below].map((loss) => significant(loss, 16));
  const common = commonStart(texts[0], texts[1]);
  const [above, below] = texts.map((text, i) => (
    <span key={i} class="digits">
      <span class="muted">{text.slice(0, common)}</span>
      <b>{text.slice(common)}</b>
    </span>
  ));
  const symbol = <Symbol symbol={letter} />;
  return (
    <p class="formula sweep-quotient">
      <Fraction
        over={
          <>
            <i>L</i>({symbol} + ε) − <i>L</i>({symbol} − ε)
          </>
        }
        under="2ε"
      />
      <span class="sign">=</span>
      <Fraction
        over={
          <>
            {above} − {below}
          </>
        }
        under={`2 · ${powerOfTen(state.epsilon.value / 2)}`}
      />
      <span class="sign">=</span>
      <b>{significant(central.numeric, 8)}</b>
    </p>
  );
}

/** @param {{ parameter: Parameter, compared: Compared[], core?: (number | undefined)[] }} props */
function Curves({ parameter, compared, core = [] }) {
  const format = (/** @type {number} */ v) => (v === exact ? "0" : significant(10 ** v, 2));
  const lines = /** @type {const} */ ([
    ["forward", compared.map(({ forward }) => forward.error), "negative", [6, 4]],
    ["central", compared.map(({ central }) => central.error), "accent", undefined],
    ["core", exponents.map((_, i) => core[i] ?? NaN), "muted", [2, 3]],
  ]);
  return (
    <Chart
      label={t("chart", { name: nameOf(parameter.id) })}
      xLabel="ε"
      x={exponents}
      xMark={powerOfTen}
      height={260}
      min={exact}
      max={1}
      mark={(v) => (v === exact ? "0" : powerOfTen(v))}
      series={lines.map(([key, errors, color, dash]) => ({
        label: t(`line.${key}`),
        values: errors.map(logarithm),
        color,
        dash: dash && [...dash],
        points: true,
        format,
      }))}
    />
  );
}
