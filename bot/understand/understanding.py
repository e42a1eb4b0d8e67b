"""Everything known about a question before anything is looked up."""

from dataclasses import dataclass, replace
from typing import Protocol

from bot.model.knowledge import Knowledge
from bot.model.vocabulary import Group, Topic
from bot.understand.followup import FollowUps, Inherited
from bot.understand.names import Links, NameIndex
from bot.understand.normalize import Normalized, normalize
from bot.understand.questions import QuestionReader, Smalltalk
from bot.understand.topic_model import Encode
from bot.understand.topics import TopicFinder, TopicReading

SHORT = 5
ABOUT_A_SUBSTANCE = frozenset(
    (Topic.DOSAGE, Topic.HALF_LIFE, Topic.TIMING, Topic.ONSET_DURATION, Topic.MECHANISM, Topic.SIDE_EFFECTS,
     Topic.SAFETY_RISK, Topic.TOLERANCE_WITHDRAWAL, Topic.LEGALITY, Topic.INTERACTION, Topic.STORAGE_PREPARATION)
)  # fmt: skip


class GroupFinder(Protocol):
    """Finds the groups of people a text speaks of."""

    def find(self, normalized: Normalized) -> tuple[Group, ...]: ...


@dataclass(frozen=True)
class Understanding:
    """What a question says. `links` and `topics` include what was inherited from the earlier message."""

    text: str
    normalized: Normalized
    links: Links
    topics: tuple[Topic, ...]
    reading: TopicReading
    groups: tuple[Group, ...]
    is_question: bool
    smalltalk: Smalltalk | None
    inherited: Inherited
    unnamed: bool
    """True when the question speaks of a substance without naming one: ask which."""

    @property
    def topic(self) -> Topic | None:
        return self.topics[0] if self.topics else None


class Understander:
    """Holds the indexes of one knowledge snapshot."""

    def __init__(self, knowledge: Knowledge, groups: GroupFinder, encode: Encode | None = None) -> None:
        self.names = NameIndex(knowledge)
        self.topic_finder = TopicFinder(knowledge, encode)
        self.questions = QuestionReader(knowledge)
        self._follow_ups = FollowUps(knowledge)
        self._groups = groups

    def read(self, text: str, context: str | None = None) -> Understanding:
        """Read one question; `context` is the text of the message it replies to. Never fails."""
        normalized = normalize(text)
        links = self.names.link(normalized)
        reading = self.topic_finder.find(normalized, links)
        topics = reading.asked
        inherited = Inherited()
        if context:
            earlier = normalize(context)
            earlier_links = self.names.link(earlier)
            earlier_topic = self.topic_finder.find(earlier, earlier_links).best
            inherited = self._follow_ups.inherit(
                normalized, links, reading.clear, earlier_links, earlier_topic
            )
            if inherited.mentions:
                links = replace(links, mentions=(*inherited.mentions, *links.mentions))
            if inherited.topic is not None:
                topics = (inherited.topic,)
        return Understanding(
            text=text,
            normalized=normalized,
            links=links,
            topics=topics,
            reading=reading,
            groups=self._groups.find(normalized),
            is_question=self.questions.is_question(normalized),
            smalltalk=self.questions.smalltalk(normalized),
            inherited=inherited,
            unnamed=not links.mentions
            and not links.unknown
            and self._speaks_of_something(normalized, reading),
        )

    def _speaks_of_something(self, normalized: Normalized, reading: TopicReading) -> bool:
        """`how does it work`, or a few words on a topic that only a substance has (`what are the side effects`)."""
        if self._follow_ups.points_back(normalized):
            return True
        return len(normalized.words) <= SHORT and reading.clear in ABOUT_A_SUBSTANCE
