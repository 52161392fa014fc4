/** Light or dark: what the user chose, or what the system says; and the size of the text. Sets <html data-theme data-size>. */
import { computed, effect, signal } from "@preact/signals";
import { state } from "./store.js";

const systemDark = signal(false);

export const theme = computed(() => {
  const chosen = state.theme.value;
  if (chosen !== "auto") return chosen;
  return systemDark.value ? "dark" : "light";
});

export function followTheme() {
  const query = matchMedia("(prefers-color-scheme: dark)");
  const read = () => (systemDark.value = query.matches);
  read();
  query.addEventListener("change", read);
  effect(() => {
    document.documentElement.dataset.theme = theme.value;
    document.documentElement.dataset.size = state.size.value;
  });
}
