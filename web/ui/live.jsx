/** The page's one polite live region: what has happened, and now and then how far something is that goes on by itself. */
import { signal } from "@preact/signals";

const settling = 500; // milliseconds: of what is announced in quick succession the last is spoken
const between = 10_000; // milliseconds: as long as nothing ends, there is time to read and to hear other things

const spoken = signal("");
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let announcedAt = -Infinity;

/** @param {string} text */
export function announce(text) {
  announcedAt = performance.now();
  clearTimeout(timer);
  spoken.value = ""; // the same sentence again is spoken again
  timer = setTimeout(() => (spoken.value = text), settling);
}

/** How far it is: not said where something has just been; the next time tells more. @param {string} text */
export function report(text) {
  if (performance.now() - announcedAt >= between) announce(text);
}

export function LiveRegion() {
  return (
    <div class="visually-hidden" role="status" data-testid="live">
      {spoken.value}
    </div>
  );
}
