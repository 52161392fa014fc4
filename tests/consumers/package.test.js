/** The packed package, as those judge it who know how packages break: publint and Are the types wrong? */
import { readFileSync } from "node:fs";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { expect, test } from "@jest/globals";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { tarball } from "./support/project.js";

test("publint finds nothing", async () => {
  const data = readFileSync(tarball());
  const file = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball: file }, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
});

/**
 * It resolves each entry as each kind of program would. What an ES module alone cannot serve is no mistake: a program
 * that resolves as Node 10 did sees no exports at all, and one in CommonJS gets it by require() since Node 20.19.
 */
test("Are the types wrong? finds nothing", async () => {
  const packed = createPackageFromTarballData(new Uint8Array(readFileSync(tarball())));
  const { problems } = await checkPackage(packed, { excludeEntrypoints: [/\.wasm$/] });
  const isMistake = ({ kind, resolutionKind }) =>
    resolutionKind !== "node10" && kind !== "CJSResolvesToESM";
  expect(problems.filter(isMistake)).toEqual([]);
});
