"""Which fixed card answers an alarm, and whom to call in which order."""

from dataclasses import dataclass

from bot.model.knowledge import SafetyTexts
from bot.model.safety import Contact, EmergencyCard
from bot.triage.alarm import Alarm, AlarmKind, Variant

_ORDER: dict[AlarmKind, tuple[Variant, ...]] = {
    "emergency": ("pet", "pregnancy", "opioid", "minor", "poison", "third-party"),
    "crisis": ("third-party", "minor"),
}
"""The first variant that an alarm has and a card exists for decides the card."""
ANYWHERE = "ZZ"


@dataclass(frozen=True, slots=True)
class UrgentCard:
    """`contacts`: the caller's region first, then all others. `extra`: the medical card of a crisis that began already."""

    card: EmergencyCard
    contacts: tuple[Contact, ...]
    extra: EmergencyCard | None = None


def emergency_card(alarm: Alarm, region: str | None, safety: SafetyTexts) -> UrgentCard:
    """The card for an alarm. `region` is two capital letters or None. Raises ValueError when `safety` has no default card."""
    card = _card(alarm.kind, alarm.variants, safety)
    extra = _card("emergency", alarm.variants | {"poison"}, safety) if alarm.both else None
    wanted = (
        *card.contacts,
        *(kind for kind in (extra.contacts if extra else ()) if kind not in card.contacts),
    )
    if "minor" in alarm.variants and "child" not in wanted:
        wanted = (*wanted, "child")
    return UrgentCard(card, ordered_contacts(safety.contacts, wanted, region), extra)


def ordered_contacts(
    contacts: tuple[Contact, ...], kinds: tuple[str, ...], region: str | None
) -> tuple[Contact, ...]:
    """Contacts of `kinds`: the region's own first, "anywhere" last; within a region in the order of `kinds`."""
    regions = list(dict.fromkeys(c.region for c in contacts))
    regions.sort(key=lambda r: (r != region, r == ANYWHERE))
    chosen = (c for c in contacts if c.kind in kinds)
    return tuple(sorted(chosen, key=lambda c: (regions.index(c.region), kinds.index(c.kind))))


def _card(kind: AlarmKind, variants: frozenset[Variant], safety: SafetyTexts) -> EmergencyCard:
    cards = {c.variant: c for c in safety.cards if c.kind == kind}
    for variant in _ORDER[kind]:
        if variant in variants and variant in cards:
            return cards[variant]
    if "default" not in cards:
        raise ValueError(f"there is no default card for `{kind}`")
    return cards["default"]
