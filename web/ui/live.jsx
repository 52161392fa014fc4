/** The page's one polite live region. What is announced in quick succession is spoken once, the last of it. */
import { signal } from "@preact/signals";

const spoken = signal("");
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {string} text */
export function announce(text) {
  clearTimeout(timer);
  timer = setTimeout(() => (spoken.value = text), 500);
}

export function LiveRegion() {
  return (
    <div class="visually-hidden" role="status" data-testid="live">
      {spoken.value}
    </div>
  );
}
