"""What the bot says about itself, built from interface texts like any other outcome, and what a follow-up is about."""

from collections.abc import Iterable

from bot.answer.sections import TITLES
from bot.model.knowledge import Knowledge
from bot.model.outcome import Choice, Draft, Kind, Outcome, Paragraph, Section
from bot.render.language import Language


def notice(language: Language, key: str, **fields: object) -> Draft:
    """The texts `<key>.title` and `<key>`; a blank line in the text starts a paragraph."""
    text = language.say(key, **fields)
    return spoken(language.say(f"{key}.title"), text.split("\n\n"))


def spoken(title: str, texts: Iterable[str], related: tuple[Choice, ...] = ()) -> Draft:
    """A draft of texts that are already in the reader's language."""
    paragraphs = tuple(Paragraph(text) for text in texts)
    return Draft(
        kind=Kind.ABSTAIN, title=title, sections=(Section(None, paragraphs),), related=related, courtesy=True
    )


def earlier_text(outcome: Outcome, knowledge: Knowledge) -> str | None:
    """What an answer was about, as a later question would name it: its own question, or names and topic."""
    draft = outcome.draft
    if draft.entries and draft.entries[0].startswith("faq:"):
        return draft.title
    names = [knowledge.compounds[key].name for key in draft.compounds if key in knowledge.compounds]
    if draft.address and draft.address.startswith("pair:"):
        return f"{draft.title}: interaction"
    if not names:
        return None
    return f"{' and '.join(names)}: {TITLES.get(draft.topic, 'Overview').lower()}"
