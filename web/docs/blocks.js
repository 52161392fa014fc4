/**
 * The blocks of a guide are written once, in English. A translation says ```same where a block belongs, and gets the next
 * one of the English guide with the output that follows it. Lines in that fence, `this → that`, put a comment or a word of
 * the block into the other language; each must be found, so that none outlives what it translates.
 */

const fence = "^```.*\\n[^]*?^```$";
const withOutput = new RegExp(`${fence}(?:\\n+\`\`\`text output\\n[^]*?^\`\`\`$)?`, "gm");
const place = /^```(.*)\n([^]*?)^```$/gm;

/** @param {string} block @param {string} lines `this → that`, one a line */
function translated(block, lines) {
  return lines
    .split("\n")
    .filter(Boolean)
    .reduce((text, line) => {
      const [from, to] = line.split(" → ");
      if (to === undefined || !text.includes(from))
        throw new Error(`"${line}" is not "this → that" with a "this" of the block`);
      return text.replaceAll(from, to);
    }, block);
}

/** @param {string} translation @param {string} original the guide in English @returns {string} the translation with its blocks */
export function withBlocks(translation, original) {
  const blocks = original.match(withOutput) ?? [];
  let used = 0;
  const text = translation.replace(place, (_, info, lines) => {
    if (info !== "same") throw new Error(`a block of its own: ${info}`);
    return translated(blocks[used++] ?? "", lines);
  });
  if (used !== blocks.length)
    throw new Error(`${used} places for the ${blocks.length} blocks of the English guide`);
  return text;
}
