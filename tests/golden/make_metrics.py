#!/usr/bin/env python3
"""Writes metrics.json: what scikit-learn says of outputs and targets that tests/js/metrics.test.js gives to evaluate().

    python3 tests/golden/make_metrics.py        (Debian's python3-sklearn 1.2.1; same seed, same file)

A case is {name, input, activation, loss, x, y, classes?, expected}: the model is that activation alone, so that its
outputs follow from x by one line below. `classes` says that y holds class indices.
"""
import json
import os

import numpy as np
from sklearn import metrics as sk

HERE = os.path.dirname(os.path.abspath(__file__))
random = np.random.default_rng(1)


def draw(*shape):
    """Numbers of three decimals, as float32 knows them."""
    return (random.standard_normal(shape) * 1000).round() / 1000


def softmax(z):
    e = np.exp(z - z.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def by_class(figure, true, predicted, **options):
    per_class = figure(true, predicted, average=None, zero_division=0, **options)
    return {"macro": float(np.mean(per_class)), "perClass": per_class.tolist()}


def answers(true, predicted, confusion, **options):
    return {
        "accuracy": float(np.mean(np.asarray(true) == np.asarray(predicted))),
        "precision": by_class(sk.precision_score, true, predicted, **options),
        "recall": by_class(sk.recall_score, true, predicted, **options),
        "f1": by_class(sk.f1_score, true, predicted, **options),
        "confusionMatrix": confusion.tolist(),
    }


def of_classes(true, scores):
    labels = list(range(scores.shape[1]))
    predicted = scores.argmax(1)
    result = answers(true, predicted, sk.confusion_matrix(true, predicted, labels=labels), labels=labels)
    for k in (1, 2, 3):
        result[f"top{k}"] = float(sk.top_k_accuracy_score(true, scores, k=k, labels=labels))
    return result


def of_values(y, a):
    return {
        "meanSquaredError": float(sk.mean_squared_error(y, a)),
        "meanAbsoluteError": float(sk.mean_absolute_error(y, a)),
        "r2": float(sk.r2_score(y, a)),
    }


def classes():
    """300 samples are three pieces; class 4 is never true, class 2 never predicted."""
    x = draw(300, 5)
    x[:, 2] -= 10
    y = random.integers(0, 4, 300)
    return {"input": [5], "activation": "softmax", "loss": "categoricalCrossentropy", "x": x, "y": y, "classes": True,
            "expected": of_classes(y, softmax(x))}


def one_hot():
    x, index = draw(40, 3), random.integers(0, 3, 40)
    y = np.eye(3)[index]
    a = softmax(x)
    return {"input": [3], "activation": "softmax", "loss": "categoricalCrossentropy", "x": x, "y": y,
            "expected": {**of_classes(index, a), **of_values(y, a)}}


def sequence():
    x, y = draw(20, 6, 4), random.integers(0, 4, (20, 6))
    rows = softmax(x).reshape(-1, 4)
    return {"input": [6, 4], "activation": "softmax", "loss": "categoricalCrossentropy", "x": x, "y": y, "classes": True,
            "expected": of_classes(y.ravel(), rows)}


def yes_no():
    x, y = draw(150, 1), random.integers(0, 2, 150)
    a = sigmoid(x[:, 0])
    predicted = (a > 0.5).astype(int)
    expected = answers(y, predicted, sk.confusion_matrix(y, predicted, labels=[0, 1]), labels=[0, 1])
    return {"input": [1], "activation": "sigmoid", "loss": "binaryCrossentropy", "x": x, "y": y,
            "expected": {**expected, **of_values(y, a)}}


def several_yes_no():
    """The third output never says yes."""
    x, y = draw(150, 3), random.integers(0, 2, (150, 3))
    x[:, 2] = -abs(x[:, 2])
    a = sigmoid(x)
    predicted = (a > 0.5).astype(int)
    expected = answers(y, predicted, sk.multilabel_confusion_matrix(y, predicted))
    return {"input": [3], "activation": "sigmoid", "loss": "binaryCrossentropy", "x": x, "y": y, "expected": expected}


def side():
    x, y = draw(60, 1), random.integers(0, 2, 60)
    predicted = (x[:, 0] > 0).astype(int)
    expected = answers(y, predicted, sk.confusion_matrix(y, predicted, labels=[0, 1]), labels=[0, 1])
    return {"input": [1], "activation": "linear", "loss": "perceptron", "x": x, "y": y * 2 - 1, "expected": expected}


def values():
    """The target of the third output is the same everywhere."""
    x = draw(200, 3)
    y = (1000 * (x + 0.5 * draw(200, 3))).round() / 1000 + 20
    y[:, 2] = 1.5
    return {"input": [3], "activation": "linear", "loss": "meanSquaredError", "x": x, "y": y,
            "expected": of_values(y.astype(np.float32).astype(float), x.astype(np.float32).astype(float))}


def plain(value):
    return (value.round(9) + 0.0).ravel().tolist() if isinstance(value, np.ndarray) else value


if __name__ == "__main__":
    makers = [classes, one_hot, sequence, yes_no, several_yes_no, side, values]
    cases = [{"name": make.__name__, **{key: plain(value) for key, value in make().items()}} for make in makers]
    with open(os.path.join(HERE, "metrics.json"), "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n")
