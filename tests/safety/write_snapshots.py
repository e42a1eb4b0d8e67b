"""The words of every card as files that a reviewer reads; `python -m tests.safety.write_snapshots` writes them anew.

Run it only when the words were meant to change, and read the difference before it goes in.
"""

from pathlib import Path

from bot.answer.pipeline import Answerer
from bot.core import build_answerer
from bot.model.knowledge import Knowledge
from bot.render.brief import brief
from bot.render.pages import plain
from bot.settings import Settings
from bot.triage.floor import load_floor

SNAPSHOTS = Path(__file__).with_name("snapshots")
REGIONS = (None, "US", "CA", "GB", "IE", "EU", "AU", "NZ", "IN", "ZZ")
BEGUN = (
    "crisis+emergency-poison", "crisis+emergency-opioid",
    "crisis-minor+emergency-minor", "crisis-minor+emergency-opioid",
    "crisis-third-party+emergency-poison", "crisis-third-party+emergency-opioid",
    "crisis-third-party+emergency-minor",
)  # fmt: skip
"""Crises in which something was already taken: every pair that triage can ask for."""
KEYS = (*(card.id for card in load_floor().safety.cards), *BEGUN)
NUMBERS = ("Numbers", "Until help is there")
"""The headings around the only part that differs between regions."""


def bare_answerer() -> Answerer:
    """The core over nothing but the compiled-in safety texts."""
    return build_answerer(Knowledge(safety=load_floor().safety), Settings(encoder="off"))


def snapshot(answerer: Answerer, key: str) -> str:
    """A card's words once, then its numbers for each region, then the short public form."""
    texts = {region: plain(answerer.urgent(key, region)) for region in REGIONS}
    before, _, after = _split(texts[None])
    parts = [f"{before}\n{{numbers}}\n{after}"]
    for region, text in texts.items():
        head, numbers, tail = _split(text)
        if (head, tail) != (before, after):
            raise ValueError(f"{key}: more than the numbers differs for {region}")
        parts.append(f"=== numbers, {region or 'region unknown'}\n{numbers}")
    parts.append(f"=== short public form, US\n{plain(brief(answerer.urgent(key, 'US')))}")
    return "\n\n".join(parts) + "\n"


def _split(text: str) -> tuple[str, str, str]:
    before, _, rest = text.partition(f"\n{NUMBERS[0]}\n")
    numbers, _, after = rest.partition(f"\n{NUMBERS[1]}\n")
    return f"{before}\n{NUMBERS[0]}", numbers, f"{NUMBERS[1]}\n{after}"


def main() -> None:
    answerer = bare_answerer()
    SNAPSHOTS.mkdir(exist_ok=True)
    for stale in SNAPSHOTS.glob("*.txt"):
        stale.unlink()
    for key in KEYS:
        (SNAPSHOTS / f"{key}.txt").write_text(snapshot(answerer, key), encoding="utf-8")


if __name__ == "__main__":
    main()
