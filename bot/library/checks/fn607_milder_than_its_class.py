"""A pair that is milder than the record of its class has no effect without an exception."""

from collections.abc import Iterator, Mapping

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.reader import Library
from bot.model.compound import Compound
from bot.model.interaction import Interaction
from bot.model.substance import DrugClass, Medicine
from bot.model.vocabulary import Severity

_WORST_FIRST = list(Severity)


def _find(inspection: Inspection) -> Iterator[Finding]:
    library = inspection.library
    pairs = {record.between: record for record in library.of(Interaction).values()}
    for entry in library.entries_of(Interaction):
        record: Interaction = entry.record
        for wider in _wider_pairs(library, record, pairs):
            excepted = {exception.party for exception in wider.exceptions}
            if not excepted & set(record.between) and _rank(record) > _rank(wider):
                message = f"`{wider.id}` covers this pair and is worse (`{Severity(wider.severity).value}`)."
                remedy = "The worse one is shown. If this one is right, add it to `exceptions` there."
                yield Finding(entry.place("severity"), message, remedy)


def _rank(record: Interaction) -> int:
    return _WORST_FIRST.index(Severity(record.severity))


def _wider_pairs(
    library: Library, record: Interaction, pairs: Mapping[tuple[str, str], Interaction]
) -> Iterator[Interaction]:
    one, other = (_with_classes(library, party) for party in record.between)
    for a in one:
        for b in other:
            wider = pairs.get((min(a, b), max(a, b)))
            if wider and wider is not record:
                yield wider


def _with_classes(library: Library, party: str) -> set[str]:
    kind, _, key = party.partition(":")
    owners: dict[str, Mapping[str, Compound | Medicine | DrugClass]] = {
        "compound": library.of(Compound),
        "medicine": library.of(Medicine),
        "class": library.of(DrugClass),
    }
    found, queue = {party}, [owners[kind].get(key)]
    while queue:
        here = queue.pop()
        above = (here.parents if isinstance(here, DrugClass) else here.classes) if here else ()
        for name in above:
            if f"class:{name}" not in found:
                found.add(f"class:{name}")
                queue.append(library.of(DrugClass).get(name))
    return found


RULE = Rule("FN607", _find)
