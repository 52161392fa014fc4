import { serve } from "./server.js";

/** One server for the whole run; the tests' processes inherit its address. */
export default async function setup() {
  const server = await serve("build/web", "/glassnet/");
  process.env.GLASSNET_URL = server.url;
  return server.close;
}
