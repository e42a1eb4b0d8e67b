"""A small corpus and a fake encoder, so that no test needs weights."""

import zlib

import numpy as np
import pytest

from bot.retrieve.index import Entry


class FakeEncoder:
    """Bag of hashed words: deterministic, fast, and alike texts get alike vectors."""

    id = "fake"
    dimensions = 384

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts):
        self.asked.extend(texts)
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[zlib.crc32(word.strip("?!.,").encode()) % self.dimensions] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


@pytest.fixture(scope="session")
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture(scope="session")
def entries() -> tuple[Entry, ...]:
    rows = {
        "refund": ("How do I get my money back?", ("refund please", "return and reimburse")),
        "delivery": ("Where is my parcel?", ("track the delivery", "order has not arrived")),
        "password": ("I forgot my password", ("reset the login", "cannot sign in")),
        "hours": ("When are you open?", ("opening hours", "closed on sunday?")),
        "allergy": ("Which dishes are free of nuts?", ("peanut allergy menu",)),
        "parking": ("Can I park near the shop?", ("car park", "where to leave the car")),
        "gift": ("Do you wrap presents?", ("gift wrapping",)),
        "jobs": ("Are you hiring?", ("vacancies", "send a cv")),
        "invoice": ("I need a receipt with tax", ("invoice for my company",)),
        "size": ("Will these shoes fit?", ("size chart",)),
    }
    return tuple(Entry(key, q, v, f"About {key}.") for key, (q, v) in rows.items())
