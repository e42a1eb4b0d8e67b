"""What moderators are typing: an entry's fields with the changes so far. In memory only, gone after a restart."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.chat.ids import pack
from bot.desk.results import Field

KEPT = 200


@dataclass(frozen=True, slots=True)
class Working:
    """One moderator at one entry. `base` names the state of the file its form showed, `changes` are paths → typed text."""

    entry: str
    title: str
    fields: tuple[Field, ...]
    base: str = ""
    names: tuple[str, ...] = ()
    """Of a new entry: its id, or the two parties of an interaction."""
    golden: tuple[str, ...] = ()
    """Questions a new entry must answer."""
    gap: str = ""
    """The gap that it fills."""
    changes: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return self.entry.partition(":")[0]


class Drafts:
    """The newest ones, by moderator and packed entry id."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, str], Working] = OrderedDict()

    def keep(self, moderator: int, working: Working) -> None:
        key = moderator, pack(working.entry)
        self._kept[key] = working
        self._kept.move_to_end(key)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def of(self, moderator: int, packed: str) -> Working | None:
        return self._kept.get((moderator, packed))

    def drop(self, moderator: int, packed: str | None = None) -> None:
        """Forget one, or all of a moderator."""
        gone = [key for key in self._kept if key[0] == moderator and packed in (None, key[1])]
        for key in gone:
            del self._kept[key]
