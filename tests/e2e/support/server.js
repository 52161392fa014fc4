import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const types = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** What a page must be served with to have a SharedArrayBuffer; it also makes its clock fine, steps of 5 µs, not of 100. */
export const isolation = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

/** Serves a folder of the project at a path, as any static host would: a missing file is a 404. */
export async function serve(folder, base = "/", headers = {}, { compress = false } = {}) {
  const root = fileURLToPath(new URL(`../../../${folder}/`, import.meta.url));
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const path = normalize(decodeURIComponent(pathname.slice(base.length)));
    const file = join(root, pathname.endsWith("/") ? join(path, "index.html") : path);
    const body =
      pathname.startsWith(base) && !path.startsWith("..")
        ? await readFile(file).catch(() => null)
        : null;
    const type = types[extname(file)] ?? "application/octet-stream";
    response.writeHead(body ? 200 : 404, {
      "content-type": body ? type : "text/plain",
      ...(body && compress ? { "content-encoding": "gzip" } : {}),
      ...headers,
    });
    response.end(body && compress ? gzipSync(body) : (body ?? "not found"));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${base}`,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
