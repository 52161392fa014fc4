#!/usr/bin/env node
// Serves the playground from its sources: everything is installed and built first.
import { bootstrap, buildTools } from "./bootstrap.js";
import { build } from "./build.js";
import { fromRoot, log, main } from "./tools.js";

await main(async () => {
  await bootstrap(buildTools);
  await build("core", "package"); // the documentation shows the package's types
  const { createServer } = await import("vite");
  const server = await createServer({
    root: fromRoot("web"),
    logLevel: "warn",
    server: {
      host: "127.0.0.1",
      port: Number(process.env.PORT ?? 5173),
      fs: { allow: [fromRoot()] },
    },
  });
  await server.listen();
  log(`the playground is at ${server.resolvedUrls.local[0]} (Ctrl+C ends it)`);
});
