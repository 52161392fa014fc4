/** One convolution or one pooling, window by window, forward and back, each product in sight. */
import { state } from "../state.js";
import { Button } from "../../../ui/button.jsx";
import { Select } from "../../../ui/fields.jsx";
import { Forward } from "./forward.jsx";
import { InputGradient } from "./input-gradient.jsx";
import { KernelGradient } from "./kernel-gradient.jsx";
import { look } from "./look.js";
import { nameOf } from "./maps.jsx";
import { place, steppable } from "./place.js";
import { PoolBack, PoolForward } from "./pooling.jsx";
import { Transport } from "./transport.jsx";
import { t } from "./words.js";

/** @param {number} count */
const upTo = (count) => Array.from({ length: count }, (_, at) => at);
/** @param {readonly number[]} list */
const options = (list) => list.map((value) => ({ value, label: String(value) }));

/** @param {{ now: import("./place.js").Place }} props */
function Choices({ now }) {
  const { layer, k, c, channels, isConv, way } = now;
  const target = state.target.value;
  return (
    <div class="step-choices">
      <Select
        label={t("step.layer")}
        value={layer.name}
        options={steppable.value.map((one) => ({ value: one.name, label: nameOf(one) }))}
        onChange={(name) => (state.layer.value = name)}
      />
      <Select
        label={t(isConv ? "step.filter" : "step.channel")}
        value={k}
        options={options(upTo(layer.shape[2]))}
        onChange={(value) => (state.map.value = value)}
      />
      {isConv && (
        <Select
          label={t("step.channel")}
          value={c}
          disabled={channels.length < 2}
          options={options(channels)}
          onChange={(value) => (state.channel.value = value)}
        />
      )}
      <Select
        label={t("step.target")}
        value={target}
        disabled={way === "forward"}
        options={[
          { value: "", label: t("step.target.answer", { digit: look.value?.best ?? "" }) },
          ...options(upTo(10)).map(({ label }) => ({ value: label, label })),
        ]}
        onChange={(value) => (state.target.value = value)}
      />
    </div>
  );
}

/** @typedef {"forward" | "kernel" | "input"} Way */
/** @type {Record<"conv" | "pool", Way[]>} */
const ways = { conv: ["forward", "kernel", "input"], pool: ["forward", "input"] };

/** @param {{ now: import("./place.js").Place }} props */
const Ways = ({ now }) => (
  <div class="segments" role="group" aria-label={t("step.way")}>
    {(now.isConv ? ways.conv : ways.pool).map((way) => (
      <Button key={way} pressed={now.way === way} onClick={() => (state.way.value = way)}>
        {t(`way.${way}`)}
      </Button>
    ))}
  </div>
);

/** @param {import("./place.js").Place} now */
function viewOf({ isConv, way }) {
  if (!isConv) return way === "forward" ? PoolForward : PoolBack;
  if (way === "forward") return Forward;
  return way === "kernel" ? KernelGradient : InputGradient;
}

export function Step() {
  const now = place.value;
  if (!now) return look.value ? <p class="muted">{t("step.none")}</p> : null;
  const View = viewOf(now);
  return (
    <div class="step">
      <Choices now={now} />
      <div class="step-bar no-print">
        <Ways now={now} />
        <Transport now={now} />
      </div>
      <View now={now} />
    </div>
  );
}
