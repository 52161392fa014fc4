/** What people type or paste as a number in the signs of programs: any minus, a comma for the point, digits of full width. @param {string} text */
export const plainNumber = (text) =>
  text.normalize("NFKC").trim().replace(/[−–]/g, "-").replace(/[,。]/g, ".");

/** @param {string} text */
export function parseNumber(text) {
  const plain = plainNumber(text);
  return plain === "" ? NaN : Number(plain);
}
