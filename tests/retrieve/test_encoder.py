"""The weights that are used are the ones that are pinned; without them matching goes on in light mode."""

import logging

import numpy as np
import pytest

from bot.retrieve import encoder as encoder_module
from bot.retrieve.encoder import SentenceEncoder, StaticEncoder, load_encoder
from bot.retrieve.vectors import encode_cached


@pytest.fixture(autouse=True)
def fresh():
    load_encoder.cache_clear()
    yield
    load_encoder.cache_clear()


def test_the_default_is_the_pinned_sentence_encoder():
    """Alike sentences are nearer than unlike ones, rows have length one, empty text is a zero row."""
    encoder = load_encoder("on")
    assert isinstance(encoder, SentenceEncoder)
    a, b, c, nothing = encoder.encode(["I cannot sleep", "trouble falling asleep", "the price of coal", ""])
    assert a @ b > 0.5 > a @ c
    assert np.linalg.norm(a) == pytest.approx(1, abs=1e-4)
    assert not nothing.any()


def test_one_text_has_one_vector_however_it_is_encoded():
    """A text alone and the same text among many give the same vector."""
    encoder = load_encoder("on")
    many = [f"question number {i}" for i in range(encoder_module.MANY)]
    assert np.array_equal(encoder.encode(many)[3], encoder.encode([many[3]])[0])


@pytest.mark.parametrize(
    ("name", "value"),
    [("MODEL_SHA256", "0" * 64), ("MODEL_FILE", ("no_such_package", "model.onnx"))],
    ids=["other weights", "no weights"],
)
def test_other_or_missing_weights_mean_light_mode_with_a_warning(monkeypatch, caplog, name, value):
    """Nothing crashes, and the operator reads why."""
    monkeypatch.setattr(encoder_module, name, value)
    with caplog.at_level(logging.WARNING):
        assert isinstance(load_encoder("on"), StaticEncoder)
    assert "light mode" in caplog.text


def test_without_any_weights_matching_goes_on_by_spelling(monkeypatch, caplog):
    """Even the static vectors may be missing."""
    monkeypatch.setattr(encoder_module, "STATIC_SHA256", "0" * 64)
    with caplog.at_level(logging.WARNING):
        assert load_encoder("off") is None
    assert "by spelling only" in caplog.text


def test_off_means_light_without_a_warning(caplog):
    """Choosing light mode is no fault."""
    with caplog.at_level(logging.WARNING):
        assert isinstance(load_encoder("off"), StaticEncoder)
    assert caplog.text == ""


def test_vectors_are_kept_by_content(tmp_path, encoder):
    """The second time nothing is encoded; a new text alone is."""
    texts = [f"text {i}" for i in range(20)]
    first = encode_cached(encoder, texts, tmp_path)
    encoder.asked.clear()
    assert np.allclose(encode_cached(encoder, texts, tmp_path), first)
    assert encoder.asked == []
    encode_cached(encoder, [*texts, "new one"], tmp_path)
    assert encoder.asked == ["new one"]


def test_a_question_is_never_kept(tmp_path, encoder):
    """Single texts, which are what members ask, leave nothing on disk."""
    encode_cached(encoder, ["what a member asked"], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_broken_cache_is_made_anew(tmp_path, encoder, caplog):
    """Rubbish in the file costs time, not answers."""
    texts = [f"text {i}" for i in range(20)]
    (tmp_path / "vectors-fake.npz").write_bytes(b"rubbish")
    assert encode_cached(encoder, texts, tmp_path).shape == (20, encoder.dimensions)
    encoder.asked.clear()
    encode_cached(encoder, texts, tmp_path)
    assert encoder.asked == []
