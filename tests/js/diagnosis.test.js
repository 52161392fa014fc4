/** diagnose(): the tables of the courses, errors to verdict. */
import { describe, expect, test } from "@jest/globals";
import { ArgumentError, diagnose } from "glassnet";

describe("the courses' tables", () => {
  test.each([
    // human, train, validation → verdict: the four cats of the first course, human level near 0
    [{ human: 0, train: 0.01, validation: 0.11 }, "variance"],
    [{ human: 0, train: 0.15, validation: 0.16 }, "bias"],
    [{ human: 0, train: 0.15, validation: 0.3 }, "biasAndVariance"],
    [{ human: 0, train: 0.005, validation: 0.01 }, "good"],
    // the same errors mean something else where people are wrong as often
    [{ human: 0.15, train: 0.15, validation: 0.16 }, "good"],
    [{ human: 0.01, train: 0.08, validation: 0.1 }, "bias"],
    [{ human: 0.075, train: 0.08, validation: 0.1 }, "variance"],
    // with samples of the training's sort held out
    [{ human: 0, train: 0.01, heldOut: 0.09, validation: 0.1 }, "variance"],
    [{ human: 0, train: 0.01, heldOut: 0.015, validation: 0.1 }, "mismatch"],
    [{ human: 0, train: 0.1, heldOut: 0.11, validation: 0.12 }, "bias"],
    [
      { human: 0, train: 0.01, heldOut: 0.02, validation: 0.02, test: 0.09 },
      "overfittingToValidation",
    ],
    // without them, test against validation tells it
    [{ human: 0.01, train: 0.02, validation: 0.03, test: 0.1 }, "mismatch"],
  ])("%p is %s", (errors, verdict) => expect(diagnose(errors).verdict).toBe(verdict));
});

describe("gaps", () => {
  test("are the differences of neighbours", () => {
    const { bias, variance, mismatch, overfittingToValidation } = diagnose({
      human: 0.04,
      train: 0.07,
      heldOut: 0.1,
      validation: 0.06,
      test: 0.065,
    });
    expect(bias).toBeCloseTo(0.03, 12);
    expect(variance).toBeCloseTo(0.03, 12);
    expect(mismatch).toBeCloseTo(-0.04, 12);
    expect(overfittingToValidation).toBeCloseTo(0.005, 12);
  });

  test("that cannot be known are left out", () => {
    expect(Object.keys(diagnose({ train: 0.2 }))).toEqual(["bias", "verdict", "message"]);
    expect(diagnose({ train: 0.2, validation: 0.3 })).not.toHaveProperty("mismatch");
    expect(diagnose({ train: 0.2, test: 0.3 }).variance).toBeCloseTo(0.1, 12);
  });

  test("up to the tolerance are good, whatever rounding adds", () => {
    expect(0.06 - 0.05).toBeGreaterThan(0.01 - 1e-17);
    expect(diagnose({ human: 0.05, train: 0.06 }).verdict).toBe("good");
    expect(diagnose({ human: 0.05, train: 0.06, tolerance: 0.005 }).verdict).toBe("bias");
    expect(diagnose({ train: 0.1, validation: 0.12, human: 0.1, tolerance: 0.05 }).verdict).toBe(
      "good",
    );
  });
});

test("the message has the figures, in English and Chinese", () => {
  for (const errors of [
    { train: 0.001, validation: 0.002 },
    { human: 0.01, train: 0.08, validation: 0.1 },
    { train: 0.001, validation: 0.12 },
    { train: 0.1, validation: 0.22 },
    { train: 0.01, validation: 0.02, test: 0.2 },
    { train: 0.01, heldOut: 0.01, validation: 0.02, test: 0.2 },
  ]) {
    const { message } = diagnose(errors);
    expect(message.en).toMatch(/\d\.\d %/);
    expect(message.zh).toMatch(/\d\.\d %/);
    expect(message.zh).toMatch(/[\u4e00-\u9fff]/);
    for (const text of Object.values(message)) expect(text).not.toMatch(/[{}]|NaN|undefined/);
  }
  const { message } = diagnose({ human: 0.01, train: 0.08, validation: 0.1 });
  expect(message.en).toContain("the training error 8.0 % is 7.0 % above human level 1.0 %");
});

describe("refuses", () => {
  test.each([
    ["nothing", undefined, /training error/],
    ["no training error", { human: 0, validation: 0.1 }, /training error/],
    ["percents", { train: 8 }, /train is 8; it must be a share/],
    ["what is no number", { train: NaN }, /train is NaN/],
    ["a number as text", { train: 0.1, human: "0.05" }, /human is "0.05"/],
    ["an unknown error", { train: 0.1, dev: 0.2 }, /"dev"/],
  ])("%s", (_, errors, says) => {
    expect(() => diagnose(errors)).toThrow(ArgumentError);
    expect(() => diagnose(errors)).toThrow(says);
  });
});
