/**
 * rewrite.js: saved models that are good .safetensors files and say something odd: a value somewhere in the header, the
 * spec or the counters replaced, taken away, doubled or moved. Random bytes hardly ever get so far.
 */

const odd = [
  ...[
    null,
    true,
    "",
    "dense",
    [],
    {},
    -1,
    0,
    0.5,
    1e308,
    -1e308,
    2 ** 31,
    2 ** 32,
    2 ** 53,
    1e-320,
  ],
  ...[
    "__proto__",
    "constructor",
    "\u0000",
    "日本語".repeat(40),
    [[[[]]]],
    { type: "dense" },
    [1, 2, 3],
  ],
];

/** Every place in a value: the object or list, and the key. */
function* places(value) {
  if (typeof value !== "object" || value === null) return;
  for (const key of Object.keys(value)) {
    yield [value, key];
    yield* places(value[key]);
  }
}

/** Changes one place, chosen by chance. */
function change(value, random) {
  const all = [...places(value)];
  const pick = (list) => list[Math.floor(random() * list.length)];
  const [parent, key] = pick(all);
  const [otherParent, otherKey] = pick(all);
  const how = Math.floor(random() * 4);
  if (how === 0) parent[key] = structuredClone(pick(odd));
  else if (how === 1 && Array.isArray(parent)) parent.splice(Number(key), 1);
  else if (how === 1) delete parent[key];
  else if (how === 2) parent[key] = structuredClone(otherParent[otherKey]);
  else if (Array.isArray(parent)) parent.push(structuredClone(parent[key]));
  else parent[`${key}${Math.floor(random() * 10)}`] = structuredClone(parent[key]);
}

/** The file with another header. */
function withHeader(bytes, start, header) {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = Math.ceil(text.length / 8) * 8;
  const file = new Uint8Array(8 + length + bytes.length - start).fill(0x20);
  new DataView(file.buffer).setBigUint64(0, BigInt(length), true);
  file.set(text, 8);
  file.set(bytes.subarray(start), 8 + length);
  return file;
}

/**
 * @param {Uint8Array} bytes a saved model
 * @param {number} count
 * @param {() => number} random
 */
export function* rewritten(bytes, count, random) {
  const start = 8 + new DataView(bytes.buffer).getUint32(0, true);
  const text = new TextDecoder().decode(bytes.subarray(8, start));
  for (let i = 0; i < count; i++) {
    const header = JSON.parse(text);
    if (random() < 0.3) change(header, random);
    else {
      const saved = JSON.parse(header.__metadata__.glassnet);
      for (let changes = 1 + Math.floor(random() * 2); changes > 0; changes--)
        change(saved, random);
      header.__metadata__.glassnet = JSON.stringify(saved);
    }
    yield withHeader(bytes, start, header);
  }
}
