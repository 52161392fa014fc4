/** @type {{ [K in keyof typeof import("./zh.js").zh]: string }} */
export const en = {
  "urn.heading": "Draws",
  "urn.balls": "{white} white {white|ball|balls}, {black} black {black|one|ones}",
  "urn.white": "White balls n",
  "urn.of": "{white} white of {draws}",
  "urn.draws": "Draws N",
  "urn.share": "True share of white",
  "urn.seed": "Random seed",
  "urn.draw": "Draw {draws} anew",
  "urn.course": "The course's example: 70 of 100",
  "urn.zeros":
    "The derivative of the likelihood is zero at p = 0, at p = n/N and at p = 1, but only p̂ = n/N is the peak; at both ends the likelihood is 0, its least. The logarithm leaves the peak where it is.",
  "urn.table": "Values of likelihood and derivative",
  "urn.likelihood": "Likelihood and log-likelihood",
  "urn.likelihoodLabel": "The likelihood over its greatest value; the peak is at p = {peak}",
  "urn.logLabel": "The log-likelihood; the peak is at p = {peak}",
  "urn.climb": "Gradient ascent",
  "urn.start": "Start p",
  "urn.now": "After {at} {at|step|steps} p = {p}, gradient ℓ′(p)/N = {slope}.",
  "urn.left": "The next step would leave the range from 0 to 1: the learning rate is too large.",
};
