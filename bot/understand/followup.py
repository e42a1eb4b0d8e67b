"""A question that leans on the message it answers takes over what it does not say itself."""

from dataclasses import dataclass

from bot.model.knowledge import Knowledge
from bot.model.vocabulary import Topic
from bot.understand.collisions import phrases
from bot.understand.names import Links, Mention
from bot.understand.normalize import Normalized

LONGEST_FOLLOW_UP = 14
"""Words: a longer question stands on its own unless it points back."""

STANDS_ALONE = frozenset((Topic.GENERAL_BEGINNER, Topic.EFFECTS_BENEFITS, Topic.OVERVIEW, Topic.OTHER))
"""Topics on which a question without a name is a general one."""
NEEDS_TWO = frozenset((Topic.COMPARISON, Topic.INTERACTION, Topic.STACKING))


@dataclass(frozen=True, slots=True)
class Inherited:
    """What was taken from the earlier message: its names, its topic, or both."""

    mentions: tuple[Mention, ...] = ()
    topic: Topic | None = None

    def __bool__(self) -> bool:
        return bool(self.mentions) or self.topic is not None


class FollowUps:
    """Word lists read once from the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        lists = {key: value.words for key, value in knowledge.word_lists.items()}
        self._openings = phrases(lists.get("follow-up-openings", ()))
        self._pointing = phrases(lists.get("pointing-back", ()))
        self._generic = frozenset(lists.get("generic-classes", ()))

    def leans_back(self, question: Normalized) -> bool:
        """Whether the wording continues something: `and for …`, `what about its …`."""
        opens = self._openings is not None and self._openings.match(question.text) is not None
        return opens or self.points_back(question)

    def points_back(self, question: Normalized) -> bool:
        """Whether a word such as `it` or `that` stands for something said before."""
        return self._pointing is not None and self._pointing.search(question.text) is not None

    def inherit(
        self,
        question: Normalized,
        links: Links,
        topic: Topic | None,
        earlier: Links,
        earlier_topic: Topic | None,
    ) -> Inherited:
        """What `question` takes from the earlier message; empty when it stands on its own.

        A question that names a substance keeps it: it takes over the earlier one only to compare or combine with, and
        the earlier topic only when it has none (`what about noopept?`).
        """
        if links.unknown or not earlier.mentions:
            return Inherited()
        named = [m for m in links.mentions if m.kind != "class" or m.id not in self._generic]
        subject = (
            tuple(m for m in earlier.mentions if m.kind in ("compound", "medicine"))[:2]
            or earlier.mentions[:1]
        )
        short = len(question.words) <= LONGEST_FOLLOW_UP
        if not named:
            general = links.mentions or topic in STANDS_ALONE or topic is None
            if not self.leans_back(question) and (general or not short):
                return Inherited()
            return Inherited(subject, earlier_topic if topic is None and self.leans_back(question) else None)
        if not self.leans_back(question) and len(question.words) > 4:
            return Inherited()
        ids = {m.id for m in named}
        others = tuple(m for m in subject[:1] if m.id not in ids)
        if topic is None and short and _follows_with(question, named[0]):
            return Inherited(others, Topic.INTERACTION)
        if topic in NEEDS_TWO and len(ids) == 1 and (short or self.points_back(question)):
            return Inherited(others)
        classes_only = all(m.kind == "class" for m in named)
        if classes_only and short:
            return Inherited(others)
        return Inherited((), earlier_topic if topic is None and short else None)


def _follows_with(question: Normalized, mention: Mention) -> bool:
    """Whether `with`, `on` or `plus` stands right before the name."""
    before = [t.text for t in question.tokens if t.end <= mention.start]
    return bool(before) and before[-1] in ("with", "on", "plus", "+")
