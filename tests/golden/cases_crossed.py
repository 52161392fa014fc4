"""Layers of pictures at random: any size, stride, dilation, padding and number of channels; and graphs of them."""
import random

from cases import SMOOTH, conv, dense, depthwise, case, merge


def picture(pick):
    """[height, width, channels], neither square nor even by rule"""
    return [pick.randint(7, 9), pick.randint(7, 9), pick.randint(1, 2)]


def reach(pick):
    """Strides or a dilation rate, or, now and then, both."""
    form = pick.choice(["strides", "dilation", "both"])
    strides = [pick.randint(1, 3), pick.randint(1, 3)] if form != "dilation" else 1
    rate = [pick.randint(1, 3), pick.randint(1, 3)] if form != "strides" else 1
    return {"strides": strides, "dilationRate": rate, "padding": pick.choice(["valid", "same"])}


def window(pick, most):
    return [pick.randint(1, most), pick.randint(1, most)]


def convolution(pick):
    return conv(pick.randint(1, 5), window(pick, 3), pick.choice(SMOOTH), useBias=pick.random() < 0.8, **reach(pick))


def by_channel(pick):
    return depthwise(window(pick, 3), pick.choice(SMOOTH), depthMultiplier=pick.randint(1, 3), useBias=pick.random() < 0.8, **reach(pick))


def pooling(pick):
    strides = pick.choice([None, window(pick, 3)])
    return {"type": pick.choice(["maxPooling2d", "averagePooling2d"]), "poolSize": window(pick, 4), "strides": strides,
            "padding": pick.choice(["valid", "same"])}


def padding(pick):
    return {"type": "zeroPadding2d", "padding": [pick.randint(0, 3) for _ in range(pick.choice([1, 2, 4]))]}


def normalization(pick):
    kind = pick.choice(["batchNormalization", "layerNormalization"])
    return {"type": kind, "epsilon": pick.choice([0.001, 0.1]), "center": pick.random() < 0.7, "scale": pick.random() < 0.7}


ENDS = [[{"type": "flatten"}], [{"type": "globalAveragePooling2d"}], [{"type": "globalMaxPooling2d"}]]


def chains(kind, make, count, seed):
    """A convolution first, so that the gradient by x has to go on; at rest and while training in turn."""
    pick = random.Random(seed)
    for k in range(count):
        layers = [conv(pick.choice([2, 3, 5]), 2, "tanh", padding="same"), make(pick), *pick.choice(ENDS), dense(2)]
        yield case(f"crossed {kind} {k + 1}", picture(pick), layers, pick.randint(2, 3), "meanSquaredError", scale=0.3, training=k % 2 == 1)


def branch(pick, source, name, channels):
    """Keeps height and width: two or three layers that read `source` and end with so many channels, under a name."""
    between = [{**depthwise(window(pick, 3), pick.choice(SMOOTH), padding="same", dilationRate=window(pick, 2))},
               conv(pick.randint(1, 4), window(pick, 3), pick.choice(SMOOTH), padding="same"),
               {"type": pick.choice(["maxPooling2d", "averagePooling2d"]), "poolSize": window(pick, 3), "strides": 1, "padding": "same"},
               {**normalization(pick), "epsilon": 0.1}]
    first, second = pick.sample(between, 2)
    return [{**first, "inputs": source}, second, conv(channels, 1, pick.choice(SMOOTH), name=name)]


def graphs(count, seed=29):
    """Random graphs: each branch reads any tensor there is; then all that nobody has read, and others, are joined."""
    pick = random.Random(seed)
    for k in range(count):
        channels = pick.choice([2, 3, 5])
        layers, known, unread = [conv(channels, 2, "tanh", name="start")], ["start"], {"start"}
        for block in range(pick.randint(1, 2)):
            for arm in "ab":
                source, name = pick.choice(known), f"branch{block}{arm}"
                layers += branch(pick, source, name, channels)
                known.append(name)
                unread = unread - {source} | {name}
            others = [name for name in known if name not in unread]
            joined = sorted(unread) + pick.sample(others, pick.randint(len(unread) == 1, len(others)))
            how = pick.choice(["add", "multiply", "concatenate"])
            layers += [merge(how, *joined), conv(channels, 1, "tanh", name=f"block{block}")]
            known.append(f"block{block}")
            unread = {f"block{block}"}
        layers += [*pick.choice(ENDS), dense(3, "softmax")]
        yield case(f"crossed graph {k + 1}", picture(pick), layers, pick.randint(2, 3), "categoricalCrossentropy", "indices", scale=0.3,
                   training=k % 2 == 1)


def every():
    yield from chains("conv2d", convolution, 8, 17)
    yield from chains("depthwiseConv2d", by_channel, 10, 19)
    yield from chains("pooling", pooling, 12, 23)
    yield from chains("zeroPadding2d", padding, 4, 31)
    yield from chains("normalization", normalization, 8, 37)
    yield from graphs(10)
