/**
 * errors.js: everything that can go wrong, as types.
 *
 * A message says what was wrong, where, and what to do; `code` is for programs, `layer` and `details` say the
 * place again in a form that a program can use. An abort is none of these: it is a DOMException `AbortError`,
 * as everywhere on the web.
 *
 * The codes are those of the core's gn_status, and three that only JavaScript can meet.
 */

/**
 * What an error may say besides its message.
 *
 * @typedef {object} ErrorContext
 * @property {string} [layer] the name of the layer it happened in
 * @property {Record<string, any>} [details] the place and the values, as plain data: `{ field, value }`,
 *   `{ expected, actual }`, `{ format, offset }`, `{ row, column }`, `{ epoch, batch }`, …
 * @property {unknown} [cause] the error behind this one
 */

/**
 * An error as plain data, for `postMessage` and for JSON.
 *
 * @typedef {object} ErrorForm
 * @property {string} code
 * @property {string} name
 * @property {string} message
 * @property {string} [layer]
 * @property {Record<string, any>} [details]
 * @property {ErrorForm} [cause]
 */

/** What all errors of this library have in common. */
export class GlassnetError extends Error {
  /** @type {string} */
  static code = "error";

  /**
   * @param {string} message
   * @param {ErrorContext} [context]
   */
  constructor(message, { layer, details = {}, cause } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    /** Which kind of error, in one word: "argument", "shape", … */
    this.code = new.target.code;
    /** The name of the layer it happened in, where there is one. */
    this.layer = layer;
    /** The place and the values, as plain data. */
    this.details = details;
  }

  /** All that it says as plain data, as JSON.stringify and a worker want it. @returns {ErrorForm} */
  toJSON() {
    const { code, name, message, layer, details, cause } = this;
    return {
      code,
      name,
      message,
      ...(layer !== undefined && { layer }),
      ...(Object.keys(details).length > 0 && { details }),
      ...(cause !== undefined && { cause: errorToJSON(cause) }),
    };
  }
}

/** A value, a field or an option that is not allowed. */
export class ArgumentError extends GlassnetError {
  static code = "argument";
}

/** Sizes that do not fit each other: of data and model, of a layer and the one before it. */
export class ShapeError extends GlassnetError {
  static code = "shape";
}

/** A file that is not what it claims to be; `details` has the format and the place in the file. */
export class FormatError extends GlassnetError {
  static code = "format";
}

/** Larger than a stated limit; found before anything is allocated. */
export class LimitError extends GlassnetError {
  static code = "limit";
}

/** The machine gave no more memory. */
export class OutOfMemoryError extends GlassnetError {
  static code = "memory";
}

/** A NaN or an infinity where a finite number must be: in the data, or in a loss that diverged. */
export class NumericError extends GlassnetError {
  static code = "numeric";
}

/** A model or a data set that was used after its dispose(). */
export class DisposedError extends GlassnetError {
  static code = "disposed";
}

/** The core stopped in a way it never should: everything made by it is lost; load() starts a new one. */
export class CrashError extends GlassnetError {
  static code = "crash";
}

/* The one list. The names stand as property keys because a minifier renames the classes themselves, and on the
 * prototypes because there the first line of `stack` finds them. */
const classes = {
  GlassnetError,
  ArgumentError,
  ShapeError,
  FormatError,
  LimitError,
  OutOfMemoryError,
  NumericError,
  DisposedError,
  CrashError,
};
for (const [name, Class] of Object.entries(classes)) {
  Object.defineProperty(Class.prototype, "name", {
    value: name,
    configurable: true,
    writable: true,
  });
}
const byCode = new Map(Object.values(classes).map((Class) => [Class.code, Class]));

/**
 * The class of a code; CrashError for one that nobody knows, since then the core itself is not to be trusted.
 *
 * @param {string} code
 * @returns {typeof GlassnetError}
 */
export const errorFor = (code) => byCode.get(code) ?? CrashError;

const isAbort = (/** @type {any} */ error) =>
  error instanceof DOMException && error.name === "AbortError";

/**
 * Any thrown value as plain data. What is neither ours nor an abort is a mistake of the library: a crash.
 *
 * @param {any} error
 * @returns {ErrorForm}
 */
export function errorToJSON(error) {
  const crash = { code: CrashError.code, name: "CrashError" };
  try {
    if (error instanceof GlassnetError) return error.toJSON();
    if (isAbort(error)) return { code: "abort", name: "AbortError", message: error.message };
    return { ...crash, message: String(error) };
  } catch {
    return { ...crash, message: "something was thrown that cannot be read" };
  }
}

/**
 * The error that errorToJSON() was given, in another thread.
 *
 * @param {ErrorForm} form
 * @returns {GlassnetError | DOMException}
 */
export function errorFromJSON({ code, message, layer, details, cause }) {
  if (code === "abort") return new DOMException(message, "AbortError");
  const Class = errorFor(code);
  return new Class(message, { layer, details, cause: cause && errorFromJSON(cause) });
}
