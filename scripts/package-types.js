// The package's .d.ts files: what tsc makes of the JSDoc in wasm/, as far as the entries' declarations lead.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fromRoot, npmTool, quietly, writeIfChanged } from "./tools.js";

/** Writes into `dist` the declarations that `entries` lead to; wasm/generated/spec.d.ts is among them. */
export function emitTypes(dist, entries) {
  const emitted = mkdtempSync(fromRoot("build/types-"));
  try {
    const args = ["-p", "tsconfig.build.json", "--outDir", emitted];
    quietly(process.execPath, [npmTool("typescript/bin/tsc"), ...args], {
      what: "emitting the types",
    });
    const reached = new Set(entries.map((name) => join(emitted, name)));
    for (const path of reached) {
      const name = relative(emitted, path);
      const isGenerated = name.startsWith("generated");
      const text = readFileSync(isGenerated ? fromRoot("wasm", name) : path, "utf8");
      writeIfChanged(join(dist, name), text);
      for (const [, to] of text.matchAll(/(?:from |import\()"(\.[^"]+)\.js"/g)) {
        reached.add(resolve(dirname(path), `${to}.d.ts`));
      }
    }
  } finally {
    rmSync(emitted, { recursive: true, force: true });
  }
}
