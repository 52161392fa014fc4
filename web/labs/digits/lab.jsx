import { Panel } from "../../ui/panel.jsx";
import { t } from "../../i18n/index.js";

export default function Digits() {
  return <Panel heading={t("lab.digits.title")}>{t("loading")}</Panel>;
}
