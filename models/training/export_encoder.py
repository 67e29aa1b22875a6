"""Builds the int8 ONNX encoder and the tone top that shares its first half, from safetensors weights, without torch.

    python export_encoder.py --model DIR --embed-top FILE|none --tone-top FILE|none --data DIR --out ../weights

The word embeddings and layers 0-2 of all-MiniLM-L6-v2 are the trunk. On it stand two tops of three layers each, whose files
name their tensors like the base's `encoder.layer.3.*` to `encoder.layer.5.*`; `none` takes the base's own layers. Written are
  * all-minilm-l6-v2/: trunk and embedding top in the usual layout, with the trunk's `shared_hidden_state` as a second output;
  * tone/onnx/: the tone top, from `shared_hidden_state` and `attention_mask` to its own `last_hidden_state`.

Two choices make one text give the same bytes, whatever else is in its batch and on every machine:
  * activations are quantised with one scale a token (never one a tensor, as ONNX Runtime's own dynamic quantisation does);
  * weights keep to -90..90 and activations to 0..181, so that pairs of products (2 x 90 x 181 = 32,580) never saturate the 16-bit
    step of older x86 processors and the integer product is exact.
Two more win back the precision that this costs:
  * outlier channels are levelled beforehand (SmoothQuant, Xiao et al. 2023, alpha 0.6);
  * weights are rounded one input channel after the other, each error made up for in the channels that are left (GPTQ, Frantar et
    al. 2023), and what remains in the mean goes into the bias.
"""
import argparse
import hashlib
import json
import pathlib
import shutil

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from read_rows import read_rows

HEADS, LAYERS, HIDDEN = 12, 6, 384
TRUNK_LAYERS = 3
TOKENS = ["batch_size", "sequence_length"]
ENCODER = "all-minilm-l6-v2"
WEIGHT_MAX = 90
SIGNED_MAX, UNSIGNED_MAX = 90, 181
ALPHA = 0.6
# The smallest value of GELU is -0.1700; shifting by it makes the input of the last product non-negative.
GELU_SHIFT = 0.1701


class Graph:
    """Collects nodes and constants of one ONNX graph."""

    def __init__(self, weights, quantised, samples):
        self.weights, self.quantised, self.samples = weights, quantised, samples
        self.nodes, self.constants, self.recorded = [], {}, {}

    def constant(self, name, value):
        self.constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, op, inputs, domain="", outputs=1, name=None, **attributes):
        names = [name or f"{op}_{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, names, name=names[0], domain=domain, **attributes))
        return names[0] if outputs == 1 else names

    def per_token_int8(self, x):
        peak = self.node("ReduceMax", [self.node("Abs", [x]), self.constant("last_axis", np.array([-1], np.int64))], keepdims=1)
        scaled = self.node("Mul", [peak, self.constant("per_signed_step", np.float32(1 / SIGNED_MAX))])
        scale = self.node("Max", [scaled, self.constant("tiny", np.float32(1e-12))])
        rounded = self.node("Round", [self.node("Div", [x, scale])])
        shifted = self.node("Add", [rounded, self.constant("signed_middle", np.float32(SIGNED_MAX))])
        return self.node("Cast", [shifted], to=TensorProto.UINT8), scale, [self.constant("zero_point", np.uint8(SIGNED_MAX))]

    def per_token_uint8(self, x):
        shifted = self.node("Add", [x, self.constant("gelu_shift", np.float32(GELU_SHIFT))])
        peak = self.node("ReduceMax", [shifted, self.constant("last_axis", np.array([-1], np.int64))], keepdims=1)
        scaled = self.node("Mul", [peak, self.constant("per_unsigned_step", np.float32(1 / UNSIGNED_MAX))])
        scale = self.node("Max", [scaled, self.constant("tiny", np.float32(1e-12))])
        rounded = self.node("Round", [self.node("Div", [shifted, scale])])
        return self.node("Cast", [rounded], to=TensorProto.UINT8), scale, []

    def linear(self, x, weight, bias, name, after_gelu=False):
        self.recorded[name] = x
        if not self.quantised:
            product = self.node("MatMul", [x, self.constant(name + ".weight", weight.T)])
            return self.node("Add", [product, self.constant(name + ".bias", bias)])
        seen = self.samples[name]
        if not after_gelu:
            level = np.maximum(np.abs(seen).max(0), 1e-6) ** ALPHA / np.abs(weight).max(0) ** (1 - ALPHA)
            level = (level / np.exp(np.log(level).mean())).astype(np.float32)
            x = self.node("Mul", [x, self.constant(name + ".level", 1 / level)])
            weight, seen = weight * level, seen / level
        q, scale = quantise(weight, seen)
        bias = bias + (weight - q.astype(np.float64) * scale[:, None]) @ seen.mean(0, dtype=np.float64)
        if after_gelu:
            bias = bias - GELU_SHIFT * q.astype(np.float64).sum(1) * scale
            activation, activation_scale, zero_point = self.per_token_uint8(x)
        else:
            activation, activation_scale, zero_point = self.per_token_int8(x)
        product = self.node("MatMulInteger", [activation, self.constant(name + ".int8", q.T), *zero_point])
        real = self.node("Mul", [self.node("Cast", [product], to=TensorProto.FLOAT), activation_scale])
        real = self.node("Mul", [real, self.constant(name + ".scale", scale)])
        return self.node("Add", [real, self.constant(name + ".bias", bias.astype(np.float32))])

    def word_embedding(self, ids):
        weight = self.weights["embeddings.word_embeddings.weight"]
        if not self.quantised:
            return self.node("Gather", [self.constant("words", weight), ids])
        scale = np.maximum(np.abs(weight).max(1, keepdims=True) / 127, 1e-12).astype(np.float32)
        rows = self.node("Gather", [self.constant("words.int8", np.rint(weight / scale).astype(np.int8)), ids])
        scales = self.node("Gather", [self.constant("words.scale", scale), ids])
        return self.node("Mul", [self.node("Cast", [rows], to=TensorProto.FLOAT), scales])

    def norm(self, x, name):
        # Written out, because the runtime's own (Skip)LayerNormalization takes a fifth of the whole time on a processor.
        gain, bias = self.weights[name + ".weight"], self.weights[name + ".bias"]
        axis = self.constant("last_axis", np.array([-1], np.int64))
        centred = self.node("Sub", [x, self.node("ReduceMean", [x, axis], keepdims=1)])
        variance = self.node("ReduceMean", [self.node("Mul", [centred, centred]), axis], keepdims=1)
        deviation = self.node("Sqrt", [self.node("Add", [variance, self.constant("epsilon", np.float32(1e-12))])])
        scaled = self.node("Mul", [self.node("Div", [centred, deviation]), self.constant(name + ".gain", gain)])
        return self.node("Add", [scaled, self.constant(name + ".beta", bias)])


def row_scales(weight):
    """One scale an output row, the one of seven clippings with the smallest squared error."""
    best_error, best_scale = None, None
    for clip in (1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7):
        scale = np.maximum(np.abs(weight).max(1) * clip / WEIGHT_MAX, 1e-12)
        q = np.rint(weight / scale[:, None]).clip(-WEIGHT_MAX, WEIGHT_MAX)
        error = ((weight - q * scale[:, None]) ** 2).sum(1)
        if best_error is None:
            best_error, best_scale = error, scale
        else:
            best_scale = np.where(error < best_error, scale, best_scale)
            best_error = np.minimum(error, best_error)
    return best_scale.astype(np.float32)


def quantise(weight, seen):
    """The weight's integers and scales that change its products with what was seen least (GPTQ)."""
    scale = row_scales(weight)
    second = seen.T.astype(np.float64) @ seen
    second += 0.01 * np.diag(second).mean() * np.eye(len(second))
    inverse = np.linalg.cholesky(np.linalg.inv(second)).T
    left, q = weight.astype(np.float64), np.zeros(weight.shape, np.int8)
    for channel in range(weight.shape[1]):
        q[:, channel] = np.rint(left[:, channel] / scale).clip(-WEIGHT_MAX, WEIGHT_MAX)
        error = (left[:, channel] - q[:, channel] * scale.astype(np.float64)) / inverse[channel, channel]
        left[:, channel + 1:] -= np.outer(error, inverse[channel, channel + 1:])
    return q, scale


def embeddings(g):
    zero = g.constant("zero", np.array([0], np.int64))
    length = g.node("Gather", [g.node("Shape", ["input_ids"]), g.constant("one", np.array([1], np.int64))])
    positions = g.node("Slice", [g.constant("positions", g.weights["embeddings.position_embeddings.weight"]), zero, length, zero])
    types = g.node("Gather", [g.constant("types", g.weights["embeddings.token_type_embeddings.weight"]), "token_type_ids"])
    x = g.node("Add", [g.node("Add", [g.word_embedding("input_ids"), types]), positions])
    return g.norm(x, "embeddings.LayerNorm")


def encoder_layers(g, x, mask, layers):
    for layer in layers:
        p = f"encoder.layer.{layer}."
        part = lambda kind: [g.weights[f"{p}attention.self.{k}.{kind}"] for k in ("query", "key", "value")]
        qkv = g.linear(x, np.concatenate(part("weight")), np.concatenate(part("bias")), p + "qkv")
        q, k, v = g.node("Split", [qkv], outputs=3, axis=-1, num_outputs=3)
        attended = g.node("MultiHeadAttention", [q, k, v, "", mask], domain="com.microsoft", num_heads=HEADS)
        dense = lambda name: (g.weights[f"{p}{name}.weight"], g.weights[f"{p}{name}.bias"])
        out = g.linear(attended, *dense("attention.output.dense"), p + "attended")
        x = g.norm(g.node("Add", [out, x]), p + "attention.output.LayerNorm")
        hidden = g.node("Gelu", [g.linear(x, *dense("intermediate.dense"), p + "up")], domain="com.microsoft")
        out = g.linear(hidden, *dense("output.dense"), p + "down", after_gelu=True)
        x = g.norm(g.node("Add", [out, x]), p + "output.LayerNorm")
    return x


def build_encoder(weights, quantised, samples=None, record=False):
    g = Graph(weights, quantised, samples)
    x = embeddings(g)
    mask = g.node("Cast", ["attention_mask"], to=TensorProto.INT32)
    trunk = encoder_layers(g, x, mask, range(TRUNK_LAYERS))
    # The top reads the output of that name, so that the application can cut the graph there and run each half alone.
    shared = g.node("Identity", [trunk], name="shared_hidden_state")
    last = encoder_layers(g, shared, mask, range(TRUNK_LAYERS, LAYERS))
    inputs = [(name, TensorProto.INT64, TOKENS) for name in ("input_ids", "attention_mask", "token_type_ids")]
    return finish(g, "all-MiniLM-L6-v2", inputs, {"last_hidden_state": last, "shared_hidden_state": shared}, record)


def build_tone(weights, quantised, samples=None, record=False):
    g = Graph(weights, quantised, samples)
    mask = g.node("Cast", ["attention_mask"], to=TensorProto.INT32)
    last = encoder_layers(g, "shared_hidden_state", mask, range(TRUNK_LAYERS, LAYERS))
    inputs = [("shared_hidden_state", TensorProto.FLOAT, [*TOKENS, HIDDEN]), ("attention_mask", TensorProto.INT64, TOKENS)]
    return finish(g, "tone", inputs, {"last_hidden_state": last}, record)


def finish(g, name, inputs, outputs, record):
    declared = []
    for output, value in outputs.items():
        if value != output:
            g.node("Identity", [value], name=output)
        declared.append(helper.make_tensor_value_info(output, TensorProto.FLOAT, [*TOKENS, HIDDEN]))
    if record:
        for recorded, value in g.recorded.items():
            g.nodes.append(helper.make_node("Identity", [value], ["in:" + recorded]))
            declared.append(helper.make_tensor_value_info("in:" + recorded, TensorProto.FLOAT, None))
    graph = helper.make_graph(g.nodes, name, [helper.make_tensor_value_info(*i) for i in inputs], declared, list(g.constants.values()))
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="lumos-studio")
    return model


def session(model):
    options = ort.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1
    return ort.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def inputs_of(encoding):
    ids = np.array([encoding.ids], np.int64)
    return {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}


def unit_mean(hidden):
    mean = hidden[0].astype(np.float64).mean(0)
    return mean / np.linalg.norm(mean)


def vectors(encoder, tone, encoding):
    """The unit means that the two tops give one text."""
    feed = inputs_of(encoding)
    last, shared = encoder.run(["last_hidden_state", "shared_hidden_state"], feed)
    own = tone.run(["last_hidden_state"], {"shared_hidden_state": shared, "attention_mask": feed["attention_mask"]})[0]
    return unit_mean(last), unit_mean(own)


class Samples:
    """What every product that will be quantised reads from some texts: one row a token."""

    def __init__(self, recording):
        self.names = [o.name for o in recording.get_outputs() if o.name.startswith("in:")]
        self.recording, self.rows = recording, {}

    def read(self, feed, also=()):
        values = self.recording.run([*self.names, *also], feed)
        for name, value in zip(self.names, values):
            self.rows.setdefault(name[3:], []).append(value.reshape(-1, value.shape[-1]))
        return values[len(self.names):]

    def joined(self):
        return {name: np.concatenate(rows) for name, rows in self.rows.items()}


def sample_texts(data):
    """Texts of several kinds on which rounding is judged: posts, short requests, remarks, articles."""
    posts = [r["title"] + "\n" + r["text"] for r in read_rows(data / "triage/support_topic_train.jsonl")]
    remarks = [r["text"] for r in read_rows(data / "tone/train.jsonl")]
    articles = [r["text"] for r in read_rows(data / "retrieval/arduino_kb.jsonl")]
    requests = [r["text"] for name in ("banking77", "clinc150") for r in read_rows(data / f"triage/{name}_train.csv")[::200]]
    return posts[:100:2] + remarks[::800] + requests + articles[::10], posts[100:300]


def read_weights(path):
    read = {name.removeprefix("bert."): value for name, value in load_file(path).items()}
    return {name: value.astype(np.float32) for name, value in read.items() if value.dtype.kind == "f"}


def with_top(base, top):
    """The base's weights with the layers above the trunk taken from a file."""
    if top == "none":
        return base
    own = read_weights(top)
    above = tuple(f"encoder.layer.{layer}." for layer in range(TRUNK_LAYERS, LAYERS))
    expected = {name for name in base if name.startswith(above)}
    if set(own) != expected:
        raise SystemExit(f"{top} must have exactly the tensors of layers 3 to 5: missing {sorted(expected - set(own))}, unknown {sorted(set(own) - expected)}.")
    wrong = [name for name in own if own[name].shape != base[name].shape]
    if wrong:
        raise SystemExit(f"{top} has tensors of another shape than the base: {wrong}.")
    return {**base, **own}


def differs_by_batch(encoder, tone, encodings):
    """How many of the texts have other bytes beside a neighbour, padded together, than alone."""
    different = 0
    for first, second in zip(encodings, encodings[1:]):
        length = max(len(first.ids), len(second.ids))
        ids, mask = np.zeros((2, length), np.int64), np.zeros((2, length), np.int64)
        for row, encoding in enumerate((first, second)):
            ids[row, : len(encoding.ids)], mask[row, : len(encoding.ids)] = encoding.ids, 1
        pair = encoder.run(["last_hidden_state", "shared_hidden_state"], {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)})
        pair_tone = tone.run(["last_hidden_state"], {"shared_hidden_state": pair[1], "attention_mask": mask})[0]
        alone_ids, alone_mask = ids[:1], mask[:1]
        alone = encoder.run(["last_hidden_state", "shared_hidden_state"], {"input_ids": alone_ids, "attention_mask": alone_mask, "token_type_ids": np.zeros_like(alone_ids)})
        alone_tone = tone.run(["last_hidden_state"], {"shared_hidden_state": alone[1], "attention_mask": alone_mask})[0]
        own = len(first.ids)
        same = (pair[0][0, :own] == alone[0][0, :own]).all() and (pair_tone[0, :own] == alone_tone[0, :own]).all()
        different += not same
    return different


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--model", required=True, type=pathlib.Path)
    args.add_argument("--embed-top", required=True)
    args.add_argument("--tone-top", required=True)
    args.add_argument("--data", required=True, type=pathlib.Path)
    args.add_argument("--out", required=True, type=pathlib.Path)
    a = args.parse_args()

    base = read_weights(a.model / "model.safetensors")
    for_embedding, for_tone = with_top(base, a.embed_top), with_top(base, a.tone_top)
    tokenizer = Tokenizer.from_file(str(a.model / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    seen, unseen = ([tokenizer.encode(text) for text in texts] for texts in sample_texts(a.data))

    exact_encoder = session(build_encoder(for_embedding, quantised=False, record=True))
    exact_tone = session(build_tone(for_tone, quantised=False, record=True))
    encoder_samples, tone_samples = Samples(exact_encoder), Samples(exact_tone)
    for encoding in seen:
        feed = inputs_of(encoding)
        (shared,) = encoder_samples.read(feed, also=["shared_hidden_state"])
        tone_samples.read({"shared_hidden_state": shared, "attention_mask": feed["attention_mask"]})

    encoder_file, tone_file = a.out / ENCODER / "onnx/model_quantized.onnx", a.out / "tone/onnx/model_quantized.onnx"
    encoder_model = build_encoder(for_embedding, quantised=True, samples=encoder_samples.joined())
    tone_model = build_tone(for_tone, quantised=True, samples=tone_samples.joined())
    for file, model in ((encoder_file, encoder_model), (tone_file, tone_model)):
        onnx.checker.check_model(model, full_check=False)
        file.parent.mkdir(parents=True, exist_ok=True)
        onnx.save(model, file)
    for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(a.model / name, a.out / ENCODER / name)
    config = json.loads((a.model / "config.json").read_text("utf-8"))
    (a.out / "tone/config.json").write_text(json.dumps({**config, "num_hidden_layers": LAYERS - TRUNK_LAYERS}, indent=2) + "\n", "utf-8")

    encoder, tone = session(encoder_model), session(tone_model)
    pairs = [(vectors(exact_encoder, exact_tone, e), vectors(encoder, tone, e)) for e in unseen]
    cosines = {name: [float(exact[i] @ own[i]) for exact, own in pairs] for i, name in enumerate(("embedding", "tone"))}
    digest = lambda path: hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()
    report = {
        "source_sha256": digest(a.model / "model.safetensors"),
        "embed_top_sha256": None if a.embed_top == "none" else digest(a.embed_top),
        "tone_top_sha256": None if a.tone_top == "none" else digest(a.tone_top),
        "encoder_onnx_sha256": digest(encoder_file),
        "tone_onnx_sha256": digest(tone_file),
        "bytes": {"encoder": encoder_file.stat().st_size, "tone": tone_file.stat().st_size},
        "cosine_to_float32": {name: {"texts": len(c), "mean": round(float(np.mean(c)), 5), "min": round(min(c), 5)} for name, c in cosines.items()},
        "texts_that_differ_beside_a_neighbour": differs_by_batch(encoder, tone, sorted(unseen[:60], key=lambda e: -len(e.ids))),
    }
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
