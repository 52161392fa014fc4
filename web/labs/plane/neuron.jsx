/** The neuron that is looked at: its sum, and each of its weights and its bias to be set by hand. */
import { useState } from "preact/hooks";
import { NumberField } from "../../ui/fields.jsx";
import { lowered, significant } from "../../ui/number.js";
import { features } from "./features.js";
import { moment, pause, setWeight } from "./run.js";
import { chosen, task } from "./samples.js";
import { looked } from "./seen.js";
import { hidden } from "./settings.js";
import { t } from "./words.js";

/**
 * A weight. While the student is in the field it holds what was typed; the core's number, rounded to a float, comes back
 * when they leave it.
 * @param {{ name: string, value: number, onChange(value: number): void }} props
 */
function Weight({ name, value, onChange }) {
  const [typed, setTyped] = useState(/** @type {number | undefined} */ (undefined));
  return (
    <div onFocusIn={pause} onFocusOut={() => setTyped(undefined)}>
      <NumberField
        label={name}
        value={typed ?? Number(value.toPrecision(6))}
        step={0.1}
        min={-1e6}
        max={1e6}
        onChange={(next) => {
          setTyped(next);
          onChange(next);
        }}
      />
    </div>
  );
}

/** The neuron looked at; of one output, that. */
function neuronNow() {
  const layer = hidden.value.length;
  return looked.value ?? (task.value.kind === "classes" ? undefined : { layer, unit: 0 });
}

export function Neuron() {
  const at = neuronNow();
  const layer = at && moment.value?.layers[at.layer];
  if (!at) return <p class="muted">{t("neuron.choose")}</p>;
  if (!layer) return <div class="neuron-weights" />;
  const { kernel, bias, units, name } = layer;
  const names =
    at.layer === 0
      ? chosen.value.map((feature) => features[feature].label)
      : Array.from({ length: kernel.length / units }, (_, i) => `a${lowered(i + 1)}`);
  const weights = names.map((_, i) => kernel[i * units + at.unit]);
  const signed = (/** @type {number} */ v) => `${v < 0 ? "−" : "+"} ${significant(Math.abs(v), 3)}`;
  const sum = weights.map((w, i) => `${signed(w)}·${names[i]}`).join(" ");
  const title =
    at.layer === hidden.value.length
      ? t("neuron.output")
      : t("neuron.hidden", { layer: at.layer + 1, unit: at.unit + 1 });
  return (
    <fieldset class="neuron-weights" key={`${name} ${at.unit}`}>
      <legend>{t("neuron.byHand", { name: title })}</legend>
      <p class="formula" data-testid="neuron-sum">
        z = {sum.replace(/^\+ /, "").replace(/^− /, "−")} {bias && signed(bias[at.unit])}
      </p>
      <div class="fields three">
        {weights.map((w, i) => (
          <Weight
            key={names[i]}
            name={`w · ${names[i]}`}
            value={w}
            onChange={(value) => setWeight([`${name}.kernel`, i * units + at.unit, value])}
          />
        ))}
        {bias && (
          <Weight
            name="b"
            value={bias[at.unit]}
            onChange={(value) => setWeight([`${name}.bias`, at.unit, value])}
          />
        )}
      </div>
    </fieldset>
  );
}
