import { describe, expect, test } from "@jest/globals";
import * as errors from "../../wasm/errors.js";

const {
  GlassnetError,
  CrashError,
  FormatError,
  NumericError,
  errorFor,
  errorFromJSON,
  errorToJSON,
} = errors;
const classes = Object.values(errors).filter((value) => value.prototype instanceof GlassnetError);

describe("every error class", () => {
  test.each(classes.map((Class) => [Class.name, Class]))(
    "%s is found by its code and carries it",
    (name, Class) => {
      const error = new Class("what, where, what to do", {
        layer: "dense_1",
        details: { field: "units" },
      });
      expect(errorFor(Class.code)).toBe(Class);
      expect(error).toBeInstanceOf(GlassnetError);
      expect(error).toBeInstanceOf(Error);
      expect(error).toMatchObject({
        name,
        code: Class.code,
        layer: "dense_1",
        details: { field: "units" },
      });
      expect(error.stack).toMatch(new RegExp(`^${name}: what, where`));
    },
  );

  test("there are the eight of the design, each with a code of its own", () => {
    expect(classes).toHaveLength(8);
    expect(new Set(classes.map((Class) => Class.code)).size).toBe(8);
  });

  test("an unknown code is a crash", () => expect(errorFor("nonsense")).toBe(CrashError));
});

describe("errors travel between threads", () => {
  const roundTrip = (error) => errorFromJSON(structuredClone(errorToJSON(error)));

  test.each(classes.map((Class) => [Class.name, Class]))(
    "%s comes back as itself",
    (name, Class) => {
      const error = new Class("message", { layer: "output", details: { epoch: 3, batch: 7 } });
      const revived = roundTrip(error);
      expect(revived).toBeInstanceOf(Class);
      expect(revived.toJSON()).toEqual(error.toJSON());
    },
  );

  test("with its cause", () => {
    const error = new FormatError("outer", {
      cause: new NumericError("inner", { details: { row: 2 } }),
    });
    expect(roundTrip(error).cause).toBeInstanceOf(NumericError);
    expect(roundTrip(error).cause.details).toEqual({ row: 2 });
  });

  test("an abort stays a DOMException", () => {
    const revived = roundTrip(new DOMException("stopped", "AbortError"));
    expect(revived).toBeInstanceOf(DOMException);
    expect(revived).toMatchObject({ name: "AbortError", message: "stopped" });
  });

  test.each([new TypeError("a bug"), new RangeError("grow"), "a string", undefined, null])(
    "what is not ours is a crash: %p",
    (thrown) => {
      expect(roundTrip(thrown)).toBeInstanceOf(CrashError);
      expect(roundTrip(thrown).message).toBe(String(thrown));
    },
  );

  test("JSON.stringify gives code, name, message and place", () => {
    const error = new FormatError("bad file", { details: { format: "idx", offset: 4 } });
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      code: "format",
      name: "FormatError",
      message: "bad file",
      details: { format: "idx", offset: 4 },
    });
  });
});
