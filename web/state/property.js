/**
 * One line of a table of properties: how its text in the URL is read and written (kinds.js) and
 *   initial   the value when nothing says otherwise; a value equal to it is not written to the URL
 *   remember  kept in this browser as well
 * @template T
 * @param {import("./kinds.js").Kind<T>} kind
 * @param {T} initial
 */
export const property = (kind, initial, { remember = false } = {}) => ({
  ...kind,
  initial,
  remember,
});
