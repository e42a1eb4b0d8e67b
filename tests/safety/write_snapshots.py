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
HEADINGS = ("Numbers", "Until help is there", "Do not", "Numbers elsewhere", "I am an automated FAQ.")
"""Where the parts of a card begin; the two with numbers are the only ones that differ between regions."""


def bare_answerer() -> Answerer:
    """The core over nothing but the compiled-in safety texts."""
    return build_answerer(Knowledge(safety=load_floor().safety), Settings(encoder="off"))


def snapshot(answerer: Answerer, key: str) -> str:
    """A card as it is for no region, then the numbers near and elsewhere for each region, then the short public form."""
    whole = plain(answerer.urgent(key, None))
    parts = [whole]
    for region in REGIONS[1:]:
        words, near, far = _split(plain(answerer.urgent(key, region)))
        if words != _split(whole)[0]:
            raise ValueError(f"{key}: more than the numbers differs for {region}")
        parts.append(f"=== numbers, {region}\n{near}\n--- elsewhere\n{far}")
    parts.append(f"=== short public form, US\n{plain(brief(answerer.urgent(key, 'US')))}")
    parts.append(f"=== short public form, region unknown\n{plain(brief(answerer.urgent(key, None)))}")
    return "\n\n".join(parts) + "\n"


def _split(text: str) -> tuple[str, str, str]:
    """The words without any number list, the numbers before the steps, and those after them."""
    parts: dict[str, list[str]] = {}
    part = "opening"
    for line in text.splitlines():
        if heading := next(
            (h for h in HEADINGS if line == h or (h.endswith(".") and line.startswith(h))), None
        ):
            part = "elsewhere" if heading == "Numbers" and "Until help is there" in parts else heading
        parts.setdefault(part, []).append(line)
    near, far = ("\n".join(parts.pop(name, ())[1:]) for name in ("Numbers", "elsewhere"))
    far = far or "\n".join(parts.pop("Numbers elsewhere", ())[1:])
    return "\n".join(line for lines in parts.values() for line in lines), near, far


def main() -> None:
    answerer = bare_answerer()
    SNAPSHOTS.mkdir(exist_ok=True)
    for stale in SNAPSHOTS.glob("*.txt"):
        stale.unlink()
    for key in KEYS:
        (SNAPSHOTS / f"{key}.txt").write_text(snapshot(answerer, key), encoding="utf-8")


if __name__ == "__main__":
    main()
