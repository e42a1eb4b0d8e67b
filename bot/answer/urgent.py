"""Emergencies and crises: a fixed card with the contacts of every region, the asker's first. Nothing else goes in."""

from bot.model.outcome import Draft, Kind, Paragraph, Section
from bot.model.safety import Contact, EmergencyCard
from bot.model.vocabulary import Topic

REGIONS = {
    "US": "United States", "CA": "Canada", "GB": "United Kingdom", "IE": "Ireland", "EU": "European Union",
    "AU": "Australia", "NZ": "New Zealand", "IN": "India", "ZZ": "Anywhere else",
}  # fmt: skip
NUMBERS, MEANWHILE, NEVER, LAST_CHECKED = (
    "Numbers",
    "Until help is there",
    "Do not",
    "Numbers last checked {date}.",
)


def urgent_draft(
    card: EmergencyCard, contacts: tuple[Contact, ...], extra: EmergencyCard | None = None
) -> Draft:
    """The action line first, then numbers, then what to do and what not to do.

    `extra` is the medical card when a crisis includes something already taken.
    """
    sections = [Section(None, (Paragraph(f"**{card.action}**"),))]
    if extra is not None:
        sections.append(Section(None, (Paragraph(f"**{extra.action}**"),)))
    sections.append(Section(NUMBERS, tuple(_by_region(contacts))))
    steps = (*card.steps, *(s for s in (extra.steps if extra else ()) if s not in card.steps))
    never = (*card.never, *(s for s in (extra.never if extra else ()) if s not in card.never))
    sections.append(Section(MEANWHILE, tuple(Paragraph(f"- {step}") for step in steps)))
    if never:
        sections.append(Section(NEVER, tuple(Paragraph(f"- {step}") for step in never)))
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


def _by_region(contacts: tuple[Contact, ...]) -> list[Paragraph]:
    regions: dict[str, list[str]] = {}
    for contact in contacts:
        regions.setdefault(contact.region, []).append(_line(contact))
    shown = []
    for number, (region, lines) in enumerate(regions.items()):
        # The first region is the caller's: one number a line, to be found at a glance. The others are kept short.
        joined = "".join(f"\n- {line}" for line in lines) if number == 0 else " " + "; ".join(lines)
        shown.append(Paragraph(f"**{REGIONS.get(region, region)}:**{joined}"))
    return shown


def _line(contact: Contact) -> str:
    ways = [contact.phone or "", f"text {contact.text}" if contact.text else "", contact.url or ""]
    hours = f" ({contact.hours})" if contact.hours else ""
    reached = ", ".join(way for way in ways if way)
    return f"{contact.name} {reached}".rstrip() + hours
