/** A page of Next needs these headers to have a SharedArrayBuffer; the package itself needs no line here. */
import { join } from "node:path";
import { isolation } from "./server.js";

const headers = Object.entries(isolation).map(([key, value]) => ({ key, value }));

export default {
  headers: () => [{ source: "/:path*", headers }],
  turbopack: { root: join(import.meta.dirname, "../../..") }, // where the tools are, too
};
