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


def smooth(loss, y):
    """A share of each target spread over the K classes; for binary cross-entropy over yes and no."""
    s = loss.get("labelSmoothing", 0.0)
    return y * (1 - s) + s / (2 if loss["type"] == "binaryCrossentropy" else y.shape[-1])


def penalty(value, w):
    """l1·Σ|w| + l2·Σw², Keras's convention; the names alone mean 0.01."""
    options = choice(value)
    kind = options.pop("type", "l1l2")
    l1 = options.get("l1", 0.01 if kind == "l1" else 0.0)
    l2 = options.get("l2", 0.01 if kind == "l2" else 0.0)
    return l1 * w.abs().sum() + l2 * (w**2).sum()


# ---- Layers: the shapes of the weights, and z from the weights and the inputs [batch, …] ----

LAYERS = {}


def kind_of_layer(name, weights=lambda layer, shape: {}):
    """Registers `run(layer, w, *inputs)`; `weights(layer, shape of the first input)` gives {name: shape}."""

    def register(run):
        LAYERS[name] = (weights, run)
        return run

    return register


def with_bias(layer, kernel, units):
    return {"kernel": kernel} | ({"bias": [units]} if layer.get("useBias", True) else {})


def dense_weights(layer, shape):
    return with_bias(layer, [shape[-1], layer["units"]], layer["units"])


@kind_of_layer("dense", dense_weights)
def dense(layer, w, x):
    z = x @ w["kernel"]
    return z + w["bias"] if "bias" in w else z


@kind_of_layer("activation")
@kind_of_layer("dropout")  # at rest
@kind_of_layer("spatialDropout2d")
def identity(layer, w, x):
    return x


@kind_of_layer("flatten")
def flatten(layer, w, x):
    return x.flatten(1)


@kind_of_layer("reshape")
def reshape(layer, w, x):
    return x.reshape(len(x), *layer["targetShape"])


@kind_of_layer("add")
def add(layer, w, *x):
    return torch.stack(x).sum(0)


@kind_of_layer("multiply")
def multiply(layer, w, *x):
    return torch.stack(x).prod(0)


@kind_of_layer("concatenate")
def concatenate(layer, w, *x):
    return torch.cat(x, layer.get("axis", -1))


@kind_of_layer("zeroPadding2d")
def zero_padding_2d(layer, w, x):
    given = layer.get("padding", 1)
    sides = [given] if isinstance(given, int) else given
    top, bottom, left, right = {1: sides * 4, 2: [sides[0], sides[0], sides[-1], sides[-1]], 4: sides}[len(sides)]
    return F.pad(x, (0, 0, left, right, top, bottom))


def pair(value):
    return [value] * 2 if isinstance(value, int) else list(value) * (2 // len(value))


def framed(layer, x, size, fill=0.0):
    """x [batch, channels, height, width] with the padding of a window, as TensorFlow defines "same"."""
    if layer.get("padding", "valid") == "valid":
        return x
    sides = []
    for n, k, s, d in reversed(list(zip(x.shape[2:], size, pair(layer.get("strides", 1)), pair(layer.get("dilationRate", 1))))):
        total = max((math.ceil(n / s) - 1) * s + (k - 1) * d + 1 - n, 0)
        sides += [total // 2, total - total // 2]
    return F.pad(x, sides, value=fill)


def conv2d_weights(layer, shape):
    return with_bias(layer, pair(layer["kernelSize"]) + [shape[-1], layer["filters"]], layer["filters"])


@kind_of_layer("conv2d", conv2d_weights)
def conv2d(layer, w, x):
    x = framed(layer, x.permute(0, 3, 1, 2), w["kernel"].shape[:2])
    steps = {"stride": pair(layer.get("strides", 1)), "dilation": pair(layer.get("dilationRate", 1))}
    return F.conv2d(x, w["kernel"].permute(3, 2, 0, 1).contiguous(), w.get("bias"), **steps).permute(0, 2, 3, 1)


def windows(layer, x, fill):
    """[batch, channels, out height, out width, numbers under the window]"""
    size = pair(layer.get("poolSize", 2))
    steps = pair(layer.get("strides") or size)
    y = framed(layer | {"strides": steps}, x.permute(0, 3, 1, 2), size, fill)
    return y.unfold(2, size[0], steps[0]).unfold(3, size[1], steps[1]).flatten(4)


@kind_of_layer("maxPooling2d")
def max_pooling_2d(layer, w, x):
    return windows(layer, x, -math.inf).max(-1).values.permute(0, 2, 3, 1)


@kind_of_layer("averagePooling2d")
def average_pooling_2d(layer, w, x):
    real = windows(layer, torch.ones_like(x), 0.0).sum(-1)
    return (windows(layer, x, 0.0).sum(-1) / real).permute(0, 2, 3, 1)


@kind_of_layer("globalMaxPooling2d")
def global_max_pooling_2d(layer, w, x):
    return x.amax((1, 2))


@kind_of_layer("globalAveragePooling2d")
def global_average_pooling_2d(layer, w, x):
    return x.mean((1, 2))


def norm_weights(layer, shape):
    return {short: shape[-1:] for short, wanted in (("gamma", "scale"), ("beta", "center")) if layer.get(wanted, True)}


@kind_of_layer("layerNormalization", norm_weights)
def layer_normalization(layer, w, x):
    return F.layer_norm(x, x.shape[-1:], w.get("gamma"), w.get("beta"), layer.get("epsilon", 1e-3))


@kind_of_layer("batchNormalization", lambda layer, shape: norm_weights(layer, shape) | {"movingMean": shape[-1:], "movingVariance": shape[-1:]})
def batch_normalization(layer, w, x):
    """Keras's: unlike PyTorch's, the moving variance is made of biased ones, and momentum is what stays."""
    rows = x.reshape(-1, x.shape[-1])
    mean, variance = w["movingMean"], w["movingVariance"]
    if layer["training"]:
        stays = layer.get("momentum", 0.99)
        w["movingMean"] = mean * stays + rows.mean(0) * (1 - stays)
        w["movingVariance"] = variance * stays + rows.var(0, unbiased=False) * (1 - stays)
        mean = variance = None
    z = F.batch_norm(rows, mean, variance, w.get("gamma"), w.get("beta"), layer["training"], 0.0, layer.get("epsilon", 1e-3))
    return z.reshape(x.shape)


def depthwise_weights(layer, shape):
    kernel = pair(layer["kernelSize"]) + [shape[-1], layer.get("depthMultiplier", 1)]
    return with_bias(layer, kernel, kernel[2] * kernel[3])


@kind_of_layer("depthwiseConv2d", depthwise_weights)
def depthwise_conv2d(layer, w, x):
    x = framed(layer, x.permute(0, 3, 1, 2), w["kernel"].shape[:2])
    kernel = w["kernel"].flatten(2).permute(2, 0, 1)[:, None]  # [channels·multiplier, 1, height, width]
    steps = {"stride": pair(layer.get("strides", 1)), "dilation": pair(layer.get("dilationRate", 1))}
    return F.conv2d(x, kernel.contiguous(), w.get("bias"), groups=x.shape[1], **steps).permute(0, 2, 3, 1)


class Node:
    """A layer of the spec with its name, the names of its inputs and of its weights."""

    def __init__(self, layer, name, previous):
        self.layer, self.name = layer, name
        inputs = layer.get("inputs") or [previous]
        self.inputs = [inputs] if isinstance(inputs, str) else inputs
        self.weights, self.moved = {}, {}
        self.learns = layer.get("trainable", True)

    def run(self, weights, tensors, training=False):
        """→ z, from the outputs of all layers before; the next moving averages are left in `moved`."""
        w = {short: weights[name] for short, name in self.weights.items()}
        layer = self.layer | {"training": training and self.learns}
        z = LAYERS[self.layer["type"]][1](layer, w, *(tensors[name] for name in self.inputs))
        self.moved = {self.weights[short]: w[short].detach() for short in w if short.startswith("moving")}
        return z


class Model:
    """The spec with its weights. `shape` is the output's without the batch."""

    def __init__(self, spec, draw):
        self.spec, self.weights, self.nodes = spec, {}, []
        tensors, counts, previous = {"input": torch.zeros(2, *spec["input"])}, {}, "input"
        for layer in spec["layers"]:
            kind = layer["type"]
            counts[kind] = counts.get(kind, 0) + 1
            node = Node(layer, layer.get("name", f"{kind}_{counts[kind]}"), previous)
            for short, shape in LAYERS[kind][0](layer, list(tensors[node.inputs[0]].shape[1:])).items():
                node.weights[short] = f"{node.name}.{short}"
                w = draw(*shape)
                if short == "movingVariance":
                    w = (w.abs() + 0.5).float().double()
                self.weights[node.weights[short]] = w.requires_grad_(node.learns and not short.startswith("moving"))
            tensors[node.name] = node.run(self.weights, tensors)  # for its shape
            self.nodes.append(node)
            previous = node.name
        self.shape = list(tensors[previous].shape[1:])

    @property
    def learned(self):
        return {name: w for name, w in self.weights.items() if w.requires_grad}

    def move(self):
        """The moving averages become those of the last forward."""
        for node in self.nodes:
            self.weights |= node.moved

    def forward(self, x, training=False):
        """x [batch, …input] → the last layer's (z, activation, a). Dropout at rest changes nothing."""
        tensors = {"input": x}
        for node in self.nodes:
            z, used = node.run(self.weights, tensors, training), node.layer.get("activation")
            tensors[node.name] = activate(used, z)
        return z, choice(used or "linear")["type"], tensors[node.name]

    def rows(self, x, y, training):
        """The loss of each row, [batch, rows of one sample]."""
        z, used, a = self.forward(x, training)
        loss = choice(self.spec["loss"])
        kind = loss["type"]
        if (kind, used) == ("categoricalCrossentropy", "softmax") and "labelSmoothing" in loss:
            flat = z.reshape(-1, z.shape[-1]), y.reshape(-1, z.shape[-1])
            values = F.cross_entropy(*flat, reduction="none", label_smoothing=loss["labelSmoothing"])
            return values.reshape(len(x), -1), a
        y = smooth(loss, y)
        if (kind, used) in FROM_LOGITS:
            values = FROM_LOGITS[kind, used](z, y)
        else:
            values = LOSSES[kind](a, y)
        return values.reshape(len(x), -1), a

    def loss(self, x, y, sample_weight=None, training=False):
        """Mean (Σ weight·loss / rows) or sum over the rows, plus the penalties."""
        values, a = self.rows(x, y, training)
        if sample_weight is not None:
            values = values * sample_weight[:, None]
        total = values.sum()
        if choice(self.spec["loss"]).get("reduction", "mean") == "mean":
            total = total / values.numel()
        for node in self.nodes:
            for short, name in node.weights.items():
                if node.layer.get(f"{short}Regularizer") is not None:
                    total = total + penalty(node.layer[f"{short}Regularizer"], self.weights[name])
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
