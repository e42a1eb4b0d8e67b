"""The interaction algebra, on small made-up knowledge and on the real one."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.interactions import CAUTION, InteractionTable, PairResult
from bot.library.reader import read_library
from bot.model.compound import Compound
from bot.model.interaction import Interaction, InteractionException
from bot.model.knowledge import Knowledge, SafetyTexts
from bot.model.substance import DrugClass, Medicine
from bot.model.vocabulary import Basis, Risk, Severity

NO_TEXTS = SafetyTexts(disclaimers=(), groups=(), refusals=(), cards=(), contacts=())
REVIEW = {"date": date(2026, 11, 24), "by": "author"}
STORED = [s for s in Severity if s is not Severity.UNKNOWN]


def drug_class(key: str, *parents: str) -> DrugClass:
    return DrugClass(id=key, name=key.title(), definition="A made-up class.", parents=parents)


def medicine(key: str, *classes: str) -> Medicine:
    return Medicine(id=key, name=key.title(), classes=classes)


def compound(key: str, *classes: str) -> Compound:
    return Compound(
        id=key,
        name=key.title(),
        classes=classes,
        risk=Risk.INFO,
        summary="Made up.",
        status="stub",
        review=REVIEW,
    )


def record(a: str, b: str, severity: Severity = Severity.MAJOR, **other: object) -> Interaction:
    a, b = sorted((a, b))
    return Interaction.model_validate(
        {
            "id": f"{a}--{b}".replace(":", "-").replace("compound-", ""),
            "between": (a, b),
            "severity": severity,
            "mechanism": {"type": "unknown", "text": "Not known."},
            "effect": "Something happens.",
            "management": "Ask a pharmacist.",
            "certainty": "low",
            "evidence": [{"source": "doe-2020"}],
            "review": REVIEW,
            **other,
        }
    )


def milder(party: str, severity: Severity) -> InteractionException:
    return InteractionException(party=party, severity=severity, reason="Studied.", sources=("roe-2021",))


def knowledge(*things: DrugClass | Medicine | Compound | Interaction) -> Knowledge:
    def held(kind: type) -> MappingProxyType:
        return MappingProxyType({t.id: t for t in things if isinstance(t, kind)})

    return Knowledge(
        safety=NO_TEXTS,
        classes=held(DrugClass),
        medicines=held(Medicine),
        compounds=held(Compound),
        interactions=held(Interaction),
    )


def table(*things: DrugClass | Medicine | Compound | Interaction) -> InteractionTable:
    return InteractionTable(knowledge(*things))


SEROTONIN = (
    drug_class("serotonergic"),
    drug_class("antidepressants"),
    drug_class("ssri", "serotonergic", "antidepressants"),
    medicine("sertraline", "ssri"),
    compound("griffonia", "serotonergic"),
)


def test_a_record_that_names_both_sides_is_documented() -> None:
    """A pair with its own record is reported as documented, without any inference."""
    result = table(*SEROTONIN, record("medicine:sertraline", "compound:griffonia")).pair(
        "medicine:sertraline", "compound:griffonia"
    )
    assert (result.severity, result.basis, result.inference) == (Severity.MAJOR, Basis.DOCUMENTED, ())
    assert result.sources == ("doe-2020",)


def test_a_class_record_holds_for_members_through_parents_and_says_so() -> None:
    """A record for a wide class reaches a medicine two steps below, and the steps can be read out."""
    result = table(*SEROTONIN, record("class:serotonergic", "compound:lily")).pair(
        "compound:lily", "medicine:sertraline"
    )
    assert result.basis is Basis.CLASS
    assert result.inference == (
        ("Sertraline", "belongs to", "Ssri"),
        ("Ssri", "belong to", "Serotonergic"),
    )


def test_two_members_of_one_class_meet_its_own_record() -> None:
    """A class that meets itself covers two of its members: two sedatives add up."""
    both = table(*SEROTONIN, record("class:serotonergic", "class:serotonergic"))
    assert both.pair("medicine:sertraline", "compound:griffonia").severity is Severity.MAJOR


def test_a_question_about_a_class_meets_the_records_of_its_members() -> None:
    """Asked about antidepressants in general, the record for SSRIs is found: the asker may mean one."""
    result = table(*SEROTONIN, record("class:ssri", "compound:griffonia")).pair(
        "class:antidepressants", "compound:griffonia"
    )
    assert result.severity is Severity.MAJOR
    assert result.inference == (("Antidepressants", "include", "Ssri"),)


def test_a_record_inferred_from_mechanism_keeps_that_label() -> None:
    """A record that rests on how both sides act is never shown as documented or as a class effect."""
    theory = record("class:ssri", "compound:griffonia", basis="mechanism")
    assert (
        table(*SEROTONIN, theory).pair("medicine:sertraline", "compound:griffonia").basis is Basis.MECHANISM
    )


def test_the_most_severe_record_wins_and_the_others_are_kept() -> None:
    """A mild record for the pair itself does not hide a severe one for the class."""
    result = table(
        *SEROTONIN,
        record("class:serotonergic", "compound:griffonia", Severity.CONTRAINDICATED),
        record("medicine:sertraline", "compound:griffonia", Severity.MINOR),
    ).pair("medicine:sertraline", "compound:griffonia")
    assert [m.severity for m in result.matches] == [Severity.CONTRAINDICATED, Severity.MINOR]


def test_of_equally_severe_records_the_narrowest_comes_first() -> None:
    """A record about the pair itself is shown before an equally severe one about its classes."""
    result = table(
        *SEROTONIN,
        record("class:serotonergic", "class:serotonergic"),
        record("medicine:sertraline", "compound:griffonia", basis="mechanism"),
    ).pair("medicine:sertraline", "compound:griffonia")
    assert next(m.record.id for m in result.matches) == "griffonia--medicine-sertraline"


def test_only_an_explicit_exception_lowers_a_wider_record() -> None:
    """An exception written into the wide record lowers it for that member, with its reason and source."""
    wide = record(
        "class:serotonergic", "class:serotonergic", exceptions=(milder("class:ssri", Severity.MODERATE),)
    )
    lowered = table(*SEROTONIN, wide).pair("medicine:sertraline", "compound:griffonia")
    assert lowered.severity is Severity.MODERATE
    assert lowered.sources == ("doe-2020", "roe-2021")
    assert table(*SEROTONIN, wide).pair("compound:griffonia", "class:serotonergic").severity is Severity.MAJOR


def test_none_known_is_never_inherited() -> None:
    """That a class has no known interaction is not said of a member nobody looked at."""
    quiet = table(*SEROTONIN, record("class:ssri", "compound:griffonia", Severity.NONE_KNOWN))
    assert quiet.pair("class:ssri", "compound:griffonia").severity is Severity.NONE_KNOWN
    assert quiet.pair("medicine:sertraline", "compound:griffonia").severity is Severity.UNKNOWN


def test_a_superseded_record_no_longer_counts() -> None:
    """A record kept only for history decides nothing."""
    old = record("medicine:sertraline", "compound:griffonia", status="superseded")
    assert table(*SEROTONIN, old).pair("medicine:sertraline", "compound:griffonia").record is None


def test_a_party_the_knowledge_does_not_hold_is_unknown() -> None:
    """An id without an entry gives an unknown result, not an error and not a clearance."""
    result = table(*SEROTONIN).pair("compound:nowhere", "medicine:sertraline")
    assert (result.severity, result.basis, result.record) == (Severity.UNKNOWN, Basis.UNKNOWN, None)


def test_a_stack_is_as_bad_as_its_worst_pair_and_names_the_unknown_ones() -> None:
    """Three substances give three pairs, worst first; pairs nobody reviewed are listed."""
    stack = table(
        *SEROTONIN, compound("lily", "antidepressants"), record("class:ssri", "compound:griffonia")
    ).stack(("compound:lily", "compound:griffonia", "medicine:sertraline"))
    assert stack.severity is Severity.MAJOR
    assert [p.severity for p in stack.pairs] == [Severity.MAJOR, Severity.UNKNOWN, Severity.UNKNOWN]
    assert len(stack.unknown) == 2


@pytest.mark.parametrize("parties", [(), ("compound:a",), ("compound:a", "compound:a"), tuple("abcde")])
def test_a_stack_needs_two_to_four_different_parties(parties: tuple[str, ...]) -> None:
    """One substance, one named twice, or five are refused."""
    with pytest.raises(ValueError, match="2 to 4"):
        table().stack(parties)


def test_a_circle_of_classes_ends() -> None:
    """Classes that are each other's parents do not hang the look-up."""
    circle = table(drug_class("one", "two"), drug_class("two", "one"), medicine("pill", "one"))
    assert circle.pair("medicine:pill", "class:two").severity is Severity.UNKNOWN


# Properties over random knowledge.

CLASSES = [f"k{i}" for i in range(5)]
LEAVES = ["compound:x0", "compound:x1", "compound:x2", "medicine:m0", "medicine:m1"]
PARTIES = [*LEAVES, *(f"class:{k}" for k in CLASSES)]


@st.composite
def random_knowledge(draw: st.DrawFn) -> Knowledge:
    subsets = st.lists(st.sampled_from(CLASSES), min_size=1, max_size=3, unique=True)
    things: list[DrugClass | Medicine | Compound | Interaction] = []
    things += [
        drug_class(k, *draw(st.lists(st.sampled_from(CLASSES), max_size=2, unique=True))) for k in CLASSES
    ]
    for leaf in LEAVES:
        kind, key = leaf.split(":")
        things.append((compound if kind == "compound" else medicine)(key, *draw(subsets)))
    for a, b in draw(st.lists(st.tuples(st.sampled_from(PARTIES), st.sampled_from(PARTIES)), max_size=6)):
        if a != b or a.startswith("class:"):
            exceptions = draw(
                st.lists(st.builds(milder, st.sampled_from(PARTIES), st.sampled_from(STORED)), max_size=1)
            )
            severity = draw(st.sampled_from(STORED))
            things.append(
                record(a, b, severity, exceptions=tuple(e for e in exceptions if milder_than(e, severity)))
            )
    return knowledge(*things)


def milder_than(exception: InteractionException, severity: Severity) -> bool:
    return CAUTION[exception.severity] <= CAUTION[severity]


pairs = st.tuples(st.sampled_from(PARTIES), st.sampled_from(PARTIES))


def without(held: Knowledge, record_id: str) -> Knowledge:
    return replace(
        held, interactions=MappingProxyType({k: v for k, v in held.interactions.items() if k != record_id})
    )


@given(random_knowledge(), pairs)
def test_a_pair_is_the_same_from_both_sides(held: Knowledge, pair: tuple[str, str]) -> None:
    """The order in which two substances are named changes nothing."""
    found = InteractionTable(held)
    assert found.pair(*pair) == found.pair(*reversed(pair))


@given(random_knowledge(), st.lists(st.sampled_from(PARTIES), min_size=3, max_size=4, unique=True))
def test_adding_a_substance_never_makes_a_stack_safer(held: Knowledge, parties: list[str]) -> None:
    """A stack asks for at least as much caution as the same stack with one substance less."""
    found = InteractionTable(held)
    assert found.stack(parties).caution >= found.stack(parties[:-1]).caution


@given(random_knowledge(), pairs)
def test_losing_a_record_never_clears_a_pair(held: Knowledge, pair: tuple[str, str]) -> None:
    """Without a record the pair is what another record said of it already, or unknown: nothing new reassures."""
    before = InteractionTable(held).pair(*pair)
    for key in held.interactions:
        after = InteractionTable(without(held, key)).pair(*pair)
        assert [m.record.id for m in after.matches] == [
            m.record.id for m in before.matches if m.record.id != key
        ]
        if not after.matches:
            assert after.severity is Severity.UNKNOWN
        if key != getattr(before.record, "id", None):
            assert after.severity is before.severity


@given(random_knowledge(), pairs)
def test_losing_an_exception_never_makes_a_pair_safer(held: Knowledge, pair: tuple[str, str]) -> None:
    """Exceptions only ever lower; without them the caution stays or rises."""
    strict = replace(
        held,
        interactions=MappingProxyType(
            {k: v.model_copy(update={"exceptions": ()}) for k, v in held.interactions.items()}
        ),
    )
    with_them, without_them = InteractionTable(held).pair(*pair), InteractionTable(strict).pair(*pair)
    if with_them.matches:
        assert without_them.caution >= with_them.caution


def reassures(result: PairResult) -> bool:
    return result.caution < CAUTION[Severity.UNKNOWN]


@given(random_knowledge(), pairs)
def test_nothing_reassures_without_a_record_that_says_so(held: Knowledge, pair: tuple[str, str]) -> None:
    """A result milder than unknown always carries the record, with sources, that makes that statement."""
    result = InteractionTable(held).pair(*pair)
    if reassures(result):
        assert result.record is not None
        assert result.sources
    if result.severity is Severity.NONE_KNOWN:
        assert result.inference == ()
    assert (result.severity is Severity.UNKNOWN) == (result.basis is Basis.UNKNOWN) == (not result.matches)


# The real knowledge.


@pytest.fixture(scope="module")
def real() -> InteractionTable:
    root = Path(__file__).parents[2] / "knowledge"
    return InteractionTable(read_library(root).knowledge())


def test_unknown_ranks_between_moderate_and_minor() -> None:
    """In lists an unknown pair stands below a moderate and above a minor one."""
    order = sorted(Severity, key=lambda s: -CAUTION[s])
    assert order.index(Severity.MODERATE) < order.index(Severity.UNKNOWN) < order.index(Severity.MINOR)


@pytest.mark.parametrize(
    ("a", "b", "at_least"),
    [
        ("compound:5-htp", "medicine:sertraline", Severity.MAJOR),
        ("compound:5-htp", "medicine:phenelzine", Severity.CONTRAINDICATED),
        ("compound:5-htp", "medicine:tramadol", Severity.MAJOR),
        ("compound:5-htp", "medicine:mdma", Severity.MAJOR),
        ("compound:5-htp", "class:antidepressants", Severity.MAJOR),
        ("compound:st-johns-wort", "medicine:sumatriptan", Severity.MODERATE),
        ("compound:st-johns-wort", "medicine:combined-pill", Severity.MAJOR),
        ("compound:st-johns-wort", "medicine:tacrolimus", Severity.MAJOR),
        ("compound:modafinil", "class:hormonal-contraceptives", Severity.MAJOR),
        ("compound:phenibut", "medicine:alprazolam", Severity.MAJOR),
        ("compound:phenibut", "medicine:ghb", Severity.MAJOR),
        ("compound:kratom", "medicine:diazepam", Severity.MAJOR),
        ("compound:kratom", "medicine:naltrexone", Severity.MAJOR),
        ("compound:caffeine", "medicine:fluvoxamine", Severity.MODERATE),
        ("compound:magnesium", "medicine:ciprofloxacin", Severity.MODERATE),
        ("compound:magnesium", "medicine:levothyroxine", Severity.MODERATE),
        ("compound:ashwagandha", "medicine:levothyroxine", Severity.MODERATE),
        ("compound:ginkgo", "medicine:warfarin", Severity.MODERATE),
        ("compound:l-tyrosine", "medicine:phenelzine", Severity.MAJOR),
        ("compound:mucuna", "medicine:haloperidol", Severity.MODERATE),
        ("medicine:dextromethorphan", "medicine:fluoxetine", Severity.MAJOR),
        ("medicine:sildenafil", "medicine:poppers", Severity.CONTRAINDICATED),
        ("medicine:oxycodone", "medicine:alprazolam", Severity.MAJOR),
        ("medicine:lithium", "medicine:ibuprofen", Severity.MAJOR),
        ("medicine:linezolid", "medicine:sertraline", Severity.CONTRAINDICATED),
        ("medicine:lsd", "medicine:lithium", Severity.MAJOR),
    ],
)
def test_the_pairs_that_hurt_are_on_record(
    real: InteractionTable, a: str, b: str, at_least: Severity
) -> None:
    """Well-known dangerous pairs give at least this much caution, by whichever path."""
    assert real.pair(a, b).caution >= CAUTION[at_least]


def test_every_record_is_found_from_both_of_its_parties(real: InteractionTable) -> None:
    """Asked about exactly its two parties, each record is among the matches."""
    for held in real.knowledge.interactions.values():
        assert held.id in [m.record.id for m in real.pair(*reversed(held.between)).matches]
