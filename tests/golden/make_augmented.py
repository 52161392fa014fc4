#!/usr/bin/env python3
"""Writes augmented.json: what augmentations make of small pictures, by matrices, NumPy and PyTorch in double precision.

    python3 tests/golden/make_augmented.py      (Debian's python3-torch 1.13, python3-numpy; same file each time)

Written from the definitions, not from the core: each mover is a forward matrix about the middle of the picture, the
matrices are multiplied in the order of the list and inverted, a Gaussian is a matrix product, and PyTorch's grid_sample
resamples. Of the core it shares the stream of random numbers (SplitMix64) and what is drawn from it, in which order.
"""
import json
import math
import os

import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
MASK = (1 << 64) - 1
GAMMA = 0x9E3779B97F4A7C15
USE_AUGMENT = 3


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


class Stream:
    def __init__(self, *words):
        self.state = 0
        for word in words:
            self.state = mix(((self.state ^ word) + GAMMA) & MASK)

    def u32(self):
        self.state = (self.state + GAMMA) & MASK
        return mix(self.state) >> 32

    def uniform(self):
        return (self.u32() >> 8) / 2**24

    def signed(self):
        return 2 * self.uniform() - 1

    def normal(self):
        while True:
            u, v = self.signed(), self.signed()
            s = u * u + v * v
            if 0 < s < 1:
                return u * math.sqrt(-2 * math.log(s) / s)

    def below(self, n):
        while True:
            product = self.u32() * n
            if product & 0xFFFFFFFF >= (1 << 32) % n:
                return product >> 32


def both(axis):
    return [k for k in range(2) if axis == "both" or axis == ("horizontal", "vertical")[k]]


def forward(entry, random):
    """The matrix that takes a point of the picture to where it comes to lie; x to the right, y downwards."""
    kind, m = entry["type"], np.eye(3)
    if kind == "shift":
        for k in both(entry.get("axis", "both")):
            m[k, 2] = entry["pixels"] * random.signed()
    elif kind == "rotate":
        t = math.radians(entry["degrees"] * random.signed())
        m[:2, :2] = [[math.cos(t), math.sin(t)], [-math.sin(t), math.cos(t)]]
    elif kind == "scale":
        factor = 1 + entry["share"] * random.signed()
        for k in both(entry.get("axis", "both")):
            m[k, k] = factor
    elif kind == "shear":
        for k in both(entry.get("axis", "horizontal")):
            step = np.eye(3)
            step[k, 1 - k] = math.tan(math.radians(entry["degrees"] * random.signed()))
            m = step @ m
    elif kind == "flip":
        for k in both(entry.get("axis", "horizontal")):
            m[k, k] = -1 if random.uniform() < entry.get("probability", 0.5) else 1
    return m


def gaussian(n, sigma):
    """The matrix that smooths n numbers; nothing beyond their ends."""
    reach = int(3 * sigma + 0.5)
    t = np.arange(-reach, reach + 1)
    g = np.exp(-(t**2) / (2 * sigma**2))
    g /= g.sum()
    return np.array([[g[j - i + reach] if abs(j - i) <= reach else 0 for j in range(n)] for i in range(n)])


def displacement(entry, random, height, width):
    sigma, field = entry.get("sigma", 4), []
    for _ in range(2):
        noise = np.array([random.signed() for _ in range(height * width)]).reshape(width, height).T
        field.append(entry.get("alpha", 34) * gaussian(height, sigma) @ noise @ gaussian(width, sigma).T)
    return np.stack(field)


def resample(picture, source, edge):
    """picture [h, w, c]; source [2, h, w]: x and y of the places to read, in pixels."""
    height, width, _ = picture.shape
    grid = np.stack([2 * source[0] / (width - 1) - 1, 2 * source[1] / (height - 1) - 1], axis=-1)
    seen = torch.nn.functional.grid_sample(
        torch.tensor(picture.transpose(2, 0, 1)[None]),
        torch.tensor(grid[None]),
        mode="bilinear",
        padding_mode="border" if edge else "zeros",
        align_corners=True,
    )
    return seen[0].numpy().transpose(1, 2, 0)


MOVERS = ("shift", "rotate", "scale", "shear", "flip", "elastic")


def augmented(picture, entries, random):
    height, width, channels = picture.shape
    middle = np.array([(width - 1) / 2, (height - 1) / 2])
    y, x = np.mgrid[:height, :width].astype(float)
    matrix, bend = np.eye(3), np.zeros((2, height, width))
    for entry in entries:
        if entry["type"] == "elastic":
            bend += displacement(entry, random, height, width)
        elif entry["type"] in MOVERS:
            matrix = forward(entry, random) @ matrix
    back = np.linalg.inv(matrix)
    points = np.stack([x.ravel() - middle[0], y.ravel() - middle[1], np.ones(x.size)])
    source = (back @ points)[:2].reshape(2, height, width) + middle[:, None, None] + bend
    picture = resample(picture, source, any(entry.get("fill") == "edge" for entry in entries))
    for entry in entries:
        if entry["type"] == "noise":
            draws = [random.normal() for _ in range(picture.size)]
            picture = picture + entry["standardDeviation"] * np.array(draws).reshape(picture.shape)
        elif entry["type"] == "cutout":
            size = entry.get("size", 8)
            first = [random.below(n) - size // 2 for n in (height, width)]
            (top, left), (bottom, right) = [max(f, 0) for f in first], [max(f + size, 0) for f in first]
            picture = picture.copy()
            picture[top:bottom, left:right] = 0
    return picture


EVERY = [
    {"type": "shift", "pixels": 1.5},
    {"type": "rotate", "degrees": 30},
    {"type": "scale", "share": 0.3},
    {"type": "shear", "degrees": 20},
    {"type": "flip"},
    {"type": "elastic", "alpha": 12, "sigma": 2},
    {"type": "noise", "standardDeviation": 3},
    {"type": "cutout", "size": 3},
]

LISTS = {
    "shift": [EVERY[0]],
    "shift along x": [{"type": "shift", "pixels": 3, "axis": "horizontal"}],
    "shift along y, edge": [{"type": "shift", "pixels": 3, "axis": "vertical", "fill": "edge"}],
    "rotate": [EVERY[1]],
    "rotate as far as it goes": [{"type": "rotate", "degrees": 180, "fill": "edge"}],
    "scale": [EVERY[2]],
    "scale along x": [{"type": "scale", "share": 0.5, "axis": "horizontal"}],
    "scale along y": [{"type": "scale", "share": 0.9, "axis": "vertical", "fill": "edge"}],
    "shear": [EVERY[3]],
    "shear along y": [{"type": "shear", "degrees": 45, "axis": "vertical"}],
    "shear along both": [{"type": "shear", "degrees": 60, "axis": "both"}],
    "flip": [EVERY[4]],
    "flip up and down, always": [{"type": "flip", "axis": "vertical", "probability": 1}],
    "flip both ways": [{"type": "flip", "axis": "both", "probability": 0.7}],
    "elastic": [EVERY[5]],
    "elastic, its defaults": [{"type": "elastic"}],
    "elastic, wide, edge": [{"type": "elastic", "alpha": 40, "sigma": 8, "fill": "edge"}],
    "elastic, twice, rotated": [EVERY[5], EVERY[1], {"type": "elastic", "alpha": 2, "sigma": 0.5}],
    "noise": [EVERY[6]],
    "cutout": [EVERY[7]],
    "cutout, larger than the picture": [{"type": "cutout", "size": 12}],
    "all": EVERY,
    "all, the other way round": EVERY[::-1],
    "movers around a painter": [EVERY[1], EVERY[6], EVERY[0], EVERY[7], EVERY[3]],
}

PICTURES = [  # shape, whether bytes, scale, mean, std
    ([7, 9], True, 1 / 255, None, None),
    ([6, 5, 3], False, 1, [0.5, -0.25, 0], [1, 0.5, 2]),
    ([11, 8, 1], True, 1, None, None),
]


def compact(values, digits=7):
    return [float(f"{v:.{digits}g}") for v in np.ravel(values)]


def run(title, entries, number):
    shape, is_bytes, scale, mean, std = PICTURES[number % len(PICTURES)]
    seed, epoch, index = [0, 7, 2**53 - 1][number % 3], [0, 1, 300][number // 3 % 3], number % 2
    generator = np.random.Generator(np.random.PCG64(number))
    size = math.prod(shape)
    x = generator.integers(0, 256, 2 * size) if is_bytes else generator.normal(0, 8, 2 * size).round(3)
    x = x.astype(np.float32).astype(float)
    picture = x[index * size : (index + 1) * size].reshape(*shape[:2], -1)
    out = augmented(picture, entries, Stream(seed, USE_AUGMENT, epoch, index)) * scale
    if mean:
        out = (out - np.array(mean)) / np.array(std)
    data = {"x": compact(x, 6), "bytes": is_bytes, "scale": scale, "mean": mean, "std": std, "augment": entries}
    place = {"shape": shape, "seed": seed, "epoch": epoch + 1}
    return {"title": title, "data": data, "index": index, "place": place, "out": compact(out)}


def main():
    results = [
        run(f"{title} ({'x'.join(map(str, PICTURES[(k + turn) % 3][0]))})", entries, k + turn)
        for k, (title, entries) in enumerate(LISTS.items())
        for turn in range(2)
    ]
    lines = ",\n".join(json.dumps(r, separators=(",", ":")) for r in results)
    with open(os.path.join(HERE, "augmented.json"), "w", encoding="utf-8") as file:
        file.write("[\n" + lines + "\n]\n")


if __name__ == "__main__":
    main()
