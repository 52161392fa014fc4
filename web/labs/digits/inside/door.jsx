/** The panel "look inside": what is in it is fetched once it comes into view. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Complaint, problemOf } from "../../../ui/complaint.jsx";
import { whenNear } from "../../../ui/later.jsx";
import { Panel } from "../../../ui/panel.jsx";
import { t as shell } from "../../../i18n/index.js";
import { t } from "../words.js";

export function Inside() {
  const host = useRef(/** @type {HTMLDivElement | null} */ (null));
  const [Shown, show] = useState(/** @type {any} */ (undefined));
  const [problem, fail] = useState(/** @type {any} */ (undefined));
  useEffect(() => {
    const element = /** @type {HTMLDivElement} */ (host.current);
    return whenNear(element, () => {
      import("./inside.jsx").then(
        (module) => show(() => module.default),
        (error) => fail(problemOf(error)),
      );
    });
  }, []);
  return (
    <Panel part="inside" class="inside" heading={t("inside.heading")}>
      <div ref={host}>
        <p class="muted">{t("inside.lead")}</p>
        <Complaint problem={problem} />
        {Shown ? <Shown /> : <p class="muted waiting">{shell("loading")}</p>}
      </div>
    </Panel>
  );
}
