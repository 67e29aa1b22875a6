"""A small classifier over one sentence embedding, hashed words and, where it is asked to, hashed characters: training, calibration, file format."""
import json
import pathlib

import numpy as np
from scipy.optimize import minimize

from embedding import BUCKETS

DENSE = 384
CHECKS = [
    "Thank you so much, that solved it!",
    "This is the THIRD time I write. It\u2019s still broken and nobody answers!!",
    "Sorry, I don't understand where the settings are :(",
    "Invoice 4711 is attached.",
    "Automatic reply: I am out of the office until Monday \U0001f334",
    "CONGRATULATIONS!!! You have won a prize, claim your cash now",
]


def softmax(z):
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


class Head:
    """Groups of exclusive classes that share their inputs: logits = relu(e A + a) B + e C + w S + d, and + c T with characters."""

    def __init__(self, groups, hidden=128, seed=7):
        self.groups, self.hidden = groups, hidden
        self.outputs = sum(len(g) for g in groups.values())
        self.rng = np.random.default_rng(seed)
        r = self.rng.standard_normal
        self.p = {
            "A": r((DENSE, hidden)) * np.sqrt(2 / DENSE) * 4, "a": np.zeros(hidden),
            "B": r((hidden, self.outputs)) * 0.05, "C": np.zeros((DENSE, self.outputs)),
            "S": np.zeros((BUCKETS, self.outputs)), "d": np.zeros(self.outputs),
        }
        self.temperature = {g: 1.0 for g in groups}

    def slices(self):
        start = 0
        for name, labels in self.groups.items():
            yield name, slice(start, start + len(labels))
            start += len(labels)

    def logits(self, e, w, c=None):
        h = np.maximum(e @ self.p["A"] + self.p["a"], 0)
        z = h @ self.p["B"] + e @ self.p["C"] + w @ self.p["S"] + self.p["d"]
        return z + c @ self.p["T"] if "T" in self.p else z

    def probabilities(self, e, w, c=None):
        z = self.logits(e, w, c)
        return {name: softmax(z[:, s] / self.temperature[name]) for name, s in self.slices()}

    def train(self, e, w, targets, weights, epochs=12, batch=256, rate=2e-3, word_rate=2e-2, decay=1e-4, word_decay=3e-5, drop=0.3):
        """`targets[group]` holds a class a row, -1 where the row has none; `weights[group]` a weight a row."""
        first = {k: np.zeros_like(v) for k, v in self.p.items()}
        second = {k: np.zeros_like(v) for k, v in self.p.items()}
        step, total = 0, epochs * -(-len(targets[next(iter(targets))]) // batch)
        for _ in range(epochs):
            order = self.rng.permutation(e.shape[0])
            for start in range(0, len(order), batch):
                rows = order[start:start + batch]
                step += 1
                x, words = e[rows], w[rows]
                pre = x @ self.p["A"] + self.p["a"]
                mask = (self.rng.random(pre.shape) > drop) / (1 - drop)
                h = np.maximum(pre, 0) * mask
                z = h @ self.p["B"] + x @ self.p["C"] + words @ self.p["S"] + self.p["d"]
                grad = np.zeros_like(z)
                for name, s in self.slices():
                    y, weight = targets[name][rows], weights[name][rows]
                    known = y >= 0
                    g = softmax(z[:, s])
                    g[np.nonzero(known)[0], y[known]] -= 1
                    grad[:, s] = g * (weight * known)[:, None]
                grad /= len(rows)
                dh = (grad @ self.p["B"].T) * mask * (pre > 0)
                gradients = {
                    "A": x.T @ dh, "a": dh.sum(0), "B": h.T @ grad, "C": x.T @ grad, "d": grad.sum(0),
                    "S": words.T @ grad,
                }
                ease = 0.5 * (1 + np.cos(np.pi * step / total))
                for k, v in gradients.items():
                    v = v + (word_decay if k == "S" else decay) * self.p[k]
                    first[k] += 0.1 * (v - first[k])
                    second[k] += 0.001 * (v * v - second[k])
                    move = (first[k] / (1 - 0.9 ** step)) / (np.sqrt(second[k] / (1 - 0.999 ** step)) + 1e-8)
                    self.p[k] -= (word_rate if k == "S" else rate) * ease * move
        return self

    def add_characters(self, c, y, weight, share, strength=20, steps=60):
        """Mixes in, with `share` of the logits, a multinomial logistic regression over the characters alone (for heads of one group).

        Trained apart: together with the vector it would only learn what the vector leaves over. Every start is zero and no step is
        drawn by chance, so the same rows give the same weights.
        """
        one_hot = np.eye(self.outputs)[y]
        turned = c.T.tocsr()

        def loss(flat):
            t, d = flat[:-self.outputs].reshape(BUCKETS, self.outputs), flat[-self.outputs:]
            p = softmax(c @ t + d)
            grad = strength * weight[:, None] * (p - one_hot)
            cost = -strength * (weight * np.log(np.maximum(p[np.arange(len(y)), y], 1e-300))).sum() + 0.5 * (t * t).sum()
            return cost, np.concatenate([(turned @ grad + t).ravel(), grad.sum(0)])

        found = minimize(loss, np.zeros((BUCKETS + 1) * self.outputs), jac=True, method="L-BFGS-B", options={"maxiter": steps}).x
        for k in ("B", "C", "S", "d"):
            self.p[k] *= 1 - share
        self.p["T"] = share * found[:-self.outputs].reshape(BUCKETS, self.outputs)
        self.p["d"] += share * found[-self.outputs:]
        return self

    def calibrate(self, name, e, w, y, weight=None, c=None):
        """The temperature with the smallest log loss."""
        s = dict(self.slices())[name]
        z, weight = self.logits(e, w, c)[:, s], np.ones(len(y)) if weight is None else weight
        losses = []
        grid = np.exp(np.linspace(np.log(0.4), np.log(5), 120))
        for t in grid:
            p = softmax(z / t)[np.arange(len(y)), y]
            losses.append(-(weight * np.log(np.maximum(p, 1e-12))).sum())
        self.temperature[name] = float(grid[int(np.argmin(losses))])

    def save(self, folder, extra, embed, words, characters=None):
        """head.json holds the shapes and the small numbers, head.bin the matrices: float32, then the words' and the characters' weights as int8.

        The probabilities of a few texts go with them, so that the program can show that it computes the same.
        """
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for k in ("A", "a", "B", "C", "d"):
            self.p[k] = self.p[k].astype(np.float32).astype(np.float64)
        data = b"".join(self.p[k].astype("<f4").tobytes() for k in ("A", "a", "B", "C", "d"))
        scales = {}
        for k in ("S", "T"):
            if k not in self.p:
                continue
            scale = np.maximum(np.abs(self.p[k]).max(0), 1e-9) / 127
            steps = np.rint(self.p[k] / scale)
            self.p[k], scales[k] = steps * scale, [float(x) for x in scale]
            data += steps.astype(np.int8).tobytes()
        (folder / "head.bin").write_bytes(data)
        checked = self.probabilities(embed(CHECKS), words(CHECKS), characters(CHECKS) if characters else None)
        checks = [{"text": t, **{g: [round(float(x), 6) for x in p[i]] for g, p in checked.items()}} for i, t in enumerate(CHECKS)]
        meta = {
            "format": 1, "dense": DENSE, "hidden": self.hidden, "buckets": BUCKETS,
            "groups": [{"name": n, "labels": list(l), "temperature": self.temperature[n]} for n, l in self.groups.items()],
            "wordScales": scales["S"], **({"characterScales": scales["T"]} if "T" in scales else {}), "checks": checks, **extra,
        }
        (folder / "head.json").write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", "utf-8")


def macro_f1(y, guess, classes):
    scores = []
    for c in range(classes):
        hit = ((y == c) & (guess == c)).sum()
        scores.append(2 * hit / max(1, (y == c).sum() + (guess == c).sum()))
    return float(np.mean(scores)), [round(float(s), 4) for s in scores]


def calibration_error(p, y, bins=15):
    """Expected calibration error of the winning class, in equal-width bins."""
    top, right = p.max(1), p.argmax(1) == y
    error = 0.0
    for low in np.arange(bins) / bins:
        inside = (top > low) & (top <= low + 1 / bins)
        if inside.any():
            error += inside.mean() * abs(top[inside].mean() - right[inside].mean())
    return float(error)
