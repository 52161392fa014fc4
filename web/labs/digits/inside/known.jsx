/** A well-known network layer by layer, as it was made for photographs; folded away, and counted when unfolded. */
import { useEffect, useState } from "preact/hooks";
import { engine, failed, generation } from "../../../state/engine.js";
import { Select } from "../../../ui/fields.jsx";
import { Figures } from "../../../ui/figures.jsx";
import { whole } from "../../../ui/number.js";
import { knownNetworks } from "../properties.js";
import { state } from "../state.js";
import { known } from "./known.js";
import { t } from "./words.js";

/** @typedef {import("../../../../wasm/outline.js").Outline} Outline */

/** The core's outline of a network of that name. @param {(typeof knownNetworks)[number]} name */
function useOutline(name) {
  const [made, make] = useState(/** @type {Outline | undefined} */ (undefined));
  const born = generation.value;
  useEffect(() => {
    let current = true;
    engine()
      .then((gn) => gn.summary(known[name]()))
      .then(
        (outline) => current && make(outline),
        (error) => failed(error),
      );
    return () => {
      current = false;
    };
  }, [name, born]);
  return made;
}

/** @param {readonly number[]} shape */
const shapeText = (shape) => shape.map(whole).join("×");

const MEGABYTE = 1e6;
const megabytes = (/** @type {number} */ bytes) => whole(Math.round(bytes / MEGABYTE));

function Listing() {
  const name = state.known.value;
  const outline = useOutline(name);
  return (
    <>
      <Select
        class="known-choice"
        label={t("compare.network")}
        value={name}
        options={knownNetworks.map((value) => ({ value, label: value }))}
        onChange={(value) => (state.known.value = value)}
      />
      {outline && (
        <>
          <p data-testid="known-total">
            {t("known.total", {
              input: shapeText(outline.inputShape),
              total: whole(outline.parameterCount),
              operations: whole(outline.multiplyAdds),
              weights: megabytes(outline.memory.weights),
              workspace: megabytes(outline.memory.workspace),
            })}
          </p>
          <Figures
            label={name}
            heads={[
              t("known.layer"),
              t("known.shape"),
              t("sizes.parameters"),
              t("known.multiplyAdds"),
              t("sizes.field"),
            ]}
            rows={outline.layers.map((layer) => [
              layer.name,
              shapeText(layer.outputShape),
              whole(layer.parameters),
              whole(layer.multiplyAdds),
              layer.receptiveField ? layer.receptiveField.join("×") : t("sizes.everything"),
            ])}
            id="known"
          />
        </>
      )}
    </>
  );
}

export function Known() {
  const [open, toggle] = useState(false);
  return (
    <details class="known" onToggle={(event) => toggle(event.currentTarget.open)}>
      <summary>{t("known.heading")}</summary>
      {open && <Listing />}
    </details>
  );
}
