/** What the user must know and cannot be left to a console: an unreadable link, a dead worker. */
import { t } from "../i18n/index.js";
import { newer, takeNewer } from "../offline/register.js";
import { crash, restart, status } from "../state/engine.js";
import { problems } from "../state/store.js";
import { Button } from "../ui/button.jsx";

/** @param {import("../state/kinds.js").Expectation} expects */
function expectation({ what, ...numbers }) {
  return t(`expects.${what}`, /** @type {any} */ (numbers));
}

export function Notices() {
  return (
    <>
      {status.value === "crashed" && (
        <section class="notice notice-bad" role="alert">
          <div>
            <h2>{t("crash.heading")}</h2>
            <p>{t("crash.text")}</p>
            <details>
              <summary>{t("crash.details")}</summary>
              <code>{crash.value}</code>
            </details>
          </div>
          <Button kind="primary" onClick={restart}>
            {t("crash.restart")}
          </Button>
        </section>
      )}
      {newer.value && (
        <section class="notice notice-good" role="status">
          <div>
            <h2>{t("newer.heading")}</h2>
            <p>{t("newer.text")}</p>
          </div>
          <Button onClick={takeNewer}>{t("newer.take")}</Button>
        </section>
      )}
      {problems.value.length > 0 && (
        <section class="notice" role="status">
          <div>
            <h2>{t("problems.heading")}</h2>
            <ul>
              {problems.value.map(({ key, text, expects, initial }) => (
                <li key={key}>
                  {t.parts("problems.item", {
                    key: <code>{key}</code>,
                    text: <code>{text.length > 60 ? `${text.slice(0, 60)}…` : text}</code>,
                    expected: expectation(expects),
                    initial: <code>{initial || "–"}</code>,
                  })}
                </li>
              ))}
            </ul>
          </div>
          <Button onClick={() => (problems.value = [])}>{t("problems.dismiss")}</Button>
        </section>
      )}
    </>
  );
}
