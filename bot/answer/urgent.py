"""Emergencies and crises: a fixed card with the contacts of every region, the asker's first. Nothing else goes in."""

from bot.model.outcome import Draft, Kind, Paragraph, Section
from bot.model.safety import Contact, EmergencyCard
from bot.model.vocabulary import Topic

REGIONS = {
    "US": "United States", "CA": "Canada", "GB": "United Kingdom", "IE": "Ireland", "EU": "European Union",
    "AU": "Australia", "NZ": "New Zealand", "IN": "India", "ZZ": "Anywhere else",
}  # fmt: skip
NUMBERS, ELSEWHERE, MEANWHILE, NEVER, LAST_CHECKED = (
    "Numbers",
    "Numbers elsewhere",
    "Until help is there",
    "Do not",
    "Numbers last checked {date}.",
)


def urgent_draft(
    card: EmergencyCard,
    contacts: tuple[Contact, ...],
    extra: EmergencyCard | None = None,
    region: str | None = None,
) -> Draft:
    """The action line, the numbers of the caller's `region`, what to do and what not to do, then all other numbers.

    `extra` is the medical card when a crisis includes something already taken.
    """
    sections = [Section(None, (Paragraph(f"**{card.action}**"),))]
    if extra is not None:
        sections.append(Section(None, (Paragraph(f"**{extra.action}**"),)))
    near = tuple(c for c in contacts if c.region == region)
    if near:
        sections.append(Section(NUMBERS, (_listed(near),)))
    steps = (*card.steps, *(s for s in (extra.steps if extra else ()) if s not in card.steps))
    never = (*card.never, *(s for s in (extra.never if extra else ()) if s not in card.never))
    sections.append(Section(MEANWHILE, tuple(Paragraph(f"- {step}") for step in steps)))
    if never:
        sections.append(Section(NEVER, tuple(Paragraph(f"- {step}") for step in never)))
    far = tuple(c for c in contacts if c not in near)
    sections.append(Section(ELSEWHERE if near else NUMBERS, _by_region(far)))
    seen = min((c.seen for c in contacts), default=card.reviewed)
    sections.append(Section(None, (Paragraph(card.footer), Paragraph(LAST_CHECKED.format(date=seen)))))
    return Draft(
        kind=Kind(card.kind),
        title=card.title,
        sections=tuple(sections),
        entries=(f"safety:{card.id}",),
        address=f"safety:{card.id}+{extra.id}" if extra else None,
        topic=Topic.SAFETY_RISK,
        confidence=1.0,
    )


def _listed(contacts: tuple[Contact, ...]) -> Paragraph:
    """The caller's own region: one number a line, to be found at a glance."""
    lines = "".join(f"\n- {_line(contact)}" for contact in contacts)
    return Paragraph(f"**{_named(contacts[0].region)}:**{lines}")


def _by_region(contacts: tuple[Contact, ...]) -> tuple[Paragraph, ...]:
    """One short paragraph a region, in the order given."""
    regions: dict[str, list[str]] = {}
    for contact in contacts:
        regions.setdefault(contact.region, []).append(_line(contact))
    return tuple(Paragraph(f"**{_named(region)}:** {'; '.join(lines)}") for region, lines in regions.items())


def _named(region: str) -> str:
    return REGIONS.get(region, region)


def _line(contact: Contact) -> str:
    ways = [contact.phone or "", f"text {contact.text}" if contact.text else "", contact.url or ""]
    hours = f" ({contact.hours})" if contact.hours else ""
    reached = ", ".join(way for way in ways if way)
    return f"{contact.name} {reached}".rstrip() + hours
