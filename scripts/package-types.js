// The package's .d.ts files, from what tsc makes of the JSDoc in wasm/: the entries as they are, and types.d.ts with all
// that they lead to.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { trimComments, withoutComments } from "./trim-comments.js";
import { fromRoot, npmTool, quietly, ToolError, writeIfChanged } from "./tools.js";

const referenceIn = /(?:from |import\()"(\.[^"]+)\.js"/g;
const nameIn = /^export (?:declare )?(?:const|function|class|type|interface) (\w+)/;

/** The names in a text that a declaration may have: of types and, where `all` is set, of values. */
const namesIn = (text, all) =>
  withoutComments(text).match(all ? /\b[a-zA-Z]\w*/g : /\b[A-Z]\w*|(?<=\btypeof )\w+/g) ?? [];

/** What a file declares, by name, each with its comment. `type T = import("./file.js").T` is no declaration here. */
function declarationsIn(text) {
  const parts = text
    .replaceAll(/import\("[^"]+"\)\./g, "")
    .replaceAll(/^(?=declare |interface |type )/gm, "export ")
    .split(/(?<=[;}]\n+)(?=\/\*\*|export |import )/);
  return parts
    .map((part) => [withoutComments(part).trimStart().match(nameIn)?.[1], part])
    .filter(([name, part]) => name && !part.includes(`type ${name} = ${name};`));
}

/** What `using` calls no class can declare, as an engine may lack the symbol: an interface of its name does. */
const withUsing = (name, text) =>
  /^ {4}dispose\(\): void;$/m.test(text)
    ? `export interface ${name} extends ForUsing {}\n${text}`
    : text;

/** The declarations that the entries need, in order. */
function needed(declarations, entryTexts) {
  const names = new Set(entryTexts.flatMap((text) => namesIn(text, true)));
  for (const name of names)
    if (declarations.has(name))
      for (const other of namesIn(declarations.get(name))) names.add(other);
  return [...declarations].filter(([name]) => names.has(name)).map(([, text]) => text);
}

/** Every file that the entries lead to, as [path, text]; wasm/generated/spec.d.ts is among them. */
function* filesFrom(emitted, entries) {
  const reached = new Set(entries.map((name) => join(emitted, name)));
  for (const path of reached) {
    const name = relative(emitted, path);
    const isGenerated = name.startsWith("generated");
    const text = readFileSync(isGenerated ? fromRoot("wasm", name) : path, "utf8");
    yield [path, trimComments(text)];
    for (const [, to] of text.matchAll(referenceIn))
      reached.add(resolve(dirname(path), `${to}.d.ts`));
  }
}

/** Writes into `dist` the declarations of `entries`, and in types.d.ts those of other files that they need. */
function writeTypes(dist, emitted, entries) {
  const declarations = new Map();
  const entryTexts = [];
  for (const [path, text] of filesFrom(emitted, entries)) {
    if (entries.includes(basename(path))) {
      const isOutside = (to) => !entries.includes(`${basename(to)}.d.ts`);
      const bundled = text.replaceAll(referenceIn, (found, to) =>
        isOutside(to) ? found.replace(to, "./types") : found,
      );
      entryTexts.push(bundled);
      writeIfChanged(join(dist, basename(path)), bundled);
      continue;
    }
    for (const [name, declaration] of declarationsIn(text)) {
      if (declarations.has(name)) throw new ToolError(`two types are called ${name}; rename one`);
      declarations.set(name, withUsing(name, declaration));
    }
  }
  writeIfChanged(join(dist, "types.d.ts"), needed(declarations, entryTexts).join(""));
}

/** Writes the types of the package, of which `entries` are the files that a program may name, into `dist`. */
export function emitTypes(dist, entries) {
  const emitted = mkdtempSync(fromRoot("build/types-"));
  try {
    const args = ["-p", "tsconfig.build.json", "--outDir", emitted];
    quietly(process.execPath, [npmTool("typescript/bin/tsc"), ...args], {
      what: "emitting the types",
    });
    writeTypes(dist, emitted, entries);
  } finally {
    rmSync(emitted, { recursive: true, force: true });
  }
}
