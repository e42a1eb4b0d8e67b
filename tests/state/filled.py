"""A store with something in every table, all of one moment."""

from datetime import UTC, datetime

from sqlalchemy import func, select

from bot.state.records import (
    AuditLine,
    GapKind,
    Preferences,
    Proposal,
    Receipt,
    ReviewEnd,
    ServerSettings,
    Settled,
    SuggestionKind,
    Verdict,
)
from bot.state.tables import Base

NOON = datetime(2030, 5, 1, 12, tzinfo=UTC)
MEMBER, MODERATOR = 700, 42


async def fill(store, at=NOON):
    """One of everything: a member's, a moderator's and a server's."""
    await store.save_server(5, ServerSettings(channels=(1, 2)))
    await store.save_preferences(MEMBER, Preferences(language="de"))
    await store.count_feedback("faq:x", Verdict.UNSAFE, "v1")
    await store.remember("commands", "hash")
    for message in (10, 11):
        await store.receipts.add(Receipt(message, 3, 5, ("faq:x", "faq:y"), "v1", at))
    await store.receipts.add(Receipt(12, 4, None, ("faq:x",), "v1", at, person=MEMBER))
    recall = await store.recalls.begin(["faq:x"], "v2", MODERATOR, 5, at)
    for message in (10, 11, 12):
        await store.recalls.settle(recall, message, Settled.FAILED)
    await store.gaps.note("x topic:dosage", GapKind.ABSTAIN, "aa", at.date())
    await store.gaps.key(at.date())
    await store.shapes.note("x", "faq:x", at.date())
    written = await store.suggestions.add(
        SuggestionKind.REPORT, MEMBER, "It says 10 mg.", guild=5, entry="faq:x", at=at
    )
    await store.suggestions.assign(written.id, MODERATOR)
    for id, author, by in (("p1", MODERATOR, 43), ("p2", 43, MODERATOR)):
        await store.reviews.propose(Proposal(id, "faq:x", "c" * 40, "b" * 40, author, 5, at))
        await store.reviews.close(id, by, ReviewEnd.ACCEPTED, at)
    await store.audit.write(AuditLine(at, MODERATOR, 5, "edit", "faq:x", "c" * 40))


async def counts(store):
    """Rows by table."""
    found = {}
    for name, table in Base.metadata.tables.items():
        (row,) = await store._database.rows(select(func.count()).select_from(table))
        found[name] = row[0]
    return found
