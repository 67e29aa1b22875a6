"""The sentence embedding exactly as models/worker.ts computes it, and the hashed features of core/signals/{word,character}-features.ts."""
import functools
import hashlib
import pathlib
import re
import sqlite3
import unicodedata

import numpy as np
import onnxruntime as ort
import scipy.sparse as sparse
from tokenizers import Tokenizer

WINDOW, BUCKET, BATCH_TOKENS, SCALE = 254, 4, 512, 32767
SPACE = re.compile("[\\s\ufeff]+")
WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|[0-9]+|[!?]{1,3}|[:;=]-?[()dp]")
CAPITALS = re.compile(r"(?<![A-Za-z])[A-Z]{3,}(?![A-Za-z])")
EMOJI = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")
BUCKETS = 1 << 16
READ_CHARACTERS, LONGEST_SEQUENCE = 4000, 5
SPACE_UNITS = np.array([*range(9, 14), 32, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF], np.uint32)


def canonical(text):
    return SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


class Encoder:
    """Reads texts with the shipped int8 models; vectors are kept in a folder by content, so that a second run is quick.

    `embed` gives the vectors of the encoder, `tone` those of the tone top, which reads the encoder's `shared_hidden_state`.
    """

    def __init__(self, folder, cache=None, threads=2, tone_top=None, model_file="onnx/model_quantized.onnx"):
        folder = pathlib.Path(folder)
        model = (folder / model_file).read_bytes()
        self.session = session(model, threads)
        self.tone_session, self.tone_digest = None, None
        if tone_top is not None:
            top = (pathlib.Path(tone_top) / model_file).read_bytes()
            self.tone_session, self.tone_digest = session(top, threads), hashlib.sha256(model + top).hexdigest()
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.digest = hashlib.sha256(model).hexdigest()
        self.cache = sqlite3.connect(":memory:" if cache is None else made(cache) / "embeddings.sqlite")
        self.cache.execute("create table if not exists vectors (key blob primary key, vector blob)")

    def embed(self, texts):
        return self.vectors(texts, self.digest, self.hidden)

    def tone(self, texts):
        return self.vectors(texts, self.tone_digest, self.tone_hidden)

    def hidden(self, ids, mask):
        return self.session.run(["last_hidden_state"], {"input_ids": ids, "attention_mask": mask, "token_type_ids": ids * 0})[0]

    def tone_hidden(self, ids, mask):
        shared = self.session.run(["shared_hidden_state"], {"input_ids": ids, "attention_mask": mask, "token_type_ids": ids * 0})[0]
        return self.tone_session.run(["last_hidden_state"], {"shared_hidden_state": shared, "attention_mask": mask})[0]

    def vectors(self, texts, digest, run):
        key = lambda text: hashlib.sha256(f"{digest}\0{text}".encode("utf-8", "replace")).digest()
        texts = [canonical(t) for t in texts]
        kept = dict.fromkeys(texts)
        for text in kept:
            row = self.cache.execute("select vector from vectors where key = ?", (key(text),)).fetchone()
            kept[text] = np.frombuffer(row[0], np.int16) if row else None
        distinct = sorted(text for text, vector in kept.items() if vector is None)
        windows = []
        for row, text in enumerate(distinct):
            if not text:
                continue
            ids = self.tokenizer.encode(text, add_special_tokens=False).ids
            count = max(1, -(-len(ids) // WINDOW))
            size = max(1, -(-len(ids) // count))
            for start in range(0, max(1, len(ids)), size):
                windows.append((row, [101, *ids[start:start + size], 102]))
        windows.sort(key=lambda w: len(w[1]))
        total = np.zeros((len(distinct), 384))
        start = 0
        while start < len(windows):
            padded = lambda w: -(-len(w[1]) // BUCKET) * BUCKET
            length = padded(windows[start])
            stop = start
            while stop < len(windows) and padded(windows[stop]) == length and (stop - start + 1) * length <= BATCH_TOKENS:
                stop += 1
            batch = windows[start:stop]
            ids = np.zeros((len(batch), length), np.int64)
            mask = np.zeros_like(ids)
            for i, (_, tokens) in enumerate(batch):
                ids[i, :len(tokens)] = tokens
                mask[i, :len(tokens)] = 1
            hidden = run(ids, mask)
            for i, (row, tokens) in enumerate(batch):
                mean = hidden[i, :len(tokens)].astype(np.float64).mean(0)
                total[row] += len(tokens) * mean / np.linalg.norm(mean)
            start = stop
        norm = np.linalg.norm(total, axis=1, keepdims=True)
        total = np.rint(total / np.where(norm == 0, 1, norm) * SCALE).astype(np.int16)
        for text, vector in zip(distinct, total):
            kept[text] = vector
            self.cache.execute("insert or ignore into vectors values (?, ?)", (key(text), vector.tobytes()))
        self.cache.commit()
        return np.array([kept[t] for t in texts], np.float64) / SCALE


def session(model, threads):
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    return ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def made(folder):
    path = pathlib.Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    return path


@functools.lru_cache(1 << 20)
def fnv1a(text):
    h = 0x811C9DC5
    for byte in text.encode("ascii"):
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    return h % BUCKETS


def words_of(text):
    plain = text.replace("\u2019", "'")
    words = ["0" if w[0].isdigit() else w for w in WORD.findall(ascii_lower(plain))]
    words += ["u" + format(ord(e), "x") for e in EMOJI.findall(plain)]
    if CAPITALS.search(plain):
        words.append("<caps>")
    return words


def ascii_lower(text):
    return re.sub("[A-Z]", lambda m: m.group().lower(), text)


def word_features(text):
    """Distinct buckets of the words and the pairs of neighbours."""
    words = words_of(text)
    return sorted({fnv1a(w) for w in words} | {fnv1a(a + " " + b) for a, b in zip(words, words[1:])})


def character_features(text):
    """Distinct buckets of the sequences of 2 to 5 UTF-16 code units within words, a space before and after each word."""
    units = np.frombuffer(text[:READ_CHARACTERS].encode("utf-16-le", "surrogatepass"), "<u2")[:READ_CHARACTERS].astype(np.uint32)
    units = np.where((units >= 65) & (units <= 90), units + 32, units)
    units = np.where((units >= 48) & (units <= 57), 48, units)
    space = np.isin(units, SPACE_UNITS)
    units = np.concatenate([[32], np.where(space, 32, units), [32]]).astype(np.uint32)
    space = units == 32
    hashes, inside = np.full(len(units), 0x811C9DC5, np.uint32), np.ones(len(units), bool)
    buckets = []
    for n in range(LONGEST_SEQUENCE):
        count = len(units) - n
        if count <= 0:
            break
        hashes = (hashes[:count] ^ units[n:]) * np.uint32(0x01000193)
        # A space may stand first or last in a sequence, not between; and two spaces are no word.
        inside = inside[:count] & ~(space[n - 1:][:count] if n > 1 else np.zeros(count, bool))
        if n:
            found = inside & ~(space[:count] & space[n:]) if n == 1 else inside
            buckets.append(((hashes ^ (hashes >> np.uint32(16))) & np.uint32(BUCKETS - 1))[found])
    return np.unique(np.concatenate(buckets)).tolist() if buckets else []


def word_matrix(texts):
    return feature_matrix(texts, word_features)


def character_matrix(texts):
    return feature_matrix(texts, character_features)


def feature_matrix(texts, features):
    indices, pointers, values = [], [0], []
    for text in texts:
        buckets = features(text)
        indices.append(np.array(buckets, np.int32))
        values.append(np.full(len(buckets), 1 / np.sqrt(max(1, len(buckets)))))
        pointers.append(pointers[-1] + len(buckets))
    return sparse.csr_matrix((np.concatenate(values), np.concatenate(indices), pointers), shape=(len(texts), BUCKETS))
