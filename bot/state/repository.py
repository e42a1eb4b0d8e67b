"""What the rest of the bot needs of a store, whatever database is behind it."""

from datetime import datetime
from typing import Any, Protocol

from bot.state.moderation import Audit, Gaps, Recalls, Receipts, Reviews, Shapes, Suggestions
from bot.state.records import Preferences, ServerSettings, Verdict


class Repository(Protocol):
    """Every write is durable when it returns. A server or person never seen before has the defaults."""

    @property
    def receipts(self) -> Receipts: ...

    @property
    def recalls(self) -> Recalls: ...

    @property
    def gaps(self) -> Gaps: ...

    @property
    def shapes(self) -> Shapes: ...

    @property
    def suggestions(self) -> Suggestions: ...

    @property
    def reviews(self) -> Reviews: ...

    @property
    def audit(self) -> Audit: ...

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def server(self, guild: int) -> ServerSettings: ...

    async def save_server(self, guild: int, settings: ServerSettings) -> None: ...

    async def forget_server(self, guild: int) -> None:
        """Back to the defaults."""
        ...

    async def preferences(self, user: int) -> Preferences: ...

    async def save_preferences(self, user: int, preferences: Preferences) -> None: ...

    async def forget_preferences(self, user: int) -> None:
        """Back to the defaults."""
        ...

    async def person(self, user: int) -> dict[str, Any]:
        """Everything kept about a person, as plain data fit for JSON; an empty section is left out."""
        ...

    async def forget_person(self, user: int) -> None:
        """Delete what is theirs at once. Where a moderator acted, the act stays and the id becomes 0."""
        ...

    async def count_feedback(self, entry: str, verdict: Verdict, version: str) -> None:
        """One more press; `entry` is an entry id, `version` the knowledge it came from. Nobody's id is kept."""
        ...

    async def feedback(self, entry: str) -> dict[Verdict, int]: ...

    async def remembered(self, name: str) -> str | None:
        """A small fact about the bot itself, such as the hash of the commands Discord knows."""
        ...

    async def remember(self, name: str, value: str) -> None: ...

    async def sweep(self, now: datetime) -> dict[str, int]:
        """Delete what is past its time; rows deleted by table."""
        ...
