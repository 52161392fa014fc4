/** glassnet.js: the entries of the package under names of their own. */
export { load } from "glassnet";
export { load as loadExternal } from "glassnet/external";
export { load as loadWorker } from "glassnet/worker";
