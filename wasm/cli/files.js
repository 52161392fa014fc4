/**
 * files.js: files read and written whole, with errors that say what to do.
 */

import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { ArgumentError } from "../index.js";

/** @type {Record<string, string>} */
const reasons = {
  ENOENT: "there is no such file or folder",
  EACCES: "access is denied",
  EPERM: "access is denied",
  EISDIR: "it is a folder",
  ENOTDIR: "it is not a folder",
  ENOSPC: "the disk is full",
  EROFS: "the disk cannot be written to",
};

/**
 * @template T
 * @param {string} what "read" or "write"
 * @param {string} path
 * @param {() => T} act
 * @returns {T}
 */
function guarded(what, path, act) {
  try {
    return act();
  } catch (cause) {
    const { code = "", message } = /** @type {NodeJS.ErrnoException} */ (cause);
    throw new ArgumentError(`cannot ${what} ${path}: ${reasons[code] ?? message}`, {
      details: { path, code },
      cause,
    });
  }
}

/** @param {string} path */
export const read = (path) => guarded("read", path, () => new Uint8Array(readFileSync(path)));

/** The first of these files that is there. @param {string[]} paths */
export const firstOf = (paths) =>
  paths.find((path) => statSync(path, { throwIfNoEntry: false })?.isFile());

/** @param {string} path */
const isFolder = (path) => guarded("read", path, () => statSync(path).isDirectory());

/** @param {string} path */
export function needFolder(path) {
  if (!isFolder(path)) throw new ArgumentError(`${path} is not a folder`, { details: { path } });
}

/** Fails now if a file could not be written in the end. @param {string} path */
export function willWrite(path) {
  needFolder(dirname(path));
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new ArgumentError(`cannot write ${path}: it is a folder`, { details: { path } });
  }
}

/**
 * Writes a file so that at every moment either the old one or the new one is there, whole.
 *
 * @param {string} path
 * @param {Uint8Array} bytes
 */
export function writeWhole(path, bytes) {
  const temporary = `${path}.${process.pid}.tmp`;
  guarded("write", path, () => {
    try {
      const file = openSync(temporary, "wx");
      try {
        for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  });
}
