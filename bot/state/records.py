"""The values that are stored, frozen and free of any database."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a member can say about an answer with one press."""

    HELPFUL = "helpful"
    NOT_HELPFUL = "not_helpful"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What a server's managers chose. Channels and roles are Discord ids; None and empty mean the default."""

    channels: tuple[int, ...] = ()
    """Where questions are answered; everywhere when empty."""
    unprompted: tuple[int, ...] = ()
    """Channels and forums where clear questions are answered without a mention; needs the operator's consent."""
    private: bool = False
    """`/ask` answers only the asker unless told otherwise."""
    follow_deletion: bool = True
    """A reply goes when its question is deleted."""
    cooldown: int = 0
    """Seconds between two questions of one person; 0 asks for no pause."""
    region: str | None = None
    """Two capital letters: whose emergency numbers come first."""
    language: str | None = None
    """A language code such as `de` for interface and safety texts in public replies."""
    surface: str | None = None
    """`card`, `embed` or `plain`."""
    moderator_role: int | None = None
    """Its members may dismiss replies, like everyone who may delete messages."""
    moderator_channel: int | None = None
    """Where reports and alarms about answers go."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What one person chose for the replies they get; None means as the server has it."""

    surface: str | None = None
    language: str | None = None
    region: str | None = None
