"""A claim about a pair: compound or class on either side, written once, sorted."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from bot.model.base import Record, Sentence, Slug
from bot.model.claim import Evidence
from bot.model.review import Review
from bot.model.vocabulary import Basis, Certainty, Severity, Standing

Party = Annotated[str, StringConstraints(pattern=r"^(compound|class|medicine):[a-z0-9]+(-[a-z0-9]+)*$")]
"""`compound:…` a card, `class:…` a drug class, `medicine:…` one medicine of the vocabulary."""


class InteractionMechanism(Record):
    type: Literal["pharmacokinetic", "pharmacodynamic", "unknown"]
    text: Sentence


class InteractionException(Record):
    """A narrower case that is milder, and why; the only way a record may lower another."""

    party: Party
    severity: Severity
    reason: Sentence
    sources: tuple[Slug, ...] = Field(min_length=1)


class Interaction(Record):
    """`basis` says whether the pair itself was documented or follows from how both act."""

    id: Slug
    between: tuple[Party, Party]
    severity: Literal[
        Severity.CONTRAINDICATED, Severity.MAJOR, Severity.MODERATE, Severity.MINOR, Severity.NONE_KNOWN
    ]
    basis: Literal[Basis.DOCUMENTED, Basis.MECHANISM] = Basis.DOCUMENTED
    mechanism: InteractionMechanism
    effect: Sentence
    management: Sentence
    certainty: Certainty
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    exceptions: tuple[InteractionException, ...] = ()
    status: Standing = Standing.ACCEPTED
    review: Review

    @model_validator(mode="after")
    def _sorted(self) -> Self:
        a, b = self.between
        if a > b or (a == b and not a.startswith("class:")):
            raise ValueError("between must be in alphabetical order, and only a class may meet itself")
        return self
