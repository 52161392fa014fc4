/** Inside the network that reads the pad: four views of it, one at a time. */
import { useEffect, useRef } from "preact/hooks";
import { computed, signal } from "@preact/signals";
import "./inside.css";
import "./step.css";
import "./sizes.css";
import { t as shell } from "../../../i18n/index.js";
import { generation } from "../../../state/engine.js";
import { state } from "../state.js";
import { Button } from "../../../ui/button.jsx";
import { Complaint } from "../../../ui/complaint.jsx";
import { watchNear } from "../../../ui/later.jsx";
import { percent } from "../../../ui/number.js";
import { Tabs } from "../../../ui/tabs.jsx";
import { insertSample } from "../drawing.js";
import { grow, growing, growth } from "./grow.js";
import { isConvolution } from "./layers.js";
import { follow, isSeen, look, trouble } from "./look.js";
import { Maps } from "./maps.jsx";
import { Occlusion } from "./occlusion.jsx";
import { place, steppable } from "./place.js";
import { Sizes } from "./sizes.jsx";
import { Step } from "./step.jsx";
import { t } from "./words.js";

const views = /** @type {const} */ ({ maps: Maps, occlusion: Occlusion, step: Step, sizes: Sizes });
/** @typedef {keyof typeof views} View */

/** @type {import("@preact/signals").Signal<"max" | "average">} */
const pooling = signal("max");

/** The pooling that is stepped takes maxima, and the network has none that takes means. */
const wantsAverage = computed(
  () =>
    state.inside.value === "step" &&
    place.value?.isConv === false &&
    !steppable.value.some(({ type }) => type === "averagePooling2d"),
);

const Growing = () => (
  <div class="grow">
    <p>{t("grow.running")}</p>
    <progress max={1} value={growing.value} aria-label={t("grow.running")} />
    <span class="muted">{percent(growing.value ?? 0, 0)}</span>
  </div>
);

/** Where nothing is convolved there is little to see: a LeNet-5 is offered. */
function Grow() {
  if (growing.value !== undefined) return <Growing />;
  const lacks = look.value && !look.value.layers.some(({ type }) => isConvolution(type));
  if (!lacks && !wantsAverage.value && !growth.value) return null;
  return (
    <div class="grow">
      <p>{t(lacks ? "grow.text" : "grow.average")}</p>
      {lacks && <Pooling />}
      <Button
        kind={lacks ? "primary" : "plain"}
        onClick={() => grow(lacks ? pooling.value : "average")}
      >
        {t("grow.start")}
      </Button>
      <Complaint problem={growth.value} />
    </div>
  );
}

const Pooling = () => (
  <div class="segments" role="group" aria-label={t("grow.pooling")}>
    {
      /** @type {const} */ (["max", "average"]).map((kind) => (
        <Button key={kind} pressed={pooling.value === kind} onClick={() => (pooling.value = kind)}>
          {t(`kind.${kind}Pooling2d`)}
        </Button>
      ))
    }
  </div>
);

const Empty = () => (
  <div class="grow">
    <p>{t("empty.text")}</p>
    <Button onClick={() => insertSample(5)}>{t("empty.sample")}</Button>
  </div>
);

/** A reference for what the panel holds: there is something to look at where any of the panel is seen, with the room kept in it. */
function useSeen() {
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  useEffect(() => {
    const panel = /** @type {HTMLElement} */ (place.current?.closest("section"));
    return watchNear(panel, 200, (isNear) => (isSeen.value = isNear));
  }, []);
  return place;
}

export default function Inside() {
  useEffect(follow, [generation.value]);
  const place = useSeen();
  const view = state.inside.value;
  const View = views[view];
  const needsLook = view !== "sizes";
  return (
    <div class="inside-body" ref={place}>
      <Tabs
        label={t("views.label")}
        value={view}
        tabs={
          /** @type {View[]} */ (Object.keys(views)).map((value) => ({
            value,
            label: t(`view.${value}`),
          }))
        }
        onChange={(next) => (state.inside.value = next)}
      >
        <p class="view-lead">{t(`view.${view}.lead`)}</p>
        {needsLook && <Grow />}
        {needsLook && look.value?.empty && <Empty />}
        <Complaint problem={trouble.value} />
        {needsLook && !look.value ? <p class="muted waiting">{shell("loading")}</p> : <View />}
      </Tabs>
    </div>
  );
}
