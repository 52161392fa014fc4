/** Going through the calculation: buttons, a scrubber over the phases, playing, and the arrow keys. */
import { useEffect } from "preact/hooks";
import { effect } from "@preact/signals";
import { state } from "./state.js";
import { Button } from "../../ui/button.jsx";
import { Icon } from "../../ui/icon.jsx";
import { announce } from "../../ui/live.jsx";
import { nameOf } from "./symbol.jsx";
import {
  at,
  back,
  current,
  forward,
  goTo,
  goToStep,
  isStuck,
  order,
  playing,
  stretches,
} from "./walk.js";
import { t } from "./words.js";

const pace = 1400; // milliseconds a quantity: time to read it

/** While playing, one quantity after the other; at the end of the training step it rests. */
function usePlaying() {
  useEffect(() => {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const stop = effect(() => {
      clearTimeout(timer);
      if (!playing.value) return;
      if (at.value >= order.value.length) playing.value = false;
      else timer = setTimeout(forward, pace);
    });
    return () => {
      stop();
      clearTimeout(timer);
      playing.value = false;
    };
  }, []);
}

const keys = {
  ArrowRight: forward,
  ArrowLeft: back,
  Home: () => goTo(0),
  End: () => goTo(order.value.length),
};

/** The arrows go by one quantity wherever the focus is, but in a control with arrows of its own. */
function useArrowKeys() {
  useEffect(() => {
    /** @param {KeyboardEvent} event */
    function onKeyDown(event) {
      const act = /** @type {Record<string, (() => void) | undefined>} */ (keys)[event.key];
      const target = /** @type {Element} */ (event.target);
      const isOwn = target.closest?.(
        "input, select, textarea, summary, [role=tablist], .table-scroll",
      );
      if (!act || isOwn || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      playing.value = false;
      act();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

/** @param {{ name: Parameters<typeof Icon>[0]["name"], label: string, act: () => void, disabled?: boolean }} props */
const IconButton = ({ name, label, act, disabled }) => (
  <Button class="icon-only" label={label} disabled={disabled} onClick={act}>
    <Icon name={name} />
  </Button>
);

/** Any of these stops the playing. @param {() => void} act */
const byHand = (act) => () => {
  playing.value = false;
  act();
};

export function Transport() {
  usePlaying();
  useArrowKeys();
  const isStart = at.value === 0 && state.step.value === 0;
  const isEnd = at.value === order.value.length;
  const play = () => {
    if (!playing.value && isEnd) goToStep(state.step.value, 0);
    playing.value = !playing.value;
    if (playing.value) announce(t("go.playing", { of: order.value.length }));
  };
  return (
    <div class="transport no-print">
      <div class="transport-buttons">
        <IconButton
          name="first"
          label={t("go.first")}
          act={byHand(() => goTo(0))}
          disabled={at.value === 0}
        />
        <IconButton name="previous" label={t("go.back")} act={byHand(back)} disabled={isStart} />
        <IconButton
          name={playing.value ? "pause" : "play"}
          label={t(playing.value ? "go.pause" : "go.play")}
          act={play}
        />
        <Button kind="primary" class="go-next" disabled={isStuck.value} onClick={byHand(forward)}>
          <span>{t(isEnd ? "go.nextStep" : "go.next")}</span>
          <Icon name="next" />
        </Button>
      </div>
      <Scrubber />
    </div>
  );
}

function Scrubber() {
  const name = current.value ? nameOf(current.value.id) : t("go.given");
  return (
    <div class="scrubber">
      <div class="scrubber-phases" aria-hidden="true">
        {stretches.value.map(({ phase, quantities, start }) => (
          <span
            key={phase}
            class={`scrubber-phase ${current.value?.phase === phase ? "on" : ""}`}
            style={{ flexGrow: quantities.length }}
          >
            <span class="scrubber-name">{t(`phase.${phase}`)}</span>
            <span class="scrubber-ticks">
              {quantities.map((quantity, i) => (
                <span key={quantity.id} class={start + i < at.value ? "done" : ""} />
              ))}
            </span>
          </span>
        ))}
      </div>
      <input
        type="range"
        min={0}
        max={order.value.length}
        step={1}
        value={at.value}
        aria-label={t("go.scrub")}
        aria-valuetext={t("go.place", { at: at.value, of: order.value.length, name })}
        onInput={(event) => {
          playing.value = false;
          goTo(Number(event.currentTarget.value));
        }}
      />
    </div>
  );
}
