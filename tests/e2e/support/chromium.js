import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Playwright's launch options for the system's Chromium: that of $CHROMIUM, or the first on the path. */
export function chromium() {
  const folders = ["/usr/bin", ...process.env.PATH.split(delimiter)];
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const executablePath = process.env.CHROMIUM || candidates.find(isProgram);
  if (!executablePath) throw new Error("no Chromium found: install it, or name it in $CHROMIUM");
  return { executablePath, args: quiet };
}
