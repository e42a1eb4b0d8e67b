"""Entry ids: what an answer was made from, so that it can be named, linked, tested and recalled."""

from dataclasses import dataclass

from bot.model.vocabulary import Topic

_TOPICS = frozenset(topic.value for topic in Topic)


@dataclass(frozen=True, slots=True)
class EntryRef:
    """`kind` is `faq`, `card`, `interaction`, `pair`, `compare`, `refusal` or `safety`; `str()` gives the id."""

    kind: str
    key: str
    topic: Topic | None = None

    def __str__(self) -> str:
        tail = f"#{self.topic.value}" if self.topic else ""
        return f"{self.kind}:{self.key}{tail}"


def faq_id(key: str) -> str:
    return str(EntryRef("faq", key))


def card_id(key: str, topic: Topic) -> str:
    return str(EntryRef("card", key, topic))


def parse_entry(entry: str) -> EntryRef | None:
    """The parts of an entry id; None when it is not one."""
    kind, colon, rest = entry.partition(":")
    key, _, topic = rest.partition("#")
    if not colon or not key or (topic and topic not in _TOPICS):
        return None
    return EntryRef(kind, key, Topic(topic) if topic else None)
