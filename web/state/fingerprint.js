/** The weights of a network in eight letters: equal weights, equal letters. */

/** FNV-1a, 32 bits: h ← (h xor byte) · 16777619. @param {Uint8Array} bytes @param {number} [hash] of what came before */
export function fnv1a(bytes, hash = 0x811c9dc5) {
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  return hash;
}

/** @param {number} hash */
export const hex = (hash) => (hash >>> 0).toString(16).padStart(8, "0");

/** Over the bytes of all parameters, by name. @param {{ getWeights(): Promise<Record<string, Float32Array>> }} model */
export async function fingerprint(model) {
  const weights = await model.getWeights();
  let hash = fnv1a(new Uint8Array());
  for (const name of Object.keys(weights).sort()) {
    const { buffer, byteOffset, byteLength } = weights[name];
    hash = fnv1a(new Uint8Array(buffer, byteOffset, byteLength), hash);
  }
  return hex(hash);
}
