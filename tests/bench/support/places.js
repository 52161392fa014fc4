/** places.js: starts a peer where it is to run and hands on calls to its host; `close` ends it. */
import { fork, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fromRoot } from "../../../scripts/tools.js";
import { blas, PYTHON } from "./torch.js";

/** An object whose every method is a call to the host. */
function remote(call, close) {
  const names = ["takes", "prepare", "time", "drop", "features"];
  const methods = names.map((name) => [name, (...given) => call(name, given)]);
  return { ...Object.fromEntries(methods), close };
}

/** Calls over a process's messages: one at a time, answered in turn. */
function conversation(child, send) {
  const waiting = [];
  const answer = ({ result, error }) => {
    const { resolve, reject } = waiting.shift();
    if (error) reject(new Error(error));
    else resolve(result);
  };
  const next = () => new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  child.on("exit", (code) => {
    for (const { reject } of waiting) reject(new Error(`the peer's process ended with ${code}`));
  });
  return { answer, next, call: (name, given) => (send([name, ...given]), next()) };
}

async function inNode({ module, options = {} }) {
  const url = `../peers/${module}.js`;
  const child = fork(fromRoot("tests/bench/support/node-host.js"), [
    JSON.stringify([url, options]),
  ]);
  const { answer, next, call } = conversation(child, (message) => child.send(message));
  child.on("message", answer);
  await next(); // it is open
  return remote(call, () => child.disconnect());
}

/** Ours as it is; the peers bundled, as on a page of theirs. */
export const browserUrl = (module) =>
  `/${module === "glassnet" ? "tests" : "build"}/bench/peers/${module}.js`;

async function inChromium({ module, options = {} }, chromium) {
  const page = await chromium.newPage();
  await page.evaluate(
    async ([url, options]) => {
      const { openHost } = await import("/tests/bench/support/host.js");
      const read = async (path) => (await fetch(`/${path}`)).arrayBuffer();
      const folder = (path) => `${location.origin}/tests/bench/${path}`;
      globalThis.host = await openHost(url, { options, read, folder });
    },
    [browserUrl(module), options],
  );
  const call = (name, given) =>
    page.evaluate(([name, given]) => globalThis.host[name](...given), [name, given]);
  return remote(call, () => page.context().close());
}

async function natively() {
  const { environment } = blas();
  const child = spawn(PYTHON, [fromRoot("tests/bench/peers/pytorch.py")], {
    env: { ...process.env, ...environment },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const { answer, next, call } = conversation(child, (message) =>
    child.stdin.write(`${JSON.stringify(message)}\n`),
  );
  createInterface(child.stdout).on("line", (line) => answer(JSON.parse(line)));
  await next();
  return remote(call, () => child.stdin.end());
}

/** @param {"Node" | "Chromium" | "native"} place */
export const openPlace = (place, peer, chromium) =>
  ({ Node: inNode, Chromium: inChromium, native: natively })[place](peer, chromium);
