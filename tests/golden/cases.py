"""The models that PyTorch is asked about: each kind at least once, then crossed at random.

Sizes are odd on purpose: 1, 2, 3, 5, 7, 13, 17, 31 are no multiples of a vector or of a tile of the kernels.
"""
import random

SIZES = [1, 2, 3, 5, 7, 13, 17, 31]
SMOOTH = ["linear", "sigmoid", "tanh", "elu", "silu", "gelu", "softplus"]
KINKED = ["relu", "leakyRelu"]


def dense(units, activation="linear", **more):
    return {"type": "dense", "units": units, "activation": activation, **more}


def case(title, input, layers, batch, loss="halfSquaredError", targets="numbers", optimizer="sgd", **more):
    spec = {"input": input, "layers": layers, "loss": loss, "optimizer": optimizer}
    return {"title": title, "spec": spec, "batch": batch, "targets": targets, **more}


def layers():
    yield case("dense on vectors", [5], [dense(3, "tanh")], 7)
    yield case("dense with one input, one unit and one sample", [1], [dense(1)], 1)
    yield case("dense without bias", [13], [dense(7, "sigmoid", useBias=False)], 5)
    yield case("dense on sequences", [3, 5], [dense(2, "tanh")], 4)
    yield case("dense on images", [2, 3, 7], [dense(5, "sigmoid")], 3)
    yield case("dense from 31 to 17 to 13", [31], [dense(17, "tanh"), dense(13)], 3, scale=0.2)
    yield case("dense wide enough for whole tiles and their edges", [43], [dense(33, "tanh"), dense(10, "softmax")], 11,
               "categoricalCrossentropy", "indices", scale=0.2)
    yield case("dense with named layers", [3], [dense(2, "tanh", name="隐藏"), dense(1, name="out")], 5)
    yield case("an activation as a layer of its own", [5], [dense(7), {"type": "activation", "activation": "tanh"}, dense(2)], 3)
    yield case("softmax as a layer of its own", [5], [dense(3), {"type": "activation", "activation": "softmax"}], 7,
               "categoricalCrossentropy", "indices")
    yield case("sigmoid as a layer of its own", [5], [dense(3), {"type": "activation", "activation": "sigmoid"}], 7,
               "binaryCrossentropy", "bits")
    yield case("flatten", [2, 3, 1], [{"type": "flatten"}, dense(5, "tanh")], 7)
    yield case("flatten after dense on sequences", [3, 5], [dense(2, "tanh"), {"type": "flatten"}, dense(3)], 5)
    yield case("reshape to a sequence", [12], [{"type": "reshape", "targetShape": [3, 4]}, dense(2, "sigmoid")], 5)
    yield case("reshape to an image and back", [6],
               [dense(12, "tanh"), {"type": "reshape", "targetShape": [2, 3, 2]}, dense(3, "tanh"), {"type": "flatten"}, dense(2)], 3)
    yield case("dropout at rest", [7], [dense(5, "tanh"), {"type": "dropout", "rate": 0.5}, dense(3)], 3)
    yield case("dropout as first and as last layer, at rest", [7],
               [{"type": "dropout", "rate": 0.2}, dense(5, "tanh"), {"type": "dropout", "rate": 0.9}], 3)


def merge(kind, *inputs, **more):
    return {"type": kind, "inputs": list(inputs), **more}


def graphs():
    """Branches, and layers that join them."""
    for kind in ("add", "multiply"):
        yield case(f"{kind} of three branches", [5], [dense(3, "tanh", name="a"), dense(3, "sigmoid", name="b", inputs="input"),
                   dense(3, name="c", inputs=["a"]), merge(kind, "b", "a", "c"), dense(2)], 7)
        yield case(f"{kind} of a tensor with itself and the input", [7], [dense(7, "tanh", name="a"), merge(kind, "a", "input", "a")], 3)
    for axis in (-3, -2, -1, 1, 2, 3):
        sizes = [2, 3, 5]
        steps = [dense(5, "tanh", name="a"), merge("concatenate", "a", "input", "a", axis=axis), dense(2)]
        yield case(f"concatenate along axis {axis}", sizes, steps, 3)
    yield case("concatenate along the last axis by default", [3], [dense(7, "tanh", name="a"), merge("concatenate", "a", "input")], 5)
    yield case("a residual block of dense layers", [5], [dense(13, "tanh", name="in"), dense(17, "tanh"), dense(13, name="out"),
               merge("add", "in", "out"), {"type": "activation", "activation": "silu"}, dense(3, "softmax")], 7,
               "categoricalCrossentropy", "indices", steps=5)
    yield case("an inception block of dense layers", [5], [dense(7, "tanh", name="in"), dense(2, "tanh", name="a"),
               dense(3, "tanh", inputs="in"), dense(5, "tanh", name="b"), merge("concatenate", "a", "b", "in"), dense(3, "softmax")], 7,
               "categoricalCrossentropy", "indices", steps=5)
    block = [dense(3, "tanh", name="one"), merge("concatenate", "input", "one"), dense(2, "tanh", name="two"),
             merge("concatenate", "input", "one", "two"), dense(5, "tanh", name="three"),
             merge("concatenate", "input", "one", "two", "three"), dense(2)]
    yield case("a dense block of dense layers", [5], block, 7, steps=5)
    yield case("views of one tensor, joined", [12], [{"type": "reshape", "targetShape": [3, 4]}, dense(4, "tanh", name="a"),
               {"type": "flatten", "inputs": "a"}, {"type": "reshape", "targetShape": [2, 6], "inputs": "a"}, {"type": "flatten"},
               merge("multiply", "flatten_1", "flatten_2"), merge("add", "input", "multiply_1"), dense(2)], 3)
    for padding in (None, 2, [0, 3], [1, 0, 2, 3]):
        given = {} if padding is None else {"padding": padding}
        yield case(f"zeroPadding2d {padding}", [2, 3, 5], [dense(3, "tanh"), {"type": "zeroPadding2d", **given},
                   {"type": "flatten"}, dense(2)], 3)


def activations():
    options = {"leakyRelu": {"negativeSlope": 0.2}, "elu": {"alpha": 1.7}}
    for name in SMOOTH + KINKED + ["softmax", "step", "sign"]:
        yield case(f"{name} in a hidden layer", [5], [dense(7, name), dense(2)], 13)
        yield case(f"{name} in the output layer", [3], [dense(5, name)], 7)
        wide = [{"type": "activation", "activation": name}]
        yield case(f"{name} far from zero", [17], wide, 5, inputScale=12.0)
        if name in options:
            chosen = {"type": name, **options[name]}
            yield case(f"{name} with options", [5], [dense(7, chosen), dense(2)], 5, inputScale=3.0)


def losses():
    plain = [("meanSquaredError", "tanh", "numbers"), ("halfSquaredError", "tanh", "numbers"),
             ("binaryCrossentropy", "sigmoid", "bits"), ("categoricalCrossentropy", "softmax", "indices"),
             ("categoricalCrossentropy", "softmax", "oneHot"), ("categoricalCrossentropy", "softmax", "shares"),
             ("perceptron", "linear", "signs")]
    for loss, activation, form in plain:
        for reduction in ("mean", "sum"):
            wanted = {"type": loss, "reduction": reduction}
            about = f"{loss}, {reduction}, targets as {form}"
            yield case(about, [5], [dense(3, activation)], 7, wanted, form)
            yield case(f"{about}, weighted samples", [5], [dense(3, activation)], 7, wanted, form, weighted=True)
            yield case(f"{about}, on sequences, weighted", [5, 3], [dense(2, activation)], 3, wanted, form, weighted=True)
    yield case("binary cross-entropy of one unit", [5], [dense(1, "sigmoid")], 13, "binaryCrossentropy", "bits")
    yield case("binary cross-entropy of probabilities from softmax", [5], [dense(3, "softmax")], 7, "binaryCrossentropy", "bits")
    yield case("binary cross-entropy of probabilities behind dropout", [5],
               [dense(3, "sigmoid"), {"type": "dropout", "rate": 0.3}], 7, "binaryCrossentropy", "bits")
    yield case("categorical cross-entropy of outputs of sigmoid", [5], [dense(3, "sigmoid")], 7, "categoricalCrossentropy", "shares")
    yield case("categorical cross-entropy behind flatten", [5],
               [dense(4, "softmax"), {"type": "flatten"}], 7, "categoricalCrossentropy", "indices")
    yield case("categorical cross-entropy of two classes", [2], [dense(2, "softmax")], 31, "categoricalCrossentropy", "indices")
    yield case("perceptron of one unit", [2], [dense(1)], 17, "perceptron", "signs")
    yield case("perceptron behind a sign takes the score", [2], [dense(1, "sign")], 17, "perceptron", "signs")
    far = {"inputScale": 1.0, "offsets": [1000.0, -1000.0, 0.0]}
    yield case("cross-entropy of logits near ±1000", [3], [{"type": "activation", "activation": "softmax"}], 7,
               "categoricalCrossentropy", "indices", **far)
    yield case("binary cross-entropy of logits near ±1000", [3], [{"type": "activation", "activation": "sigmoid"}], 7,
               "binaryCrossentropy", "bits", **far)


def regularizers():
    forms = ["l1", "l2", {"type": "l1", "l1": 0.03}, {"type": "l2", "l2": 0.2}, {"type": "l1l2", "l1": 0.02, "l2": 0.1},
             {"l1": 0.05, "l2": 0.03}]
    for k, form in enumerate(forms):
        loss = "meanSquaredError" if k % 2 else {"type": "meanSquaredError", "reduction": "sum"}
        yield case(f"kernel regularizer {form}", [5], [dense(3, "tanh", kernelRegularizer=form)], 7, loss)
        both = {"kernelRegularizer": form, "biasRegularizer": forms[-1 - k]}
        yield case(f"regularizers of kernel and bias, {k + 1}", [5], [dense(3, "tanh", **both), dense(2, "linear", **both)], 3,
                   loss, weighted=True)


def optimizers():
    options = {
        "sgd": [{"learningRate": 0.1}, {"momentum": 0.9}, {"momentum": 0.9, "dampening": 0.3}, {"momentum": 0.8, "nesterov": True},
                {"weightDecay": 0.1}, {"momentum": 0.5, "nesterov": True, "weightDecay": 0.2, "learningRate": 0.05},
                {"momentum": 0.7, "dampening": 0.7, "weightDecay": 0.05}],
        "rmsprop": [{"learningRate": 0.01}, {"rho": 0.5}, {"epsilon": 0.1}, {"momentum": 0.9},
                    {"rho": 0.8, "epsilon": 1e-3, "momentum": 0.6, "learningRate": 0.02}],
        "adam": [{"learningRate": 0.01}, {"beta1": 0.5}, {"beta2": 0.9}, {"epsilon": 0.1}, {"weightDecay": 0.1},
                 {"beta1": 0.8, "beta2": 0.95, "epsilon": 1e-3, "weightDecay": 0.05, "learningRate": 0.02}],
        "adamw": [{"learningRate": 0.01}, {"beta1": 0.5}, {"beta2": 0.9}, {"epsilon": 0.1}, {"weightDecay": 0.3},
                  {"beta1": 0.8, "beta2": 0.95, "epsilon": 1e-3, "weightDecay": 0.05, "learningRate": 0.02}],
        "adagrad": [{"learningRate": 0.1}, {"initialAccumulator": 0.5}, {"epsilon": 0.1},
                    {"initialAccumulator": 0.2, "epsilon": 1e-3, "learningRate": 0.3}],
    }
    for name, choices in options.items():
        yield case(f"{name} as it is", [3], [dense(5, "tanh"), dense(2)], 7, optimizer=name, steps=5)
        for chosen in choices:
            about = ", ".join(f"{k} {v}" for k, v in chosen.items())
            yield case(f"{name} with {about}", [3], [dense(5, "tanh"), dense(2)], 7, "meanSquaredError",
                       optimizer={"type": name, **chosen}, steps=5)


def crossed(count, seed=7):
    """Random networks: every size, activation, loss and optimizer may meet every other."""
    pick = random.Random(seed)
    outputs = [("meanSquaredError", SMOOTH, "numbers"), ("halfSquaredError", SMOOTH, "numbers"),
               ("binaryCrossentropy", ["sigmoid"], "bits"), ("categoricalCrossentropy", ["softmax"], "indices"),
               ("categoricalCrossentropy", ["softmax"], "shares"), ("perceptron", ["linear"], "signs")]
    for k in range(count):
        loss, lasts, form = pick.choice(outputs)
        input = pick.choice([[pick.choice(SIZES[:7])], [pick.choice(SIZES[:5]), pick.choice(SIZES[:5])]])
        hidden = []
        for _ in range(pick.randint(0, 3)):
            hidden.append(dense(pick.choice(SIZES[:6]), pick.choice(SMOOTH), useBias=pick.random() < 0.8))
            if pick.random() < 0.3:
                hidden.append({"type": "dropout", "rate": 0.25})
        if len(input) > 1 and pick.random() < 0.7:
            hidden.insert(pick.randint(0, len(hidden)), {"type": "flatten"})
        layers = hidden + [dense(pick.choice(SIZES[:5]), pick.choice(lasts))]
        reduction = pick.choice(["mean", "sum"])
        yield case(f"crossed {k + 1}", input, layers, pick.choice(SIZES[:6]), {"type": loss, "reduction": reduction}, form,
                   weighted=pick.random() < 0.5)


def conv(filters, size, activation="linear", **more):
    return {"type": "conv2d", "filters": filters, "kernelSize": size, "activation": activation, **more}


def convolutions():
    same, flat = {"padding": "same"}, {"type": "flatten"}
    yield case("conv2d on a grey image", [7, 5, 1], [conv(3, 3, "tanh")], 3)
    yield case("conv2d with windows wider than high", [5, 9, 2], [conv(5, [2, 4], "tanh"), flat, dense(2)], 3)
    yield case("conv2d with windows higher than wide, same", [9, 5, 3], [conv(4, [5, 2], "sigmoid", **same)], 2)
    yield case("conv2d of one pixel", [3, 5, 7], [conv(5, 1, "tanh")], 3)
    yield case("conv2d of one pixel in steps of two", [5, 6, 7], [conv(3, 1, "tanh", strides=2)], 3)
    yield case("conv2d as large as the image", [5, 4, 3], [conv(7, [5, 4], "tanh"), flat, dense(2)], 5)
    yield case("conv2d with a window larger than the image, same", [3, 2, 2], [conv(3, 7, "tanh", **same)], 3)
    yield case("conv2d without bias", [6, 6, 3], [conv(2, 3, "tanh", useBias=False)], 3)
    for strides in (2, 3, [1, 2], [3, 1]):
        for padding in ("valid", "same"):
            yield case(f"conv2d with strides {strides}, {padding}", [8, 7, 3], [conv(5, 3, "tanh", strides=strides, padding=padding)], 2)
    for rate in (2, [1, 3], [2, 1]):
        for padding in ("valid", "same"):
            yield case(f"conv2d with dilationRate {rate}, {padding}", [9, 8, 2],
                       [conv(3, [3, 2], "tanh", dilationRate=rate, padding=padding)], 2)
    yield case("conv2d with strides and dilationRate", [9, 10, 2], [conv(5, 3, strides=[2, 3], dilationRate=[2, 1], **same)], 1)
    yield case("conv2d with regularizers", [5, 5, 2], [conv(3, 3, kernelRegularizer="l2", biasRegularizer={"l1": 0.1}), flat, dense(2)],
               3, weighted=True)
    yield case("three conv2d, one after another", [9, 7, 1],
               [conv(6, 3, "tanh", **same), conv(9, 3, "tanh", strides=2), conv(5, 2, "sigmoid"), flat, dense(3, "softmax")], 5,
               "categoricalCrossentropy", "indices", scale=0.3, optimizer={"type": "adam", "learningRate": 0.003}, steps=2)
    yield case("conv2d with whole tiles and their edges", [5, 7, 8], [conv(20, 3, "tanh", **same), conv(8, 3)], 1, scale=0.1)


def depthwise(size, activation="tanh", **more):
    return {"type": "depthwiseConv2d", "kernelSize": size, "activation": activation, **more}


def depthwise_convolutions():
    same = {"padding": "same"}
    yield case("depthwiseConv2d", [6, 5, 3], [depthwise(3)], 2)
    yield case("depthwiseConv2d of one channel with five filters", [5, 6, 1], [depthwise([2, 3], depthMultiplier=5, **same)], 3)
    yield case("depthwiseConv2d with two filters a channel, in steps", [7, 6, 5], [depthwise(3, depthMultiplier=2, strides=[2, 1], **same)], 2)
    yield case("depthwiseConv2d with dilationRate", [8, 7, 2], [depthwise([3, 2], dilationRate=[2, 3], useBias=False)], 2)
    yield case("depthwiseConv2d and conv2d of one pixel", [6, 6, 2],
               [conv(5, 3, "tanh"), depthwise(3, kernelRegularizer="l2", **same), conv(3, 1), {"type": "flatten"}, dense(2)], 3)


def convolutions_crossed(count, seed=11):
    """Any size, stride, dilation and padding with any number of channels and filters."""
    pick = random.Random(seed)
    for k in range(count):
        side = lambda most: pick.randint(1, most)
        strides, rate = ([side(3), side(3)], 1) if pick.random() < 0.5 else (1, [side(2), side(3)])
        layer = conv(side(5), [side(4), side(3)], pick.choice(SMOOTH), strides=strides, dilationRate=rate, padding=pick.choice(["valid", "same"]))
        yield case(f"crossed convolution {k + 1}", [side(4) + 8, side(4) + 8, side(2)], [conv(side(4), side(3), "tanh"), layer], side(2),
                   "meanSquaredError", scale=0.3)


def pools():
    flat = {"type": "flatten"}
    first = dense(3, "tanh")  # on the pixels: the gradient has somewhere to go
    for kind in ("maxPooling2d", "averagePooling2d"):
        pool = lambda **more: {"type": kind, **more}
        yield case(f"{kind} as it is", [6, 8, 5], [first, pool(), flat, dense(2)], 3)
        yield case(f"{kind} of odd images, a row and a column left over", [7, 5, 2], [first, pool()], 3)
        yield case(f"{kind} of odd images, same", [7, 5, 2], [dense(6, "tanh"), pool(padding="same")], 3)
        for size, strides, padding in ((3, 2, "same"), (3, 1, "valid"), ([2, 3], [1, 2], "same"), ([3, 1], None, "valid"), (2, 3, "same"),
                                       ([1, 4], [2, 1], "valid")):
            yield case(f"{kind} {size}, strides {strides}, {padding}", [8, 7, 2],
                       [first, pool(poolSize=size, strides=strides, padding=padding), flat, dense(2)], 2)
    for kind in ("globalMaxPooling2d", "globalAveragePooling2d"):
        yield case(kind, [3, 5, 2], [dense(7, "tanh"), {"type": kind}, dense(2)], 3)
        yield case(f"{kind} of one pixel", [1, 1, 2], [dense(3, "tanh"), {"type": kind}], 3)
    yield case("spatialDropout2d at rest", [3, 2, 5], [first, {"type": "spatialDropout2d", "rate": 0.5}, flat, dense(2)], 3)


def normalizations():
    flat, batch = {"type": "flatten"}, {"type": "batchNormalization"}
    for kind in ("batchNormalization", "layerNormalization"):
        norm = lambda **more: {"type": kind, **more}
        modes = {"batchNormalization": (False, True), "layerNormalization": (False,)}[kind]
        for training in modes:
            mode = {"training": training} if training else {}
            about = f"{kind}{', training' if training else ''}"
            yield case(about, [7], [dense(5, "tanh"), norm(), dense(3)], 7, **mode)
            few = [dense(2, "tanh"), norm(epsilon=0.5), dense(3, "tanh"), norm(epsilon=0.5), dense(1)]
            yield case(f"{about}, of two and of three features", [3], few, 13, **mode)
            yield case(f"{about}, first and last", [13], [norm(), dense(5, "tanh"), norm()], 5, inputScale=2.0, **mode)
            yield case(f"{about}, of images", [3, 5, 2], [dense(6, "tanh"), norm(), conv(3, 2, "tanh"), norm(), flat, dense(2)], 3, **mode)
            yield case(f"{about}, of means far from zero", [3], [norm(epsilon=1e-6)], 31, offsets=[100.0, -30.0, 0.0], **mode)
            yield case(f"{about}, without center", [5], [dense(7, "tanh"), norm(center=False, epsilon=0.01), dense(2)], 5, **mode)
            yield case(f"{about}, without scale", [5], [dense(7, "tanh"), norm(scale=False), dense(2)], 5, **mode)
            yield case(f"{about}, without either", [5], [dense(17, "tanh"), norm(scale=False, center=False), dense(2)], 70, scale=0.3, **mode)
            yield case(f"{about}, frozen", [5], [dense(6, "tanh"), norm(trainable=False), dense(2)], 5, **mode)
        yield case(f"{kind}, trained", [5], [dense(6, "tanh"), norm(), dense(3, "softmax")], 17, "categoricalCrossentropy", "indices",
                   optimizer={"type": "sgd", "learningRate": 0.1, "momentum": 0.9}, steps=5)
    yield case("batchNormalization of one feature, training", [3], [dense(1, "tanh"), batch], 13, training=True)
    yield case("batchNormalization, trained, with momentum 0.8, some of it frozen", [3, 4, 2],
               [conv(5, 2, useBias=False), {**batch, "momentum": 0.8}, {"type": "activation", "activation": "tanh"}, {**batch, "trainable": False}, flat, dense(2)],
               7, optimizer="adam", steps=5)
    yield case("a residual block with batchNormalization, training", [5, 4, 3],
               [conv(6, 1, name="in"), conv(6, 3, padding="same", useBias=False), batch, {"type": "activation", "activation": "tanh"},
                conv(6, 3, padding="same", useBias=False), {**batch, "name": "out"}, merge("add", "in", "out"),
                {"type": "globalAveragePooling2d"}, dense(3, "softmax")], 5, "categoricalCrossentropy", "indices", {"type": "sgd", "learningRate": 0.45}, training=True, steps=3)
    yield case("an inception block of convolutions", [6, 5, 3],
               [conv(4, 1, "tanh", name="one", inputs="input"), conv(3, 1, "tanh", inputs="input"), conv(4, 3, "tanh", padding="same", name="three"),
                {"type": "maxPooling2d", "poolSize": 3, "strides": 1, "padding": "same", "inputs": "input"}, conv(2, 1, "tanh", name="pool"),
                merge("concatenate", "one", "three", "pool"), {"type": "averagePooling2d"}, flat, dense(3, "softmax")], 3,
               "categoricalCrossentropy", "indices")
    yield case("a dense block of convolutions, training", [5, 5, 3],
               [batch, conv(4, 3, "tanh", padding="same", name="one"), merge("concatenate", "input", "one"), batch,
                conv(4, 3, "tanh", padding="same", name="two"), merge("concatenate", "concatenate_1", "two"),
                {"type": "averagePooling2d", "padding": "same"}, flat, dense(3, "softmax")], 3, "categoricalCrossentropy", "indices", training=True)


def every():
    for group in (layers, graphs, activations, losses, regularizers, optimizers):
        yield from group()
    yield from crossed(24)
    yield from convolutions()
    yield from convolutions_crossed(10)
    yield from pools()
    yield from normalizations()
    yield from depthwise_convolutions()
