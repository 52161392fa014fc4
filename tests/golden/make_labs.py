#!/usr/bin/env python3
"""Writes labs.json: what the page's worked examples print, in double precision.

    python3 tests/golden/make_labs.py        (Debian's python3-torch 1.13; nothing is random)

backpropagation  every quantity of one training step of each example, by the page's name for it; derivatives by autograd
perceptron       Rosenblatt's rule on the textbook's samples and the truth tables, the first misclassified sample each time
delta            the delta rule on the textbook's samples: w, b and E after some updates
curves           x, f(x) and f'(x) along gradient descent, with the three learning rates of each curve
logistic         the loss of the logistic unit along each optimizer
xor              that of the network for XOR; xorSlice: the heights of a slice of its loss
"""
import json
import math
import os

import torch

from lab_samples import first_weights
from reference import optimizer

HERE = os.path.dirname(os.path.abspath(__file__))

ACTIVATIONS = {
    "linear": lambda z: z,
    "sigmoid": torch.sigmoid,
    "softmax": lambda z: torch.softmax(z, 0),
}
LOSSES = {
    "meanSquaredError": lambda o, y: ((o - y) ** 2).mean(),
    "halfSquaredError": lambda o, y: ((o - y) ** 2).sum() / 2,
    "binaryCrossentropy": lambda o, y: -(y * o.log() + (1 - y) * (1 - o).log()).mean(),
    "categoricalCrossentropy": lambda o, y: -(y * o.log()).sum(),
}
THREE = [0.1, 0.4, -0.2, 0.5, -0.3, 0.2, -0.4, 0.3, 0.6, 0.7, -0.5, 0.2, 0.3, 0.8, -0.6, -0.2, 0.4, 0.9]

# Layers: (units, activation, bias), the bias "none", "learned" or "fixed". Weights unit by unit, as the lectures number them.
EXAMPLES = {
    "w1-w6": {
        "layers": [(2, "sigmoid", "none"), (1, "linear", "none")],
        "loss": "meanSquaredError",
        "x": [1, 0.5], "y": [4], "w": [0.5, 1.5, 2.3, 3, 1, 1], "b": [], "rate": 0.1,
    },
    "mazur": {
        "layers": [(2, "sigmoid", "fixed"), (2, "sigmoid", "fixed")],
        "loss": "halfSquaredError",
        "x": [0.05, 0.1], "y": [0.01, 0.99],
        "w": [0.15, 0.2, 0.25, 0.3, 0.4, 0.45, 0.5, 0.55], "b": [0.35, 0.35, 0.6, 0.6], "rate": 0.5,
    },
    "zju": {
        "layers": [(2, "sigmoid", "none"), (2, "sigmoid", "none")],
        "loss": "halfSquaredError",
        "x": [0.5, 0.3], "y": [0.23, -0.07],
        "w": [0.2, 0.5, -0.4, 0.6, 0.1, -0.3, -0.5, 0.8], "b": [], "rate": 1,
    },
    "sigmoid-3": {
        "layers": [(3, "sigmoid", "none"), (3, "sigmoid", "none")],
        "loss": "meanSquaredError",
        "x": [1, 0.5, -1], "y": [0, 1, 0], "w": THREE, "b": [], "rate": 0.5,
    },
    "softmax-3": {
        "layers": [(3, "sigmoid", "none"), (3, "softmax", "none")],
        "loss": "categoricalCrossentropy",
        "x": [1, 0.5, -1], "y": [0, 1, 0], "w": THREE, "b": [], "rate": 0.5,
    },
    "logistic": {
        "layers": [(1, "sigmoid", "learned")],
        "loss": "binaryCrossentropy",
        "x": [2, -1], "y": [1], "w": [0.5, 1], "b": [-0.5], "rate": 0.5,
    },
    "xor": {
        "layers": [(2, "sigmoid", "learned"), (1, "sigmoid", "learned")],
        "loss": "binaryCrossentropy",
        "x": [1, 0], "y": [1], "w": [0.5, -0.4, -0.3, 0.6, 0.7, 0.2], "b": [0.1, -0.2, -0.1], "rate": 0.5,
    },
}


def tensor(values):
    return torch.tensor(values, dtype=torch.float64, requires_grad=True)


def training_step(example):
    """{name: value} of one step; z and a say of which layer they are where there is more than one with both."""
    layers = example["layers"]
    hidden = len(layers) - 1
    says_layer = hidden > 1 or (hidden == 1 and layers[-1][1] != "linear")
    w, b = [tensor([v]) for v in example["w"]], [tensor([v]) for v in example["b"]]
    weights, biases = iter(w), iter(b)
    units = [tensor([v]) for v in example["x"]]
    named = {}
    for number, (count, activation, bias) in enumerate(layers, 1):
        z = torch.cat([
            sum(next(weights) * a for a in units) + (next(biases) if bias != "none" else 0) for _ in range(count)
        ])
        a = ACTIVATIONS[activation](z)
        is_last = number == len(layers)
        layer = f"{number}." if says_layer else ""
        if activation != "linear":
            z.retain_grad()
            named.update({f"z{layer}{i + 1}": (z, i) for i in range(count)})
        a.retain_grad()
        named.update({(f"o{i + 1}" if is_last else f"a{layer}{i + 1}"): (a, i) for i in range(count)})
        units = [a[i : i + 1] for i in range(count)]
    loss = LOSSES[example["loss"]](a, torch.tensor(example["y"], dtype=torch.float64))
    loss.backward()
    values = {name: all_of[i].item() for name, (all_of, i) in named.items()}
    values["L"] = loss.item()
    values.update({f"d.{name}": all_of.grad[i].item() for name, (all_of, i) in named.items()})
    learned = {f"w{i + 1}": v for i, v in enumerate(w)}
    if any(bias == "learned" for _, _, bias in layers):
        learned.update({f"b{i + 1}": v for i, v in enumerate(b)})
    for name, v in learned.items():
        values[f"d.{name}"] = v.grad.item()
        values[f"new.{name}"] = v.item() - example["rate"] * v.grad.item()
    return values


CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]
SETS = {
    "textbook": [((3, 3), 1), ((4, 3), 1), ((1, 1), -1)],
    **{
        name: list(zip(CORNERS, [1 if v else -1 for v in table]))
        for name, table in {"AND": (0, 0, 0, 1), "OR": (0, 1, 1, 1), "NAND": (1, 1, 1, 0), "XOR": (0, 1, 1, 0)}.items()
    },
}


def perceptron(samples, most=40):
    """Rows of [the number of the sample picked, or 0; w1; w2; b], to the end or at most so many."""
    w, b, rows = [0, 0], 0, [[0, 0, 0, 0]]
    while len(rows) <= most:
        wrong = [i for i, (x, y) in enumerate(samples) if y * (w[0] * x[0] + w[1] * x[1] + b) <= 0]
        if not wrong:
            break
        x, y = samples[wrong[0]]
        w, b = [w[0] + y * x[0], w[1] + y * x[1]], b + y
        rows.append([wrong[0] + 1, *w, b])
    return rows


UNITS = {
    "sign": (lambda net: 1 if net >= 0 else -1, lambda z: 1, -1),
    "linear": (lambda net: net, lambda z: 1, -1),
    "sigmoid": (lambda net: 1 / (1 + math.exp(-net)), lambda z: z * (1 - z), 0),
}
FEEDS = {"sample": 1, "mini": 2, "batch": 3}


def delta_rule(unit, size, updates, rate=0.05):
    """[w1, w2, b, E] after so many updates, each by the mean of its samples; a mini-batch ends with the set."""
    out, slope, low = UNITS[unit]
    samples = [(x, 1 if y > 0 else low) for x, y in SETS["textbook"]]
    w, b, start = [0.0, 0.0], 0.0, 0
    for _ in range(updates):
        part = samples[start : start + size]
        start = (start + size) % len(samples) if start + size < len(samples) else 0
        zs = [out(w[0] * x[0] + w[1] * x[1] + b) for x, _ in part]
        deltas = [slope(z) * (t - z) for z, (_, t) in zip(zs, part)]
        w = [w[k] + rate * sum(d * x[k] for d, (x, _) in zip(deltas, part)) / len(part) for k in (0, 1)]
        b += rate * sum(deltas) / len(part)
    errors = [(t - out(w[0] * x[0] + w[1] * x[1] + b)) ** 2 / 2 for x, t in samples]
    return [*w, b, sum(errors) / len(errors)]


# Too small, right, too large: with the last, a few steps leave any picture, or lose a digit each.
CURVES = {
    "parabola": (lambda x: x**2, -2, {0.02: 12, 0.3: 12, 1.03: 12}),
    "cubicQuartic": (lambda x: x**4 - 3 * x**3 + 2, 3, {0.001: 12, 0.03: 12, 0.2: 2}),
    "twoMinima": (lambda x: x**4 / 4 - x**2 + 0.3 * x + 2, 2.2, {0.01: 12, 0.15: 12, 0.8: 3}),
    "wave": (lambda x: torch.sin(2 * x) + x**2 / 8, 4.6, {0.01: 12, 0.15: 12, 0.95: 4}),
}


def curve(f, start, rate, steps):
    rows, x = [], torch.tensor(float(start), dtype=torch.float64, requires_grad=True)
    for _ in range(steps + 1):
        value = f(x)
        (slope,) = torch.autograd.grad(value, x)
        rows.append([x.item(), value.item(), slope.item()])
        x = (x - rate * slope).detach().requires_grad_()
    return rows


RACERS = {
    "sgd": {"type": "sgd", "learningRate": 1},
    "momentum": {"type": "sgd", "momentum": 0.9, "learningRate": 0.2},
    "nesterov": {"type": "sgd", "momentum": 0.9, "nesterov": True, "learningRate": 0.2},
    "rmsprop": {"type": "rmsprop", "learningRate": 0.1},
    "adagrad": {"type": "adagrad", "learningRate": 0.8},
    "adam": {"type": "adam", "learningRate": 0.2},
    "adamw": {"type": "adamw", "learningRate": 0.2},
}


def logistic(settings, steps=25):
    x = torch.tensor([-2, -1.5, -0.5, 0.2, -0.2, 0.6, 1.2, 2], dtype=torch.float64)
    y = torch.tensor([0, 0, 0, 0, 1, 1, 1, 1], dtype=torch.float64)
    w, b = tensor([-2]), tensor([2.5])
    update = optimizer(settings, [w, b])
    losses = []
    for _ in range(steps + 1):
        update.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(w * x + b, y)
        loss.backward()
        losses.append(loss.item())
        update.step()
    return losses


# Both learn all their weights from the page's start, by each optimizer at the page's rate for it.
XOR_RATES = {"sgd": 1, "momentum": 0.2, "nesterov": 0.2, "rmsprop": 0.05, "adagrad": 0.5, "adam": 0.1, "adamw": 0.1}
XOR_SPAN, XOR_CELLS, XOR_ACROSS = 12, 48, 7


def xor_start():
    """W [2, 2], b [2], v [2, 1], c [1], from the seed 1."""
    w = first_weights(1, 0, 2 / 4, 4).reshape(2, 2)
    v = first_weights(1, 2, 2 / 3, 2).reshape(2, 1)
    return [torch.tensor(a, requires_grad=True) for a in (w, [0.0, 0.0], v, [0.0])]


def xor_loss(w, b, v, c):
    x, y = (torch.tensor(a, dtype=torch.float64) for a in (CORNERS, [[0], [1], [1], [0]]))
    return torch.nn.functional.binary_cross_entropy_with_logits(torch.tanh(x @ w + b) @ v + c, y)


def xor_losses(settings, steps=25):
    weights, losses = xor_start(), []
    update = optimizer(settings, weights)
    for _ in range(steps + 1):
        update.zero_grad()
        loss = xor_loss(*weights)
        loss.backward()
        losses.append(loss.item())
        update.step()
    return losses


def xor_slice():
    """The loss over w₁₁ (across) and v₁ (up), the others as at the start: seven by seven cells of the finest grid, from above."""
    w, b, v, c = (a.detach() for a in xor_start())
    cells = [math.floor((i + 0.5) * XOR_CELLS / XOR_ACROSS) for i in range(XOR_ACROSS)]
    at = lambda centre, cell: centre - XOR_SPAN / 2 + (cell + 0.5) * XOR_SPAN / XOR_CELLS
    rows, (w11, v1) = [], (w[0, 0].item(), v[0, 0].item())
    for up in reversed(cells):
        v[0, 0] = at(v1, up)
        row = []
        for across in cells:
            w[0, 0] = at(w11, across)
            row.append(xor_loss(w, b, v, c).item())
        rows.append(row)
    return rows


def main():
    figures = {
        "backpropagation": {name: training_step(example) for name, example in EXAMPLES.items()},
        "perceptron": {name: perceptron(samples) for name, samples in SETS.items()},
        "delta": {
            unit: {feed: {n: delta_rule(unit, size, n) for n in (1, 4, 7)} for feed, size in FEEDS.items()}
            for unit in UNITS
        },
        "curves": {
            name: {rate: curve(f, start, rate, steps) for rate, steps in rates.items()} for name, (f, start, rates) in CURVES.items()
        },
        "logistic": {name: logistic(settings) for name, settings in RACERS.items()},
        "xor": {name: xor_losses(of | {"learningRate": XOR_RATES[name]}) for name, of in RACERS.items()},
        "xorSlice": xor_slice(),
    }
    with open(os.path.join(HERE, "labs.json"), "w", encoding="utf-8") as file:
        json.dump(figures, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
