"""A claim about a pair: compound or class on either side, written once, sorted."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from bot.model.base import Record, Sentence, Slug
from bot.model.claim import Evidence
from bot.model.review import Review
from bot.model.vocabulary import Basis, Certainty, Risk, Severity, Standing

Party = Annotated[str, StringConstraints(pattern=r"^(compound|class|medicine):[a-z0-9]+(-[a-z0-9]+)*$")]
"""`compound:…` a card, `class:…` a drug class, `medicine:…` one medicine of the vocabulary."""


class InteractionMechanism(Record):
    type: Literal["pharmacokinetic", "pharmacodynamic", "unknown"]
    """Whether one changes the level of the other, or both act on the same thing."""
    text: Sentence
    """How it comes about, in one sentence."""


class InteractionException(Record):
    """A narrower case that is milder, and why; the only way a record may lower another."""

    party: Party
    """The narrower party that is milder."""
    severity: Severity
    """Its severity; milder than that of the record."""
    reason: Sentence
    """Why it is milder."""
    sources: tuple[Slug, ...] = Field(min_length=1)
    """The sources that say so."""


class Interaction(Record):
    """`basis` says whether the pair itself was documented or follows from how both act."""

    id: Slug
    """Both ids joined by `--`, a class as `class-<id>`, a medicine as `medicine-<id>`; also the file name."""
    between: tuple[Party, Party]
    """The two parties in alphabetical order."""
    severity: Literal[
        Severity.CONTRAINDICATED, Severity.MAJOR, Severity.MODERATE, Severity.MINOR, Severity.NONE_KNOWN
    ]
    """How bad it can be."""
    basis: Literal[Basis.DOCUMENTED, Basis.MECHANISM] = Basis.DOCUMENTED
    """Whether sources name the pair, or it follows from how both act."""
    mechanism: InteractionMechanism
    """How it comes about."""
    effect: Sentence
    """What can happen, in one sentence."""
    management: Sentence
    """Whom to ask and what to watch; never a dose."""
    certainty: Certainty
    """How sure the sources let us be."""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    """The sources, each with the side it takes."""
    exceptions: tuple[InteractionException, ...] = ()
    """Narrower cases that are milder, each with its reason."""
    status: Standing = Standing.ACCEPTED
    """Contested and superseded records are shown as such."""
    review: Review
    """Who read the record and when."""

    @property
    def risk(self) -> Risk:
        """How much harm a wrong reading could do, from how bad the interaction is."""
        if self.severity in (Severity.CONTRAINDICATED, Severity.MAJOR):
            return Risk.HIGH
        return Risk.CAUTION if self.severity is Severity.MODERATE else Risk.INFO

    @model_validator(mode="after")
    def _sorted(self) -> Self:
        a, b = self.between
        if a > b or (a == b and not a.startswith("class:")):
            raise ValueError("between must be in alphabetical order, and only a class may meet itself")
        return self
