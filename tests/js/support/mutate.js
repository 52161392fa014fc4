/**
 * mutate.js: broken files, made from a good one. The same ones at every run.
 */

/** A small generator, mulberry32: numbers in [0, 1). */
export function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Every beginning of the file but the whole. */
export function* prefixes(bytes) {
  for (let length = 0; length < bytes.length; length++) yield bytes.slice(0, length);
}

/** Each of the first `header` bytes made 00, FF, and with its lowest and its highest bit flipped. */
export function* flips(bytes, header) {
  for (let i = 0; i < header; i++) {
    for (const value of [0x00, 0xff, bytes[i] ^ 0x01, bytes[i] ^ 0x80]) {
      if (value === bytes[i]) continue;
      const copy = bytes.slice();
      copy[i] = value;
      yield copy;
    }
  }
}

/** `count` files with a few random changes each: bytes replaced, taken out, put in, repeated, or cut off. */
export function* mutations(bytes, count, seed = 1) {
  const random = generator(seed);
  const below = (n) => Math.floor(random() * n);
  for (let k = 0; k < count; k++) {
    let copy = [...bytes];
    for (let changes = 1 + below(4); changes > 0; changes--) {
      const at = below(copy.length + 1);
      const change = below(5);
      if (change === 0 && at < copy.length) copy[at] = below(256);
      else if (change === 1) copy.splice(at, 1 + below(8));
      else if (change === 2)
        copy.splice(at, 0, ...Array.from({ length: 1 + below(8) }, () => below(256)));
      else if (change === 3) copy.splice(at, 0, ...copy.slice(at, at + 1 + below(16)));
      else copy = copy.slice(0, Math.max(at, copy.length - 8));
    }
    yield Uint8Array.from(copy);
  }
}
