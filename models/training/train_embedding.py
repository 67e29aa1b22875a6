"""Trains the top for sentence embeddings.   python train_embedding.py --model DIR --data DIR --out embed-top.safetensors

Pairs that belong together are drawn near, everything else in a batch is pushed away: question and answer, question and the
article that a helper linked, frequent question and answer, title or link text and article, and texts of one intent or topic with
each other and with the intent's name. The result is averaged with the untouched weights (0.7 to 0.3), so that general meaning survives.
"""
import argparse
import copy
import pathlib
import random

import torch
from torch.nn import functional as F

from minilm import Descent, MiniLM, padded, save_top
from read_rows import read_rows

PIECES = 80
STEPS = {"answers": 130, "faq": 40, "links": 45, "anchors": 12, "banking77": 45, "clinc150": 60, "hwu64": 45, "bitext": 20, "topics": 60}
PAIRS_A_BATCH = {"answers": 48, "faq": 96, "anchors": 40}
OWN_SHARE = 0.7


def title_and_text(r):
    return r["title"] + "\n" + r["text"]


def main():
    args = argparse.ArgumentParser()
    for name in ("--model", "--data", "--out"):
        args.add_argument(name, required=True, type=pathlib.Path)
    a = args.parse_args()
    torch.manual_seed(1)
    random.seed(1)
    model = MiniLM(a.model, drop=0.05)
    base = copy.deepcopy(model.top.state_dict())
    read = lambda name: read_rows(a.data / name)

    pairs = {}
    answers, faq = read("retrieval/support_qa_train.jsonl.gz"), read("retrieval/faq_dstc9_train.jsonl.gz")
    for name, rows, limit in (("answers", answers, PIECES), ("faq", faq, 64)):
        pairs[name] = list(zip(model.tokenise([r["query"] for r in rows], limit), model.tokenise([r["positive"] for r in rows], limit)))
    articles = {r["id"]: r for r in read("retrieval/arduino_kb.jsonl")}
    anchors = read("retrieval/arduino_title_anchor_train.jsonl")
    # A title must find the text without itself; the text of a link names its article by any words.
    body = lambda r, kind: r["text"] if kind == "title" else r["title"] + ". " + r["text"]
    pairs["anchors"] = list(zip(model.tokenise([r["query"] for r in anchors], 32),
                                model.tokenise([body(articles[r["relevant"][0]], r["kind"]) for r in anchors], PIECES)))
    titles = read("retrieval/kb_links_titles.jsonl")
    place = {t["id"]: i for i, t in enumerate(titles)}
    title_pieces = model.tokenise([t["title"] for t in titles], 32)
    links = read("retrieval/kb_links_train.jsonl.gz")
    links = [(q, found) for q, r in zip(model.tokenise([r["query"] for r in links], PIECES), links) if (found := [place[d] for d in r["relevant"] if d in place])]

    def classes(rows, text, label):
        members = {}
        for r in rows:
            if r[label] != "oos":
                members.setdefault(r[label], []).append(text(r))
        return {k: (model.tokenise([k.replace("_", " ").replace("/", " ")], 32)[0], model.tokenise(v, PIECES)) for k, v in members.items()}

    plain = lambda r: r["text"]
    labelled = {name: classes(read(f"triage/{name}_train.csv"), plain, "label") for name in ("banking77", "clinc150", "hwu64")}
    labelled["bitext"] = classes(read("triage/bitext_train.csv"), plain, "intent")
    labelled["topics"] = classes(read("triage/support_topic_train.jsonl"), title_and_text, "label")

    waiting = {}

    def take(name):
        queue = waiting.setdefault(name, [])
        if len(queue) < PAIRS_A_BATCH[name]:
            queue[:] = random.sample(pairs[name], len(pairs[name]))
        taken, queue[:] = queue[:PAIRS_A_BATCH[name]], queue[PAIRS_A_BATCH[name]:]
        return taken

    unit = lambda rows: F.normalize(model(*padded(rows)), dim=-1)

    def loss_of(name):
        if name in pairs:
            taken = take(name)
            like = (unit([q for q, _ in taken]) @ unit([p for _, p in taken]).T * 20).float()
            right = torch.arange(len(taken))
            return (F.cross_entropy(like, right) + F.cross_entropy(like.T, right)) / 2
        if name == "links":
            taken = random.sample(links, 48)
            like = (unit([q for q, _ in taken]) @ unit(title_pieces).T * 20).float().log_softmax(-1)
            return -torch.stack([like[i, found].logsumexp(0) for i, (_, found) in enumerate(taken)]).mean()
        sets, each = labelled[name], 5 if name == "topics" else 4
        rows, owner = [], []
        for c, label in enumerate(random.sample(sorted(sets), min(len(sets), 40))):
            words, texts = sets[label]
            drawn = random.sample(texts, min(each, len(texts))) + [words]
            rows += drawn
            owner += [c] * len(drawn)
        vectors, owner = unit(rows), torch.tensor(owner)
        like = (vectors @ vectors.T * (10 if name == "topics" else 20)).float().fill_diagonal_(-1e4)
        same = (owner[:, None] == owner[None]).float().fill_diagonal_(0)
        return -((like.log_softmax(-1) * same).sum(1) / same.sum(1)).mean()

    order = [name for name, count in STEPS.items() for _ in range(count)]
    random.shuffle(order)
    descent = Descent([{"params": list(model.top.parameters()), "lr": 1e-4}], len(order))
    model.top.train()
    for step, name in enumerate(order):
        with torch.autocast("cpu", torch.bfloat16):
            loss = loss_of(name)
        descent.step(loss)
        if step % 20 == 19:
            print(f"step {step + 1} of {len(order)}, {name}: {loss.item():.3f}", flush=True)
    own = model.top.state_dict()
    model.top.load_state_dict({k: (1 - OWN_SHARE) * base[k] + OWN_SHARE * own[k] for k in base})
    save_top(model.top, a.out)


if __name__ == "__main__":
    main()
