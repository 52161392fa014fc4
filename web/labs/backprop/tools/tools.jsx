/** What can be done with a calculation beside walking through it, a tab a tool. */
import "./tools.css";
import { Later } from "../../../ui/later.jsx";
import { Panel } from "../../../ui/panel.jsx";
import { Tabs } from "../../../ui/tabs.jsx";
import { state } from "../state.js";
import { t } from "./words.js";

/** In the order of the property's choices. */
const tools = {
  marking: () => import("./marking/marking.jsx"),
  worksheet: () => import("./worksheet/worksheet.jsx"),
  export: () => import("./export/export.jsx"),
  code: () => import("./code/code.jsx"),
};
const names = /** @type {(keyof typeof tools)[]} */ (Object.keys(tools));

export default function Tools() {
  const tool = state.tool.value;
  return (
    <Panel part="tools" heading={t("heading")} class="tools">
      <Tabs
        label={t("heading")}
        value={tool}
        tabs={names.map((value) => ({ value, label: t(`tool.${value}`) }))}
        onChange={(value) => (state.tool.value = value)}
      >
        <Later key={tool} load={tools[tool]} />
      </Tabs>
    </Panel>
  );
}
