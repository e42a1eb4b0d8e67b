"""A rendered outcome with everything a message needs: made only here, so its safety block is on every page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.chat.manner import Manner
from bot.model.outcome import Outcome
from bot.render.brief import brief
from bot.render.pages import Page, pages


class Controls(StrEnum):
    """What may stand below a reply: everything, what leads on to more reading, or only its next page."""

    FULL = "full"
    READING = "reading"
    PAGING = "paging"


@dataclass(frozen=True, slots=True)
class Reply:
    """`shown` is what the controls speak about; `asker` may dismiss a public reply."""

    shown: Outcome
    manner: Manner
    pages: tuple[Page, ...]
    asker: int | None = None
    private: bool = False
    short: bool = False
    """The public short form of an urgent card."""
    controls: Controls = Controls.FULL
    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Display names of the compounds it speaks of."""

    @property
    def address(self) -> str | None:
        """The entry id that opens the same again."""
        draft = self.shown.draft
        return draft.address or (draft.entries[0] if draft.entries else None)

    def page(self, number: int) -> Page:
        """The page of a number from 0, the nearest one when there is none."""
        return self.pages[min(max(number, 0), len(self.pages) - 1)]


def reply_of(
    outcome: Outcome,
    manner: Manner,
    *,
    asker: int | None = None,
    private: bool = False,
    short: bool = False,
    controls: Controls = Controls.FULL,
    names: Mapping[str, str] | None = None,
) -> Reply:
    """Render an outcome for somebody."""
    rendered = pages(brief(outcome) if short else outcome, manner.surface, manner.language)
    return Reply(outcome, manner, rendered, asker, private, short, controls, names or {})
