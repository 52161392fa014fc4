/** What went wrong, said in the page's language by its code; the core's own words, in English, stand behind it. */
import { t } from "../i18n/index.js";

export { problemOf } from "../state/problem.js";
/** @typedef {import("../state/problem.js").Problem} Problem */

const codes = /** @type {const} */ ([
  "argument",
  "shape",
  "format",
  "limit",
  "memory",
  "numeric",
  "disposed",
  "crash",
]);

/** @param {{ problem: Problem }} props */
export function Explanation({ problem: { code, message } }) {
  const known = codes.find((one) => one === code) ?? "other";
  return (
    <>
      {t(`error.${known}`)} <code lang="en">{message}</code>
    </>
  );
}

/** @param {{ problem: Problem | undefined, children?: any }} props  children: what can be done about it */
export function Complaint({ problem, children }) {
  if (!problem) return null;
  return (
    <p class="complaint" role="alert">
      <Explanation problem={problem} /> {children}
    </p>
  );
}
