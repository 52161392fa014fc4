/** symbols.js: the symbols that `using` and `await using` look for, and their types where TypeScript's library has them. */

/** The key of what `using` calls; none before TypeScript's esnext.disposable. @typedef {SymbolConstructor extends { readonly dispose: infer Key extends symbol } ? Key : never} DisposeKey */
/** Likewise of `await using`. @typedef {SymbolConstructor extends { readonly asyncDispose: infer Key extends symbol } ? Key : never} AsyncDisposeKey */
/** What `using` disposes of at the end of the block. @typedef {Record<DisposeKey, () => void>} ForUsing */
/** What `await using` disposes of at the end of the block. @typedef {Record<AsyncDisposeKey, () => Promise<void>>} ForAwaitUsing */

/**
 * Where the engine has no such symbol, compilers look for the one of this name in the registry.
 *
 * @param {string} name of a property of Symbol: "dispose", "asyncDispose"
 * @returns {symbol}
 */
export const symbolFor = (name) =>
  /** @type {any} */ (Symbol)[name] ?? Symbol.for(`Symbol.${name}`);
