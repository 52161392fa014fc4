/**
 * Kinds of the core with their settings as a link holds them: "adam,learningRate:0.002" is { type: "adam",
 * learningRate: 0.002 }, and "~" stands between several. What is not written has the core's default.
 */

/** @typedef {{ name: string, type: string, default?: any, min?: number, max?: number, aboveMin?: boolean,
 *              belowMax?: boolean, words?: string[], about: Record<"zh" | "en", string> }} Field */
/** @typedef {{ type: string, about: Record<"zh" | "en", string>, fields: Field[] }} Kind */
/** @typedef {{ type: string, [option: string]: any }} Choice */

/** @param {string} text */
function readValue(text) {
  if (text === "true" || text === "false") return text === "true";
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}

/** @param {string} text @returns {Choice} */
export function readChoice(text) {
  const [type, ...pairs] = text.split(",");
  const options = pairs.map((pair) => {
    const [name, value] = pair.split(":");
    return [name, readValue(value)];
  });
  return { type, ...Object.fromEntries(options) };
}

/** @param {Choice} choice @param {readonly Field[]} fields those that are written, unless they have their default */
export function writeChoice({ type, ...options }, fields) {
  const pairs = fields
    .filter((field) => options[field.name] !== undefined && options[field.name] !== field.default)
    .map((field) => `${field.name}:${options[field.name]}`);
  return [type, ...pairs].join(",");
}

/** @param {string} text @returns {Choice[]} */
export const readChoices = (text) => (text === "" ? [] : text.split("~").map(readChoice));

/** The fields that this page can show as controls. @param {Pick<Kind, "fields"> | undefined} kind */
export const shownFields = (kind) =>
  (kind?.fields ?? []).filter(({ type }) =>
    ["number", "integer", "boolean", "word"].includes(type),
  );
