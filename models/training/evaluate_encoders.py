"""Compares the untouched encoder, the trained one in float32 and the trained one in int8 on every row of the cards.

    python evaluate_encoders.py --model DIR --embed-top FILE --tone-top FILE --weights ../weights --data DIR --out evaluation.json

The heads are the same for float32 and int8, so that the difference is what quantising costs. Triage is judged with ridge regression here
(the product's own head is measured by `lumos models eval`); retrieval by vectors alone. Intervals: 1,000 bootstrap resamples of the rows.
"""
import argparse
import json
import pathlib
import tempfile

import numpy as np
import onnx

from embedding import Encoder, character_matrix, word_matrix
from export_encoder import build_encoder, build_tone, read_weights, with_top
from head import macro_f1, softmax
from read_rows import read_rows
from train_tone import GROUPS, development_items

SEEDS = (0, 1, 2)
PASSAGE_WORDS, OVERLAP = 150, 30


def read_head(folder):
    """The shipped head as matrices: dense, words, characters where it reads them, bias, and a temperature a group."""
    meta, data = json.loads((folder / "head.json").read_text("utf-8")), (folder / "head.bin").read_bytes()
    outputs, hidden = len(meta["wordScales"]), meta["hidden"]
    sizes = [384 * hidden, hidden, hidden * outputs, 384 * outputs, outputs]
    floats = np.frombuffer(data, "<f4", sum(sizes)).astype(np.float64)
    a, b, c, d, e = np.split(floats, np.cumsum(sizes)[:-1])
    hashed = np.frombuffer(data, np.int8, offset=4 * sum(sizes)).reshape(-1, meta["buckets"], outputs)
    words, *characters = (steps * np.array(meta[scales]) for steps, scales in zip(hashed, ("wordScales", "characterScales")))

    def probabilities(vectors, texts):
        z = np.maximum(vectors @ a.reshape(384, hidden) + b, 0) @ c.reshape(hidden, outputs) + vectors @ d.reshape(384, outputs) + e + word_matrix(texts) @ words
        for weights in characters:
            z = z + character_matrix(texts) @ weights
        out, start = {}, 0
        for group in meta["groups"]:
            stop = start + len(group["labels"])
            out[group["name"]] = softmax(z[:, start:stop] / group["temperature"])
            start = stop
        return out

    return probabilities


def interval(score, rows, seed=11):
    rng = np.random.default_rng(seed)
    drawn = [score(rng.integers(0, rows, rows)) for _ in range(1000)]
    return [round(100 * float(np.percentile(drawn, q)), 1) for q in (2.5, 97.5)]


def entry(score, rows):
    return {"value": round(100 * float(score(np.arange(rows))), 2), "interval": interval(score, rows), "rows": rows}


def ridge(x, y, z):
    labels, place = np.unique(y, return_inverse=True)
    target = -np.ones((len(y), len(labels))) / len(labels)
    target[np.arange(len(y)), place] = 1
    middle = x.mean(0)
    wide = lambda m: np.c_[m - middle, np.full(len(m), 0.3)]
    weight = np.sqrt(np.bincount(place).mean() / np.bincount(place))[place][:, None]
    a = wide(x) * weight
    return labels[(wide(z) @ np.linalg.solve(a.T @ a + np.eye(a.shape[1]), a.T @ (target * weight))).argmax(1)]


def triage(encoder, read, name, text, shots):
    train, dev = read("train"), read("dev")
    fits = [r for r in dev if r["label"] != "oos"]
    y, z = np.array([r["label"] for r in train]), np.array([r["label"] for r in fits])
    x, v = encoder.embed([text(r) for r in train]), encoder.embed([text(r) for r in fits])
    right = []
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        chosen = np.concatenate([rng.permutation(np.flatnonzero(y == c))[:shots] for c in np.unique(y) if c != "oos"])
        right.append(ridge(x[chosen], y[chosen], v) == z)
    inside = y != "oos"
    whole, few = ridge(x[inside], y[inside], v) == z, np.mean(right, 0)
    return {f"{name}, {shots} a class (accuracy)": entry(lambda i: few[i].mean(), len(z)), f"{name}, all (accuracy)": entry(lambda i: whole[i].mean(), len(z))}


def retrieval(encoder, corpus, queries, name):
    texts, owner = [], []
    for row, r in enumerate(corpus):
        words = r.get("text", "").split()
        for start in range(0, max(1, len(words)), PASSAGE_WORDS - OVERLAP):
            texts.append(". ".join(part for part in (r.get("title", ""), " ".join(words[start:start + PASSAGE_WORDS])) if part))
            owner.append(row)
    place = {r["id"]: i for i, r in enumerate(corpus)}
    queries = [q for q in queries if any(d in place for d in q["relevant"])]
    like = encoder.embed([q["query"] for q in queries]) @ encoder.embed(texts).T
    best = np.full((len(queries), len(corpus)), -1.0)
    for column, row in enumerate(owner):
        best[:, row] = np.maximum(best[:, row], like[:, column])
    first, gain = [], []
    for q, scores in zip(queries, best):
        relevant = {place[d] for d in q["relevant"] if d in place}
        order = np.argsort(-scores, kind="stable")[:10]
        first.append(len({int(order[0])} & relevant) / len(relevant))
        gain.append(sum(1 / np.log2(i + 2) for i, d in enumerate(order) if d in relevant) / sum(1 / np.log2(i + 2) for i in range(min(10, len(relevant)))))
    first, gain = np.array(first), np.array(gain)
    return {f"{name} (recall@1)": entry(lambda i: first[i].mean(), len(first)), f"{name} (nDCG@10)": entry(lambda i: gain[i].mean(), len(gain))}


def heads(encoder, weights, data):
    general, support = development_items(data)
    items = general + support
    texts = [r["text"] for r in items]
    p = read_head(weights / "tone")(encoder.tone(texts), texts)
    source, full = np.array([r["source"] for r in items]), np.array([r["weight"] == 1 for r in items])
    is_support = np.arange(len(items)) >= len(general)
    out = {}
    for name, group, mask in (("tone, GoEmotions, all rows (macro-F1)", "tone", source == "goemotions"),
                              ("tone, GoEmotions, rows of full weight (macro-F1)", "tone", (source == "goemotions") & full),
                              ("tone, support messages (macro-F1)", "tone", is_support),
                              ("polarity, Stack Overflow (macro-F1)", "polarity", source == "senti4sd"),
                              ("urgency, support messages (macro-F1)", "urgency", is_support)):
        y = np.array([r[group] for r in items])
        chosen = mask & (y >= 0)
        y, guess = y[chosen], p[group][chosen].argmax(1)
        out[name] = entry(lambda i, y=y, guess=guess, n=len(GROUPS[group]): macro_f1(y[i], guess[i], n)[0], len(y))
    mail = [r for r in read_rows(data / "spam/dev.jsonl.gz") if r["source"] != "support-forum"]
    texts = [(r.get("subject") or "") + "\n" + r["text"] for r in mail]
    y = np.array([r["label"] == "spam" for r in mail])
    guess = read_head(weights / "inbound")(encoder.embed(texts), texts)["inbound"].argmax(1) == 1
    out["spam, mail and SMS (macro-F1)"] = entry(lambda i: macro_f1(y[i].astype(int), guess[i].astype(int), 2)[0], len(y))
    return out


def main():
    args = argparse.ArgumentParser()
    for name in ("--model", "--embed-top", "--tone-top", "--weights", "--data", "--out"):
        args.add_argument(name, required=True, type=pathlib.Path)
    a = args.parse_args()
    base = read_weights(a.model / "model.safetensors")
    report = {}
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)

        def exact(name, embed, tone):
            for part, model in (("encoder", build_encoder(embed, quantised=False)), ("tone", build_tone(tone, quantised=False))):
                (folder / name / part).mkdir(parents=True)
                onnx.save(model, folder / name / part / "model.onnx")
            (folder / name / "encoder/tokenizer.json").write_bytes((a.model / "tokenizer.json").read_bytes())
            return Encoder(folder / name / "encoder", tone_top=folder / name / "tone", model_file="model.onnx")

        encoders = {
            "int8": Encoder(a.weights / "all-minilm-l6-v2", tone_top=a.weights / "tone"),
            "float32": exact("own", with_top(base, str(a.embed_top)), with_top(base, str(a.tone_top))),
            "untouched": exact("base", base, base),
        }
        plain, titled = lambda r: r["text"], lambda r: r["title"] + "\n" + r["text"]
        rows = lambda name: read_rows(a.data / name)
        for name, encoder in encoders.items():
            found = report[name] = {}
            found |= retrieval(encoder, rows("retrieval/arduino_kb.jsonl"), rows("retrieval/arduino_queries_dev.jsonl"), "help centre")
            found |= retrieval(encoder, rows("retrieval/support_qa_dev_corpus.jsonl.gz"), rows("retrieval/support_qa_dev_queries.jsonl"), "past resolution")
            found |= retrieval(encoder, rows("retrieval/kb_links_titles.jsonl"), rows("retrieval/kb_links_dev.jsonl"), "article title")
            if name != "untouched":
                found |= heads(encoder, a.weights, a.data)
            print(name, json.dumps(found), flush=True)
            for data, text, shots, suffix in (("banking77", plain, 8, "csv"), ("clinc150", plain, 8, "csv"), ("support_topic", titled, 10, "jsonl")):
                found |= triage(encoder, lambda part: rows(f"triage/{data}_{part}.{suffix}"), data, text, shots)
            print(name, json.dumps(found), flush=True)
    a.out.write_text(json.dumps(report, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
