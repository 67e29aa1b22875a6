"""Trains the tone head.   python train_tone.py --encoder DIR --data DIR --out ../weights/tone [--cache DIR]"""
import argparse
import json
import pathlib

import numpy as np

from embedding import Encoder, word_matrix
from head import Head, calibration_error, macro_f1

TONES = ("frustrated", "confused", "neutral", "satisfied")
POLARITIES = (-1, 0, 1)


def rows(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def prepare(encoder, items):
    texts = [r["text"] for r in items]
    tone = np.array([TONES.index(r["tone"]) if r["tone"] else -1 for r in items])
    polarity = np.array([POLARITIES.index(r["polarity"]) if r["polarity"] is not None else -1 for r in items])
    weight = np.array([r.get("weight", 1.0) for r in items])
    return encoder.embed(texts), word_matrix(texts), tone, polarity, weight


def main():
    args = argparse.ArgumentParser()
    for name in ("--encoder", "--data", "--out"):
        args.add_argument(name, required=True, type=pathlib.Path)
    args.add_argument("--cache", type=pathlib.Path)
    a = args.parse_args()
    encoder = Encoder(a.encoder, a.cache)
    e, w, tone, polarity, weight = prepare(encoder, rows(a.data / "tone/train.jsonl"))
    dev = rows(a.data / "tone/dev.jsonl")
    de, dw, dtone, dpolarity, _ = prepare(encoder, dev)
    forum = rows(a.data / "tone/indomain_dev.jsonl")
    for r in forum:
        if r["kind"] == "question":
            r["text"] = r["title"] + "\n" + r["text"]
    fe, fw, ftone, fpolarity, _ = prepare(encoder, forum)

    # Half-way between the classes' natural shares and equal ones: confusion is rare in the training data and matters here.
    counts = np.bincount(tone[tone >= 0], minlength=len(TONES))
    share = np.sqrt(counts.mean() / counts)
    head = Head({"tone": TONES, "polarity": tuple(str(p) for p in POLARITIES)}, hidden=256)
    head.train(e, w, {"tone": tone, "polarity": polarity}, {"tone": weight * np.where(tone >= 0, share[tone], 0), "polarity": weight}, epochs=10)
    goemotions = np.array([r["source"] == "goemotions" for r in dev])
    known = dtone >= 0
    head.calibrate("tone", de[known], dw[known], dtone[known])
    head.calibrate("polarity", de[dpolarity >= 0], dw[dpolarity >= 0], dpolarity[dpolarity >= 0])

    def judge(e, w, y, name, classes):
        p = head.probabilities(e, w)[name]
        f1, each = macro_f1(y, p.argmax(1), classes)
        return {"rows": len(y), "macroF1": round(f1, 4), "f1": each, "accuracy": round(float((p.argmax(1) == y).mean()), 4),
                "ece": round(calibration_error(p, y), 4)}

    g = known & goemotions
    report = {
        "goemotionsDev": judge(de[g], dw[g], dtone[g], "tone", 4),
        "allDev": judge(de[known], dw[known], dtone[known], "tone", 4),
        "forumDev": judge(fe, fw, ftone, "tone", 4),
        "forumFollowUps": (lambda m: judge(fe[m], fw[m], ftone[m], "tone", 4))(np.array([r["kind"] == "followup" for r in forum])),
        "polarityDev": judge(de, dw, dpolarity, "polarity", 3),
        "temperature": head.temperature,
    }
    head.save(a.out, {"measured": report}, encoder.embed, word_matrix)
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
