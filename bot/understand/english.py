"""Ordinary English words: what is one of them is no misspelt substance and no unknown one."""

from functools import cache
from importlib.resources import files


@cache
def frequencies() -> dict[str, int]:
    """Word → how often it was counted in a large corpus (about 83,000 words, from symspellpy, MIT)."""
    lines = (
        files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt").read_text("utf-8-sig").splitlines()
    )
    pairs = (line.split(" ", 1) for line in lines if line)
    return {word: int(count) for word, count in pairs}


def is_ordinary(word: str) -> bool:
    """True for a dictionary word, its plural or possessive."""
    known = frequencies()
    if word in known or word.replace("'", "") in known:
        return True
    stem = word.removesuffix("'s")
    return stem in known or (stem.endswith("s") and stem[:-1] in known)
