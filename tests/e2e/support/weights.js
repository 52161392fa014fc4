/** w₁ … as the lectures number the weights. */
export const numberedWeights = (count) => [..."₁₂₃₄₅₆₇₈"].slice(0, count).map((n) => `w${n}`);
