/**
 * A small seeded generator of random numbers. It uses integer arithmetic, + and × only, so that one seed
 * gives the same bits in every engine (Math.sin, Math.log and their like may differ in the last bit).
 */

/** Mixes an integer until every output bit depends on every input bit. */
export function mix32(value) {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** @typedef {ReturnType<typeof randomStream>} RandomStream */

/**
 * An independent stream for each pair (seed, index): image 7 of seed 3 is the same image whether it is
 * made alone, in a slice or in a run of 60,000.
 *
 * @param {number} seed
 * @param {number} [index]
 */
export function randomStream(seed, index = 0) {
  let state = mix32(mix32(seed) ^ mix32(index + 0x9e3779b9));

  /** Uniform in [0, 1): a Weyl sequence, mixed. */
  function uniform() {
    state = (state + 0x9e3779b9) | 0;
    return mix32(state) / 4294967296;
  }

  const integer = (/** @type {number} */ n) => Math.floor(n * uniform());

  return {
    uniform,
    /** Uniform in [low, high). */
    between: (low, high) => low + (high - low) * uniform(),
    /** An integer in [0, n). */
    integer,
    /** The integers below n, each once, in an order by lot. @param {number} n */
    order(n) {
      const order = Array.from({ length: n }, (_, i) => i);
      for (let i = n; i > 1; i--) {
        const j = integer(i);
        [order[i - 1], order[j]] = [order[j], order[i - 1]];
      }
      return order;
    },
    /** True with probability p. */
    chance: (p) => uniform() < p,
    /** Nearly normal, mean 0, variance 1, never beyond ±3.5: the sum of four uniforms, scaled. */
    normal: () => (uniform() + uniform() + uniform() + uniform() - 2) * 1.7320508075688772,
    /** An index drawn in proportion to `weights`. */
    weighted(weights) {
      let rest = uniform() * weights.reduce((sum, w) => sum + w, 0);
      const last = weights.length - 1;
      for (let i = 0; i < last; i++) if ((rest -= weights[i]) < 0) return i;
      return last;
    },
  };
}
