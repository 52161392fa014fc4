/** Code that comes when it is asked for: what it exports by default, or why it did not come, said where it would stand. */
import { useState } from "preact/hooks";
import { t } from "../i18n/index.js";
import { Button } from "./button.jsx";

/** @param {() => Promise<{ default: any }>} load @returns {{ Part?: any, error?: unknown, fetch(): void }} */
export function useFetched(load) {
  const [come, set] = useState(/** @type {{ Part?: any, error?: unknown }} */ ({}));
  const fetch = () =>
    void load().then(
      (module) => set({ Part: module.default }),
      (error) => set({ error }),
    );
  return { ...come, fetch };
}

/** @param {{ error: any, retry(): void }} props */
export const Unfetched = ({ error, retry }) => (
  <p class="complaint" role="alert">
    {t("failed.heading")} <code lang="en">{String(error?.message ?? error)}</code>{" "}
    <Button onClick={retry}>{t("failed.retry")}</Button>
  </p>
);
