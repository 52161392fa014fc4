// The pure parts of the perceptron lab: equations, the line across the view, samples as they are pasted.
import { describe, expect, test } from "@jest/globals";
import { equation, expression, halfPlane } from "../../web/ui/plane/geometry.js";
import { most, parse, presets, print } from "../../web/labs/perceptron/samples.js";
import { properties } from "../../web/labs/perceptron/properties.js";

test("equations are written as by hand", () => {
  expect(equation([1, 1], -3)).toBe("x₁ + x₂ − 3 = 0");
  expect(equation([2, 1], -5)).toBe("2x₁ + x₂ − 5 = 0");
  expect(equation([-1, 0], 0.5)).toBe("−x₁ + 0.5 = 0");
  expect(equation([0, 0], 1)).toBeUndefined();
  expect(expression([0, 0], 1)).toBe("1");
});

test("the line ends on the edges of the view, and the positive side is beside it", () => {
  const { line, region } = halfPlane({ low: [0, 0], size: 4 }, [1, 1], -3);
  expect(line).toEqual([
    [3, 0],
    [0, 3],
  ]);
  expect(region).toContainEqual([4, 4]);
  expect(region).not.toContainEqual([0, 0]);
  expect(halfPlane({ low: [0, 0], size: 1 }, [1, 1], -3)).toEqual({ line: [], region: [] });
});

describe("samples", () => {
  test("are read as people paste them", () => {
    const { samples, line } = parse("x1, x2, class\n3, 3, +1\r\n4;3;1\n\n1\t1\t−1\n0.5 2 0\n");
    expect(line).toBeUndefined();
    expect(print(samples)).toBe("3,3,1:4,3,1:1,1,-1:0.5,2,-1");
  });

  test.each(["1,2", "1,2,3", "1,x,1", "1e4,0,1", "1,2,1,1"])(
    "%p is refused, with its line",
    (bad) => expect(parse(`0,0,1\n${bad}`).line).toBe(2),
  );

  test("are at most so many", () => {
    expect(parse("1,1,1\n".repeat(most)).line).toBeUndefined();
    expect(parse("1,1,1\n".repeat(most + 1)).line).toBe(most + 1);
  });

  test("of every preset stand in the link and read back", () => {
    for (const text of Object.values(presets)) {
      expect(properties.points.parse(text)).toBe(text);
      expect(print(parse(text).samples)).toBe(text);
    }
    expect(properties.points.parse("1,2,5")).toBeUndefined();
  });
});
