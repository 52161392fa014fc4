/** glassnet.js of a page with no tool: the files of the package where they were put, as a CDN has them. */
export { load } from "./node_modules/glassnet/dist/index.js";
export { load as loadExternal } from "./node_modules/glassnet/dist/external.js";
export { load as loadWorker } from "./node_modules/glassnet/dist/worker.js";
