// The 2-D lab's own samples, as pasted and as linked, and curves of kept runs brought to one axis.
import { describe, expect, test } from "@jest/globals";
import { readRows, writeRows } from "../../web/labs/plane/own.js";
import { readCsv, samplesOf, taskOf } from "../../web/labs/plane/own-samples.js";
import { resample } from "../../web/labs/plane/resample.js";
import { hostile } from "../e2e/support/hostile.js";

describe("own samples", () => {
  test("CSV with a heading, any separator, full-width digits", () => {
    const text = "x1,x2,y\n1, 2, 0\n-3;4;1\n\n5\t6\t1\n７，８，０\n1.23456 2 0";
    expect(readCsv(text)).toEqual({
      rows: [
        [1, 2, 0],
        [-3, 4, 1],
        [5, 6, 1],
        [7, 8, 0],
        [1.2346, 2, 0],
      ],
    });
  });

  test("a heading in any script is skipped", () => {
    for (const heading of ["x1,x2,y", "横坐标，纵坐标，类别", '"x₁";"x₂";"y"', "a\tb\tc"])
      expect(readCsv(`${heading}\n1,2,0`)).toEqual({ rows: [[1, 2, 0]] });
  });

  test.each([
    ["1,2,0\n1,2", 2],
    ["a,2,0\n1,2,0", 1], // no heading: a sample with a slip
    ["1,2,0\n1,x,0", 2],
    ["1,2,0\n1,1000,0", 2],
    ["1,2,3,4", 1],
    ["", 1],
    ["1,2,0\n".repeat(201), 201],
  ])("%j is refused at line %d", (text, line) => {
    expect(readCsv(text).line).toBe(line);
  });

  test("the link and back", () => {
    const rows = [
      [1, -2.5, 0],
      [0, 0.0001, 1],
    ];
    expect(writeRows(rows)).toBe("1,-2.5,0:0,0.0001,1");
    expect(readRows(writeRows(rows))).toEqual(rows);
    for (const text of ["", "1,2,0:", "1,2,0:1,2", "1", "1,2,3,4", "1e400,2,0", ...hostile])
      expect(readRows(text)).toBeUndefined();
  });

  test("what they ask of a network follows from them", () => {
    const of = (text) => taskOf(readRows(text));
    expect(of("1,2,0:3,4,1")).toEqual({ kind: "binary" });
    expect(of("1,2,0:3,4,3")).toEqual({ kind: "classes", classes: 4 });
    expect(of("1,2,0:3,4,0.5")).toEqual({ kind: "regression" });
    expect(of("1,2,-1:3,4,1")).toEqual({ kind: "regression" });
    expect(of("1,2:3,4")).toEqual({ kind: "curve" });
    expect(samplesOf(readRows("1,2,0:3,4,1"))).toEqual({
      x: [
        [1, 2],
        [3, 4],
      ],
      y: [0, 1],
    });
  });
});

test("a kept run's curve at the places of another: straight between its points, nothing beyond", () => {
  const points = [
    { at: 0, loss: 4 },
    { at: 2, loss: 2 },
    { at: 4, loss: 0 },
  ];
  expect(resample(points, "loss", [0, 0.5, 1, 2, 3, 4, 5])).toEqual([4, 3.5, 3, 2, 1, 0, null]);
  expect(resample(points, "accuracy", [0, 1])).toEqual([null, null]);
  expect(resample([], "loss", [1])).toEqual([null]);
});
