/** The samples of the lab: presets, and the student's own, pasted as CSV; clicks and drags on the plane. */
import { state } from "./state.js";
import { Select } from "../../ui/fields.jsx";
import { Later } from "../../ui/later.jsx";
import { farthest, most, parse, presets, print } from "./samples.js";
import { t } from "./words.js";

/** @typedef {import("./samples.js").Sample} Sample */

/** Other samples: what was picked among the old ones means nothing now. @param {readonly Sample[]} samples */
function replace(samples) {
  state.points.value = print(samples);
  state.picks.value = "";
  state.kept.value = "";
  state.updates.value = 0;
}

const inReach = (/** @type {readonly number[]} */ x) => x.every((v) => Math.abs(v) <= farthest);

/** What the plane needs so that samples can be changed on it. @param {readonly Sample[]} samples @param {1 | -1} added */
export const editing = (samples, added) => ({
  onAdd: (/** @type {readonly [number, number]} */ x) =>
    void (samples.length < most && replace([...samples, { x: [x[0], x[1]], y: added }])),
  onMove: (/** @type {number} */ index, /** @type {readonly [number, number]} */ x) =>
    void (
      inReach(x) && replace(samples.map((s, i) => (i === index ? { ...s, x: [x[0], x[1]] } : s)))
    ),
  onRemove: (/** @type {number} */ index) => replace(samples.filter((_, i) => i !== index)),
});

/** @param {{ added: 1 | -1, setAdded(value: 1 | -1): void }} props */
export function Data({ added, setAdded }) {
  const points = state.points.value;
  const preset = Object.keys(presets).find((name) => presets[name] === points) ?? "own";
  const options = Object.keys(presets).concat(preset === "own" ? "own" : []);
  function take(/** @type {string} */ text) {
    const { samples, line } = parse(text);
    if (line === undefined) replace(samples);
    return line;
  }
  return (
    <details class="data">
      <summary>{t("data.heading")}</summary>
      <Select
        label={t("data.preset")}
        value={preset}
        options={options.map((value) => ({
          value,
          label: t(/** @type {any} */ (`preset.${value}`)),
        }))}
        onChange={(value) => presets[value] && replace(parse(presets[value]).samples)}
      />
      <Select
        label={t("data.added")}
        value={added}
        options={[
          { value: 1, label: "+1" },
          { value: -1, label: "−1" },
        ]}
        onChange={(value) => setAdded(value === 1 ? 1 : -1)}
      />
      <Later
        load={() => import("../../ui/csv/csv.jsx")}
        text={points.replaceAll(":", "\n")}
        rows={5}
        label={t("data.csv")}
        action={t("data.use")}
        take={take}
        complaint={(line) => t("data.bad", { line, most, farthest })}
      />
      <p class="muted">{t("data.help")}</p>
    </details>
  );
}
