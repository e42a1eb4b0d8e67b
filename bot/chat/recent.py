"""What the last few thousand replies showed, in memory only: for paging, follow-ups, edits and deletions.

Holds outcomes (reviewed text) and ids, never what anybody wrote. After a restart the controls work from their ids.
"""

from collections import OrderedDict
from dataclasses import dataclass

from bot.chat.manner import Manner
from bot.chat.reply import Controls
from bot.model.outcome import Outcome

KEPT = 4_000
GONE = 1_000
"""Ids of deleted messages that are remembered, in case a reply to one is just on the way."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One reply: who asked, which message it answers, where it stands, and how it is shown."""

    outcome: Outcome
    asker: int
    channel: int
    manner: Manner
    question: int | None = None
    earlier: str | None = None
    """What the question replied to, in words of the knowledge."""
    controls: Controls = Controls.FULL
    edited: bool = False


class Recent:
    """The newest replies by message id, and by the id of the question they answer."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._shown: OrderedDict[int, Shown] = OrderedDict()
        self._replies: dict[int, int] = {}
        self._gone: OrderedDict[int, None] = OrderedDict()

    def keep(self, message: int, shown: Shown) -> None:
        """Remember what a message of ours shows; the oldest falls out."""
        self.drop(message)
        self._shown[message] = shown
        if shown.question is not None:
            self._replies[shown.question] = message
        while len(self._shown) > self._kept:
            self.drop(next(iter(self._shown)))

    def of(self, message: int | None) -> Shown | None:
        """What a message of ours shows, if it is still known."""
        return self._shown.get(message) if message is not None else None

    def reply_to(self, question: int) -> tuple[int, Shown] | None:
        """Our reply to somebody's message: its id and what it shows."""
        message = self._replies.get(question)
        shown = self.of(message)
        return (message, shown) if message is not None and shown is not None else None

    def drop(self, message: int) -> None:
        """Forget a message of ours."""
        shown = self._shown.pop(message, None)
        if shown is not None and shown.question is not None and self._replies.get(shown.question) == message:
            del self._replies[shown.question]

    def of_asker(self, asker: int) -> tuple[int, ...]:
        """The messages that answered somebody."""
        return tuple(message for message, shown in self._shown.items() if shown.asker == asker)

    def note_gone(self, question: int) -> None:
        """A message was deleted."""
        self._gone[question] = None
        if len(self._gone) > GONE:
            self._gone.popitem(last=False)

    def is_gone(self, question: int) -> bool:
        """Whether a message was deleted lately."""
        return question in self._gone
