/** Through the steps of a path: one at a time, back, running, or by the slider. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../ui/button.jsx";
import { Slider } from "../../ui/fields.jsx";
import { Icon } from "../../ui/icon.jsx";
import { announce, report } from "../../ui/live.jsx";
import { state } from "./state.js";
import { t } from "./words.js";

const pace = 90; // milliseconds a step, so that a hundred of them can be followed

/** Who wants no motion goes to the end at once. */
const wantsNoMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Goes on by itself to the end, a step at a time. @param {number} at @param {number} last @param {(to: number) => void} go */
function useRunning(at, last, go) {
  const [isRunning, run] = useState(false);
  // At once, not when it is painted: a step that is due meanwhile would be taken over what was pressed.
  useLayoutEffect(() => {
    if (!isRunning) return undefined;
    if (at >= last) return run(false);
    const timer = setTimeout(() => go(at + 1), pace);
    return () => clearTimeout(timer);
  }, [isRunning, at, last]);
  function toggle() {
    if (isRunning) return run(false);
    if (wantsNoMotion()) return go(last);
    if (at >= last) go(0);
    announce(t("go.running", { last }));
    run(true);
  }
  return { isRunning, toggle, stop: () => run(false) };
}

/** @param {{ at: number, last: number, isRunning: boolean, toggle(): void, jump(to: number): void }} props */
function Buttons({ at, last, isRunning, toggle, jump }) {
  const to = (
    /** @type {"first" | "previous" | "last"} */ icon,
    /** @type {string} */ label,
    /** @type {number} */ where,
    disabled = at === 0,
  ) => (
    <Button class="icon-only" label={label} disabled={disabled} onClick={() => jump(where)}>
      <Icon name={icon} />
    </Button>
  );
  return (
    <div class="picks" role="group" aria-label={t("go.label")}>
      {to("first", t("go.first"), 0)}
      {to("previous", t("go.back"), at - 1)}
      <Button kind="primary" disabled={at >= last} onClick={() => jump(at + 1)}>
        <Icon name="next" />
        {t("go.step")}
      </Button>
      <Button onClick={toggle} disabled={last === 0}>
        <Icon name={isRunning ? "pause" : "play"} />
        <span class="word">{t(isRunning ? "go.pause" : "go.run")}</span>
      </Button>
      {to("last", t("go.last"), last, at >= last)}
    </div>
  );
}

/** @param {{ last: number, said?: string, more?: string | false }} props  last: the step at the end of the path; said: the figures to be spoken; more: a sentence after them */
export function Transport({ last, said, more }) {
  const at = Math.min(state.at.value, last);
  const go = (/** @type {number} */ to) => void (state.at.value = Math.max(0, Math.min(last, to)));
  const { isRunning, toggle, stop } = useRunning(at, last, go);
  const spoken = useRef(/** @type {number | undefined} */ (at));
  useEffect(() => {
    if (isRunning) spoken.current = undefined; // that it runs has been said since
    if (spoken.current === at || said === undefined) return;
    const sentence = t("go.spoken", { at, last, said });
    if (isRunning) return report(sentence);
    spoken.current = at;
    announce(more ? `${sentence} ${more}` : sentence);
  }, [isRunning, at, said]);
  /** @param {number} to */
  function jump(to) {
    stop();
    go(to);
  }
  return (
    <div class="transport no-print">
      <Buttons {...{ at, last, isRunning, toggle, jump }} />
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
