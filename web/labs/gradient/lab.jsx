/** Gradient descent: down a curve, down a surface, down a network's own loss; by one sample or all; and up, to the peak of a likelihood. */
import "./gradient.css";
import "./pictures.css";
import { t as shell } from "../../i18n/index.js";
import { Later } from "../../ui/later.jsx";
import { Tabs } from "../../ui/tabs.jsx";
import { state } from "./state.js";
import { t } from "./words.js";

const parts = {
  curves: () => import("./curves.jsx"),
  surfaces: () => import("./surfaces.jsx"),
  loss: () => import("./slice.jsx"),
  batches: () => import("./batches.jsx"),
  likelihood: () => import("./likelihood.jsx"),
};
const names = /** @type {(keyof typeof parts)[]} */ (Object.keys(parts));

export default function Gradient() {
  const part = state.part.value;
  return (
    <div class="gradient">
      <div class="lab-head">
        <h1>{shell("lab.gradient.title")}</h1>
        <p class="muted">{t(`lead.${part}`)}</p>
      </div>
      <Tabs
        label={shell("lab.gradient.title")}
        value={part}
        tabs={names.map((value) => ({ value, label: t(`part.${value}`) }))}
        onChange={(value) => {
          state.part.value = value;
          state.at.value = 0;
        }}
      >
        <Later key={part} load={parts[part]} />
      </Tabs>
    </div>
  );
}
