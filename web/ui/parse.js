/** What people type or paste as a number: any minus, a comma for the point, digits of full width. @param {string} text */
export function parseNumber(text) {
  const plain = text.normalize("NFKC").trim().replace(/[−–]/g, "-").replace(/[,。]/g, ".");
  return plain === "" ? NaN : Number(plain);
}
