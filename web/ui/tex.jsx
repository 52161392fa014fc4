/**
 * The formulas that the core says of itself, in the part of TeX that it uses, as MathML, which browsers draw and screen
 * readers read by themselves.
 */

/** @type {Record<string, string>} */
const letters = {
  alpha: "α",
  beta: "β",
  epsilon: "ε",
  eta: "η",
  lambda: "λ",
  mu: "μ",
  pi: "π",
  rho: "ρ",
  sigma: "σ",
  Phi: "Φ",
};
/** @type {Record<string, string>} */
const signs = {
  leftarrow: "←",
  cdot: "·",
  lfloor: "⌊",
  rfloor: "⌋",
  le: "≤",
  ge: "≥",
  sum: "∑",
  partial: "∂",
  left: "",
  right: "",
};
/** A parenthesis keeps its size. @type {any} */
const fixed = { stretchy: "false" };
const functions = ["cos", "ln", "max", "tanh"];

/** @param {string} tex */
const tokensOf = (tex) => tex.match(/\\[a-zA-Z]+|\\.|\d+(?:\.\d+)?|\S/g) ?? [];

/** The text between braces, as it stands: \text and \mathrm lose no space. @param {string} tex @returns {{ tex: string, texts: string[] }} */
function liftTexts(tex) {
  /** @type {string[]} */
  const texts = [];
  const rest = tex.replace(
    /\\(?:text|mathrm|operatorname)\{([^}]*)\}/g,
    (_, text) => `\\lifted${"a".repeat(texts.push(text))} `,
  );
  return { tex: rest, texts };
}

/** Reads one formula from its tokens. */
class Reader {
  at = 0;
  /** What was not understood. @type {string[]} */
  unknown = [];
  /** @param {string[]} tokens @param {string[]} texts */
  constructor(tokens, texts) {
    this.tokens = tokens;
    this.texts = texts;
  }

  /** As far as the closing brace, or the end. */
  row() {
    const list = [];
    while (this.at < this.tokens.length && this.tokens[this.at] !== "}") list.push(this.scripted());
    return <mrow>{list}</mrow>;
  }

  /** One thing and what stands above and below it. */
  scripted() {
    const base = this.one();
    /** @type {Record<string, any>} */
    const scripts = {};
    for (let mark; (mark = this.tokens[this.at]) === "^" || mark === "_";) {
      this.at++;
      scripts[mark] = this.one();
    }
    const { _: below, "^": above } = scripts;
    if (below && above) return <msubsup>{[base, below, above]}</msubsup>;
    if (below) return <msub>{[base, below]}</msub>;
    return above ? <msup>{[base, above]}</msup> : base;
  }

  /** @returns {any} */
  one() {
    const token = this.tokens[this.at++] ?? "";
    if (token === "{") {
      const row = this.row();
      this.at++;
      return row;
    }
    if (token.startsWith("\\")) return this.command(token.slice(1));
    if (/^\d/.test(token)) return <mn>{token}</mn>;
    if (/^[a-zA-Z]$/.test(token)) return <mi>{token}</mi>;
    return <mo {...fixed}>{token === "-" ? "−" : token}</mo>;
  }

  /** @param {string} name */
  command(name) {
    if (name === "frac" || name === "tfrac") return <mfrac>{[this.one(), this.one()]}</mfrac>;
    if (name === "sqrt") return <msqrt>{this.one()}</msqrt>;
    if (name === "quad") return <mspace width="1.2em" />;
    if (name === ",") return <mspace width="0.17em" />;
    if (name.startsWith("lifted"))
      return <mtext>{this.texts[name.length - "lifted".length - 1]}</mtext>;
    if (Object.hasOwn(letters, name)) return <mi>{letters[name]}</mi>;
    if (functions.includes(name)) return <mi>{name}</mi>;
    if (!Object.hasOwn(signs, name)) this.unknown.push(name);
    return <mo {...fixed}>{signs[name] ?? name}</mo>;
  }
}

/** @param {string} tex @returns {{ tree: any, unknown: string[] }} unknown: commands that were not understood */
export function readTex(tex) {
  const { tex: rest, texts } = liftTexts(tex);
  const reader = new Reader(tokensOf(rest), texts);
  return { tree: reader.row(), unknown: reader.unknown };
}

/** @type {any} */
const displayed = { displaystyle: "true" };

/** @param {{ tex: string }} props */
export const Tex = ({ tex }) => (
  <div class="tex">
    <math {...displayed}>{readTex(tex).tree}</math>
  </div>
);
