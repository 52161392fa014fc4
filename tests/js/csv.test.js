import { describe, expect, test } from "@jest/globals";
import { ArgumentError, FormatError } from "../../wasm/errors.js";
import { readCsv } from "../../wasm/readers/csv.js";
import { flips, mutations, prefixes } from "./support/mutate.js";

const iris = `sepal length,sepal width,species
5.1,3.5,setosa
7.0,3.2,versicolor
6.3,3.3,virginica
4.9,3.0,setosa
`;

function failure(act) {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

test("what is long or much is shown in part", () => {
  const names = Array.from({ length: 13 }, (_, i) => `c${i}`);
  const wide = `${names}\n${names.map((_, i) => i)}\n`;
  expect(failure(() => readCsv(wide, { target: "c99" })).message).toMatch(/"c10", "c11", …/);
  const kinds = names.map((name, i) => `${i},${name}\n`).join("");
  const options = { classes: names };
  expect(readCsv(kinds, options).y).toEqual(Int32Array.from(names, (_, i) => i));
  expect(failure(() => readCsv(`${kinds}1,c99\n`, options)).message).toMatch(/c10, c11, …/);
  const cell = "x".repeat(41);
  expect(failure(() => readCsv(`a,b\n1,2\n${cell},3\n`)).message).toMatch(`"${"x".repeat(40)}…"`);
});

describe("readCsv reads", () => {
  test("numbers, and a last column of words as classes", () => {
    expect(readCsv(iris)).toEqual({
      x: Float32Array.of(5.1, 3.5, 7.0, 3.2, 6.3, 3.3, 4.9, 3.0),
      y: Int32Array.of(0, 1, 2, 0),
      classNames: ["setosa", "versicolor", "virginica"],
      columns: ["sepal length", "sepal width"],
      target: ["species"],
      shape: [2],
      count: 4,
    });
  });

  const table = readCsv(iris);
  test.each([
    ["CR LF", iris.replaceAll("\n", "\r\n")],
    ["CR", iris.replaceAll("\n", "\r")],
    ["no end of the last line", iris.trimEnd()],
    ["no end of the last line and CR LF", iris.replaceAll("\n", "\r\n").trimEnd()],
    ["a byte order mark", `\ufeff${iris}`],
    ["blank lines", `\n${iris.replaceAll("\n", "\n\n  \n")}\n\n`],
    ["semicolons", iris.replaceAll(",", ";")],
    ["tabs", iris.replaceAll(",", "\t")],
    ["quotes", iris.replace(/[^,\n]+/g, '"$&"')],
    ["quotes and CR LF", iris.replace(/[^,\n]+/g, '"$&"').replaceAll("\n", "\r\n")],
    ["some quotes", iris.replace(/setosa|5\.1|sepal length/g, '"$&"')],
    ["bytes", new TextEncoder().encode(iris)],
    ["bytes with a byte order mark", new TextEncoder().encode(`\ufeff${iris}`)],
    ["an ArrayBuffer", new TextEncoder().encode(iris).buffer],
    ["spaces around numbers", iris.replaceAll("5.1", " 5.1 ")],
  ])("the same table with %s", (_, source) => expect(readCsv(source)).toEqual(table));

  test("cells with delimiters, quotes and line ends in quotes", () => {
    const { columns, classNames } = readCsv('"a, ""b""\r\nc",label\r\n1,"x,\n""y"""\r\n2,z\r\n');
    expect(columns).toEqual(['a, "b"\r\nc']);
    expect(classNames).toEqual(['x,\n"y"', "z"]);
  });

  test("whole numbers as classes, by size, also where some are left out", () => {
    const { y, classNames } = readCsv("1,10\n2,2\n3,-1\n4,010\n5,+2\n");
    expect(classNames).toEqual(["-1", "2", "10"]);
    expect(y).toEqual(Int32Array.of(2, 1, 0, 2, 1));
  });

  test("the digits 0 … 9 as themselves", () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${(7 * i) % 10},${i},${2 * i}`).join("\n");
    const { y, x, count, shape } = readCsv(rows, { target: 0 });
    expect([...y]).toEqual(Array.from({ length: 30 }, (_, i) => (7 * i) % 10));
    expect([...x.subarray(0, 4)]).toEqual([0, 0, 1, 2]);
    expect({ count, shape }).toEqual({ count: 30, shape: [2] });
  });

  test("other numbers as numbers, and a great many whole ones too", () => {
    expect(readCsv("1,0.5\n2,3\n")).toMatchObject({ y: Float32Array.of(0.5, 3) });
    expect(readCsv("1,0.5\n2,3\n").classNames).toBeUndefined();
    const prices = Array.from({ length: 101 }, (_, i) => `${i},${i * 1000}`).join("\n");
    expect(readCsv(prices).y[100]).toBe(100000);
    expect(readCsv(prices, { classes: true }).classNames).toHaveLength(101);
    expect(readCsv("1,0\n2,1\n", { classes: false }).y).toEqual(Float32Array.of(0, 1));
  });

  test("into the classes of another file", () => {
    const { y, classNames } = readCsv("1,dog\n2,cat\n", { classes: ["cat", "cow", "dog"] });
    expect(y).toEqual(Int32Array.of(2, 0));
    expect(classNames).toEqual(["cat", "cow", "dog"]);
  });

  test.each([
    ["by name", "b", ["a", "c"], ["b"], [2, 5]],
    ["by index", 0, ["b", "c"], ["a"], [1, 4]],
    ["from the end", -1, ["a", "b"], ["c"], [3, 6]],
    ["several", ["c", 0], ["b"], ["c", "a"], [3, 1, 6, 4]],
    ["none", null, ["a", "b", "c"], [], undefined],
  ])("the target %s", (_, target, columns, names, y) => {
    const read = readCsv("a,b,c\n1,2,3\n4,5,6\n", {
      target,
      ...(target !== null && { classes: false }),
    });
    expect(read.columns).toEqual(columns);
    expect(read.target).toEqual(names);
    expect(read.y && [...read.y]).toEqual(y);
  });

  test.each([
    ["a,b\n1,2\n", "a"],
    ["1,2\n3,4\n", "column 1"],
    ["1,cat\n2,dog\n", "column 1"],
    ["label,0,1\n5,0,0\n", "label"],
  ])("whether %j begins with names", (text, first) => {
    expect(readCsv(text).columns[0]).toBe(first);
  });

  test("NaN above a number as a mistake, not as a name", () => {
    expect(failure(() => readCsv("NaN,2\n3,4\n")).details).toMatchObject({ row: 1, column: 1 });
  });

  test("and can be told: a header, a delimiter", () => {
    expect(readCsv("1,2\n3,4\n", { header: true })).toMatchObject({ columns: ["1"], count: 1 });
    expect(readCsv("1 2\n3 4\n", { delimiter: " " }).x).toEqual(Float32Array.of(1, 3));
    expect(failure(() => readCsv(iris, { header: false })).details).toEqual({
      format: "csv",
      row: 1,
      column: 1,
    });
  });

  test("names that mean something to JavaScript", () => {
    const read = readCsv("__proto__,constructor\n1,toString\n2,__proto__\n");
    expect(read.columns).toEqual(["__proto__"]);
    expect(read.classNames).toEqual(["__proto__", "toString"]);
    expect(read.y).toEqual(Int32Array.of(1, 0));
  });

  test("a wide table and a long one, quickly", () => {
    const wide = Array.from({ length: 20 }, (_, i) =>
      Array.from({ length: 20000 }, (_, k) => `"${i + k}"`).join(),
    ).join("\n");
    expect(readCsv(wide, { target: null }).x[20000 * 19 + 19999]).toBe(20018);
    const long = Array.from({ length: 100000 }, (_, i) => `${i},"${i % 10}"`).join("\n");
    expect(readCsv(long).count).toBe(100000);
    const single = '"1"\n'.repeat(100000);
    expect(readCsv(single, { target: null }).count).toBe(100000);
  });
});

describe("readCsv refuses, and says where", () => {
  test.each([
    ["an empty file", "", 1, undefined],
    ["blank lines", "\n \r\n\n", 1, undefined],
    ["names without data", "a,b\n", 1, undefined],
    ["an empty cell", "a,b\n1,2\n,3\n", 3, 1],
    ["an empty cell in quotes", 'a,b\n1,2\n"",3\n', 3, 1],
    ["an empty target", "a,b\n1,x\n2,\n", 3, 2],
    ["NaN", "a,b\n1,2\nNaN,3\n", 3, 1],
    ["Infinity", "a,b\n1,2\nInfinity,3\n", 3, 1],
    ["hexadecimal", "a,b\n1,2\n0x10,3\n", 3, 1],
    ["a word among numbers", "a,b,c\n1,2,3\n1,two,3\n", 3, 2],
    ["a decimal comma", "a;b\n1;2\n1,5;3\n", 3, 1],
    ["a number beyond float32", "a,b\n1,2\n1e39,3\n", 3, 1],
    ["a word among the numbers of a target", "a,b\n1,2\n1,two\n", 3, 2],
    ["a cell too many", "a,b\n1,2\n1,2,3\n", 3, undefined],
    ["a cell too few", "a,b\n1,2\n1\n", 3, undefined],
    ["a cell too few, after blank lines", "a,b\n\n1,2\n\n1\n", 5, undefined],
    ["quotes that never close", 'a,b\n1,2\n3,"4\n5,6\n', 3, 2],
    ["quotes inside a cell", 'a,b\n1,2\n3,4"5"\n', 3, 2],
    ["text behind quotes", 'a,b\n1,2\n"3"x,4\n', 3, 1],
    ["a single column", "a\n1\n2\n", 1, undefined],
  ])("%s", (_, text, row, column) => {
    const error = failure(() => readCsv(text));
    expect(error).toBeInstanceOf(FormatError);
    expect(error.details).toEqual({ format: "csv", row, ...(column && { column }) });
    if (row > 1) expect(error.message).toMatch(`row ${row}${column ? `, column ${column}` : ""}`);
  });

  test.each([
    ['“b” is "two", not a number', "a,b,c\n1,2,3\n1,two,3\n"],
    ["is empty; fill it in", "a,b\n1,2\n,3\n"],
    ["with a point, not a comma", "a;b\n1;2\n1,5;3\n"],
    ["more than a 32-bit number can hold", "a,b\n1,2\n1e39,3\n"],
    ["3 cells, but row 1 has 2", "a,b\n1,2\n1,2,3\n"],
  ])("in words: %s", (words, text) => expect(() => readCsv(text)).toThrow(words));

  test("a class that the list does not have", () => {
    const error = failure(() => readCsv("1,cat\n2,lion\n", { classes: ["cat", "dog"] }));
    expect(error).toBeInstanceOf(FormatError);
    expect(error.message).toMatch(
      'row 2, column 2: “column 2” is "lion", none of the classes cat, dog',
    );
  });

  test("bytes that are not UTF-8", () => {
    const error = failure(() => readCsv(Uint8Array.of(0x31, 0x2c, 0xc4, 0xe3, 0x0a)));
    expect(error).toBeInstanceOf(FormatError);
    expect(error.message).toMatch("UTF-8");
  });

  test.each([
    [5, {}],
    [undefined, {}],
    [iris, { headers: true }],
    [iris, { header: "yes" }],
    [iris, { delimiter: ", " }],
    [iris, { delimiter: '"' }],
    [iris, { classes: 3 }],
    [iris, { target: "petal" }],
    [iris, { target: 3 }],
    [iris, { target: -4 }],
    [iris, { target: 0.5 }],
    [iris, { target: ["species"], classes: true }],
    ["a,a\n1,2\n", { target: "a" }],
  ])("the wrong arguments %#", (source, options) => {
    expect(failure(() => readCsv(source, options))).toBeInstanceOf(ArgumentError);
  });
});

describe("broken CSV files are refused, or read as the reference reads them", () => {
  const good = new TextEncoder().encode('a,"b ""c""",d\r\n1,2.5,-3\r\n\r\n"4",5e-1,.6\n');

  /** RFC 4180 one character after the other. */
  function reference(text) {
    const rows = [[""]];
    let quoted = false;
    for (let i = 0; i < text.length; i++) {
      const row = rows[rows.length - 1];
      if (quoted && text[i] === '"' && text[i + 1] === '"') row[row.length - 1] += text[i++];
      else if (text[i] === '"') quoted = !quoted;
      else if (quoted) row[row.length - 1] += text[i];
      else if (text[i] === ",") row.push("");
      else if (text[i] === "\n") rows.push([""]);
      else row[row.length - 1] += text[i];
    }
    return rows
      .map((row) => row.map((cell) => cell.trim()))
      .filter((row) => row.length > 1 || row[0] !== "");
  }

  function check(bytes) {
    let read;
    try {
      read = readCsv(bytes, { target: null, delimiter: ",", header: true });
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      expect(error.details.format).toBe("csv");
      return "refused";
    }
    const [names, ...rows] = reference(new TextDecoder().decode(bytes));
    expect(read.columns).toEqual(names.map((name, i) => name || `column ${i + 1}`));
    expect(read.x).toEqual(Float32Array.from(rows.flat(), Number));
    return "read";
  }

  test("the whole file", () => expect(check(good)).toBe("read"));

  test("every beginning, every byte", () => {
    for (const broken of [...prefixes(good), ...flips(good, good.length)]) check(broken);
  });

  test("400 random changes", () => {
    const results = [...mutations(good, 400, 3)].map(check);
    expect(new Set(results)).toEqual(new Set(["read", "refused"]));
  });
});
