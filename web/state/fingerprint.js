/** The weights of a network in eight letters: equal weights, equal letters (FNV-1a over their bytes, by name). */

/** @param {{ getWeights(): Promise<Record<string, Float32Array>> }} model */
export async function fingerprint(model) {
  const weights = await model.getWeights();
  let hash = 0x811c9dc5;
  for (const name of Object.keys(weights).sort()) {
    const values = weights[name];
    for (const byte of new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
      hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
