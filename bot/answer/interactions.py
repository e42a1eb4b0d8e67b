"""The interaction algebra: what the records say about two to four substances, and by which path.

Unknown is an answer of its own and never reassures.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import NamedTuple

from bot.model.interaction import Interaction, InteractionException, Party
from bot.model.knowledge import Knowledge
from bot.model.vocabulary import Basis, Severity, Standing

CAUTION: Mapping[Severity, int] = {
    Severity.CONTRAINDICATED: 5,
    Severity.MAJOR: 4,
    Severity.MODERATE: 3,
    Severity.UNKNOWN: 2,
    Severity.MINOR: 1,
    Severity.NONE_KNOWN: 0,
}
"""How much caution a result asks for. Unknown stands above minor: not knowing never reassures."""

_FIRMNESS = {Basis.DOCUMENTED: 0, Basis.CLASS: 1, Basis.MECHANISM: 2, Basis.UNKNOWN: 3}
FEWEST, MOST = 2, 4


class Step(NamedTuple):
    """One link of an inference, readable as a sentence: `Sertraline | belongs to | SSRI antidepressants`."""

    subject: str
    relation: str
    object: str


Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A record that holds for a pair; `inference` is empty when it names both, `exception` lowered it."""

    record: Interaction
    severity: Severity
    basis: Basis
    inference: Path
    exception: InteractionException | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources behind the record and, if one applies, its exception."""
        extra = self.exception.sources if self.exception else ()
        return tuple(dict.fromkeys((*(e.source for e in self.record.evidence), *extra)))

    @property
    def _order(self) -> tuple[int, int, int, str]:
        return -CAUTION[self.severity], len(self.inference), _FIRMNESS[self.basis], self.record.id


@dataclass(frozen=True, slots=True)
class PairResult:
    """All records for a pair, worst first, then narrowest; with none the severity is `unknown`. `a` <= `b`."""

    a: Party
    b: Party
    matches: tuple[Match, ...] = ()

    @property
    def worst(self) -> Match | None:
        return self.matches[0] if self.matches else None

    @property
    def record(self) -> Interaction | None:
        return self.worst.record if self.worst else None

    @property
    def severity(self) -> Severity:
        return self.worst.severity if self.worst else Severity.UNKNOWN

    @property
    def basis(self) -> Basis:
        return self.worst.basis if self.worst else Basis.UNKNOWN

    @property
    def inference(self) -> Path:
        return self.worst.inference if self.worst else ()

    @property
    def sources(self) -> tuple[str, ...]:
        return self.worst.sources if self.worst else ()

    @property
    def caution(self) -> int:
        return CAUTION[self.severity]


@dataclass(frozen=True, slots=True)
class StackResult:
    """Every pair of a stack, worst first; the stack is as bad as its worst pair."""

    parties: tuple[Party, ...]
    pairs: tuple[PairResult, ...]

    @property
    def severity(self) -> Severity:
        return self.pairs[0].severity

    @property
    def caution(self) -> int:
        return CAUTION[self.severity]

    @property
    def recorded(self) -> bool:
        """Whether any pair of the stack has a record."""
        return any(pair.matches for pair in self.pairs)

    @property
    def unknown(self) -> tuple[PairResult, ...]:
        """Pairs nobody reviewed; they must be shown whatever the worst pair is."""
        return tuple(pair for pair in self.pairs if pair.severity is Severity.UNKNOWN)


@dataclass(frozen=True)
class InteractionTable:
    """Looks pairs up. A record for a class holds for all its members, through any number of parents.

    A question about a class also meets the records of its sub-classes and members: it may mean any of them.
    """

    knowledge: Knowledge
    _records: Mapping[tuple[Party, Party], tuple[Interaction, ...]] = field(init=False, repr=False)
    _parties: frozenset[Party] = field(init=False, repr=False)
    _narrower: Mapping[Party, tuple[Party, ...]] = field(init=False, repr=False)
    _reached: dict[Party, Mapping[Party, Path]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        records: defaultdict[tuple[Party, Party], tuple[Interaction, ...]] = defaultdict(tuple)
        for record in self.knowledge.interactions.values():
            if record.status is not Standing.SUPERSEDED:
                records[record.between] += (record,)
        parties = frozenset(party for pair in records for party in pair)
        narrower: defaultdict[Party, tuple[Party, ...]] = defaultdict(tuple)
        for party in sorted(parties):
            for wider in self.wider(party):
                if wider != party:
                    narrower[wider] += (party,)
        object.__setattr__(self, "_records", dict(records))
        object.__setattr__(self, "_parties", parties)
        object.__setattr__(self, "_narrower", dict(narrower))

    def pair(self, a: Party, b: Party) -> PairResult:
        """What is on record for two parties, in whichever order they are given."""
        a, b = sorted((a, b))
        found: dict[str, Match] = {}
        for (p, first), (q, second) in product(self._reach(a).items(), self._reach(b).items()):
            for record in self._records.get((p, q) if p <= q else (q, p), ()):
                match = self._match(record, a, b, (*first, *second))
                known = found.get(record.id)
                if match and (known is None or match._order < known._order):
                    found[record.id] = match
        return PairResult(a, b, tuple(sorted(found.values(), key=lambda m: m._order)))

    def stack(self, parties: Iterable[Party]) -> StackResult:
        """All pairs of two to four different parties, or two of one class; raises ValueError for fewer or more."""
        distinct = tuple(dict.fromkeys(parties))
        if len(distinct) == 1 and distinct[0].startswith("class:"):
            return StackResult(distinct, (self.pair(distinct[0], distinct[0]),))
        if not FEWEST <= len(distinct) <= MOST:
            raise ValueError(f"a stack holds {FEWEST} to {MOST} different parties")
        pairs = [self.pair(a, b) for a, b in combinations(distinct, 2)]
        pairs.sort(key=lambda pair: (-pair.caution, _FIRMNESS[pair.basis], pair.a, pair.b))
        return StackResult(distinct, tuple(pairs))

    def name(self, party: Party) -> str:
        """The display name of a party; its id when the knowledge does not hold it."""
        kind, _, key = party.partition(":")
        if kind == "compound" and key in self.knowledge.compounds:
            return self.knowledge.compounds[key].name
        if kind == "medicine" and key in self.knowledge.medicines:
            return self.knowledge.medicines[key].name
        if kind == "class" and key in self.knowledge.classes:
            return self.knowledge.classes[key].name
        return key.replace("-", " ")

    def _match(self, record: Interaction, a: Party, b: Party, inference: Path) -> Match | None:
        exception = self._exception(record, a, b)
        severity = exception.severity if exception else record.severity
        if severity is Severity.NONE_KNOWN and inference:
            return None  # "none known" is a statement on the two parties it names; nobody inherits it
        basis = Basis.CLASS if inference and record.basis is Basis.DOCUMENTED else record.basis
        return Match(record, severity, basis, inference, exception)

    def _exception(self, record: Interaction, a: Party, b: Party) -> InteractionException | None:
        """The entry that lowers a record for this pair; of several, the most cautious."""
        holds = self.wider(a).keys() | self.wider(b).keys()
        fitting = [e for e in record.exceptions if e.party in holds]
        return max(fitting, key=lambda e: CAUTION[e.severity], default=None)

    def _reach(self, party: Party) -> Mapping[Party, Path]:
        """Every party whose records concern this one, with the path that leads there."""
        if party not in self._reached:
            wider = {p: path for p, path in self.wider(party).items() if p in self._parties}
            name = self.name(party)
            narrower = {p: (Step(name, "include", self.name(p)),) for p in self._narrower.get(party, ())}
            self._reached[party] = {**narrower, **wider}
        return self._reached[party]

    def wider(self, party: Party) -> dict[Party, Path]:
        """The party itself and every class it belongs to, with the shortest path to each."""
        paths: dict[Party, Path] = {party: ()}
        queue = deque([party])
        while queue:
            current = queue.popleft()
            for parent in self._parents(current):
                if parent not in paths:
                    relation = "belong to" if current.startswith("class:") else "belongs to"
                    paths[parent] = (*paths[current], Step(self.name(current), relation, self.name(parent)))
                    queue.append(parent)
        return paths

    def _parents(self, party: Party) -> tuple[Party, ...]:
        kind, _, key = party.partition(":")
        ids: tuple[str, ...] = ()
        if kind == "compound" and key in self.knowledge.compounds:
            ids = self.knowledge.compounds[key].classes
        elif kind == "medicine" and key in self.knowledge.medicines:
            ids = self.knowledge.medicines[key].classes
        elif kind == "class" and key in self.knowledge.classes:
            ids = self.knowledge.classes[key].parents
        return tuple(f"class:{i}" for i in ids)
