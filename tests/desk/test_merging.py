"""Two moderators on one entry: fields that only one changed are taken, those that both changed are told."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.merging import merged, touched

TEXTS = st.sampled_from(["one", "two", "three"])
CLAIM = st.fixed_dictionaries(
    {"text": TEXTS}, optional={"note": TEXTS, "because": st.lists(TEXTS, max_size=2, unique=True)}
)
CLAIMS = st.dictionaries(st.sampled_from(["a", "b", "c"]), CLAIM, max_size=3).map(
    lambda claims: [{"id": key, **claim} for key, claim in claims.items()]
)
ENTRY = st.fixed_dictionaries(
    {"name": TEXTS},
    optional={"risk": TEXTS, "claims": CLAIMS, "variants": st.lists(TEXTS, max_size=3, unique=True)},
)


@given(ENTRY, ENTRY)
@settings(max_examples=200, deadline=None)
def test_who_is_alone_gets_what_they_wrote(base, other):
    """When only one side changed anything, the result is that side."""
    assert merged(base, base, other) == (other, ())
    assert merged(base, other, base) == (other, ())
    assert merged(base, other, other) == (other, ())


@given(ENTRY, ENTRY, ENTRY)
@settings(max_examples=300, deadline=None)
def test_nothing_is_lost(base, theirs, mine):
    """A field that only one side changed has that side's value; one that both changed is told as a conflict."""
    value, conflicts = merged(base, theirs, mine)
    told = {conflict.path.split(".")[0] for conflict in conflicts}
    for name in ("name", "risk"):
        sides = [side.get(name) for side in (base, theirs, mine)]
        changed = [side for side in sides[1:] if side != sides[0]]
        if len(changed) == 1 or len(set(changed)) == 1:
            assert value.get(name) == changed[0]
        elif len(changed) == 2:
            assert value.get(name) == sides[2] and name in told


def test_lists_of_words_take_additions_of_both():
    """Two people who each add a wording both find it there."""
    value, conflicts = merged({"v": ["a", "b"]}, {"v": ["a", "b", "c"]}, {"v": ["b", "d"]})
    assert (value, conflicts) == ({"v": ["b", "c", "d"]}, ())


def test_claims_are_told_apart_by_their_ids():
    """Changes of two claims do not meet, wherever the claims stand."""
    base = [{"id": "a", "text": "one"}, {"id": "b", "text": "two"}]
    theirs = [{"id": "new", "text": "x"}, {"id": "a", "text": "one"}, {"id": "b", "text": "two!"}]
    mine = [{"id": "a", "text": "one!"}, {"id": "b", "text": "two"}]
    value, conflicts = merged({"claims": base}, {"claims": theirs}, {"claims": mine})
    assert conflicts == ()
    assert {one["id"]: one["text"] for one in value["claims"]} == {"new": "x", "a": "one!", "b": "two!"}


@given(ENTRY, ENTRY)
@settings(max_examples=200, deadline=None)
def test_what_is_touched_is_what_differs(before, after):
    """A path is named exactly when its field differs; equal entries touch nothing."""
    paths = {path.split(".")[0] for path, _ in touched(before, after)}
    differing = {name for name in {*before, *after} if before.get(name, 0) != after.get(name, 0)}
    assert paths == differing
