"""Trains the top for tone.   python train_tone.py --model DIR --data DIR --out tone-top.safetensors --linear tone-linear.npz

First on general messages (tone and polarity), then on support messages (tone, polarity, urgency) mixed with general ones again, so that
neither is forgotten. Labels of the support messages: labels/forum-tone.jsonl (the forum's texts stay in the data folder) and texts/tone.jsonl.
fit_tone_head.py makes the shipped head from what this writes.
"""
import argparse
import pathlib
import random

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from minilm import HIDDEN, Descent, MiniLM, padded, save_top
from read_rows import read_rows

HERE = pathlib.Path(__file__).parent
GROUPS = {"tone": ("frustrated", "confused", "neutral", "satisfied"), "polarity": ("-1", "0", "1"), "urgency": ("low", "normal", "high")}
SPREAD = 8.0


def items_of(rows, text=lambda r: r["text"]):
    """Rows as text, a class a group (-1 where unknown) and a weight."""
    place = lambda group, value: -1 if value is None else GROUPS[group].index(str(value))
    return [{"text": text(r), "weight": r.get("weight", 0.7 if r.get("ambiguous") else 1.0), "source": r.get("source", "support"),
             **{g: place(g, r.get(g)) for g in GROUPS}} for r in rows]


def support_items(data):
    texts = {r["id"]: r["text"] for r in read_rows(data / "tone/indomain_unlabelled.jsonl.gz")}
    return items_of(read_rows(HERE / "labels/forum-tone.jsonl"), lambda r: texts[r["id"]]) + items_of(read_rows(HERE / "texts/tone.jsonl"))


def development_items(data):
    titled = lambda r: (r["title"] + "\n" if r["title"] else "") + r["text"]
    return items_of(read_rows(data / "tone/dev.jsonl")), items_of(read_rows(data / "tone/indomain_dev.jsonl"), titled)


class Heads(nn.Module):
    def __init__(self):
        super().__init__()
        self.groups = nn.ModuleDict({g: nn.Linear(HIDDEN, len(labels)) for g, labels in GROUPS.items()})

    def forward(self, vector):
        spread = F.dropout(F.normalize(vector, dim=-1) * SPREAD, 0.1, self.training)
        return {g: linear(spread) for g, linear in self.groups.items()}


def stage(model, heads, draw, epochs, batch, rate, head_rate, class_weight, pieces):
    """Trains for some epochs on what `draw()` gives for each."""
    first = draw()
    rates = [{"params": list(model.top.parameters()), "lr": rate}, {"params": list(heads.parameters()), "lr": head_rate}]
    descent = Descent(rates, epochs * -(-len(first) // batch))
    for epoch in range(epochs):
        items = first if epoch == 0 else draw()
        rows = model.tokenise([r["text"] for r in items], pieces)
        order, batches = np.random.permutation(len(items)), []
        for start in range(0, len(order), batch * 40):
            near = sorted(order[start:start + batch * 40], key=lambda k: len(rows[k]))
            batches += [near[i:i + batch] for i in range(0, len(near), batch)]
        random.shuffle(batches)
        model.top.train()
        heads.train()
        for step, chosen in enumerate(batches):
            with torch.autocast("cpu", torch.bfloat16):
                logits = heads(model(*padded([rows[k] for k in chosen])))
            loss = 0
            for g, share in (("tone", 1.0), ("polarity", 0.6), ("urgency", 0.6)):
                y = torch.tensor([items[k][g] for k in chosen])
                w = torch.tensor([items[k]["weight"] for k in chosen]) * (y >= 0)
                if g == "tone":
                    w = w * class_weight[y.clamp(min=0)]
                each = F.cross_entropy(logits[g].float(), y.clamp(min=0), reduction="none")
                loss = loss + share * (each * w).sum() / w.sum().clamp(min=1)
            descent.step(loss)
            if step % 100 == 99:
                print(f"epoch {epoch + 1} of {epochs}, step {step + 1} of {len(batches)}: {loss.item():.3f}", flush=True)


def snapshot(model, heads):
    return {k: v.clone() for part in (model.top, heads) for k, v in part.state_dict(prefix=type(part).__name__ + "/").items()}


def restore(model, heads, state):
    for part in (model.top, heads):
        prefix = type(part).__name__ + "/"
        part.load_state_dict({k.removeprefix(prefix): v for k, v in state.items() if k.startswith(prefix)})


def main():
    args = argparse.ArgumentParser()
    for name in ("--model", "--data", "--out", "--linear"):
        args.add_argument(name, required=True, type=pathlib.Path)
    a = args.parse_args()
    torch.manual_seed(2)
    random.seed(2)
    np.random.seed(2)
    model, heads = MiniLM(a.model, drop=0.1), Heads()
    general, support = items_of(read_rows(a.data / "tone/train.jsonl")), support_items(a.data)
    counts = np.bincount([r["tone"] for r in general if r["tone"] >= 0])
    # Half-way between the classes' natural shares and equal ones: confusion is rare in general messages and matters here.
    stage(model, heads, lambda: general, 3, 64, 1.2e-4, 1e-3, torch.tensor(np.sqrt(counts.mean() / counts)).float(), 128)
    after_general = snapshot(model, heads)
    ends = []
    for seed, replayed, rate in ((3, 7_000, 6e-5), (5, 20_000, 8e-5)):
        torch.manual_seed(seed)
        random.seed(seed)
        np.random.seed(seed)
        restore(model, heads, after_general)
        stage(model, heads, lambda: support * 2 + random.sample(general, replayed), 3, 48, rate, 8e-4, torch.tensor([1.0, 1.4, 0.8, 1.0]), 160)
        ends.append(snapshot(model, heads))
    # The mean of several ends of training is better on both kinds of message than any of them.
    average = {k: 0.2 * after_general[k] + 0.4 * ends[0][k] + 0.4 * ends[1][k] for k in after_general}
    # The first stage never saw an urgency.
    average |= {k: (ends[0][k] + ends[1][k]) / 2 for k in average if "urgency" in k}
    restore(model, heads, average)
    save_top(model.top, a.out)
    np.savez(a.linear, **{f"{g}.{part}": getattr(linear, part).detach().numpy() for g, linear in heads.groups.items() for part in ("weight", "bias")}, spread=SPREAD)


if __name__ == "__main__":
    main()
