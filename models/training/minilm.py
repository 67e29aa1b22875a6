"""all-MiniLM-L6-v2 in PyTorch: a frozen trunk (word embeddings and layers 0-2) and a top of three layers that is trained."""
import pathlib

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

from embedding import canonical

HIDDEN, HEADS, LAYERS, TRUNK_LAYERS = 384, 12, 6, 3
PARTS = (("o", "attention.output.dense"), ("n1", "attention.output.LayerNorm"), ("up", "intermediate.dense"),
         ("down", "output.dense"), ("n2", "output.LayerNorm"))


class Layer(nn.Module):
    """One transformer layer; `drop` is the share of its outputs that training leaves out."""

    def __init__(self):
        super().__init__()
        self.qkv, self.o = nn.Linear(HIDDEN, 3 * HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.up, self.down = nn.Linear(HIDDEN, 4 * HIDDEN), nn.Linear(4 * HIDDEN, HIDDEN)
        self.n1, self.n2 = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = 0.0

    def forward(self, x, mask):
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(batch, length, HIDDEN)
        x = self.n1(x + F.dropout(self.o(attended), self.drop, self.training))
        return self.n2(x + F.dropout(self.down(F.gelu(self.up(x))), self.drop, self.training))


class MiniLM(nn.Module):
    """The model, with everything below the top frozen."""

    def __init__(self, folder, drop=0.0):
        super().__init__()
        w = {name.removeprefix("bert."): value.float() for name, value in load_file(str(folder / "model.safetensors")).items() if value.dtype.is_floating_point}
        self.words, self.positions, self.types = (w[f"embeddings.{n}_embeddings.weight"] for n in ("word", "position", "token_type"))
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.norm.weight.data, self.norm.bias.data = w["embeddings.LayerNorm.weight"], w["embeddings.LayerNorm.bias"]
        layers = [Layer() for _ in range(LAYERS)]
        for i, layer in enumerate(layers):
            read_layer(layer, w, i)
        self.trunk, self.top = nn.ModuleList(layers[:TRUNK_LAYERS]), nn.ModuleList(layers[TRUNK_LAYERS:])
        for parameter in (*self.norm.parameters(), *self.trunk.parameters()):
            parameter.requires_grad = False
        for layer in self.top:
            layer.drop = drop
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def tokenise(self, texts, limit):
        encoded = self.tokenizer.encode_batch([canonical(t) for t in texts], add_special_tokens=False)
        return [[101, *e.ids[:limit - 2], 102] for e in encoded]

    def forward(self, ids, mask):
        """The mean of the top's last hidden states, not yet of length one."""
        wide = mask[:, None, None, :]
        with torch.no_grad():
            x = self.norm(F.embedding(ids, self.words) + self.positions[:ids.shape[1]] + self.types[0])
            for layer in self.trunk:
                x = layer(x, wide)
        for layer in self.top:
            x = layer(x, wide)
        share = mask[..., None].float()
        return (x.float() * share).sum(1) / share.sum(1)


def read_layer(layer, w, i):
    prefix = f"encoder.layer.{i}."
    for kind in ("weight", "bias"):
        getattr(layer.qkv, kind).data = torch.cat([w[f"{prefix}attention.self.{n}.{kind}"] for n in ("query", "key", "value")])
        for own, name in PARTS:
            getattr(getattr(layer, own), kind).data = w[f"{prefix}{name}.{kind}"]


def save_top(top, path):
    """Writes a top with the tensor names of the base, as export_encoder.py reads it."""
    out = {}
    for i, layer in enumerate(top):
        prefix = f"encoder.layer.{i + TRUNK_LAYERS}."
        for kind in ("weight", "bias"):
            for name, part in zip(("query", "key", "value"), getattr(layer.qkv, kind).detach().chunk(3)):
                out[f"{prefix}attention.self.{name}.{kind}"] = part.contiguous().clone()
            for own, name in PARTS:
                out[f"{prefix}{name}.{kind}"] = getattr(getattr(layer, own), kind).detach().contiguous().clone()
    pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
    save_file(out, str(path))


def padded(rows):
    length = -(-max(map(len, rows)) // 8) * 8
    ids, mask = torch.zeros(len(rows), length, dtype=torch.long), torch.zeros(len(rows), length, dtype=torch.bool)
    for i, row in enumerate(rows):
        ids[i, :len(row)], mask[i, :len(row)] = torch.tensor(row), True
    return ids, mask


def warm_then_linear(optimiser, steps, warm=0.06):
    return torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1, (s + 1) / (warm * steps)) * max(0.02, 1 - s / steps))


class Descent:
    """AdamW with a short warm-up and a linear end, and gradients cut to length one."""

    def __init__(self, groups, steps):
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
        self.parameters = [parameter for group in groups for parameter in group["params"]]
        self.schedule = warm_then_linear(self.optimiser, steps)

    def step(self, loss):
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimiser.step()
        self.schedule.step()
