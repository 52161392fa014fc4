/** What went wrong, as it is told: by a code, and in the core's own words. */

/** @typedef {{ code: string, message: string }} Problem */

/** Any thrown value as a problem to be shown. @param {any} error @returns {Problem} */
export const problemOf = (error) => ({
  code: String(error?.code ?? ""),
  message: String(error?.message ?? error),
});
