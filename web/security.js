/**
 * What the page may load and run: its own files, and WebAssembly. Nothing from elsewhere, no text turned
 * into code, no markup from strings. (A meta policy cannot carry frame-ancestors; a host that can send
 * headers should send this one too, for it then covers the worker.)
 */
export const contentSecurityPolicy = policyOf({ files: "'self'" });

/**
 * @param {{ files?: string, scripts?: string, styles?: string }} sources  the page's own files, or what it carries
 *   inside: sources of scripts and workers, and of styles
 */
export function policyOf({ files = "'none'", scripts = files, styles = files }) {
  return [
    "default-src 'none'",
    `script-src ${scripts} 'wasm-unsafe-eval'`,
    `worker-src ${files === "'none'" ? "blob:" : files}`,
    `connect-src ${files}`,
    `style-src ${styles}`,
    `img-src ${files === "'none'" ? "" : `${files} `}data: blob:`,
    `manifest-src ${files}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default",
  ].join("; ");
}

/** The one Trusted Types policy: script from our own origin may start a worker; HTML and code from text may not. */
export function installTrustedTypes() {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  types?.createPolicy("default", {
    /** @param {string} url */
    createScriptURL(url) {
      const { origin } = new URL(url, location.href);
      return origin === globalThis.origin ? url : null; // of a file, and of what it carries, both are "null"
    },
  });
}
