/** Through the steps of a path: one at a time, back, running, or by the slider. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../ui/button.jsx";
import { Slider } from "../../ui/fields.jsx";
import { Icon } from "../../ui/icon.jsx";
import { announce } from "../../ui/live.jsx";
import { state } from "./state.js";
import { t } from "./words.js";

const pace = 90; // milliseconds a step, so that a hundred of them can be followed

/** Who wants no motion goes to the end at once. */
const wantsNoMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** @param {{ last: number, said?: string }} props  last: the step at the end of the path; said: the figure to be spoken where one comes to rest */
export function Transport({ last, said }) {
  const at = Math.min(state.at.value, last);
  const [isRunning, run] = useState(false);
  const go = (/** @type {number} */ to) => (state.at.value = Math.max(0, Math.min(last, to)));
  useEffect(() => {
    if (!isRunning) return undefined;
    if (at >= last) return run(false);
    const timer = setTimeout(() => go(at + 1), pace);
    return () => clearTimeout(timer);
  }, [isRunning, at, last]);

  const spoken = useRef(at);
  useEffect(() => {
    if (isRunning || spoken.current === at || said === undefined) return;
    spoken.current = at;
    announce(`${t("go.of", { at, last })}: ${said}`);
  }, [isRunning, at, said]);

  function toggle() {
    if (isRunning) return run(false);
    if (wantsNoMotion()) return void go(last);
    if (at >= last) go(0);
    run(true);
  }
  /** @param {number} to */
  const jump = (to) => {
    run(false);
    go(to);
  };
  return (
    <div class="transport no-print">
      <div class="picks" role="group" aria-label={t("go.label")}>
        <Button class="icon-only" label={t("go.first")} disabled={at === 0} onClick={() => jump(0)}>
          <Icon name="first" />
        </Button>
        <Button
          class="icon-only"
          label={t("go.back")}
          disabled={at === 0}
          onClick={() => jump(at - 1)}
        >
          <Icon name="previous" />
        </Button>
        <Button kind="primary" disabled={at >= last} onClick={() => jump(at + 1)}>
          <Icon name="next" />
          {t("go.step")}
        </Button>
        <Button onClick={toggle} disabled={last === 0}>
          <Icon name={isRunning ? "pause" : "play"} />
          <span class="word">{t(isRunning ? "go.pause" : "go.run")}</span>
        </Button>
        <Button
          class="icon-only"
          label={t("go.last")}
          disabled={at >= last}
          onClick={() => jump(last)}
        >
          <Icon name="last" />
        </Button>
      </div>
      <Slider
        label={t("go.at")}
        value={at}
        min={0}
        max={Math.max(1, last)}
        text={t("go.of", { at, last })}
        disabled={last === 0}
        onInput={jump}
      />
    </div>
  );
}
