#!/usr/bin/env python3
"""Writes plane.json: what the page's 2-D lab prints of some runs, in double precision.

    python3 tests/golden/make_plane.py        (Debian's python3-torch 1.13)

Samples, parts, orders and first weights are drawn anew from their seeds (lab_samples.py); PyTorch trains.
Of each run: losses and accuracies on the three parts, and of each layer the root mean square of the loss's gradient
and of the weights, how many units are dead, the share that is saturated, and the output's weights.
"""
import json
import os

import torch

from lab_samples import CLASSIFIED, Stream, first_weights, parts, read, samples
from reference import activate, optimizer
import torch.nn.functional as F

HERE = os.path.dirname(os.path.abspath(__file__))

# What the link says, and for how many epochs.
RUNS = {
    "circle, SGD": {"epochs": 4},
    "XOR, ReLU, Adam": {"data": "xor", "count": 60, "dataSeed": 2, "seed": 7, "hidden": "3:relu", "optimizer": "adam,learningRate:0.03", "epochs": 5},
    "spiral, two layers, momentum, L2": {"data": "spiral", "hidden": "6:tanh,4:sigmoid", "optimizer": "sgd,learningRate:0.1,momentum:0.9", "l2": 0.002, "batch": 30, "epochs": 4},
    "three classes, RMSprop, L1": {"data": "threeBlobs", "hidden": "4:leakyRelu", "init": "heUniform", "optimizer": "rmsprop,learningRate:0.01", "l1": 0.001, "batch": 25, "seed": 3, "epochs": 4},
    "regression, Nesterov": {"data": "peaks", "hidden": "5:tanh", "optimizer": "sgd,learningRate:0.05,momentum:0.8,nesterov:true", "epochs": 3},
    "a curve, AdamW, half squared error": {"data": "sine", "inputs": "x1", "hidden": "6:tanh", "loss": "halfSquaredError", "optimizer": "adamw,learningRate:0.02,weightDecay:0.05", "seed": 5, "epochs": 4},
    "logistic unit with a product, AdaGrad": {"data": "xor", "inputs": "x1,x2,product", "hidden": "", "optimizer": "adagrad,learningRate:0.2", "init": "lecunUniform", "noise": 0.25, "epochs": 5},
    "squared error of a class, one batch, no bias": {"data": "circle", "hidden": "4:softplus", "loss": "meanSquaredError", "optimizer": "adam,learningRate:0.05", "bias": "off", "batch": 180, "epochs": 8},
}
USUAL = {
    "data": "circle", "count": 300, "noise": 0.1, "dataSeed": 1, "inputs": "x1,x2", "hidden": "4:tanh", "init": "glorotUniform",
    "bias": "on", "seed": 1, "loss": "suited", "optimizer": "sgd,learningRate:0.1", "batch": 10, "l1": 0, "l2": 0,
}
VARIANCES = {
    "glorotUniform": lambda ins, outs: 2 / (ins + outs),
    "heUniform": lambda ins, outs: 2 / ins,
    "lecunUniform": lambda ins, outs: 1 / ins,
}
BOUNDS = {"tanh": (-1, 1), "sigmoid": (0, 1), "softmax": (0, 1), "relu": (0, None), "softplus": (0, None)}


def choice(text):
    kind, *pairs = text.split(",")
    value = {"true": True}
    return {"type": kind} | {k: value.get(v) or float(v) for k, v in (pair.split(":") for pair in pairs)}


class Run:
    def __init__(self, settings):
        s = self.settings = USUAL | settings
        names = s["inputs"].split(",")
        drawn = parts(*samples(s["data"], s["dataSeed"], s["count"], s["noise"]), s["dataSeed"])
        _, scale = read(drawn[0][0], names)
        self.parts = [(torch.tensor(read(x, names, scale)[0]), torch.tensor(y, dtype=torch.float64)) for x, y in drawn]
        classes = CLASSIFIED.get(s["data"], (0,))[0]
        end = (classes, "softmax") if classes > 2 else (1, "sigmoid" if classes else "linear")
        layers = [(int(n), f) for n, f in (layer.split(":") for layer in s["hidden"].split(",") if layer)]
        self.layers, self.is_classified = [*layers, end], classes > 0
        self.kernels, self.biases, ins, tensor = [], [], len(names), 0
        for outs, _ in self.layers:
            w = first_weights(s["seed"], tensor, VARIANCES[s["init"]](ins, outs), ins * outs).reshape(ins, outs)
            self.kernels.append(torch.tensor(w, requires_grad=True))
            tensor += 2 if s["bias"] == "on" else 1
            if s["bias"] == "on":
                self.biases.append(torch.zeros(outs, dtype=torch.float64, requires_grad=True))
            ins = outs

    def forward(self, x):
        """The outputs of all layers, and z of the last."""
        outputs = []
        for k, (_, f) in enumerate(self.layers):
            z = x @ self.kernels[k] + (self.biases[k] if self.biases else 0)
            x = activate(f, z)
            outputs.append(x)
        return outputs, z

    def loss(self, x, y):
        """The mean over the samples, with the penalties."""
        outputs, z = self.forward(x)
        out, last, named = outputs[-1], self.layers[-1][1], self.settings["loss"]
        if last == "softmax":
            mean = F.cross_entropy(z, y.long())
        elif last == "sigmoid" and named == "suited":
            mean = F.binary_cross_entropy_with_logits(z[:, 0], y)
        else:
            mean = ((out[:, 0] - y) ** 2).mean() * (0.5 if named == "halfSquaredError" else 1)
        l1, l2 = self.settings["l1"], self.settings["l2"]
        return mean + sum(l1 * w.abs().sum() + l2 * (w**2).sum() for w in self.kernels)

    def accuracy(self, x, y):
        out = self.forward(x)[0][-1]
        says = out.argmax(1) if out.shape[1] > 1 else (out[:, 0] >= 0.5)
        return (says.double() == y).double().mean().item()

    def train(self):
        s = self.settings
        (x, y), batch = self.parts[0], s["batch"]
        update = optimizer(choice(s["optimizer"]), [*self.kernels, *self.biases])
        for epoch in range(s["epochs"]):
            order = Stream(s["seed"], epoch).order(len(y))
            for start in range(0, len(y), batch):
                rows = order[start : start + batch]
                update.zero_grad()
                self.loss(x[rows], y[rows]).backward()
                update.step()

    def figures(self):
        scores = {
            part: {"loss": self.loss(x, y).item()} | ({"accuracy": self.accuracy(x, y)} if self.is_classified else {})
            for part, (x, y) in zip(("train", "validation", "test"), self.parts)
        }
        x, y = self.parts[0]
        for w in self.kernels:
            w.grad = None
        self.loss(x, y).backward()
        outputs, _ = self.forward(x)
        layers = [
            {
                "gradient": w.grad.norm().item() / w.numel() ** 0.5,
                "weight": w.norm().item() / w.numel() ** 0.5,
                "units": a.shape[1],
                "dead": int((a == 0).all(0).sum()),
                "saturated": saturated(f, a),
            }
            for w, a, (_, f) in zip(self.kernels, outputs, self.layers)
        ]
        output = [self.kernels[-1].detach()[:, 0].tolist(), *(b.detach()[:1].tolist() for b in self.biases[-1:])]
        return scores | {"layers": layers, "output": sum(output, [])}


def saturated(f, a):
    """The share within 1 % of the range of a bound, of a half-open range on the bound itself; None where there is none."""
    if f not in BOUNDS:
        return None
    low, high = BOUNDS[f]
    if high is None:
        return (a == low).double().mean().item()
    near = 0.01 * (high - low)
    return ((a <= low + near) | (a >= high - near)).double().mean().item()


def main():
    figures = {}
    for name, settings in RUNS.items():
        run = Run(settings)
        run.train()
        link = "&".join(f"{key}={value}" for key, value in settings.items() if key != "epochs")
        figures[name] = {"link": link, "epochs": settings["epochs"], **run.figures()}
    with open(os.path.join(HERE, "plane.json"), "w", encoding="utf-8") as file:
        json.dump(figures, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
