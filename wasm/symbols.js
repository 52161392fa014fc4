/** symbols.js: the symbols that `using` and `await using` look for. */

/**
 * Where the engine has no such symbol, compilers look for the one of this name in the registry.
 *
 * @param {string} name of a property of Symbol: "dispose", "asyncDispose"
 * @returns {symbol}
 */
export const symbolFor = (name) =>
  /** @type {any} */ (Symbol)[name] ?? Symbol.for(`Symbol.${name}`);
