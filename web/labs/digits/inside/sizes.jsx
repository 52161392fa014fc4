/** Calculators: how large the output is, how many parameters there are, how far a pixel sees; for a chain one edits. */
import { batch } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { state } from "../state.js";
import { Button } from "../../../ui/button.jsx";
import { Complaint } from "../../../ui/complaint.jsx";
import { NumberField, Select } from "../../../ui/fields.jsx";
import { Icon } from "../../../ui/icon.jsx";
import { whole as print } from "../../../ui/number.js";
import {
  fieldFormula,
  fieldsOf,
  fresh,
  parameterFormula,
  readChain,
  sideFormula,
  starts,
  writeChain,
} from "./chain.js";
import { Compare } from "./compare.jsx";
import { Known } from "./known.jsx";
import { counted, follow, refused } from "./counts.js";
import { t } from "./words.js";

/** @typedef {import("./chain.js").Link} Link */
/** @typedef {import("./chain.js").Row} Row */

/** The most that the fields take; what does not fit the picture the core refuses, with its reason. */
const most = { units: 100_000, size: 64, stride: 64, padding: 64, dilation: 64 };
const LONGEST = 24;

/** @param {readonly Link[]} chain */
const keep = (chain) => (state.chain.value = writeChain(chain));

/** @param {{ chain: Link[], at: number }} props */
function Editor({ chain, at }) {
  const link = chain[at];
  /** @param {Partial<Link>} changed */
  const change = (changed) =>
    keep(chain.map((one, index) => (index === at ? { ...one, ...changed } : one)));
  return (
    <div class="link-fields">
      <Select
        label={t("chain.kind", { n: at + 1 })}
        value={link.kind}
        options={
          /** @type {Link["kind"][]} */ (Object.keys(fieldsOf)).map((value) => ({
            value,
            label: t(`chain.${value}`),
          }))
        }
        onChange={(kind) => change({ ...fresh[kind] })}
      />
      {fieldsOf[link.kind].map((field) => (
        <NumberField
          key={field}
          label={t(field === "units" && link.kind === "conv" ? "chain.filters" : `chain.${field}`)}
          value={link[field]}
          min={field === "padding" ? 0 : 1}
          max={most[field]}
          step={1}
          integer
          onChange={(value) => change({ [field]: value })}
        />
      ))}
    </div>
  );
}

/** @param {{ formula: string, result: string, name: string, after?: string }} props */
const Worked = ({ formula, result, name, after }) => (
  <p class="worked">
    <span class="muted">{name}</span>
    <span class="worked-formula">
      {formula && <span>{formula} = </span>}
      <b>{result}</b>
      {after && <small>{after}</small>}
    </span>
  </p>
);

/** @param {number[]} shape */
const shapeText = (shape) => shape.map(print).join(" × ");

/** @param {{ row: Row }} props */
function Results({ row }) {
  const { link, output, parameters, field } = row;
  return (
    <div class="link-results">
      {link.kind === "dense" ? (
        <Worked name={t("chain.units")} formula="" result={print(output[0])} />
      ) : (
        <Worked
          name={t("sizes.output")}
          formula={sideFormula(row)}
          result={print(output[0])}
          after={t("sizes.shape", { shape: shapeText(output) })}
        />
      )}
      <Worked
        name={t("sizes.parameters")}
        formula={parameterFormula(row, print)}
        result={print(parameters)}
      />
      <Worked
        name={t("sizes.field")}
        formula={fieldFormula(row)}
        result={field === undefined ? t("sizes.everything") : `${field}×${field}`}
      />
    </div>
  );
}

/** @param {{ chain: Link[], at: number, row: Row | undefined }} props */
function Layer({ chain, at, row }) {
  return (
    <li class="link" data-testid={`link-${at}`}>
      <Editor chain={chain} at={at} />
      {row ? <Results row={row} /> : <div />}
      <Button
        kind="quiet"
        class="icon-only"
        label={t("chain.remove", { n: at + 1 })}
        disabled={chain.length === 1}
        onClick={() => keep(chain.filter((_, index) => index !== at))}
      >
        <Icon name="close" />
      </Button>
    </li>
  );
}

/** @param {{ chain: Link[] }} props */
function Add({ chain }) {
  return (
    <div class="chain-add" role="group" aria-label={t("chain.add")}>
      <span class="muted">{t("chain.add")}</span>
      {
        /** @type {Link["kind"][]} */ (Object.keys(fieldsOf)).map((kind) => (
          <Button
            key={kind}
            disabled={chain.length >= LONGEST}
            onClick={() => keep([...chain, fresh[kind]])}
          >
            <Icon name="plus" />
            {t(`chain.${kind}`)}
          </Button>
        ))
      }
    </div>
  );
}

const OWN = "";

/** A network to begin with; once it is changed, it is one's own. */
function Start() {
  const [name = OWN] =
    Object.entries(starts).find(([, { chain }]) => chain === state.chain.value) ?? [];
  const begin = (/** @type {string} */ chosen) =>
    batch(() => {
      const { chain, image, colours } = starts[chosen];
      [state.chain.value, state.image.value, state.colours.value] = [chain, image, colours];
    });
  return (
    <Select
      label={t("chain.start")}
      value={name}
      options={[
        ...Object.keys(starts).map((value) => ({ label: value, value })),
        ...(name === OWN ? [{ label: t("compare.chain"), value: OWN }] : []),
      ]}
      onChange={begin}
    />
  );
}

/** How a layer's size, its parameters and its receptive field are reckoned. */
const Formulas = () => (
  <ul class="formulas-list">
    <li>
      <span class="muted">{t("sizes.output")}</span> ⌊(n + 2p − d·(f − 1) − 1)/s⌋ + 1
    </li>
    <li>
      <span class="muted">{t("sizes.parameters")}</span> {t("sizes.parameters.formula")}
    </li>
    <li>
      <span class="muted">{t("sizes.field")}</span> r + d·(f − 1)·∏s
    </li>
  </ul>
);

export function Sizes() {
  useEffect(follow, []);
  const chain = readChain(state.chain.value);
  const made = counted.value;
  const rows = refused.value ? undefined : made?.rows;
  return (
    <div class="sizes">
      <Formulas />
      <div class="sizes-head">
        <NumberField
          label={t("sizes.image")}
          value={state.image.value}
          min={1}
          max={4096}
          step={1}
          integer
          onChange={(side) => (state.image.value = side)}
        />
        <NumberField
          label={t("sizes.colours")}
          value={state.colours.value}
          min={1}
          max={64}
          step={1}
          integer
          onChange={(colours) => (state.colours.value = colours)}
        />
        <Start />
      </div>
      <Complaint problem={refused.value} />
      <ol class="chain" aria-label={t("chain.label")}>
        {chain.map((link, at) => (
          <Layer
            key={at}
            chain={chain}
            at={at}
            row={rows?.[at]?.link.kind === link.kind ? rows[at] : undefined}
          />
        ))}
      </ol>
      <Add chain={chain} />
      {made && rows && (
        <p class="total" data-testid="total">
          {t("sizes.total", { total: print(made.total), operations: print(made.multiplyAdds) })}
        </p>
      )}
      <Compare />
      <Known />
    </div>
  );
}
