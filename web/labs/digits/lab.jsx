/** The digits lab: draw, see how the network reads it, train one, see what it misreads. */
import { useEffect } from "preact/hooks";
import "./digits.css";
import "./recognise.css";
import "./train.css";
import "./tools/tools.css";
import { t as shell } from "../../i18n/index.js";
import { generation } from "../../state/engine.js";
import { Gradually, Later, Soon, whenIdle } from "../../ui/later.jsx";
import { Panel } from "../../ui/panel.jsx";
import { Answer, NetworkChoice } from "./answer.jsx";
import { Offer } from "./kept.jsx";
import { follow, forgetNetworks, loadShipped, shipped } from "./networks.js";
import { Inside } from "./inside/door.jsx";
import { Pad } from "./pad.jsx";
import { forget } from "./run.js";
import { Run } from "./training.jsx";
import { Settings } from "./settings.jsx";
import { Stages } from "./stages.jsx";
import { Tools } from "./tools/tools.jsx";
import { t } from "./words.js";

/** The worker's generation that our models live in. */
let home = 0;

/** A file dropped beside the zone that takes it must not make the browser leave the page. @param {Event} event */
const keepPage = (event) => event.preventDefault();

function Train() {
  return (
    <Panel part="train" class="train" heading={t("train.heading")}>
      <div class="train-body">
        <Gradually>
          <Offer />
          <Settings />
          <Run />
        </Gradually>
      </div>
      <Tools />
    </Panel>
  );
}

export default function Digits() {
  const born = generation.value;
  useEffect(() => {
    if (born !== home) {
      home = born;
      forget();
      forgetNetworks();
    }
    const end = follow();
    // After what is drawn when there is time: with an empty pad there is nothing to read yet.
    const callOff = whenIdle(() => shipped.peek() || loadShipped());
    return () => {
      callOff();
      end();
    };
  }, [born]);
  return (
    <div class="digits" onDragOver={keepPage} onDrop={keepPage}>
      <div class="digits-head">
        <h1>{shell("lab.digits.title")}</h1>
        <p class="muted">{t("lead")}</p>
      </div>
      <Panel
        part="recognise"
        class="recognise"
        heading={t("recognise.heading")}
        tools={<NetworkChoice />}
      >
        <div class="recognise-body">
          <Pad />
          <Answer />
          <Soon class="stages">{() => <Stages />}</Soon>
        </div>
      </Panel>
      <Gradually>
        <Inside />
        <Train />
        <Panel part="augment" class="augment" heading={t("augment.heading")}>
          <p class="muted part-lead">{t("augment.lead")}</p>
          <Later load={() => import("./augmentation.jsx")} />
        </Panel>
        <Panel part="own" class="own-panel" heading={t("own.heading")}>
          <p class="muted part-lead">{t("own.lead")}</p>
          <Later load={() => import("./own.jsx")} />
        </Panel>
        <Panel part="report" class="report" heading={t("report.heading")}>
          <Later load={() => import("./report.jsx")} />
        </Panel>
      </Gradually>
    </div>
  );
}
