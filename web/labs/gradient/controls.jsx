/** Controls that several parts of the lab have. */
import { Button } from "../../ui/button.jsx";
import { NumberField } from "../../ui/fields.jsx";
import { state } from "./state.js";
import { t } from "./words.js";

/** The seed of a random start, direction or order. */
export const Seed = () => (
  <NumberField
    label={t("loss.seed")}
    value={state.init.value}
    min={0}
    max={0xffffffff}
    step={1}
    integer
    onChange={(v) => (state.init.value = v)}
  />
);

/** Back to the start that suits what is shown, where another was chosen. */
export const OwnStart = () =>
  state.start.value !== "" && (
    <Button onClick={() => (state.start.value = "")}>{t("map.ownStart")}</Button>
  );
