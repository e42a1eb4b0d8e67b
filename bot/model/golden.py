"""A promise that moderators make: this question gets its answer from this entry."""

from typing import Annotated

from pydantic import Field, StringConstraints

from bot.model.base import Record


class Golden(Record):
    """A golden row. The question is no wording of the entry: it tests what the wordings teach."""

    question: Annotated[str, StringConstraints(min_length=2, max_length=400)]
    """What a member would type."""
    entry: Annotated[str, StringConstraints(pattern=r"^(faq|card|interaction):[a-z0-9#_-]+$")] = Field(
        max_length=120
    )
    """The entry that must answer: `faq:<id>`, `card:<compound>#<topic>` or `interaction:<id>`."""

    @property
    def id(self) -> str:
        """What tells rows apart: two rows never promise for the same question."""
        return self.question
