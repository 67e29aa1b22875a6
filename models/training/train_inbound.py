"""Trains the inbound head.   python train_inbound.py --encoder DIR --data DIR --out ../weights/inbound [--cache DIR]"""
import argparse
import json
import pathlib

import numpy as np

from auto_replies import automatic_messages
from embedding import Encoder, character_matrix, word_matrix
from head import Head, calibration_error, macro_f1
from read_rows import read_rows

HERE = pathlib.Path(__file__).parent
CLASSES = ("genuine", "spam", "autoReply")
OWN_WEIGHT = 6.0  # few messages are of the kind that a help desk gets
CHARACTER_SHARE = 0.4


def message(r):
    return (r.get("subject") or r.get("title") or "") + "\n" + (r.get("text") or r.get("description") or "")


def label_of(r):
    return 2 if r.get("auto") or r["label"] == "auto" else 1 if r["label"] == "spam" else 0


def main():
    args = argparse.ArgumentParser()
    for name in ("--encoder", "--data", "--out"):
        args.add_argument(name, required=True, type=pathlib.Path)
    args.add_argument("--cache", type=pathlib.Path)
    a = args.parse_args()
    encoder = Encoder(a.encoder, a.cache)
    read = lambda texts: (encoder.embed(texts), word_matrix(texts), character_matrix(texts))

    # Forum posts that moderators removed are mostly off-topic or in another language, not spam: they teach the wrong thing.
    mail = [r for r in read_rows(a.data / "spam/train.jsonl.gz") if r["source"] != "support-forum"]
    # A mailing list or a chat is not a help desk: such messages say what spam is not, with less weight than real requests.
    items = [(message(r), label_of(r), 1.0 if label_of(r) else 0.5) for r in mail]
    items += [(message(r), 0, 2.0) for r in read_rows(a.data / "triage/support_topic_train.jsonl")]
    items += [("\n" + r["text"], 0, 1.0) for name in ("banking77", "bitext") for r in read_rows(a.data / f"triage/{name}_train.csv")[::3]]
    items += [(s + "\n" + t, 2, 1.0) for s, t in automatic_messages(1500)]
    # Phishing, cold sales and the genuine requests that look like them are what a help desk meets; every fifth is kept to judge by.
    own = read_rows(HERE / "texts/inbound.jsonl")
    items += [(message(r), label_of(r), OWN_WEIGHT) for i, r in enumerate(own) if i % 5]
    held = [r for i, r in enumerate(own) if i % 5 == 0]
    texts, y, weight = [i[0] for i in items], np.array([i[1] for i in items]), np.array([i[2] for i in items])

    e, w, c = read(texts)
    head = Head({"inbound": CLASSES}, hidden=64)
    head.train(e, w, {"inbound": y}, {"inbound": weight}, epochs=10)
    head.add_characters(c, y, weight, CHARACTER_SHARE)

    dev = [r for r in read_rows(a.data / "spam/dev.jsonl.gz") if r["source"] != "support-forum"]
    auto = read_rows(a.data / "spam/autoreply_synthetic_dev.jsonl")
    topics = read_rows(a.data / "triage/support_topic_dev.jsonl")
    parts = [(message(r), label_of(r)) for r in dev] + [(message(r), 2) for r in auto] + [(message(r), 0) for r in topics] + [(message(r), label_of(r)) for r in held]
    de, dw, dc = read([p[0] for p in parts])
    dy = np.array([p[1] for p in parts])
    head.calibrate("inbound", de, dw, dy, c=dc)

    p = head.probabilities(de, dw, dc)["inbound"]
    tickets = read_rows(a.data / "streams/support_tickets.csv")
    tp = head.probabilities(*read([message(r) for r in tickets]))["inbound"]
    flagged = np.array([r["is_spam"] == "1" for r in tickets])
    english = np.array([sum(c.isascii() for c in message(r)) / len(message(r)) > 0.97 for r in tickets])
    source = np.array([r["source"] for r in dev] + ["auto"] * len(auto) + ["topic"] * len(topics) + ["own"] * len(held))
    mails = np.isin(source, [r["source"] for r in dev])
    flagged_posts = [r for r in read_rows(a.data / "spam/dev.jsonl.gz") if r["source"] == "support-forum"]
    posts = head.probabilities(*read([message(r) for r in flagged_posts]))["inbound"]
    two = lambda y, q: round(macro_f1((y == 1).astype(int), (q.argmax(1) == 1).astype(int), 2)[0], 4)
    rate = lambda mask, q, c, t: round(float((q[mask, c] >= t).mean()), 5) if mask.any() else None
    spam = (dy == 1)
    report = {
        "dev": {
            "rows": len(dy), "accuracy": round(float((p.argmax(1) == dy).mean()), 4), "ece": round(calibration_error(p, dy), 4),
            "spamRecall": {s: rate(spam & (source == s), p, 1, 0.5) for s in sorted(set(source[spam]))},
            "genuineAsSpam": {s: rate((dy == 0) & (source == s), p, 1, 0.5) for s in sorted(set(source[dy == 0]))},
            "spamMacroF1": two(dy[mails], p[mails]),
            "spamMacroF1WithPostsThatModeratorsRemoved": two(np.append(dy[mails], np.ones(len(posts))), np.vstack([p[mails], posts])),
            "ownHeldOut": {
                "rows": len(held), "macroF1": round(macro_f1(dy[source == "own"], p[source == "own"].argmax(1), 3)[0], 4),
                "phishingFound": rate(np.append(np.zeros(len(dy) - len(held), bool), [r.get("kind", "").startswith("phishing") for r in held]), p, 1, 0.5),
            },
            "autoReplyRecallWithoutRules": rate(dy == 2, p, 2, 0.5),
        },
        "supportTickets": {
            "genuine": int((~flagged).sum()), "markedSpamByForum": int(flagged.sum()),
            "genuineAsSpam": {str(t): rate(~flagged, tp, 1, t) for t in (0.5, 0.8, 0.95)},
            "plainLatin": {"genuine": int((~flagged & english).sum()), "asSpam": {str(t): rate(~flagged & english, tp, 1, t) for t in (0.5, 0.8, 0.95)}},
            "genuineAsAutoReply": {str(t): rate(~flagged, tp, 2, t) for t in (0.5, 0.8, 0.95)},
            "spamRecall": {str(t): rate(flagged, tp, 1, t) for t in (0.5, 0.8, 0.95)},
        },
        "temperature": head.temperature,
    }
    head.save(a.out, {"measured": report}, encoder.embed, word_matrix, character_matrix)
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
