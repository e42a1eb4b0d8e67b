"""An outcome in another language: what has a current translation is exchanged, reviewed answers stay as they are."""

import re
from dataclasses import replace

from bot.model.outcome import Choice, Outcome, Paragraph, SafetyBlock, Section
from bot.model.safety import Disclaimer
from bot.render.language import Language

_WRAPPED = re.compile(r"(- |\*\*)?(.*?)(\*\*)?", re.DOTALL)

_LED = re.compile(r"\*\*([^*\n]{1,60}):\*\*")


def localized(outcome: Outcome, language: Language) -> Outcome:
    """The same outcome with every text that `language` knows; its safety block keeps all of its parts."""
    if language.is_english:
        return outcome
    draft = outcome.draft
    return replace(
        outcome,
        draft=replace(
            draft,
            title=language(draft.title),
            sections=tuple(_section(section, language) for section in draft.sections),
            warnings=tuple(_paragraph(warning, language) for warning in draft.warnings),
            choices=tuple(_choice(choice, language) for choice in draft.choices),
            related=tuple(_choice(choice, language) for choice in draft.related),
        ),
        safety=SafetyBlock(
            before=tuple(_disclaimer(d, language) for d in outcome.safety.before),
            after=tuple(_disclaimer(d, language) for d in outcome.safety.after),
        ),
    )


def _section(section: Section, language: Language) -> Section:
    title = language(section.title) if section.title else section.title
    return Section(title, tuple(_paragraph(p, language) for p in section.paragraphs))


def _paragraph(paragraph: Paragraph, language: Language) -> Paragraph:
    label = language(paragraph.label) if paragraph.label else paragraph.label
    return Paragraph(_wrapped(paragraph.text, language), label)


def _wrapped(text: str, language: Language) -> str:
    """Cards are put together from list items and bold lines: the translation is of what is inside."""
    if led := _LED.match(text):
        return f"**{language(led[1])}:**{text[led.end() :]}"
    match = _WRAPPED.fullmatch(text)
    if match is None:
        return language(text)
    return f"{match[1] or ''}{language(match[2])}{match[3] or ''}"


def _choice(choice: Choice, language: Language) -> Choice:
    return replace(choice, title=language(choice.title))


def _disclaimer(disclaimer: Disclaimer, language: Language) -> Disclaimer:
    return disclaimer.model_copy(update={"text": language(disclaimer.text)})
