"""A model in glassnet's JSON form, run by PyTorch in double precision.

Nothing here is shared with the core: layers, losses and penalties are written from the textbook formulas with
torch operations, gradients come from autograd and the steps from torch.optim.
"""
import math

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def choice(value):
    """A kind may be given by its name or as an object {type, …}."""
    return {"type": value} if isinstance(value, str) or value is None else dict(value)


class Sign(torch.autograd.Function):
    """sign(z), sign(0) = +1; the gradient passes through, which gives the courses' δ = t − z."""

    @staticmethod
    def forward(_, z):
        return torch.where(z >= 0, 1.0, -1.0)

    @staticmethod
    def backward(_, da):
        return da


ACTIVATIONS = {
    "linear": lambda z: z,
    "sigmoid": lambda z: torch.sigmoid(z),
    "tanh": lambda z: torch.tanh(z),
    "relu": lambda z: F.relu(z),
    "leakyRelu": lambda z, negativeSlope=0.01: F.leaky_relu(z, negativeSlope),
    "elu": lambda z, alpha=1.0: F.elu(z, alpha),
    "silu": lambda z: F.silu(z),
    "gelu": lambda z: F.gelu(z),
    "softplus": lambda z: torch.logaddexp(z, torch.zeros_like(z)),
    "softmax": lambda z: F.softmax(z, -1),
    "step": lambda z: (z > 0).to(z.dtype) + 0 * z,
    "sign": Sign.apply,
}


def activate(value, z):
    options = choice(value or "linear")
    return ACTIVATIONS[options.pop("type")](z, **options)


# ---- Losses: each gives one number a row, from the output and, where that is defined, from the logits ----


def binary_from_logits(z, y):
    return F.binary_cross_entropy_with_logits(z, y, reduction="none").mean(-1)


def categorical_from_logits(z, y):
    return -(y * F.log_softmax(z, -1)).sum(-1)


def perceptron(s, y):
    return torch.where(y * s > 0, torch.zeros_like(s), -y * s).sum(-1)


LOSSES = {
    "meanSquaredError": lambda p, y: ((p - y) ** 2).mean(-1),
    "halfSquaredError": lambda p, y: 0.5 * ((p - y) ** 2).sum(-1),
    "binaryCrossentropy": lambda p, y: -(y * p.log() + (1 - y) * (1 - p).log()).mean(-1),
    "categoricalCrossentropy": lambda p, y: -(y * p.log()).sum(-1),
    "perceptron": perceptron,
}
FROM_LOGITS = {
    ("binaryCrossentropy", "sigmoid"): binary_from_logits,
    ("categoricalCrossentropy", "softmax"): categorical_from_logits,
    ("perceptron", "sign"): perceptron,
}


def penalty(value, w):
    """l1·Σ|w| + l2·Σw², Keras's convention; the names alone mean 0.01."""
    options = choice(value)
    kind = options.pop("type", "l1l2")
    l1 = options.get("l1", 0.01 if kind == "l1" else 0.0)
    l2 = options.get("l2", 0.01 if kind == "l2" else 0.0)
    return l1 * w.abs().sum() + l2 * (w**2).sum()


class Model:
    """The spec with its weights. `shapes` are the layers' output shapes without the batch."""

    def __init__(self, spec, draw):
        self.spec, self.weights = spec, {}
        self.layers = []
        shape, counts = list(spec["input"]), {}
        for layer in spec["layers"]:
            kind = layer["type"]
            counts[kind] = counts.get(kind, 0) + 1
            name = layer.get("name", f"{kind}_{counts[kind]}")
            if kind == "dense":
                self.weights[f"{name}.kernel"] = draw(shape[-1], layer["units"])
                if layer.get("useBias", True):
                    self.weights[f"{name}.bias"] = draw(layer["units"])
                shape = shape[:-1] + [layer["units"]]
            elif kind == "flatten":
                shape = [math.prod(shape)]
            elif kind == "reshape":
                shape = list(layer["targetShape"])
            self.layers.append((name, layer))
        self.shape = shape
        for w in self.weights.values():
            w.requires_grad_(True)

    def forward(self, x):
        """x [batch, …input] → the last layer's (z, activation, a). Dropout at rest changes nothing."""
        z = a = x
        used = None
        for name, layer in self.layers:
            if layer["type"] == "dense":
                z = a @ self.weights[f"{name}.kernel"]
                if f"{name}.bias" in self.weights:
                    z = z + self.weights[f"{name}.bias"]
                used = layer.get("activation")
            elif layer["type"] == "activation":
                z, used = a, layer["activation"]
            elif layer["type"] in ("flatten", "reshape"):
                size = [-1] if layer["type"] == "flatten" else layer["targetShape"]
                z, used = a.reshape(len(a), *size), None
            else:
                z, used = a, None
            a = activate(used, z)
        return z, choice(used or "linear")["type"], a

    def rows(self, x, y):
        """The loss of each row, [batch, rows of one sample]."""
        z, used, a = self.forward(x)
        kind = choice(self.spec["loss"])["type"]
        if (kind, used) in FROM_LOGITS:
            values = FROM_LOGITS[kind, used](z, y)
        else:
            values = LOSSES[kind](a, y)
        return values.reshape(len(x), -1), a

    def loss(self, x, y, sample_weight=None):
        """Mean (Σ weight·loss / rows) or sum over the rows, plus the penalties."""
        values, a = self.rows(x, y)
        if sample_weight is not None:
            values = values * sample_weight[:, None]
        total = values.sum()
        if choice(self.spec["loss"]).get("reduction", "mean") == "mean":
            total = total / values.numel()
        for name, layer in self.layers:
            for parameter in ("kernel", "bias"):
                if layer.get(f"{parameter}Regularizer") is not None:
                    total = total + penalty(layer[f"{parameter}Regularizer"], self.weights[f"{name}.{parameter}"])
        return total, a


# ---- Optimizers: our names → torch's. Defaults are torch's, but for sgd, which has none, and rmsprop ----

OPTIMIZERS = {
    "sgd": (torch.optim.SGD, {"lr": 0.01}),
    "rmsprop": (torch.optim.RMSprop, {"alpha": 0.9, "lr": 0.001}),
    "adam": (torch.optim.Adam, {}),
    "adamw": (torch.optim.AdamW, {}),
    "adagrad": (torch.optim.Adagrad, {}),
}
OPTION_NAMES = {
    "learningRate": "lr",
    "weightDecay": "weight_decay",
    "rho": "alpha",
    "epsilon": "eps",
    "initialAccumulator": "initial_accumulator_value",
}


def optimizer(value, parameters):
    options = choice(value)
    make, settings = OPTIMIZERS[options.pop("type")]
    settings = dict(settings)
    if "beta1" in options or "beta2" in options:
        settings["betas"] = (options.pop("beta1", 0.9), options.pop("beta2", 0.999))
    settings.update({OPTION_NAMES.get(name, name): v for name, v in options.items()})
    return make(parameters, **settings)
