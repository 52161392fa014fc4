/** What is on the page, to be taken elsewhere: the derivation as text, the diagram as a picture. */
import { Copy } from "../../../../ui/copy/copy.jsx";
import { tableToCsv, tableToMarkdown } from "../../../../ui/copy/table.js";
import { Button } from "../../../../ui/button.jsx";
import { download } from "../../../../ui/download.js";
import { Icon } from "../../../../ui/icon.jsx";
import { fixed } from "../../../../ui/number.js";
import { state } from "../../state.js";
import { shortened, signOf } from "../../symbol.jsx";
import { step, table, valueAt, valueOf } from "../../walk.js";
import { t as lab } from "../../words.js";
import { t } from "../words.js";
import { derivationLatex, derivationTable } from "./derivation.js";
import { pictureOf } from "./picture.js";

/** Of the whole training step, whether it was walked through or not. @param {string} id */
function print(id) {
  const text = fixed(valueAt(id, state.step.value) ?? NaN, state.places.value);
  return table.value.get(id)?.phase === "given" ? shortened(text) : text;
}

const source = () => ({
  table: table.value,
  print,
  phase: (/** @type {import("../../quantities.js").Phase} */ name) => lab(`phase.${name}`),
  head: {
    name: t("export.name"),
    formula: t("export.formula"),
    numbers: t("export.numbers"),
    value: t("export.value"),
  },
});

/** The picture of what is known here, as wide as a page of print. */
const picture = () =>
  pictureOf({
    width: 1080,
    title: `${lab("diagram.label")}: ${lab("step.name", { step: state.step.value + 1 })}`,
    valueOf,
    signOf,
    print,
  });

export default function Export() {
  if (!step.value) return null; // nothing is computed yet
  return (
    <div class="export">
      <div class="tool-row">
        <h3>{t("export.derivation")}</h3>
        <Copy
          what={t("export.derivation.what")}
          formats={{
            latex: () => derivationLatex(source()),
            markdown: () => tableToMarkdown(derivationTable(source())),
            csv: () => tableToCsv(derivationTable(source())),
          }}
        />
      </div>
      <p class="muted">{t("export.derivation.text", { step: state.step.value + 1 })}</p>
      <div class="tool-row">
        <h3>{t("export.diagram")}</h3>
        <Copy what={t("export.diagram.what")} formats={{ svg: picture }} />
        <Button
          onClick={() =>
            download("backpropagation.svg", new Blob([picture()], { type: "image/svg+xml" }))
          }
        >
          <Icon name="download" />
          backpropagation.svg
        </Button>
      </div>
      <p class="muted">{t("export.diagram.text")}</p>
    </div>
  );
}
