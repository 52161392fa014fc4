#!/usr/bin/env python3
"""Writes paths.json: the ways of PyTorch's optimizers down functions of two variables, in double precision.

    python3 tests/golden/make_paths.py        (Debian's python3-torch 1.13; nothing is random)

Gradients are by autograd. A path is {surface, name, optimizer, start, points}, a point for each step and the start.
"""
import json
import os

import torch

from reference import optimizer

HERE = os.path.dirname(os.path.abspath(__file__))
STEPS = 30

SURFACES = {
    "bowl": (lambda x, y: x**2 + y**2, (-2, 1.6)),
    "ravine": (lambda x, y: x**2 / 2 + 10 * y**2, (-2.2, 1.2)),
    "saddle": (lambda x, y: x**2 / 2 - y**2 / 2 + y**4 / 4, (-1.7, 0.02)),
    "banana": (lambda x, y: (1 - x) ** 2 + 10 * (y - x**2) ** 2, (-1.4, 2.2)),
    "hills": (lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2, (-0.4, -0.6)),
}
RACERS = {
    "sgd": {"type": "sgd"},
    "momentum": {"type": "sgd", "momentum": 0.9},
    "nesterov": {"type": "sgd", "momentum": 0.9, "nesterov": True},
    "rmsprop": {"type": "rmsprop"},
    "adagrad": {"type": "adagrad"},
    "adam": {"type": "adam"},
    "adamw": {"type": "adamw"},
}
RATES = {
    "bowl": (0.1, 0.02, 0.02, 0.05, 0.4, 0.1, 0.1),
    "ravine": (0.09, 0.015, 0.015, 0.05, 0.4, 0.1, 0.1),
    "saddle": (0.2, 0.03, 0.03, 0.05, 0.3, 0.08, 0.08),
    "banana": (0.012, 0.002, 0.002, 0.03, 0.3, 0.1, 0.1),
    "hills": (0.01, 0.004, 0.004, 0.1, 0.6, 0.3, 0.3),
}


def path(surface, settings):
    f, start = SURFACES[surface]
    w = torch.tensor(start, dtype=torch.float32).double().requires_grad_()
    update = optimizer(settings, [w])
    points = [w.tolist()]
    for _ in range(STEPS):
        update.zero_grad()
        f(w[0], w[1]).backward()
        update.step()
        points.append(w.tolist())
    return [[float(f"{v:.7g}") for v in point] for point in points]


def main():
    paths = []
    for surface, (_, start) in SURFACES.items():
        for (name, settings), rate in zip(RACERS.items(), RATES[surface]):
            chosen = {**settings, "learningRate": rate}
            points = path(surface, dict(chosen))
            paths.append({"surface": surface, "name": name, "optimizer": chosen, "start": start, "points": points})
    lines = ",\n".join(json.dumps(p) for p in paths)
    with open(os.path.join(HERE, "paths.json"), "w", encoding="utf-8") as file:
        file.write(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
