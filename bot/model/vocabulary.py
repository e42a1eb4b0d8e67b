"""The closed word lists of the domain. Open ones (classes, medicines) are data in `knowledge/vocabulary/`."""

from collections.abc import Iterable
from enum import StrEnum


class Topic(StrEnum):
    """What a question is about."""

    OVERVIEW = "overview"
    DOSAGE = "dosage"
    HALF_LIFE = "half_life"
    TIMING = "timing"
    ONSET_DURATION = "onset_duration"
    MECHANISM = "mechanism"
    EFFECTS_BENEFITS = "effects_benefits"
    EVIDENCE = "evidence"
    SIDE_EFFECTS = "side_effects"
    SAFETY_RISK = "safety_risk"
    INTERACTION = "interaction"
    TOLERANCE_WITHDRAWAL = "tolerance_withdrawal"
    LEGALITY = "legality"
    SOURCING = "sourcing"
    STORAGE_PREPARATION = "storage_preparation"
    COMPARISON = "comparison"
    STACKING = "stacking"
    SPECIAL_POPULATION = "special_population"
    DRUG_TEST = "drug_test"
    GENERAL_BEGINNER = "general_beginner"
    OTHER = "other"


class Risk(StrEnum):
    """How much harm a wrong reading of an entry could do."""

    INFO = "info"
    CAUTION = "caution"
    HIGH = "high"

    @classmethod
    def highest(cls, risks: Iterable["Risk"]) -> "Risk":
        """The highest of some risks; info when there are none."""
        return max(risks, key=list(cls).index, default=cls.INFO)


class ClaimKind(StrEnum):
    """What a claim says something about; each kind belongs to the topics in `CLAIM_TOPICS`."""

    OVERVIEW = "overview"
    MECHANISM = "mechanism"
    EFFECT = "effect"
    DOSE = "dose"
    HALF_LIFE = "half-life"
    ONSET = "onset"
    TIMING = "timing"
    ADVERSE_EFFECT = "adverse-effect"
    SAFETY = "safety"
    TOLERANCE = "tolerance"
    WITHDRAWAL = "withdrawal"
    INTERACTION = "interaction"
    SPECIAL_POPULATION = "special-population"
    LEGAL = "legal"
    SPORT = "sport"
    DRUG_TEST = "drug-test"
    QUALITY = "quality"
    PREPARATION = "preparation"
    COMPARISON = "comparison"


CLAIM_TOPICS: dict[ClaimKind, tuple[Topic, ...]] = {
    ClaimKind.OVERVIEW: (Topic.OVERVIEW,),
    ClaimKind.MECHANISM: (Topic.MECHANISM,),
    ClaimKind.EFFECT: (Topic.EFFECTS_BENEFITS, Topic.EVIDENCE),
    ClaimKind.DOSE: (Topic.DOSAGE,),
    ClaimKind.HALF_LIFE: (Topic.HALF_LIFE,),
    ClaimKind.ONSET: (Topic.ONSET_DURATION,),
    ClaimKind.TIMING: (Topic.TIMING,),
    ClaimKind.ADVERSE_EFFECT: (Topic.SIDE_EFFECTS,),
    ClaimKind.SAFETY: (Topic.SAFETY_RISK,),
    ClaimKind.TOLERANCE: (Topic.TOLERANCE_WITHDRAWAL,),
    ClaimKind.WITHDRAWAL: (Topic.TOLERANCE_WITHDRAWAL,),
    ClaimKind.INTERACTION: (Topic.INTERACTION, Topic.STACKING),
    ClaimKind.SPECIAL_POPULATION: (Topic.SPECIAL_POPULATION,),
    ClaimKind.LEGAL: (Topic.LEGALITY,),
    ClaimKind.SPORT: (Topic.DRUG_TEST, Topic.LEGALITY),
    ClaimKind.DRUG_TEST: (Topic.DRUG_TEST,),
    ClaimKind.QUALITY: (Topic.SOURCING, Topic.SAFETY_RISK),
    ClaimKind.PREPARATION: (Topic.STORAGE_PREPARATION,),
    ClaimKind.COMPARISON: (Topic.COMPARISON,),
}


class Result(StrEnum):
    """The direction of a finding; strength is `Certainty`, standing is `Standing`."""

    BENEFIT = "benefit"
    HARM = "harm"
    NO_DIFFERENCE = "no-difference"
    MIXED = "mixed"


class Certainty(StrEnum):
    """A GRADE-informed word for how sure the body of evidence lets us be (not a GRADE rating)."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very-low"


class Downgrade(StrEnum):
    """GRADE's reasons for rating certainty down."""

    BIAS = "risk-of-bias"
    INCONSISTENCY = "inconsistency"
    INDIRECTNESS = "indirectness"
    IMPRECISION = "imprecision"
    PUBLICATION_BIAS = "publication-bias"


class Stance(StrEnum):
    SUPPORTS = "supports"
    DISPUTES = "disputes"
    CONTEXT = "context"


class Standing(StrEnum):
    """Contested and superseded claims stay on file, labelled, so that 'is it true that…' has an answer."""

    ACCEPTED = "accepted"
    CONTESTED = "contested"
    SUPERSEDED = "superseded"


class Severity(StrEnum):
    """How bad an interaction is, worst first. `unknown` is computed, never stored."""

    CONTRAINDICATED = "contraindicated"
    MAJOR = "major"
    MODERATE = "moderate"
    MINOR = "minor"
    NONE_KNOWN = "none-known"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """Where an interaction result comes from."""

    DOCUMENTED = "documented"
    CLASS = "class"
    MECHANISM = "mechanism"
    UNKNOWN = "unknown"


class Group(StrEnum):
    """People for whom an answer needs its own warning."""

    PREGNANCY = "pregnancy"
    BREASTFEEDING = "breastfeeding"
    MINORS = "minors"
    OLDER_PEOPLE = "older-people"
    KIDNEY = "kidney"
    LIVER = "liver"
    HEART = "heart"
    BLOOD_PRESSURE = "blood-pressure"
    EPILEPSY = "epilepsy"
    BIPOLAR = "bipolar"
    PSYCHOSIS = "psychosis"
    DEPRESSION = "depression"
    ANXIETY = "anxiety"
    ADHD = "adhd"
    THYROID = "thyroid"
    DIABETES = "diabetes"
    SURGERY = "surgery"
    BLOOD_THINNERS = "blood-thinners"
    CANCER = "cancer"
    IMMUNE = "immune"
    ADDICTION = "addiction"
    DRIVING = "driving"
    SPORT = "sport"
    REPLACING_MEDICINE = "replacing-medicine"
    STOPPING_MEDICINE = "stopping-medicine"
    ESCALATION = "escalation"


class Design(StrEnum):
    """Study or document designs, strongest evidence for people first."""

    META_ANALYSIS = "meta-analysis"
    SYSTEMATIC_REVIEW = "systematic-review"
    RCT = "rct"
    OPEN_TRIAL = "open-trial"
    PHARMACOKINETIC = "pharmacokinetic"
    COHORT = "cohort"
    CASE_CONTROL = "case-control"
    CROSS_SECTIONAL = "cross-sectional"
    SURVEILLANCE = "surveillance"
    CASE_REPORT = "case-report"
    PRODUCT_TEST = "product-test"
    ANIMAL = "animal"
    IN_VITRO = "in-vitro"
    NARRATIVE_REVIEW = "narrative-review"
    GUIDELINE = "guideline"
    LABEL = "label"
    REGULATOR = "regulator"
    FACT_SHEET = "fact-sheet"
    REGISTRY = "registry"
    PATENT = "patent"
    ENCYCLOPEDIA = "encyclopedia"
    NEWS = "news"
    OTHER = "other"


class Species(StrEnum):
    HUMAN = "human"
    ANIMAL = "animal"
    CELLS = "cells"
    NONE = "none"
