"""Entry ids: what an answer was made from, so that it can be named, linked, tested and recalled."""

from dataclasses import dataclass

from bot.model.vocabulary import Topic

_TOPICS = frozenset(topic.value for topic in Topic)
TWO, GENERAL = "two", "general"
"""Kinds of ids that join two others: two questions in one reply, and a card below what holds for any substance."""
LONGEST_JOINED = 200
"""Characters: what a receipt keeps of an id."""


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


def joined_id(kind: str, first: str, second: str) -> str:
    """The id of a reply made of two entries, each named by its own id; of two too long together the first alone."""
    joined = f"{kind}:{first}&{second}"
    return joined if len(joined) <= LONGEST_JOINED else first


def parse_joined(entry: str) -> tuple[str, str, str] | None:
    """Kind, first and second of a joined id; None when it is not one."""
    kind, _, rest = entry.partition(":")
    first, mark, second = rest.partition("&")
    return (kind, first, second) if mark and kind in (TWO, GENERAL) else None


def single_ids(entry: str) -> tuple[str, ...]:
    """The ids of the entries that an id names: one, or the two that it joins."""
    joined = parse_joined(entry)
    return joined[1:] if joined else (entry,)
