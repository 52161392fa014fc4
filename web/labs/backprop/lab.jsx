import { t } from "../../i18n/index.js";

export default function Backprop() {
  return <h1>{t("lab.backprop.title")}</h1>;
}
