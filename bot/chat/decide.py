"""Whether a message is spoken to, and how. A table of rules without any Discord, so that every case can be tried."""

from dataclasses import dataclass
from enum import StrEnum

from bot.state.records import ServerSettings


class Say(StrEnum):
    """What to do about a message."""

    NOTHING = "nothing"
    ANSWER = "answer"
    ELSEWHERE = "elsewhere"
    """Addressed in a channel where the server does not want answers: only urgent cards, and a hint where to ask."""
    UNPROMPTED = "unprompted"
    """Not addressed, in a channel opened for it: answer only when sure, and only a question."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a message without reading it. `parent` is the channel or forum a thread belongs to."""

    from_bot: bool = False
    is_system: bool = False
    direct: bool = False
    mentions_me: bool = False
    channel: int = 0
    parent: int | None = None
    opens_thread: bool = False
    """It is the first message of a thread or forum post."""
    is_reply: bool = False
    from_helper: bool = False
    """Its author moderates here."""

    @property
    def places(self) -> frozenset[int]:
        return frozenset(place for place in (self.channel, self.parent) if place)


def decide(facts: Facts, server: ServerSettings, unprompted_allowed: bool) -> Say:
    """First rule that holds.

    1. Bots and system messages: nothing.
    2. A direct message: answer.
    3. A mention, or a reply that pings the bot: answer where the server allows it, else say where to ask.
    4. In a channel opened for it, with the operator's consent: unprompted, but never a helper's message, never a
       reply to somebody else, and in a thread only the message that opened it.
    5. Everything else: nothing.
    """
    if facts.from_bot or facts.is_system:
        return Say.NOTHING
    if facts.direct:
        return Say.ANSWER
    if facts.mentions_me:
        allowed = not server.channels or facts.places & {*server.channels, *server.unprompted}
        return Say.ANSWER if allowed else Say.ELSEWHERE
    if not unprompted_allowed or not facts.places & set(server.unprompted):
        return Say.NOTHING
    if facts.from_helper or facts.is_reply:
        return Say.NOTHING
    if facts.parent is not None and not facts.opens_thread:
        return Say.NOTHING
    return Say.UNPROMPTED
