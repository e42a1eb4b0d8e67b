"""Who looked at an entry and when; when it is due again is computed, never typed."""

import datetime

from bot.model.base import Name, Record
from bot.model.vocabulary import Risk

REVIEW_DAYS = {Risk.HIGH: 180, Risk.CAUTION: 365, Risk.INFO: 540}


class Review(Record):
    """`by` and `second` are roles or handles, never real names."""

    date: datetime.date
    """The day it was last read against its sources."""
    by: Name
    """The role or handle of who wrote it."""
    second: Name | None = None
    """The role or handle of who read it a second time."""

    def due(self, risk: Risk) -> datetime.date:
        """The day this entry should be read again: sooner the more harm an error could do."""
        return self.date + datetime.timedelta(days=REVIEW_DAYS[risk])
