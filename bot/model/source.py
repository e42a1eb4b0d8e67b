"""A source: a CSL item, what a reader needs to weigh it, and how it was checked."""

from datetime import date
from textwrap import shorten
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bot.model.base import Record, Slug
from bot.model.quantity import Duration
from bot.model.vocabulary import Design, Species

SourceType = Literal[
    "article-journal", "report", "webpage", "legislation", "patent", "dataset", "book", "article-news"
]


class Author(Record):
    """A CSL name: a person (`family`, `given`) or an institution (`literal`)."""

    family: str | None = None
    """Family name."""
    given: str | None = None
    """Given names or initials."""
    literal: str | None = None
    """An institution, or `et al.` for the rest."""

    @property
    def short(self) -> str:
        return self.literal or self.family or ""


class Study(Record):
    """What the reader must know to weigh the source."""

    design: Design
    """The kind of study or document; it limits the certainty of claims."""
    species: Species
    """What was studied; `none` for documents."""
    population: str | None = None
    """Who was studied."""
    participants: int | None = Field(default=None, ge=1)
    """How many people took part."""
    duration: Duration | None = None
    """How long it ran."""
    funding: Literal["industry", "public", "mixed", "undisclosed"] | None = None
    """Who paid."""


class Verified(Record):
    """Title and identifier were seen together on one page; `how` says which page and what was compared."""

    date: date
    """The day it was compared."""
    how: Annotated[str, StringConstraints(min_length=8, max_length=400)]
    """Which page was seen, and what was compared."""


class Integrity(Record):
    status: Literal["current", "corrected", "concern", "retracted"] = "current"
    """Whether it was corrected, put under concern or retracted."""
    checked: date | None = None
    """The day this was looked up."""


NAMED = 56
"""Characters of a title that stands for its source."""


class Source(Record):
    """A document a reader can open. Field names are CSL-JSON's; cite it as `[@id]`."""

    id: Slug
    """The file name without `.yaml`, such as `doe-2019`; cite it as `[@doe-2019]`."""
    type: SourceType
    """The kind of document, in CSL's words."""
    title: Annotated[str, StringConstraints(min_length=5, max_length=400)]
    """Exactly as its page shows it."""
    author: tuple[Author, ...] = ()
    """The first author, and `{literal: et al.}` when there are more."""
    issued: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}){0,2}$")] | None = None
    """Year, month or day of publication; left out when not seen."""
    container_title: str | None = Field(default=None, alias="container-title")
    """The journal, site or series."""
    DOI: Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$")] | None = None
    """Only when seen on one page together with the title."""
    PMID: Annotated[str, StringConstraints(pattern=r"^\d{4,9}$")] | None = None
    """PubMed number, only when seen together with the title."""
    NCT: Annotated[str, StringConstraints(pattern=r"^NCT\d{8}$")] | None = None
    """ClinicalTrials.gov number."""
    URL: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)]
    """The address of the page that was seen."""
    finding: Annotated[str, StringConstraints(min_length=10, max_length=900)]
    """What it found, in our own words, with numbers, population and limits."""
    study: Study
    """What a reader needs to weigh it."""
    secondary: bool = False
    """`true` when the page only reports on the original."""
    verified: Verified
    """How title and identifier were checked."""
    integrity: Integrity = Integrity()
    """Retractions and corrections."""

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
        """`Doe et al. 2019`: how a source is named in a list. Without an author its title names it."""
        names = [a.short for a in self.author if a.short and not a.short.startswith("(")]
        who = names[0] if names else shorten(self.title.partition(":")[0], NAMED, placeholder=" …")
        tail = " et al." if len(names) > 1 else ""
        return f"{who}{tail} {self.year}" if self.year else f"{who}{tail}"
