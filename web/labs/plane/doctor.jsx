/** What the layers are like, what the doctor says of the training, and buttons that break it. */
import { computed, signal } from "@preact/signals";
import { Button } from "../../ui/button.jsx";
import { Figures } from "../../ui/figures.jsx";
import { percent, significant } from "../../ui/number.js";
import { Panel } from "../../ui/panel.jsx";
import { breaks } from "./breaks.js";
import { diagnose } from "./doctor/diagnose.js";
import { t as says } from "./doctor/words.js";
import { rateNow } from "./rate.js";
import { health, kept, problem, reset } from "./run.js";
import { isOwn, sets } from "./samples.js";
import { spec } from "./settings.js";
import { state } from "./state.js";
import { t } from "./words.js";

/** @param {readonly import("./doctor/examine.js").LayerHealth[]} layers */
function findings(layers) {
  // The untrained network, and the ends of epochs: within one the loss says little.
  const history = kept.peek().filter(({ cursor }) => cursor.read === 0);
  if (history.length === 0) return [];
  const { x, y } = sets.value.train;
  return diagnose({
    spec: spec.value,
    rate: rateNow(),
    batchSize: state.batch.value,
    noise: isOwn.value ? 0 : state.noise.value,
    x,
    y,
    history,
    layers,
    failure: problem.value?.code,
  });
}

/** @param {{ layers: readonly import("./doctor/examine.js").LayerHealth[] }} props */
const Layers = ({ layers }) => (
  <Figures
    id="layers"
    label={t("health.label")}
    whole
    heads={[t("health.layer"), "|∂L/∂w|", "|w|", t("health.dead"), t("health.saturated")]}
    rows={layers.map(({ isOutput, gradient, weight, dead, saturated, units }, k) => [
      isOutput ? t("layer.output") : t("health.hidden", { layer: k + 1 }),
      significant(gradient, 3),
      significant(weight, 3),
      `${Math.round(dead * units)} / ${units}`,
      saturated === undefined ? "–" : percent(saturated, 0),
    ])}
  />
);

/** What was broken, setting by setting: what it was, and what it became. */
const broken = signal(/** @type {Record<string, { was: any, is: any }>} */ ({}));
/** Of that, what nobody has changed since, nor a link: as it was. */
const unbroken = computed(() =>
  Object.fromEntries(
    Object.entries(broken.value).flatMap(([name, { was, is }]) =>
      state[name].value === is ? [[name, was]] : [],
    ),
  ),
);

/** @param {Record<string, any>} changes */
function apply(changes) {
  for (const [name, value] of Object.entries(changes)) state[name].value = value;
  void reset();
}

/** @param {keyof typeof breaks} name */
function breakIt(name) {
  const { init, optimizer: chosen, bias, standardise, unit } = state;
  const changes = breaks[name](
    {
      init: init.value,
      optimizer: chosen.value,
      bias: bias.value,
      standardise: standardise.value,
      unit: unit.value,
    },
    rateNow(),
  );
  const made = Object.entries(changes).map(([key, is]) => [
    key,
    { was: unbroken.value[key] ?? state[key].value, is },
  ]);
  broken.value = { ...broken.value, ...Object.fromEntries(made) };
  apply(changes);
}

function mend() {
  apply(unbroken.value);
  broken.value = {};
}

const ways = /** @type {(keyof typeof breaks)[]} */ (Object.keys(breaks));

export function Doctor() {
  const layers = health.value;
  return (
    <Panel heading={t("doctor.heading")} part="doctor">
      <ul class="findings" data-testid="findings">
        {layers &&
          findings(layers).map(({ key, values }) => (
            <li key={key} data-finding={key}>
              {says(/** @type {any} */ (key), values)}
            </li>
          ))}
      </ul>
      {layers && <Layers layers={layers} />}
      <p class="muted">{t("health.note")}</p>
      <div class="breaks no-print">
        <h3>{t("break.heading")}</h3>
        <div class="picks">
          {ways.map((name) => (
            <Button key={name} onClick={() => breakIt(name)}>
              {t(`break.${name}`)}
            </Button>
          ))}
          {Object.keys(unbroken.value).length > 0 && (
            <Button kind="primary" onClick={mend}>
              {t("break.mend")}
            </Button>
          )}
        </div>
      </div>
    </Panel>
  );
}
