/** The panel "look inside": what is in it is fetched once it comes into view. */
import { useEffect, useRef } from "preact/hooks";
import { Unfetched, useFetched } from "../../../ui/fetched.jsx";
import { whenNear } from "../../../ui/later.jsx";
import { Panel } from "../../../ui/panel.jsx";
import { t as shell } from "../../../i18n/index.js";
import { t } from "../words.js";

export function Inside() {
  const host = useRef(/** @type {HTMLDivElement | null} */ (null));
  const { Part, error, fetch } = useFetched(() => import("./inside.jsx"));
  useEffect(() => whenNear(/** @type {HTMLDivElement} */ (host.current), fetch), []);
  return (
    <Panel part="inside" class="inside" heading={t("inside.heading")}>
      <div ref={host}>
        <p class="muted">{t("inside.lead")}</p>
        {Part && <Part />}
        {error && <Unfetched error={error} retry={fetch} />}
        {!Part && !error && <p class="muted waiting">{shell("loading")}</p>}
      </div>
    </Panel>
  );
}
