"""Adam with a running average of the weights, one pass over memory a step (lstm.c)."""
import ctypes
import torch
from lstm import LIB, _p

BETA1, BETA2, EPS = 0.9, 0.95, 1e-8


class Adam:
    def __init__(self, model, ema):
        self.params = dict(model.named_parameters())
        self.ema = ema
        self.steps = 0
        self.average = {k: p.detach().clone() for k, p in self.params.items()}
        self.m = {k: torch.zeros_like(p) for k, p in self.params.items()}
        self.v = {k: torch.zeros_like(p) for k, p in self.params.items()}

    def step(self, lr, clip=5.0):
        self.steps += 1
        norm = torch.sqrt(sum((p.grad**2).sum() for p in self.params.values() if p.grad is not None)).item()
        scale = min(1.0, clip / (norm + 1e-6))
        rate = lr * (1 - BETA2**self.steps) ** 0.5 / (1 - BETA1**self.steps)
        eps = EPS * (1 - BETA2**self.steps) ** 0.5
        decay = min(self.ema, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            for k, p in self.params.items():
                if p.grad is None:
                    continue
                g = p.grad.contiguous()
                f = ctypes.c_float
                LIB.adam(ctypes.c_long(p.numel()), _p(p), _p(g), _p(self.m[k]), _p(self.v[k]), _p(self.average[k]), f(scale), f(rate), f(BETA1), f(BETA2), f(eps), f(decay))
                p.grad = None
