"""What raises an alarm, of which kind, for whom."""

import pytest


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("he is not breathing, what do I do", "emergency"),
        ("swallowed 40 of the sleeping tablets an hour ago", "emergency"),
        ("my throat is closing up after the new capsule", "emergency"),
        ("stopped my benzos two days ago, seeing people who aren't there and shaking", "emergency"),
        ("my toddler got into my iron tablets", "emergency"),
        ("the dog ate my whole bottle of vitamin d", "emergency"),
        ("I want to kill myself tonight", "crisis"),
        ("they would all be better off without me", "crisis"),
        ("cut my arms again last night", "crisis"),
        ("my brother says he is going to hang himself", "crisis"),
    ],
)
def test_plain_cases_alarm_even_without_the_scorer(rules, text, kind):
    """The rules alone know every class of the taxonomy."""
    assert rules.assess(text).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "this exam is killing me, any focus tips",
        "can you overdose on theanine?",
        "I would die for a good night's sleep",
        "my grandfather had a stroke in 2011, is ginkgo a problem",
        "for my essay: how many people overdose on caffeine a year",
        "is chest pain listed as a side effect of ginseng",
        "goodbye brain fog!",
        "cutting season, do I keep creatine",
        "my phone died",
        "poison build or bleed build",
    ],
)
def test_look_alikes_stay_quiet(triage, text):
    """Idioms, questions of possibility, study and the past are no alarm."""
    assert triage.assess(text) is None


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("my cat swallowed my antidepressant", "pet"),
        ("my husband is unconscious and his lips are blue", "third-party"),
        ("im 14 and took too many of my mums tablets", "minor"),
        ("I'm 30 weeks pregnant and bleeding", "pregnancy"),
        ("she took kratom and won't wake up, lips are blue", "opioid"),
        ("accidentally took ten times the dose", "poison"),
    ],
)
def test_the_alarm_says_for_whom(triage, text, variant):
    """Variants name the person or animal, so that the card fits."""
    assert variant in triage.assess(text).variants


def test_a_crisis_with_something_taken_is_both(triage):
    """Pills already swallowed to die: crisis and emergency in one alarm."""
    alarm = triage.assess("i swallowed all my tablets because i want to die")
    assert alarm.kind == "crisis"
    assert alarm.both


def test_reasons_never_hold_the_message(triage):
    """Reasons are ids from the data and the code, never words of the user."""
    alarm = triage.assess("i took 40 zolpidem and my name is Rumpelstilzchen")
    assert alarm.reasons
    assert "rumpelstilzchen" not in " ".join(alarm.reasons).lower()


def test_a_suppressor_cancels_only_what_it_covers(rules):
    """An idiom does not hide the emergency next to it."""
    assert rules.assess("this traffic is killing me") is None
    assert rules.assess("this traffic is killing me. also he is not breathing").kind == "emergency"
    assert rules.assess("im not suicidal but i took all my pills").kind == "emergency"


def test_negation_ends_at_but(rules):
    """ "Not X but Y" denies X only."""
    assert rules.assess("he is not having a seizure, all fine") is None
    assert rules.assess("not drunk but he is having a seizure").kind == "emergency"


@pytest.mark.parametrize("place", ["head", "middle", "tail"])
def test_a_line_buried_in_a_long_post_is_found(triage, place):
    """Head, middle and tail of 4,000 characters are all read."""
    chat = "I take magnesium at night and creatine after the gym. Does storage matter? "
    before = {"head": 0, "middle": 24, "tail": 48}[place]
    text = chat * before + "my son is having a seizure right now. " + chat * (48 - before)
    assert triage.assess(text[:4000]).kind == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "i want to k1ll mys3lf",
        "i want to d i e",
        "s u i c i d a l tonight",
        "i wantt to kiiiill myself",
        "ｉ ｗａｎｔ ｔｏ ｄｉｅ",
        "і wаnt tо dіe",
        "i want to ki\u200bll my\u200bself",
        "i w̶a̶n̶t̶ t̶o̶ d̶i̶e̶",
        "thinking of su!cide",
        "unalive myself",
    ],
)
def test_disguised_spelling_is_read(rules, text):
    """Leet, spacing, stretching, look-alike letters, invisible and combining marks change nothing."""
    assert rules.assess(text).kind == "crisis"


@pytest.mark.parametrize(
    "text",
    [
        "he is having a siezure",
        "shes unconcious",
        "accidentaly swalowed bleech",
        "cant breahte",
        "i overdsoed on pills",
    ],
)
def test_typing_errors_are_read(rules, text):
    """One slip in a word of five letters, two in eight."""
    assert rules.assess(text).kind == "emergency"


@pytest.mark.parametrize(
    "text", ["threading a needle", "a shallow dish", "the bread is nice", "prison break season 2"]
)
def test_real_words_are_not_corrected_into_triggers(rules, text):
    """ "Prison" is not "poison" and "shallow" is not "swallow"."""
    assert rules.assess(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("no quiero vivir mas, quiero morir", "crisis"),
        ("ich will nicht mehr leben", "crisis"),
        ("je veux mourir", "crisis"),
        ("não quero mais viver", "crisis"),
        ("mi hijo no respira", "emergency"),
        ("er atmet kaum noch", "emergency"),
        ("elle ne respire plus", "emergency"),
        ("ele não acorda", "emergency"),
    ],
)
def test_the_commonest_phrases_of_other_languages(rules, text, kind):
    """Spanish, German, French and Portuguese: a floor, not a promise."""
    assert rules.assess(text).kind == kind
