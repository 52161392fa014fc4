/** From window to window: back, on, or by itself. */
import { useEffect, useLayoutEffect } from "preact/hooks";
import { signal } from "@preact/signals";
import { Button } from "../../../ui/button.jsx";
import { Icon } from "../../../ui/icon.jsx";
import { move, walked } from "./place.js";
import { t } from "./words.js";

const playing = signal(false);
const PACE = 350; // milliseconds a window

/** @param {{ now: import("./place.js").Place }} props */
export function Transport({ now }) {
  const isPlaying = playing.value;
  // At once, not when it is painted: a pause is not followed by another window.
  useLayoutEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => {
      if (!move(1)) playing.value = false;
    }, PACE);
    return () => clearInterval(timer);
  }, [isPlaying]);
  useEffect(() => () => void (playing.value = false), []);
  const { at, counts, to } = walked(now);
  const index = at[0] * counts[1] + at[1];
  const last = counts[0] * counts[1] - 1;
  const play = () => {
    if (!isPlaying && index === last) to.value = [0, 0];
    playing.value = !isPlaying;
  };
  /** @param {number} by */
  const by = (by) => () => {
    playing.value = false;
    move(by);
  };
  return (
    <div class="transport-buttons" role="group" aria-label={t("go.label")}>
      <Button class="icon-only" label={t("go.back")} disabled={index === 0} onClick={by(-1)}>
        <Icon name="previous" />
      </Button>
      <Button class="icon-only" label={t(isPlaying ? "go.pause" : "go.play")} onClick={play}>
        <Icon name={isPlaying ? "pause" : "play"} />
      </Button>
      <Button class="icon-only" label={t("go.next")} disabled={index === last} onClick={by(1)}>
        <Icon name="next" />
      </Button>
      <span class="muted">{t("go.place", { row: at[0], col: at[1] })}</span>
    </div>
  );
}
