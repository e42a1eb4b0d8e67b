"""The tuned layers of the scorer: the sentence encoder's first layers, trained further to tell alarms from look-alikes.

Needs jax, optax, onnx and the sentence encoder; `benchmarks/train_triage.py` calls it. One thread: same input, same weights.
"""

import os
import random
import tempfile
from functools import partial
from pathlib import Path

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import jax
import jax.numpy as jnp
import numpy as np
import onnx
import optax
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from bot.retrieve.encoder import LONGEST, MODEL_FILE, MODEL_SHA256, _checked, load_encoder

LAYERS, FROZEN, WIDTH, HEADS, POOLS, TARGETS = 4, 2, 384, 12, 4, 3
EPOCHS, RATE, HEAD_FASTER, BATCH, DROPPED, HIDDEN = 4, 1.5e-4, 10, 512, 0.1, 0.08
"""`BATCH` counts word pieces; `HIDDEN` is the share of word pieces that an epoch does not see."""
LENGTHS = (16, 24, 32, 48, 80, LONGEST)
MATTERS = np.array([1.0, 0.5, 0.5], np.float32)
"""Whether it is an alarm counts more than which."""


def pretrained(seed=0):
    """The encoder's own first layers as full numbers, `FROZEN` of them and the rest apart, and a new head."""
    stored = {t.name: numpy_helper.to_array(t) for t in _graph().initializer}
    whole = [n.input[1] for n in _graph().node if n.op_type == "MatMul" and n.input[1] + "_q" in stored]
    layers = []
    for at in range(LAYERS):
        names = whole[6 * at : 6 * at + 6]
        q, k, v, o, u, d = (stored[n + "_q"].astype(np.float32) * stored[n + "_scale"] for n in names)
        of = partial(_of, stored, f"inner.encoder.layer.{at}.")
        inward = [of(f"attention.self.{name}.bias") for name in ("query", "key", "value")]
        layers.append(
            {"qkv": np.hstack([q, k, v]), "qkv_b": np.hstack(inward), "o": o, "o_b": of("attention.output.dense.bias"),
             "u": u, "u_b": of("intermediate.dense.bias"), "d": d, "d_b": of("output.dense.bias"),
             "n1": of("attention.output.LayerNorm.weight"), "n1_b": of("attention.output.LayerNorm.bias"),
             "n2": of("output.LayerNorm.weight"), "n2_b": of("output.LayerNorm.bias")}
        )  # fmt: skip
    of = partial(_of, stored, "inner.embeddings.")
    places = of("position_embeddings.weight_q").astype(np.float32) * of("position_embeddings.weight_scale")
    rng = np.random.default_rng(seed)
    head = {
        "look": rng.normal(0, 0.02, (WIDTH, POOLS)).astype(np.float32),
        "w": rng.normal(0, 0.01, (WIDTH * POOLS, TARGETS)).astype(np.float32),
        "b": np.zeros(TARGETS, np.float32),
    }
    frozen = {
        "layers": layers[:FROZEN],
        "places": places[:LONGEST] + of("token_type_embeddings.weight")[0],
        "n": of("LayerNorm.weight"),
        "n_b": of("LayerNorm.bias"),
    }
    return frozen, {"layers": layers[FROZEN:], "head": head}


def _graph():
    return onnx.load(str(_checked(MODEL_FILE, MODEL_SHA256))).graph


def _of(stored, prefix, name):
    return stored[prefix + name]


def fit(groups, path, seed=0):
    """Train on `groups` and write the layers to `path`. A group is a message: its spellings, each a list of (text, targets)."""
    reader = load_encoder()
    frozen, weights = pretrained(seed)
    rng = random.Random(seed)
    epochs = [
        _batches([rng.choice((g[0], rng.choice(g))) for g in groups], rng, reader) for _ in range(EPOCHS)
    ]
    steps = sum(map(len, epochs))
    pace = partial(optax.warmup_cosine_decay_schedule, 0, warmup_steps=steps // 10, decay_steps=steps)
    slow, fast = (
        optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(pace(peak_value=rate), b2=0.98, weight_decay=0.01))
        for rate in (RATE, RATE * HEAD_FASTER)
    )  # fmt: skip
    rule = optax.multi_transform({"slow": slow, "fast": fast}, {"layers": "slow", "head": "fast"})
    state = rule.init(weights)

    @partial(jax.jit, donate_argnums=(0, 1))
    def step(weights, state, key, *batch):
        slope = jax.grad(_loss)(weights, frozen, key, *batch)
        change, state = rule.update(slope, state, weights)
        return optax.apply_updates(weights, change), state

    key = jax.random.PRNGKey(seed)
    weights = jax.tree.map(jnp.asarray, weights)
    for epoch in epochs:
        for batch in epoch:
            key, now = jax.random.split(key)
            weights, state = step(weights, state, now, *_padded(reader, *batch))
    export(frozen, jax.tree.map(np.asarray, weights), path)


def _batches(chosen, rng, reader):
    """Windows of like length together, as (rows, length, number of windows)."""
    by_length = {length: [] for length in LENGTHS}
    for text, targets in (row for rows in chosen for row in rows):
        pieces = len(reader.pieces(text))
        by_length[next(length for length in LENGTHS if pieces <= length)].append((text, targets))
    found = []
    for length, rows in by_length.items():
        rng.shuffle(rows)
        count = BATCH // length
        found += [(rows[at : at + count], length, count) for at in range(0, len(rows), count)]
    rng.shuffle(found)
    return found


def _padded(reader, rows, length, count):
    words, there = np.zeros((count, length, WIDTH), np.float32), np.zeros((count, length), bool)
    targets, counts = np.zeros((count, TARGETS), np.float32), np.zeros((count, 1), np.float32)
    there[:, 0] = True
    for at, (text, wanted) in enumerate(rows):
        vectors = reader.pieces(text)
        words[at, : len(vectors)], there[at, : len(vectors)] = vectors, True
        targets[at], counts[at] = wanted, 1
    return words, there, targets, counts


def _loss(weights, frozen, key, words, there, targets, counts):
    hide, *keys = jax.random.split(key, LAYERS - FROZEN + 2)
    seen = there & ~jax.random.bernoulli(hide, HIDDEN, there.shape).at[:, 0].set(False)
    x = _normed(words + frozen["places"][: words.shape[1]], frozen, "n")
    for layer in frozen["layers"]:
        x = _layer(layer, x, there)
    for layer, now in zip(weights["layers"], keys, strict=False):
        x = _layer(layer, x, seen, now)
    head = weights["head"]
    looks = jax.nn.softmax(jnp.where(seen[:, :, None], x @ head["look"], -1e9), 1)
    pooled = jnp.einsum("bnp,bnd->bpd", looks, x).reshape(len(x), -1)
    sums = _dropped(pooled, keys[-1], 2 * DROPPED) @ head["w"] + head["b"]
    return (optax.sigmoid_binary_cross_entropy(sums, targets) * counts * MATTERS).sum() / counts.sum()


def _layer(w, x, seen, key=None):
    keys = [None] * 3 if key is None else jax.random.split(key, 3)
    inward = (x @ w["qkv"] + w["qkv_b"]).reshape(*x.shape[:2], 3, HEADS, -1).transpose(2, 0, 3, 1, 4)
    looks = inward[0] @ inward[1].swapaxes(2, 3) / np.sqrt(WIDTH // HEADS)
    looks = jax.nn.softmax(jnp.where(seen[:, None, None], looks, -1e9), -1)
    mixed = (_dropped(looks, keys[0]) @ inward[2]).swapaxes(1, 2).reshape(x.shape)
    x = _normed(x + _dropped(mixed @ w["o"] + w["o_b"], keys[1]), w, "n1")
    wide = jax.nn.gelu(x @ w["u"] + w["u_b"], approximate=False)
    return _normed(x + _dropped(wide @ w["d"] + w["d_b"], keys[2]), w, "n2")


def _normed(x, w, name):
    x = x - x.mean(-1, keepdims=True)
    return x / jnp.sqrt((x * x).mean(-1, keepdims=True) + 1e-12) * w[name] + w[name + "_b"]


def _dropped(x, key, share=DROPPED):
    if key is None:
        return x
    return jnp.where(jax.random.bernoulli(key, 1 - share, x.shape), x / (1 - share), 0)


def export(frozen, weights, path):
    """Write the layers as int8 ONNX: `words` (pieces, 384) in, `sums` (3,) out."""
    graph = _Graph()
    size = graph.op("Shape", "words", start=0, end=1)
    places = graph.op("Slice", graph.keep(frozen["places"]), graph.keep([0]), size)
    x = graph.normed(graph.op("Add", "words", places), frozen, "n")
    for w in (*frozen["layers"], *weights["layers"]):
        x = graph.layer(x, w)
    head = weights["head"]
    looks = graph.op("Softmax", graph.op("MatMul", x, graph.keep(head["look"])), axis=0)
    pooled = graph.op("MatMul", graph.op("Transpose", looks, perm=[1, 0]), x)
    pooled = graph.op("Reshape", pooled, graph.keep([1, WIDTH * POOLS]))
    sums = graph.linear(pooled, head["w"], head["b"])
    graph.nodes.append(helper.make_node("Squeeze", [sums, graph.keep([0])], ["sums"]))
    ends = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        for name, shape in (("words", ["pieces", WIDTH]), ("sums", [TARGETS]))
    ]
    made = helper.make_graph(graph.nodes, "meaning", ends[:1], ends[1:], graph.kept)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "whole.onnx")
        onnx.save(model, str(whole))
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


class _Graph:
    def __init__(self):
        self.nodes, self.kept = [], []

    def keep(self, value):
        name = f"k{len(self.kept)}"
        value = np.asarray(value, np.int64 if isinstance(value, list) else np.float32)
        self.kept.append(numpy_helper.from_array(value, name))
        return name

    def op(self, kind, *inputs, outputs=1, **settings):
        names = [f"{kind.lower()}{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **settings))
        return names[0] if outputs == 1 else names

    def linear(self, x, weights, bias):
        return self.op("Add", self.op("MatMul", x, self.keep(weights)), self.keep(bias))

    def normed(self, x, w, name):
        return self.op(
            "LayerNormalization", x, self.keep(w[name]), self.keep(w[name + "_b"]), axis=-1, epsilon=1e-12
        )

    def layer(self, x, w):
        each = WIDTH // HEADS
        inward = self.op("Reshape", self.linear(x, w["qkv"], w["qkv_b"]), self.keep([0, 3, HEADS, each]))
        inward = self.op("Transpose", inward, perm=[1, 2, 0, 3])
        q, k, v = (self.op("Gather", inward, self.keep_index(at), axis=0) for at in range(3))
        looks = self.op("MatMul", q, self.op("Transpose", k, perm=[0, 2, 1]))
        looks = self.op("Softmax", self.op("Mul", looks, self.keep(np.float32(each**-0.5))), axis=-1)
        mixed = self.op("Transpose", self.op("MatMul", looks, v), perm=[1, 0, 2])
        mixed = self.op("Reshape", mixed, self.keep([0, WIDTH]))
        x = self.normed(self.op("Add", x, self.linear(mixed, w["o"], w["o_b"])), w, "n1")
        wide = self.op("Gelu", self.linear(x, w["u"], w["u_b"]))
        return self.normed(self.op("Add", x, self.linear(wide, w["d"], w["d_b"])), w, "n2")

    def keep_index(self, at):
        self.kept.append(numpy_helper.from_array(np.int64(at), f"k{len(self.kept)}"))
        return self.kept[-1].name
