/** Vite finds everything by itself. */
import { build } from "vite";

await build({ build: { outDir: "out" }, logLevel: "warn" });
