"""What surrounds an optimizer's step, by PyTorch: schedules of the learning rate, clipping, constraints."""
import math

import torch
import torch.nn.functional as F
from torch.nn.utils import clip_grad_norm_, clip_grad_value_
from torch.optim import lr_scheduler as schedulers

from reference import choice, optimizer


def cosine(o, over, warmup=0, minimum=0.0):
    rate = o.param_groups[0]["lr"]
    fall = schedulers.CosineAnnealingLR(o, over, eta_min=minimum * rate)
    if warmup == 0:
        return fall
    rise = schedulers.LinearLR(o, start_factor=1 / (warmup + 1), total_iters=warmup)
    return schedulers.SequentialLR(o, [rise, fall], milestones=[warmup])


SCHEDULES = {
    "constant": lambda o: schedulers.ConstantLR(o, factor=1),
    "timeDecay": lambda o, rate=1.0: schedulers.LambdaLR(o, lambda t: 1 / (1 + rate * t)),
    "exponential": lambda o, rate=0.95: schedulers.ExponentialLR(o, rate),
    "step": lambda o, factor=0.1, every=10: schedulers.StepLR(o, every, factor),
    "cosine": cosine,
}


def scheduler(value, update):
    options = choice(value or "constant")
    options.pop("by", None)
    return SCHEDULES[options.pop("type")](update, **options)


def constrain(value, w):
    """Each unit's incoming weights are a slice of the last axis; a bias is one vector."""
    options = choice(value)
    columns = w.reshape(-1, 1) if w.dim() == 1 else w.reshape(-1, w.shape[-1])
    kind = options["type"]
    if kind == "maxNorm":
        columns = torch.renorm(columns, 2, 1, options.get("max", 2.0))
    elif kind == "unitNorm":
        columns = F.normalize(columns, dim=0)
    else:
        columns = columns.clamp(min=0)
    return columns.reshape(w.shape)


def steps(model, x, y, sample_weight, count):
    """`count` updates on the whole batch → the learning rate of each, the loss before it, and the weights at the end."""
    chosen = choice(model.spec["optimizer"])
    schedule, value, norm = (chosen.pop(name, None) for name in ("schedule", "clipValue", "clipNorm"))
    parameters = list(model.learned.values())
    update = optimizer(chosen, parameters)
    clock = scheduler(schedule, update)
    rates, losses = [], []
    for _ in range(count):
        update.zero_grad()
        loss, _ = model.loss(x, y, sample_weight, training=True)
        loss.backward()
        if value is not None:
            clip_grad_value_(parameters, value)
        if norm is not None:
            clip_grad_norm_(parameters, norm)
        rates.append(update.param_groups[0]["lr"])
        losses.append(loss.detach())
        update.step()
        clock.step()
        model.move()
        with torch.no_grad():
            for node in model.nodes:
                for short, name in node.weights.items():
                    if node.layer.get(f"{short}Constraint") is not None:
                        w = model.weights[name]
                        w.copy_(constrain(node.layer[f"{short}Constraint"], w))
    assert all(math.isfinite(rate) for rate in rates)
    return rates, losses
