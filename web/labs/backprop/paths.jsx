/** All paths of a gradient, each as a product with its value, and their sum. */
import { fixed } from "../../ui/number.js";
import { evaluate } from "./evaluate.js";
import { Formula } from "./formula.jsx";
import { pathsOf } from "./paths.js";
import { state } from "./state.js";
import { network, valueOf } from "./walk.js";
import { t } from "./words.js";

const most = 12; // of more, the sum alone is read

/** @param {{ parameter: string }} props */
export function Paths({ parameter }) {
  const paths = pathsOf(network.value, parameter).map((path) => ({
    ...path,
    value: evaluate(path.values, (id) => valueOf(id) ?? NaN),
  }));
  if (paths.length < 2) return null;
  const sum = paths.reduce((total, { value }) => total + value, 0);
  const print = (/** @type {number} */ value) => fixed(value, state.places.value);
  return (
    <details class="paths">
      <summary>{t("paths.summary", { count: paths.length })}</summary>
      <ol>
        {paths.slice(0, most).map(({ symbols, values, value }, i) => (
          <li key={i}>
            <span class="formula formula-symbols">
              <Formula row={symbols} />
            </span>
            <span class="formula formula-values">
              <span class="sign">=</span>
              <Formula row={values} values />
              <span class="sign">=</span>
              <b class="path-value">{print(value)}</b>
            </span>
          </li>
        ))}
      </ol>
      {paths.length > most && <p>{t("paths.more", { count: paths.length - most })}</p>}
      <p class="path-sum">{t("paths.sum", { sum: print(sum) })}</p>
    </details>
  );
}
