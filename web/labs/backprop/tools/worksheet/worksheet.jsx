/** Worksheets: an exercise of its own for each seed, with blanks to fill in and a key, to be printed. */
import "./worksheet.css";
import { withModel, useWorker } from "../../../../state/computed.js";
import { Button } from "../../../../ui/button.jsx";
import { Complaint } from "../../../../ui/complaint.jsx";
import { NumberField, Select } from "../../../../ui/fields.jsx";
import { kindName } from "../../../../ui/named/words.js";
import { fixed } from "../../../../ui/number.js";
import { Formula } from "../../formula.jsx";
import { begin, setNumbers } from "../../given.js";
import { biasesOf, fromTensors, specOf, toTensors } from "../../network.js";
import { state } from "../../state.js";
import { Symbol, nameOf, shortened } from "../../symbol.jsx";
import { network, table } from "../../walk.js";
import { pictureOf } from "../export/picture.js";
import { t } from "../words.js";
import { askedFor, exercise, levels } from "./numbers.js";

/** @typedef {import("../../quantities.js").Quantity} Quantity */
/** @typedef {{ network: import("../../network.js").Network } & import("../../given.js").Numbers} Given */

/** The answers: one training step of the core. @param {Given} given @returns {Promise<import("../../quantities.js").Iteration>} */
const solve = ({ network: of, x, y, w, b, lr }) =>
  withModel(specOf(of, lr), async (model) => {
    await model.setWeights(toTensors(of, { w: [...w], b: [...b] }));
    const trace = await model.trace([x], [y]);
    await model.trainOnBatch([x], [y]);
    const after = fromTensors(of, await model.getWeights());
    for (const { learned, number } of biasesOf(of)) if (!learned) after.b[number] = b[number];
    return { x, y, w: [...w], b: [...b], lr, trace, after };
  });

/** Prints the sheet and its key, and nothing else of the page. */
function print() {
  const { dataset } = document.documentElement;
  dataset.print = "sheet";
  addEventListener("afterprint", () => delete dataset.print, { once: true });
  window.print();
}

export default function Worksheet() {
  const seed = state.sheet.value;
  const given = { network: network.value, ...exercise(network.value, seed) };
  const { value: solved, problem } = useWorker(solve, given);
  const asked = askedFor(table.value, state.level.value);
  const title = t("sheet.title", { seed });
  const places = state.places.value;
  const answer = (/** @type {Quantity} */ q) => (solved ? fixed(q.value(solved), places) : "…");
  const take = () => {
    begin();
    const { x, y, w, b, lr } = given;
    setNumbers({ x, y, w, b, lr });
  };
  return (
    <div class="worksheet">
      <p class="muted no-print">{t("sheet.text")}</p>
      <div class="tool-row no-print">
        <NumberField
          label={t("sheet.seed")}
          value={seed}
          min={1}
          max={9999}
          step={1}
          integer
          onChange={(value) => (state.sheet.value = value)}
        />
        <Select
          label={t("sheet.level")}
          value={state.level.value}
          options={levels.map((value) => ({ value, label: t(`level.${value}`) }))}
          onChange={(value) => (state.level.value = value)}
        />
        <Button kind="primary" onClick={print}>
          {t("sheet.print")}
        </Button>
        <Button onClick={take}>{t("sheet.take")}</Button>
      </div>
      <Complaint problem={problem} />
      <Page title={title} given={given} asked={asked} write={() => ""}>
        <p>{t("sheet.task", { places })}</p>
        <Lines asked={asked} after={() => <span class="line-to-write" />} />
      </Page>
      <details class="key">
        <summary>{t("sheet.key")}</summary>
        <Page title={`${title}: ${t("sheet.key")}`} given={given} asked={asked} write={answer}>
          <Lines asked={asked} after={(q) => <b>{answer(q)}</b>} />
        </Page>
      </details>
    </div>
  );
}

/**
 * The network as a picture, in which what is asked for can be written down, too.
 * @param {{ title: string, given: Quantity[], asked: Quantity[], print(quantity: Quantity): string, write(quantity: Quantity): string }} props
 */
function Picture({ title, given, asked, print: printed, write }) {
  const texts = new Map([
    ...given.map((q) => /** @type {const} */ ([q.id, printed(q)])),
    ...asked.map((q) => /** @type {const} */ ([q.id, write(q)])),
  ]);
  const svg = pictureOf({
    width: 860,
    title,
    valueOf: (id) => (texts.has(id) ? 0 : undefined),
    signOf: () => 0,
    print: (id) => texts.get(id) ?? "",
  });
  const source = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  return (
    <div class="sheet-picture" tabIndex={0} role="group" aria-label={t("sheet.picture")}>
      <img src={source} alt={t("sheet.picture")} />
    </div>
  );
}

/** With its formula: whether squared errors are summed or averaged, its name does not always say. @param {{ name: string }} props */
const Loss = ({ name }) => (
  <>
    {name}, <Formula row={["L = ", ...(table.value.get("L")?.forms[0] ?? [])]} />
  </>
);

/** @param {{ title: string, given: Given, asked: Quantity[], write(quantity: Quantity): string, children?: any }} props  write: what stands in the picture where something is asked for */
function Page({ title, given, asked, write, children }) {
  const values = [...table.value.values()].filter((q) => q.phase === "given");
  const printed = (/** @type {Quantity} */ q) =>
    shortened(fixed(q.value(/** @type {any} */ (given)), 6));
  const { layers, loss } = given.network;
  return (
    <div class="sheet">
      <h3>{title}</h3>
      <p>
        {t.parts("sheet.network", {
          activations: layers.map((l) => kindName("activations", l.activation)).join(", "),
          loss: <Loss name={kindName("losses", loss)} />,
        })}
      </p>
      <Picture {...{ title, asked, write }} given={values} print={printed} />
      <p class="sheet-given">
        {values.map((q) => (
          <span key={q.id}>
            <Symbol symbol={q.symbol} /> = {printed(q)}
          </span>
        ))}
      </p>
      {children}
    </div>
  );
}

/** @param {{ asked: Quantity[], after(quantity: Quantity): any }} props  after: what stands behind the sign of equality */
const Lines = ({ asked, after }) => (
  <ul class="sheet-lines">
    {asked.map((q) => (
      <li key={q.id} data-ask={q.id}>
        <span class="visually-hidden">{nameOf(q.id)}</span>
        <span aria-hidden="true">
          <Symbol symbol={q.symbol} inline /> =
        </span>{" "}
        {after(q)}
      </li>
    ))}
  </ul>
);
