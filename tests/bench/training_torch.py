"""The cases of support/training.js in PyTorch on one thread: prints {name: samples a second} as JSON.

Reads [{name, sizes, activation, optimizer, learningRate, batch, steps}] as its argument.
"""
import json
import sys
import time

import torch

torch.set_num_threads(1)
torch.manual_seed(1)


def network(sizes, activation):
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [torch.nn.Linear(inputs, outputs), {"relu": torch.nn.ReLU, "sigmoid": torch.nn.Sigmoid}[activation]()]
    return torch.nn.Sequential(*(layers[:-1] if sizes[-1] > 1 else layers))


def samples_per_second(case):
    sizes, batch = case["sizes"], case["batch"]
    model = network(sizes, case["activation"])
    kind = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[case["optimizer"]]
    optimizer = kind(model.parameters(), lr=case["learningRate"])
    classes = sizes[-1] > 1
    loss_of = torch.nn.CrossEntropyLoss() if classes else torch.nn.MSELoss()
    x = torch.rand(64, batch, sizes[0])
    y = torch.randint(sizes[-1], (64, batch)) if classes else torch.rand(64, batch, 1)
    for timed in (False, True):  # the first time warms up
        start = time.perf_counter()
        for step in range(case["steps"] if timed else 100):
            optimizer.zero_grad()
            loss_of(model(x[step % 64]), y[step % 64]).backward()
            optimizer.step()
    return case["steps"] * batch / (time.perf_counter() - start)


print(json.dumps({case["name"]: samples_per_second(case) for case in json.loads(sys.argv[1])}))
