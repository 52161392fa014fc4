/** What the page takes of the package's worker entry, in a module of its own: the rest of that entry's exports stay out of its chunk. */
export { load } from "../../wasm/worker.js";
