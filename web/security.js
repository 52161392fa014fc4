/**
 * What the page may load and run: its own files, and WebAssembly. Nothing from elsewhere, no text turned
 * into code, no markup from strings. (A meta policy cannot carry frame-ancestors; a host that can send
 * headers should send this one too, for it then covers the worker.)
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types default",
].join("; ");

/** The one Trusted Types policy: script from our own origin may start a worker; HTML and code from text may not. */
export function installTrustedTypes() {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  types?.createPolicy("default", {
    /** @param {string} url */
    createScriptURL(url) {
      const { origin } = new URL(url, location.href);
      return origin === location.origin ? url : null;
    },
  });
}
