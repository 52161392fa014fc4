#!/usr/bin/env python3
"""Writes pytorch.json: what PyTorch in double precision makes of some hundred small models.

    python3 tests/golden/make_pytorch.py        (Debian's python3-torch 1.13; same seed, same file)

Inputs, targets and weights are rounded to three decimals and to float32 first, so that both sides start from the same
numbers. A case is {spec, weights, x, y, sampleWeight?, output, loss, gradients, inputGradient, steps?}.
"""
import json
import os
import sys

import numpy as np
import torch

import cases
import cases_crossed
import cases_training
from reference import Model
from steps import steps

HERE = os.path.dirname(os.path.abspath(__file__))


def drawer(generator, scale):
    """Numbers of three decimals, as float32 knows them."""

    def draw(*shape, scale=scale):
        values = torch.randn(*shape, generator=generator) * scale
        return (values * 1000).round().div(1000).float().double()

    return draw


def targets(case, model, x, draw, generator):
    """→ (y as the JSON gives it, y as numbers of the output's shape)."""
    shape, width = [len(x)] + model.shape, model.shape[-1]
    rows = shape[:-1]
    form = case["targets"]
    if form == "numbers":
        y = draw(*shape, scale=1.0)
    elif form == "bits":
        y = torch.randint(0, 2, shape, generator=generator).double()
    elif form == "signs":
        y = torch.randint(0, 2, shape, generator=generator).double() * 2 - 1
    elif form == "shares":  # soft labels: each row sums to one
        y = torch.rand(shape, generator=generator) + 0.1
        y = (y / y.sum(-1, keepdim=True)).float().double()
    else:
        index = torch.randint(0, width, rows, generator=generator)
        y = torch.nn.functional.one_hot(index, width).double()
        if form == "indices":
            return {"indices": index.flatten().tolist()}, y
    return compact(y, digits=9), y


def compact(tensor, digits=7):
    """Three decimals where they name the same float32 (our own numbers), else so many significant digits: as many as
    float32 has, lest the figures' own rounding be what is measured."""

    def short(v):
        if v == int(v):
            return int(v)
        return round(v, 3) if float(np.float32(round(v, 3))) == v else float(f"{v:.{digits}g}")

    return [short(v) for v in tensor.flatten().tolist()]


def named(tensors, digits=7):
    return {name: compact(t.detach(), digits) for name, t in tensors.items()}


def train(model, x, y, sample_weight, count):
    """The figures of `count` updates, and the weights after the last."""
    rates, losses = steps(model, x, y, sample_weight, count)
    result = {"losses": compact(torch.stack(losses)), "weights": named(model.weights, digits=8)}
    return result | ({"rates": [float(f"{rate:.9g}") for rate in rates]} if "schedule" in model.spec["optimizer"] else {})


def run(case, seed):
    generator = torch.Generator().manual_seed(seed)
    draw = drawer(generator, case.get("scale", 0.5))
    model = Model(case["spec"], draw)
    x = draw(case["batch"], *case["spec"]["input"], scale=case.get("inputScale", 1.0))
    if "offsets" in case:
        x = (x + torch.tensor(case["offsets"])).float().double()
    x.requires_grad_(True)
    given, y = targets(case, model, x, draw, generator)
    result = {"title": case["title"], "spec": case["spec"], "weights": named(model.weights)}
    result |= {"x": compact(x.detach(), digits=9), "y": given}
    if case.get("training"):
        result["training"] = True
    sample_weight = None
    if case.get("weighted"):
        sample_weight = draw(case["batch"], scale=1.0).abs()
        result["sampleWeight"] = compact(sample_weight)
    loss, output = model.loss(x, y, sample_weight, case.get("training", False))
    wanted = list(model.learned.values()) + [x]
    gradients = torch.autograd.grad(loss, wanted, allow_unused=True)
    gradients = [torch.zeros_like(w) if g is None else g for g, w in zip(gradients, wanted)]
    result |= {"output": compact(output.detach()), "loss": compact(loss.detach())[0]}
    result["gradients"] = named(dict(zip(model.learned, gradients)))
    result["inputGradient"] = compact(gradients[-1])
    if "steps" in case:
        result["steps"] = train(model, x.detach(), y, sample_weight, case["steps"])
    return result


def main():
    results = [run(case, 1000 + k) for k, case in enumerate([*cases.every(), *cases_training.every(), *cases_crossed.every()])]
    lines = ",\n".join(json.dumps(r, separators=(",", ":"), ensure_ascii=False) for r in results)
    with open(os.path.join(HERE, "pytorch.json"), "w", encoding="utf-8") as file:
        file.write("[\n" + lines + "\n]\n")
    print(f"{len(results)} cases by torch {torch.__version__}", file=sys.stderr)


if __name__ == "__main__":
    main()
