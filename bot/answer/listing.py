"""Lists that can be opened: the questions of a topic, the sources of a card, one source, and the bot itself."""

from bot.answer.entries import EntryRef, faq_id
from bot.answer.phrases import ABOUT, ABOUT_TITLE, FAQ_INTRO, MORE_QUESTIONS
from bot.model.citation import cited_keys, with_mark
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.knowledge import Knowledge
from bot.model.outcome import Choice, Draft, Kind, Paragraph, Section
from bot.model.source import Source
from bot.model.vocabulary import Topic

SHOWN = 20
"""Questions on one page of a list; Discord's lists hold 25 options, and the pages before and after need two."""


def listing(ref: EntryRef, knowledge: Knowledge) -> Draft | None:
    """The draft of a list entry; None when it is not one or has nothing in it."""
    match ref.kind:
        case "faqs":
            topic, _, page = ref.key.partition("+")
            return _questions(topic, int(page) if page.isdecimal() else 1, knowledge)
        case "sources" if ref.key in knowledge.compounds:
            return _sources(knowledge.compounds[ref.key], knowledge)
        case "sources" if ref.key in knowledge.sources:
            return _source(knowledge.sources[ref.key])
        case "about":
            return _about(knowledge)
    return None


def _questions(topic: str, page: int, knowledge: Knowledge) -> Draft | None:
    """One page of the questions on a topic, those about no substance first; `faqs:dosage+2` is the second page."""
    found = [faq for faq in knowledge.faqs.values() if topic == "all" or topic in faq.topics]
    found.sort(key=lambda faq: (bool(faq.compounds), faq.question))
    first = (page - 1) * SHOWN
    chosen: list[Faq] = found[first : first + SHOWN]
    if not chosen:
        return None
    intro = FAQ_INTRO.format(count=len(found), first=first + 1, last=first + len(chosen))
    further = [Choice(f"faqs:{topic}+{page + 1}", MORE_QUESTIONS)] if first + SHOWN < len(found) else []
    return Draft(
        kind=Kind.ANSWER,
        title="Questions" if topic == "all" else f"Questions on {topic.replace('_', ' ')}",
        sections=(Section(None, (Paragraph(intro), *(Paragraph(f"- {faq.question}") for faq in chosen))),),
        related=(*(Choice(faq_id(faq.id), faq.question) for faq in chosen), *further),
        entries=(f"faqs:{topic}" if page == 1 else f"faqs:{topic}+{page}",),
        topic=Topic(topic) if topic != "all" else Topic.OTHER,
        confidence=1.0,
    )


def _sources(card: Compound, knowledge: Knowledge) -> Draft | None:
    keys = [key for claim in card.claims for key in (e.source for e in claim.evidence)]
    keys += [key for text in (card.summary, card.warning or "") for key in cited_keys(text)]
    sources = [knowledge.sources[key] for key in dict.fromkeys(keys) if key in knowledge.sources]
    if not sources:
        return None
    sources.sort(key=lambda source: source.year or 0, reverse=True)
    return Draft(
        kind=Kind.ANSWER,
        title=f"Sources of {card.name}",
        sections=(Section(None, tuple(Paragraph(with_mark(s.finding, (s.id,))) for s in sources)),),
        related=(Choice(f"card:{card.id}#overview", f"{card.name}: overview"),),
        entries=(f"sources:{card.id}",),
        compounds=(card.id,),
        topic=Topic.EVIDENCE,
        confidence=1.0,
    )


def _source(source: Source) -> Draft:
    checked = f"Title and identifier were seen together on {source.verified.date}. {source.verified.how}."
    return Draft(
        kind=Kind.ANSWER,
        title=source.title[:200],
        sections=(
            Section(
                None, (Paragraph(with_mark(source.finding, (source.id,))), Paragraph(checked, "Checked"))
            ),
        ),
        entries=(f"sources:{source.id}",),
        topic=Topic.EVIDENCE,
        confidence=1.0,
    )


def _about(knowledge: Knowledge) -> Draft:
    counts = (
        f"{len(knowledge.compounds)} compounds, {len(knowledge.faqs)} questions, "
        f"{len(knowledge.interactions)} interactions, {len(knowledge.sources)} sources; version {knowledge.version}."
    )
    topics = ("bot-evidence-grades", "bot-sources", "bot-privacy", "bot-funding", "bot-report-error")
    return Draft(
        kind=Kind.ANSWER,
        title=ABOUT_TITLE,
        sections=(Section(None, (*(Paragraph(text) for text in ABOUT), Paragraph(counts, "Knowledge"))),),
        related=tuple(Choice(faq_id(k), knowledge.faqs[k].question) for k in topics if k in knowledge.faqs),
        entries=("about:bot",),
        confidence=1.0,
    )
