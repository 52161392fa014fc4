/** odd.js: values that nobody passes on purpose: of wrong types, at the ends of their ranges, and such as throw. */

function refuse() {
  throw new Error("not to be read");
}

const throwing = new Proxy(
  {},
  Object.fromEntries(
    ["get", "has", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor"].map((trap) => [
      trap,
      refuse,
    ]),
  ),
);

function revoked(target) {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

function detached() {
  const buffer = new ArrayBuffer(16);
  const view = new Float32Array(buffer);
  structuredClone(buffer, { transfer: [buffer] });
  return { buffer, view };
}

function circle() {
  const list = [];
  list[0] = list;
  return list;
}

function deep() {
  let list = [1];
  for (let i = 0; i < 2000; i++) list = [list];
  return list;
}

class Overridden extends Float32Array {
  get length() {
    return 1000;
  }
}

class OwnIterator extends Float64Array {
  *[Symbol.iterator]() {
    yield refuse();
  }
}

const numbers = { "−0": -0, NaN: NaN, "∞": Infinity, "−1": -1, 0.5: 0.5, "2⁵³": 2 ** 53 };
const texts = { "no text": "", "a huge text": "9".repeat(2 ** 20), "half a surrogate": "\ud800" };
const primitives = { null: null, true: true, bigint: 1n, symbol: Symbol("odd") };
const objects = {
  "a function": refuse,
  "a class": class {},
  "a date": new Date(NaN),
  "a map": new Map([[1, 2]]),
  "an object without a prototype": Object.create(null),
  "a DataView": new DataView(new ArrayBuffer(8)),
  "a list with holes": [, 1], // eslint-disable-line no-sparse-arrays
  "a list of everything": [1, "a", null, [], {}],
  "a list of symbols": [Symbol("odd")],
  "a list of bigints": [1n],
  "a list in a circle": circle(),
  "a list of 2000 within each other": deep(),
  bigints: new BigInt64Array(2),
  "numbers that say they are more": new Overridden(2),
  "numbers with an iterator of their own": new OwnIterator(2),
  "numbers whose memory is gone": detached().view,
  "memory that is gone": detached().buffer,
};
const thrown = {
  "a getter that throws": Object.defineProperty({}, "x", { get: refuse, enumerable: true }),
  "a getter that throws in a list": Object.defineProperty([1, 2], 1, { get: refuse }),
  "a text that throws": { toString: refuse, valueOf: refuse, [Symbol.toPrimitive]: refuse },
  "JSON that throws": { toJSON: refuse },
  "a proxy that throws": throwing,
  "a proxy that is revoked": revoked({}),
  "a list that is revoked": revoked([]),
};

/** name → value */
export const odd = { ...numbers, ...texts, ...primitives, ...objects, ...thrown };
