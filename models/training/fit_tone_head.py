"""Makes the shipped tone head.   python fit_tone_head.py --weights ../weights --linear tone-linear.npz --data DIR [--cache DIR]

The linear layers come from train_tone.py. Hashed words are trained apart and added with one weight a group; that weight and a temperature
are chosen on the development messages, general and support ones counting the same. Everything is measured on the int8 model that ships.
"""
import argparse
import json
import pathlib

import numpy as np

from embedding import Encoder, word_matrix
from head import Head, calibration_error, macro_f1
from read_rows import read_rows
from train_tone import GROUPS, development_items, items_of, support_items


def main():
    args = argparse.ArgumentParser()
    for name in ("--weights", "--linear", "--data"):
        args.add_argument(name, required=True, type=pathlib.Path)
    args.add_argument("--cache", type=pathlib.Path)
    a = args.parse_args()
    linear = np.load(a.linear)
    encoder = Encoder(a.weights / "all-minilm-l6-v2", a.cache, tone_top=a.weights / "tone")

    train = items_of(read_rows(a.data / "tone/train.jsonl")) + support_items(a.data) * 3
    targets = {g: np.array([r[g] for r in train]) for g in GROUPS}
    weights = {}
    for g in GROUPS:
        counts = np.bincount(targets[g][targets[g] >= 0], minlength=len(GROUPS[g]))
        weights[g] = np.array([r["weight"] for r in train]) * (counts.mean() / counts)[targets[g]] * (targets[g] >= 0)
    words = Head(GROUPS, hidden=0)
    texts = [r["text"] for r in train]
    words.train(np.zeros((len(train), 384)), word_matrix(texts), targets, weights, epochs=20, word_rate=4e-2, word_decay=1e-5)

    head = Head(GROUPS, hidden=0)
    spread = float(linear["spread"])
    general, support = development_items(a.data)
    items = general + support
    vectors, features = encoder.tone([r["text"] for r in items]), word_matrix([r["text"] for r in items])
    is_support = np.array([i >= len(general) for i in range(len(items))])
    source = np.array([r["source"] for r in items])
    report = {"blend": {}}
    for g, s in head.slices():
        head.p["C"][:, s] = linear[f"{g}.weight"].T.astype(np.float64) * spread
        y = np.array([r[g] for r in items])
        own = vectors @ head.p["C"][:, s] + linear[f"{g}.bias"]
        plain = features @ words.p["S"][:, s] + words.p["d"][s]
        halves = [m & (y >= 0) for m in (is_support, ~is_support) if (m & (y >= 0)).any()]
        best = max(np.arange(0, 0.55, 0.05), key=lambda b: sum(macro_f1(y[m], (own + b * plain)[m].argmax(1), len(GROUPS[g]))[0] for m in halves))
        report["blend"][g] = round(float(best), 2)
        head.p["S"][:, s], head.p["d"][s] = best * words.p["S"][:, s], linear[f"{g}.bias"] + best * words.p["d"][s]
        share = np.zeros(len(items))
        for m in halves:
            share[m] = 1 / m.sum()
        known = y >= 0
        head.calibrate(g, vectors[known], features[known], y[known], share[known])

    p = head.probabilities(vectors, features)

    def judge(g, mask):
        y = np.array([r[g] for r in items])
        m = mask & (y >= 0)
        f1, each = macro_f1(y[m], p[g][m].argmax(1), len(GROUPS[g]))
        return {"rows": int(m.sum()), "macroF1": round(f1, 4), "f1": dict(zip(GROUPS[g], each)), "ece": round(calibration_error(p[g][m], y[m]), 4)}

    full = np.array([r["weight"] == 1 for r in items])
    report |= {
        "goemotionsDev": judge("tone", source == "goemotions"), "goemotionsDevFullWeight": judge("tone", (source == "goemotions") & full),
        "supportDev": judge("tone", is_support), "polarityStackOverflow": judge("polarity", source == "senti4sd"),
        "polaritySupport": judge("polarity", is_support), "urgency": judge("urgency", is_support), "temperature": head.temperature,
    }
    head.save(a.weights / "tone", {"measured": report}, encoder.tone, word_matrix)
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
