"""The samples, their order and the first weights of the page's 2-D lab, drawn again in plain Python.

Both generators are integer arithmetic: one that mixes 32 bits for samples, parts and orders, SplitMix64 for weights.
"""
import math

import numpy as np

MASK = 0xFFFFFFFF


def mix32(h):
    h ^= h >> 16
    h = h * 0x7FEB352D & MASK
    h ^= h >> 15
    h = h * 0x846CA68B & MASK
    return h ^ h >> 16


class Stream:
    def __init__(self, seed, index):
        self.state = mix32(mix32(seed & MASK) ^ mix32((index + 0x9E3779B9) & MASK))

    def uniform(self):
        self.state = (self.state + 0x9E3779B9) & MASK
        return mix32(self.state) / 2**32

    def between(self, low, high):
        return low + (high - low) * self.uniform()

    def normal(self):
        """Nearly: four uniforms of variance 1/12."""
        return (self.uniform() + self.uniform() + self.uniform() + self.uniform() - 2) * math.sqrt(3)

    def order(self, n):
        """Fisher and Yates."""
        order = list(range(n))
        for i in range(n, 1, -1):
            j = int(i * self.uniform())
            order[i - 1], order[j] = order[j], order[i - 1]
        return order


def rounded(v):
    return math.floor(v * 1e4 + 0.5) / 1e4


def around(radius, turns):
    return [radius * math.cos(2 * math.pi * turns), radius * math.sin(2 * math.pi * turns)]


def circle(r, label, share):
    low, high = ((3.5, 5), (0, 2.5))[label]
    return around(r.between(low, high), r.uniform())


def xor(r, label, share):
    a, b = r.between(0.3, 5), r.between(0.3, 5)
    side = 1 if r.uniform() < 0.5 else -1
    return [side * a, -side * b if label else side * b]


def spiral(r, arm, share):
    return around(0.3 + 5 * share, 1.75 * share + arm / 2)


def three_blobs(r, label, share):
    return [c + 0.8 * r.normal() for c in around(3, 1 / 4 + label / 3)]


# name: (classes, how far noise moves a sample, its place)
CLASSIFIED = {"circle": (2, 2, circle), "xor": (2, 2, xor), "spiral": (2, 0.5, spiral), "threeBlobs": (3, 3, three_blobs)}
PEAKS = [(-3.5, 2.5, 1), (0, 2.5, -1), (3.5, 2.5, 1), (-3.5, -2.5, -1), (0, -2.5, 1), (3.5, -2.5, -1)]
# name: (coordinates, the quantity over them)
MEASURED = {
    "peaks": (2, lambda a, b: sum(h * math.exp(-((a - x) ** 2 + (b - y) ** 2) / 2) for x, y, h in PEAKS)),
    "sine": (1, math.sin),
}


def samples(name, seed, count, noise):
    r, x, y = Stream(seed, -1), [], []
    for i in range(count):
        if name in CLASSIFIED:
            classes, spread, place = CLASSIFIED[name]
            label, share = i % classes, (i // classes) / math.ceil(count / classes)
            x.append([rounded(v + noise * spread * r.normal()) for v in place(r, label, share)])
            y.append(label)
        else:
            x.append([rounded(r.between(-6, 6)) for _ in range(MEASURED[name][0])])
    if name in MEASURED:
        y = [rounded(MEASURED[name][1](*row) + noise * r.normal()) for row in x]
    return x, y


def parts(x, y, seed, held=(0.2, 0.2)):
    """Validation, test and the rest, which is trained on, by lot."""
    order, taken = Stream(seed, -2).order(len(y)), []
    for share in held:
        n = math.floor(share * len(y) + 0.5)
        taken.append(order[:n])
        order = order[n:]
    return [([x[i] for i in part], [y[i] for i in part]) for part in (order, *taken)]


FEATURES = {"x1": lambda x: x[0], "x2": lambda x: x[1], "product": lambda x: x[0] * x[1], "sinX1": lambda x: math.sin(x[0])}


def read(rows, features, scale=None):
    """What the network is given: features, minus their means, over their deviations; in 32 bits as it has them."""
    table = np.array([[FEATURES[name](row) for name in features] for row in rows], dtype=np.float32).astype(np.float64)
    mean, deviation = scale or (table.mean(0), table.std(0))
    return ((table - mean) / deviation).astype(np.float32).astype(np.float64), (mean, deviation)


GOLDEN = 0x9E3779B97F4A7C15
MASK64 = 2**64 - 1


def mix64(z):
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & MASK64
    z = (z ^ z >> 27) * 0x94D049BB133111EB & MASK64
    return z ^ z >> 31


def first_weights(seed, tensor, variance, count):
    """Uniform, of mean 0 and this variance, for the tensor with this number."""
    state, values = 0, []
    for word in (seed, 0, tensor, 0):
        state = mix64((state ^ word) + GOLDEN & MASK64)
    limit = math.sqrt(3 * variance)
    for _ in range(count):
        state = state + GOLDEN & MASK64
        values.append(-limit + 2 * limit * (mix64(state) >> 40) / 2**24)
    return np.array(values, dtype=np.float32).astype(np.float64)
