"""PyTorch on one thread, as a host that answers the calls of support/host.js: a line of JSON in, a line out."""
import json
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
COMPARED, STEPS = 499, 3


def numbers(count, seed, low=0.0, high=1.0):
    """As in support/work.js."""
    with np.errstate(over="ignore"):
        h = np.arange(1, count + 1, dtype=np.uint32) * np.uint32(0x9E3779B1)
        h ^= np.array([seed + 1], np.uint32) * np.uint32(0x85EBCA77)
        h = (h ^ (h >> np.uint32(16))) * np.uint32(0x21F0AAAD)
        h = (h ^ (h >> np.uint32(15))) * np.uint32(0x735A2D97)
        h ^= h >> np.uint32(15)
    return (low + (high - low) * (((h >> np.uint32(8)) + 0.5) / 2**24)).astype(np.float32)


def tensor(values, shape):
    return torch.from_numpy(np.ascontiguousarray(values.reshape(shape)))


def channels_first(x):
    return x.permute(0, 3, 1, 2).contiguous()


class Plain:
    """A product or a convolution: nothing is learned."""

    def __init__(self, once, laid_out=lambda y: y):
        self.once, self.laid_out = once, laid_out

    def output(self):
        return self.laid_out(self.once())

    def run(self, times):
        for _ in range(times):
            self.once()


def gemm(task):
    form, m, n, k = (task[key] for key in ("form", "m", "n", "k"))
    a = tensor(numbers(m * k, 1), (k, m) if form == "TN" else (m, k))
    b = tensor(numbers(k * n, 2), (n, k) if form == "NT" else (k, n))
    return Plain(lambda: torch.mm(a.t() if form == "TN" else a, b.t() if form == "NT" else b))


def conv(task):
    shape = [task["batch"], *task["input"]]
    size = task["kernelSize"]
    kernel_shape = [size, size, task["input"][2], task["filters"]]
    x = channels_first(tensor(numbers(int(np.prod(shape)), 1), shape))
    w = tensor(numbers(int(np.prod(kernel_shape)), 2), kernel_shape).permute(3, 2, 0, 1).contiguous()
    padding = size // 2 if task["padding"] == "same" else 0
    return Plain(lambda: F.conv2d(x, w, padding=padding), lambda y: y.permute(0, 2, 3, 1))


def parameter(described):
    values = numbers(int(np.prod(described["shape"])), described["seed"], -described["limit"], described["limit"])
    return tensor(values, described["shape"])


def linear(layer, before):
    module = torch.nn.Linear(layer["inputShape"][0], layer["units"])
    kernel = parameter(layer["kernel"])
    if before and before["type"] == "flatten":  # its rows, from row, column, channel to channel, row, column
        height, width, channels = before["inputShape"]
        kernel = kernel.reshape(height, width, channels, -1).permute(2, 0, 1, 3).reshape(kernel.shape)
    module.weight.data = kernel.t().contiguous()
    module.bias.data = parameter(layer["bias"])
    return module


def convolution(layer):
    size = layer["kernelSize"]
    padding = size // 2 if layer["padding"] == "same" else 0
    module = torch.nn.Conv2d(layer["inputShape"][2], layer["filters"], size, padding=padding)
    module.weight.data = parameter(layer["kernel"]).permute(3, 2, 0, 1).contiguous()
    module.bias.data = parameter(layer["bias"])
    return module


ACTIVATIONS = {"relu": torch.nn.ReLU, "sigmoid": torch.nn.Sigmoid}


def network(layers):
    """The modules; softmax is left to the loss."""
    modules = []
    for i, layer in enumerate(layers):
        if layer["type"] == "dense":
            modules.append(linear(layer, layers[i - 1] if i > 0 else None))
        elif layer["type"] == "conv2d":
            modules.append(convolution(layer))
        elif layer["type"] == "maxPooling2d":
            modules.append(torch.nn.MaxPool2d(layer["poolSize"]))
        else:
            modules.append(torch.nn.Flatten())
        if layer.get("activation") in ACTIVATIONS:
            modules.append(ACTIVATIONS[layer["activation"]]())
    return torch.nn.Sequential(*modules)


def samples(layers, count):
    """As in support/work.js."""
    shape, outputs = layers[0]["inputShape"], layers[-1]["units"]
    if outputs == 1:
        rows = np.array([[i & 1, (i >> 1) & 1] for i in range(count)], np.float32)
        return tensor(rows, rows.shape), tensor(rows[:, 0] != rows[:, 1], (-1, 1)).float()
    zeros = layers[0]["zeros"]
    x = np.maximum(0, (numbers(count * int(np.prod(shape)), 1) - zeros) / (1 - zeros))
    y = (numbers(count, 2) * outputs).astype(np.int64)
    x = tensor(x, (count, *shape))
    return channels_first(x) if len(shape) == 3 else x, torch.from_numpy(y)


def outputs(model, layers, x):
    with torch.no_grad():
        y = model(x)
        return torch.softmax(y, 1) if layers[-1]["activation"] == "softmax" else y


class Training:
    def __init__(self, task):
        self.layers, self.batch, self.batches = task["layers"], task["batch"], task["batches"]
        self.model = network(self.layers)
        chosen = task["optimizer"]
        kinds = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}
        epsilon = {"eps": chosen["epsilon"]} if chosen["type"] == "adam" else {}
        self.optimizer = kinds[chosen["type"]](self.model.parameters(), lr=chosen["learningRate"], **epsilon)
        self.loss = F.cross_entropy if self.layers[-1]["units"] > 1 else F.mse_loss
        x, y = samples(self.layers, self.batch * self.batches)
        self.data = list(zip(x.split(self.batch), y.split(self.batch)))

    def step(self, i):
        x, y = self.data[i % self.batches]
        self.optimizer.zero_grad(set_to_none=True)
        self.loss(self.model(x), y).backward()
        self.optimizer.step()

    def output(self):
        result = [outputs(self.model, self.layers, self.data[0][0])]
        for i in range(STEPS):
            self.step(i)
            result.append(outputs(self.model, self.layers, self.data[0][0]))
        return torch.cat(result)

    def run(self, times):
        for i in range(times):
            self.step(i)


class Inference:
    def __init__(self, task):
        self.layers = task["layers"]
        self.model = network(self.layers)
        self.x, _ = samples(self.layers, 32)

    def output(self):
        return outputs(self.model, self.layers, self.x)

    def run(self, times):
        for i in range(times):
            outputs(self.model, self.layers, self.x[i % 32 : i % 32 + 1])


class Host:
    kinds = {"gemm": gemm, "conv": conv, "train": Training, "infer": Inference}

    def takes(self, kind):
        return kind in self.kinds

    def prepare(self, task):
        self.work, self.times = self.kinds[task["kind"]](task), 0
        output = self.work.output()
        output = output.flatten() if task["kind"] == "train" else self.some(output.flatten())
        return {"output": output.tolist()}

    @staticmethod
    def some(values):
        return values[:: max(1, len(values) // COMPARED)]

    def seconds(self, times):
        start = time.perf_counter()
        self.work.run(times)
        return time.perf_counter() - start

    def time(self, stretch):
        times = 1
        while self.times == 0:
            taken = self.seconds(times)
            if taken > stretch / 2:
                self.times = max(1, round(times * stretch / taken))
            times *= 2
        return self.seconds(self.times) / self.times

    def drop(self):
        self.work = None

    def features(self):
        return None


host = Host()
print(json.dumps({"result": "open"}), flush=True)
for line in sys.stdin:
    name, *given = json.loads(line)
    try:
        answer = {"result": getattr(host, name)(*given)}
    except Exception as error:  # told to the bench, which stops
        answer = {"error": repr(error)}
    print(json.dumps(answer), flush=True)
