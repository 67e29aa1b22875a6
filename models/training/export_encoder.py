"""Builds the int8 ONNX encoder from the safetensors weights of all-MiniLM-L6-v2, without torch.

    python export_encoder.py --model DIR --data DIR --out ../weights/all-minilm-l6-v2

Three choices make one text give the same bytes, whatever else is in its batch:
  * activations are quantised with one scale a token (never one a tensor, as ONNX Runtime's own dynamic quantisation does);
  * weights keep to -64..64, so that pairs of products never saturate the 16-bit step of older x86 processors and the
    integer product is exact on every machine;
  * outlier channels are levelled beforehand (SmoothQuant, alpha 0.5), which wins back most of the precision that this costs.
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

HEADS, LAYERS, HIDDEN = 12, 6, 384
WEIGHT_MAX = 64
ALPHA = 0.5
# The smallest value of GELU is -0.1700; shifting by it makes the input of the last product non-negative.
GELU_SHIFT = 0.1701


class Graph:
    """Collects nodes and constants of one ONNX graph."""

    def __init__(self, weights, quantised, activation_max):
        self.weights, self.quantised, self.activation_max = weights, quantised, activation_max
        self.nodes, self.constants, self.recorded = [], {}, {}

    def constant(self, name, value):
        self.constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, op, inputs, domain="", outputs=1, **attributes):
        names = [f"{op}_{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, names, name=names[0], domain=domain, **attributes))
        return names[0] if outputs == 1 else names

    def per_token_int8(self, x):
        peak = self.node("ReduceMax", [self.node("Abs", [x]), self.constant("last_axis", np.array([-1], np.int64))], keepdims=1)
        scaled = self.node("Mul", [peak, self.constant("inv127", np.float32(1 / 127))])
        scale = self.node("Max", [scaled, self.constant("tiny", np.float32(1e-12))])
        rounded = self.node("Round", [self.node("Div", [x, scale])])
        shifted = self.node("Add", [rounded, self.constant("f128", np.float32(128))])
        return self.node("Cast", [shifted], to=TensorProto.UINT8), scale, [self.constant("zero_point", np.uint8(128))]

    def per_token_uint8(self, x):
        shifted = self.node("Add", [x, self.constant("gelu_shift", np.float32(GELU_SHIFT))])
        peak = self.node("ReduceMax", [shifted, self.constant("last_axis", np.array([-1], np.int64))], keepdims=1)
        scaled = self.node("Mul", [peak, self.constant("inv255", np.float32(1 / 255))])
        scale = self.node("Max", [scaled, self.constant("tiny", np.float32(1e-12))])
        rounded = self.node("Round", [self.node("Div", [shifted, scale])])
        return self.node("Cast", [rounded], to=TensorProto.UINT8), scale, []

    def linear(self, x, weight, bias, name, after_gelu=False):
        self.recorded[name] = x
        if not self.quantised:
            product = self.node("MatMul", [x, self.constant(name + ".weight", weight.T)])
            return self.node("Add", [product, self.constant(name + ".bias", bias)])
        if not after_gelu:
            level = self.activation_max[name] ** ALPHA / np.abs(weight).max(0) ** (1 - ALPHA)
            level = (level / np.exp(np.log(level).mean())).astype(np.float32)
            x = self.node("Mul", [x, self.constant(name + ".level", 1 / level)])
            weight = weight * level
        q, scale = quantise_rows(weight)
        if after_gelu:
            bias = bias - GELU_SHIFT * (q.astype(np.float64).sum(1) * scale).astype(np.float32)
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


def quantise_rows(weight):
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
    q = np.rint(weight / best_scale[:, None]).clip(-WEIGHT_MAX, WEIGHT_MAX).astype(np.int8)
    return q, best_scale.astype(np.float32)


def build(weights, quantised, activation_max=None, record=False):
    g = Graph(weights, quantised, activation_max)
    zero = g.constant("zero", np.array([0], np.int64))
    length = g.node("Gather", [g.node("Shape", ["input_ids"]), g.constant("one", np.array([1], np.int64))])
    positions = g.node("Slice", [g.constant("positions", weights["embeddings.position_embeddings.weight"]), zero, length, zero])
    types = g.node("Gather", [g.constant("types", weights["embeddings.token_type_embeddings.weight"]), "token_type_ids"])
    x = g.node("Add", [g.node("Add", [g.word_embedding("input_ids"), types]), positions])
    x = g.norm(x, "embeddings.LayerNorm")
    mask = g.node("Cast", ["attention_mask"], to=TensorProto.INT32)
    for layer in range(LAYERS):
        p = f"encoder.layer.{layer}."
        part = lambda kind: [weights[f"{p}attention.self.{k}.{kind}"] for k in ("query", "key", "value")]
        qkv = g.linear(x, np.concatenate(part("weight")), np.concatenate(part("bias")), p + "qkv")
        q, k, v = g.node("Split", [qkv], outputs=3, axis=-1, num_outputs=3)
        attended = g.node("MultiHeadAttention", [q, k, v, "", mask], domain="com.microsoft", num_heads=HEADS)
        dense = lambda name: (weights[f"{p}{name}.weight"], weights[f"{p}{name}.bias"])
        out = g.linear(attended, *dense("attention.output.dense"), p + "attended")
        x = g.norm(g.node("Add", [out, x]), p + "attention.output.LayerNorm")
        hidden = g.node("Gelu", [g.linear(x, *dense("intermediate.dense"), p + "up")], domain="com.microsoft")
        out = g.linear(hidden, *dense("output.dense"), p + "down", after_gelu=True)
        x = g.norm(g.node("Add", [out, x]), p + "output.LayerNorm")
    g.nodes.append(helper.make_node("Identity", [x], ["last_hidden_state"]))
    outputs = [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch_size", "sequence_length", HIDDEN])]
    if record:
        for name, value in g.recorded.items():
            g.nodes.append(helper.make_node("Identity", [value], ["in:" + name]))
            outputs.append(helper.make_tensor_value_info("in:" + name, TensorProto.FLOAT, None))
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch_size", "sequence_length"])
              for n in ("input_ids", "attention_mask", "token_type_ids")]
    graph = helper.make_graph(g.nodes, "all-MiniLM-L6-v2", inputs, outputs, list(g.constants.values()))
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="lumos-studio")


def session(model):
    options = ort.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1
    return ort.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def inputs_of(encoding):
    ids = np.array([encoding.ids], np.int64)
    return {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}


def sentence(model, encoding):
    mean = model.run(["last_hidden_state"], inputs_of(encoding))[0][0].astype(np.float64).mean(0)
    return mean / np.linalg.norm(mean)


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--model", required=True, type=pathlib.Path)
    args.add_argument("--data", required=True, type=pathlib.Path)
    args.add_argument("--out", required=True, type=pathlib.Path)
    a = args.parse_args()

    weights = {k: v.astype(np.float32) for k, v in load_file(a.model / "model.safetensors").items() if v.dtype.kind == "f"}
    tokenizer = Tokenizer.from_file(str(a.model / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    rows = [json.loads(line) for line in (a.data / "triage/support_topic_train.jsonl").read_text("utf-8").splitlines()]
    texts = [tokenizer.encode(r["title"] + "\n" + r["text"]) for r in rows[:300]]

    recording = session(build(weights, quantised=False, record=True))
    names = [o.name for o in recording.get_outputs() if o.name.startswith("in:")]
    activation_max = {}
    for encoding in texts[:100]:
        for name, value in zip(names, recording.run(names, inputs_of(encoding))):
            peak = np.abs(value).reshape(-1, value.shape[-1]).max(0)
            activation_max[name[3:]] = np.maximum(activation_max.get(name[3:], 1e-6), peak)

    model = build(weights, quantised=True, activation_max=activation_max)
    onnx.checker.check_model(model, full_check=False)
    (a.out / "onnx").mkdir(parents=True, exist_ok=True)
    onnx.save(model, a.out / "onnx/model_quantized.onnx")
    for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(a.model / name, a.out / name)

    exact, quantised = recording, session(model)
    cosines = [float(sentence(exact, e) @ sentence(quantised, e)) for e in texts[100:]]
    report = {
        "source_sha256": hashlib.sha256((a.model / "model.safetensors").read_bytes()).hexdigest(),
        "onnx_sha256": hashlib.sha256((a.out / "onnx/model_quantized.onnx").read_bytes()).hexdigest(),
        "cosine_to_float32": {"texts": len(cosines), "mean": round(float(np.mean(cosines)), 5), "min": round(min(cosines), 5)},
    }
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
