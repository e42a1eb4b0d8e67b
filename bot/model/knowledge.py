"""The whole knowledge base as one immutable value: a snapshot."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from bot.model.claim import Claim
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.interaction import Interaction
from bot.model.language import Collision, Lookalike, TopicCues, WordList
from bot.model.safety import Contact, Disclaimer, EmergencyCard, GroupWarning, Refusal
from bot.model.source import Source
from bot.model.substance import DrugClass, Medicine

T = TypeVar("T")


def _empty() -> Mapping[str, T]:
    return MappingProxyType({})


@dataclass(frozen=True)
class SafetyTexts:
    """Everything that must work even when the rest of the knowledge is broken or missing."""

    disclaimers: tuple[Disclaimer, ...]
    groups: tuple[GroupWarning, ...]
    refusals: tuple[Refusal, ...]
    cards: tuple[EmergencyCard, ...]
    contacts: tuple[Contact, ...]


@dataclass(frozen=True)
class Knowledge:
    """Look-ups by id; `version` is a hash of the files it was read from."""

    safety: SafetyTexts
    version: str = "empty"
    sources: Mapping[str, Source] = field(default_factory=_empty)
    compounds: Mapping[str, Compound] = field(default_factory=_empty)
    faqs: Mapping[str, Faq] = field(default_factory=_empty)
    interactions: Mapping[str, Interaction] = field(default_factory=_empty)
    classes: Mapping[str, DrugClass] = field(default_factory=_empty)
    medicines: Mapping[str, Medicine] = field(default_factory=_empty)
    collisions: Mapping[str, Collision] = field(default_factory=_empty)
    lookalikes: Mapping[str, Lookalike] = field(default_factory=_empty)
    word_lists: Mapping[str, WordList] = field(default_factory=_empty)
    topic_cues: Mapping[str, TopicCues] = field(default_factory=_empty)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Every claim by its address `compound#claim`."""
        return {f"{c.id}#{claim.id}": claim for c in self.compounds.values() for claim in c.claims}

    @property
    def is_empty(self) -> bool:
        return not self.compounds and not self.faqs
