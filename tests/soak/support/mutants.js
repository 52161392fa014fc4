/**
 * mutants.js: source files of C with one mistake put in: an operator changed into its neighbour, a number into the next one,
 * a statement left out. Chosen by a seed, the same ones at every run.
 */

/** pattern → what it becomes. The spaces that clang-format puts around a binary operator tell it from a unary one. */
const changes = [
  [/ \+ /g, " - "],
  [/ - /g, " + "],
  [/ \* /g, " / "],
  [/ \/ /g, " * "],
  [/ < /g, " <= "],
  [/ > /g, " >= "],
  [/ <= /g, " < "],
  [/ >= /g, " > "],
  [/ == /g, " != "],
  [/ != /g, " == "],
  [/ && /g, " || "],
  [/ \|\| /g, " && "],
  [/ \+= /g, " -= "],
  [/ -= /g, " += "],
  [/ \*= /g, " = "],
  [/\bgn_add\(/g, "gn_sub("],
  [/\bgn_sub\(/g, "gn_add("],
  [/\bgn_mul\(/g, "gn_add("],
  [/(?<![\w.])0(?![\w.])/g, "1"],
  [/(?<![\w.])1(?![\w.])/g, "2"],
  [/(?<![\w.])2(?![\w.])/g, "3"],
  [/(?<![\w.])0\.5f?(?![\w.])/g, "0.25f"],
  [
    /(?<=\n {2,})(?!return|const|static|float|double|size_t|int|bool|void|gn_\w+ \w|gn_\w+ \*|case|default|for|if|else|while|do|#)[^;{}\n]*;(?=\n)/g,
    ";",
  ],
];

/** What changes nothing but the speed: there every mistake gives the same bits. */
const equal = [
  /for \(; i \+ GN_LANES <= n;/g, // the numbers that are left over are computed one by one
  /for \(; left >= 4;/g, // likewise the columns
];

/** Text and comments as blanks of the same length, so that nothing there is changed. @param {string} source */
const codeOf = (source) =>
  source.replace(/\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|^#.*$/gm, (text) =>
    text.replace(/[^\n]/g, "\0"),
  );

/**
 * Every mistake that can be put into a source.
 *
 * @param {string} source
 * @returns {{ at: number, old: string, new: string }[]}
 */
export function mistakesIn(source) {
  const code = codeOf(source);
  const skipped = equal.flatMap((pattern) =>
    [...code.matchAll(pattern)].map(({ index, 0: text }) => [index, index + text.length]),
  );
  return changes
    .flatMap(([pattern, replacement]) =>
      [...code.matchAll(pattern)].map(({ index, 0: old }) => ({
        at: index,
        old,
        new: replacement,
      })),
    )
    .filter(({ at }) => !skipped.some(([from, to]) => at >= from && at < to));
}

/** @param {string} source @param {{ at: number, old: string, new: string }} mistake */
export const withMistake = (source, { at, old, new: replacement }) =>
  source.slice(0, at) + replacement + source.slice(at + old.length);

/** Where it is and what it does, in a line. */
export function lineOf(file, source, { at, old, new: replacement }) {
  const lines = source.slice(0, at).split("\n");
  const [before, after] = [lines.at(-1).trimStart(), source.slice(at + old.length).split("\n")[0]];
  return `${file}:${lines.length}: ${before}⟦${old} → ${replacement}⟧${after}`;
}
