"""Everything that can be translated, by id, and what is missing or stale in a language.

`python -m bot.chat.catalog de` prints the entries of `knowledge/interface/de.yaml` that are to be written anew.
"""

import json
import sys
from collections.abc import Iterator

from bot.answer import details, phrases, urgent
from bot.answer.sections import TITLES
from bot.chat.languages import TEXT, read_translations
from bot.library.reader import read_library
from bot.model.knowledge import SafetyTexts
from bot.render import wording
from bot.render.language import digest
from bot.settings import Settings


def catalog(safety: SafetyTexts) -> dict[str, str]:
    """Every English text of interface, core and safety by its id; a text that occurs twice is listed once."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    for key, text in (*TEXT.items(), *_core(), *_safety(safety)):
        if digest(text) not in seen:
            seen.add(digest(text))
            found[key] = text
    return found


def unfinished(code: str, english: dict[str, str], settings: Settings) -> dict[str, str]:
    """Ids and English of what a language lacks, or has in words that no longer fit."""
    current = {t.of for t in read_translations(settings.interface / f"{code}.yaml").values()}
    return {key: text for key, text in english.items() if digest(text) not in current}


def _core() -> Iterator[tuple[str, str]]:
    for module, prefix in ((phrases, "phrase"), (wording, "render"), (details, "details")):
        for name, text in vars(module).items():
            if name.isupper() and isinstance(text, str) and "{" not in text:
                yield f"{prefix}.{name.lower().replace('_', '-')}", text
    for name in ("NUMBERS", "ELSEWHERE", "MEANWHILE", "NEVER", "LAST_CHECKED"):
        yield f"urgent.{name.lower().replace('_', '-')}", getattr(urgent, name)
    for label in details.LABELS:
        yield f"details.{label.lower().replace(' ', '-')}", label
    yield from ((f"region.{key}", name) for key, name in urgent.REGIONS.items())
    yield from ((f"section.{topic.value}", title) for topic, title in TITLES.items())


def _safety(safety: SafetyTexts) -> Iterator[tuple[str, str]]:
    for disclaimer in safety.disclaimers:
        yield f"disclaimer.{disclaimer.id}", disclaimer.text
    for group in safety.groups:
        yield f"group.{group.group.value}.label", group.label
        yield f"group.{group.group.value}", group.text
    for refusal in safety.refusals:
        for part in ("title", "text", "instead"):
            yield f"refusal.{refusal.id}.{part}", getattr(refusal, part)
    for card in safety.cards:
        for part in ("title", "action", "footer"):
            yield f"card.{card.id}.{part}", getattr(card, part)
        for part in ("steps", "never"):
            for number, text in enumerate(getattr(card, part), start=1):
                yield f"card.{card.id}.{part}.{number}", text


def main(code: str) -> None:
    """Print what is to be translated, ready to be pasted."""
    settings = Settings()
    english = catalog(read_library(settings.knowledge).knowledge().safety)
    for key, text in unfinished(code, english, settings).items():
        print(f"# {text}\n{key}: {{of: {digest(text)}, text: {json.dumps('', ensure_ascii=False)}}}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
