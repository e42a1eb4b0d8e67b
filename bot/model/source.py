"""A source: a CSL item, what a reader needs to weigh it, and how it was checked."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bot.model.base import Name, Record, Slug
from bot.model.quantity import Duration
from bot.model.vocabulary import Design, Species

SourceType = Literal[
    "article-journal", "report", "webpage", "legislation", "patent", "dataset", "book", "article-news"
]
HUMAN = {Species.HUMAN}


class Author(Record):
    """A CSL name: a person (`family`, `given`) or an institution (`literal`)."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None

    @property
    def short(self) -> str:
        return self.literal or self.family or ""


class Study(Record):
    """What the reader must know to weigh the source."""

    design: Design
    species: Species
    population: str | None = None
    participants: int | None = Field(default=None, ge=1)
    duration: Duration | None = None
    funding: Literal["industry", "public", "mixed", "undisclosed"] | None = None


class Verified(Record):
    """Title and identifier were seen together on one page; `how` says which page and what was compared."""

    date: date
    how: Annotated[str, StringConstraints(min_length=8, max_length=400)]


class Integrity(Record):
    status: Literal["current", "corrected", "concern", "retracted"] = "current"
    checked: date | None = None


class Source(Record):
    """A document a reader can open. Field names are CSL-JSON's; cite it as `[@id]`."""

    id: Slug
    type: SourceType
    title: Annotated[str, StringConstraints(min_length=5, max_length=400)]
    author: tuple[Author, ...] = ()
    issued: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}){0,2}$")] | None = None
    container_title: str | None = Field(default=None, alias="container-title")
    DOI: Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$")] | None = None
    PMID: Annotated[str, StringConstraints(pattern=r"^\d{4,9}$")] | None = None
    NCT: Annotated[str, StringConstraints(pattern=r"^NCT\d{8}$")] | None = None
    URL: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)]
    finding: Annotated[str, StringConstraints(min_length=10, max_length=900)]
    study: Study
    secondary: bool = False
    verified: Verified
    integrity: Integrity = Integrity()

    @property
    def year(self) -> int | None:
        return int(self.issued[:4]) if self.issued else None

    @property
    def link(self) -> str:
        """Where a reader opens it: DOI first because it never rots, then PubMed, then the page seen."""
        if self.DOI:
            return f"https://doi.org/{self.DOI}"
        if self.PMID:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.PMID}/"
        return self.URL

    @property
    def short(self) -> str:
        """`Doe et al. 2019`: how a source is named in a list."""
        names = [a.short for a in self.author if a.short]
        who = names[0] if names else (self.container_title or re.sub(r"\W.*", "", self.title))
        tail = " et al." if len(names) > 1 else ""
        return f"{who}{tail} {self.year or 'undated'}"


Publisher = Name
