"""What surrounds a step of training: label smoothing, schedules, clipping, constraints."""
from cases import case, conv, dense


def smoothed():
    """Label smoothing: on logits, on outputs, on sequences, with every form of target."""
    for form in ("indices", "oneHot", "shares"):
        yield case(f"categorical cross-entropy, labels smoothed, {form}", [5], [dense(3, "softmax")], 7,
                   {"type": "categoricalCrossentropy", "labelSmoothing": 0.1}, form)
    chosen = {"type": "categoricalCrossentropy", "labelSmoothing": 0.3, "reduction": "sum"}
    yield case("categorical cross-entropy, labels smoothed, on sequences, summed, weighted", [3, 5],
               [dense(7, "softmax")], 5, chosen, "indices", weighted=True)
    yield case("categorical cross-entropy of outputs behind flatten, labels smoothed", [5],
               [dense(4, "softmax"), {"type": "flatten"}], 7, chosen, "indices")
    for units in (1, 3):
        yield case(f"binary cross-entropy, labels smoothed, {units} outputs", [5], [dense(units, "sigmoid")], 7,
                   {"type": "binaryCrossentropy", "labelSmoothing": 0.2}, "bits")
    yield case("binary cross-entropy of probabilities, labels smoothed", [5], [dense(3, "softmax")], 7,
               {"type": "binaryCrossentropy", "labelSmoothing": 0.4}, "bits")


SCHEDULES = [{"type": "constant"}, {"type": "timeDecay"}, {"type": "timeDecay", "rate": 0.3}, {"type": "exponential"},
             {"type": "exponential", "rate": 0.7}, {"type": "step", "factor": 0.5, "every": 3},
             {"type": "cosine", "over": 8}, {"type": "cosine", "over": 5, "warmup": 3, "minimum": 0.2}]


def around_steps():
    """Schedules, clipping and constraints, alone and together."""
    net = [dense(5, "tanh"), dense(2)]

    def stepped(about, optimizer, layers=net, steps=8):
        return case(about, [3], layers, 7, "meanSquaredError", optimizer=optimizer, steps=steps)

    for schedule in SCHEDULES:
        about = ", ".join(str(v) for v in schedule.values())
        for rule in ({"type": "sgd", "learningRate": 0.3}, {"type": "adamw", "learningRate": 0.05, "weightDecay": 0.3}):
            yield stepped(f"{rule['type']} with the schedule {about}", {**rule, "schedule": {**schedule, "by": "step"}})
    sgd = {"type": "sgd", "learningRate": 0.5}
    yield stepped("gradients clipped by value", {**sgd, "clipValue": 0.05})
    yield stepped("gradients clipped by norm", {**sgd, "clipNorm": 0.1})
    yield stepped("a norm that nothing exceeds", {**sgd, "clipNorm": 100})
    yield stepped("clipped by value, then by norm, with a penalty",
                  {**sgd, "momentum": 0.9, "clipValue": 0.1, "clipNorm": 0.15},
                  [dense(5, "tanh", kernelRegularizer={"l2": 0.1}), dense(2)])
    for constraint in ("maxNorm", {"type": "maxNorm", "max": 0.4}, "unitNorm", "nonNegative"):
        held = {"kernelConstraint": constraint, "biasConstraint": constraint}
        yield stepped(f"constraint {constraint}", {**sgd, "learningRate": 0.2}, [dense(37, "tanh", **held), dense(2, **held)])
    kernel = {"kernelConstraint": {"type": "maxNorm", "max": 0.5}, "biasConstraint": "nonNegative"}
    yield case("constraints of conv2d", [5, 4, 2], [conv(5, [3, 2], "tanh", **kernel), {"type": "flatten"}, dense(2)], 3,
               "meanSquaredError", optimizer={"type": "sgd", "learningRate": 0.2}, steps=5)
    yield stepped("everything around a step", {**sgd, "momentum": 0.5, "clipValue": 0.2, "clipNorm": 0.3,
                                               "schedule": {**SCHEDULES[-1], "by": "step"}},
                  [dense(5, "tanh", kernelConstraint={"type": "maxNorm", "max": 0.8}), dense(2, biasConstraint="nonNegative")])


def every():
    yield from smoothed()
    yield from around_steps()
