"""Corrects a reply where it stands: the entry is opened again and the message edited, or a correction posted under it."""

from typing import TYPE_CHECKING

import discord

from bot.chat import gate
from bot.chat.manner import Manner
from bot.chat.notices import notice
from bot.chat.reply import Controls
from bot.chat.rows import rows_of
from bot.desk.recall import TryAgain
from bot.model.outcome import Kind, Outcome
from bot.render.surface import Surface
from bot.state.records import Receipt, Settled

if TYPE_CHECKING:
    from bot.chat.client import FootnoteBot

ANSWERS = frozenset({Kind.ANSWER, Kind.ANSWER_WITH_WARNING})
LATER = 500
"""From this status on Discord has trouble of its own; 429 is waited for by the library and ends here after its tries."""
TOO_MANY = 429


class Correcting:
    """The `Corrector` of a recall on Discord."""

    def __init__(self, bot: "FootnoteBot") -> None:
        self._bot = bot

    async def __call__(self, receipt: Receipt) -> Settled:
        """Edit the reply in place. When its entry no longer answers, what stands there is withdrawn with a reason."""
        manner = self._manner(receipt)
        message = self._bot.get_partial_messageable(receipt.channel).get_partial_message(receipt.message)
        outcome = self._outcome(receipt)
        reply = self._bot.reply(outcome or self._withdrawn(manner), manner, controls=_controls(outcome))
        rows = rows_of(reply, reply.page(0)) if outcome else ()
        try:
            await gate.correct(message, reply, rows)
        except discord.NotFound:
            return Settled.GONE
        except discord.Forbidden:
            return Settled.FORBIDDEN
        except discord.RateLimited as error:
            raise TryAgain(error.retry_after) from error
        except discord.HTTPException as error:
            if error.status == TOO_MANY or error.status >= LATER:
                raise TryAgain from error
            return await self._posted(receipt, manner, outcome)
        except OSError as error:
            raise TryAgain from error
        return Settled.CORRECTED

    async def _posted(self, receipt: Receipt, manner: Manner, outcome: Outcome | None) -> Settled:
        """The message cannot be edited (it is of another make): say the new answer below it."""
        place = self._bot.get_partial_messageable(receipt.channel)
        reply = self._bot.reply(outcome or self._withdrawn(manner), manner, controls=Controls.PAGING)
        return Settled.POSTED if await gate.post(place, reply) else Settled.FAILED

    def _outcome(self, receipt: Receipt) -> Outcome | None:
        """What the first entry says now; nothing when it does not answer any more."""
        outcome = self._bot.answers().open(receipt.entries[0])
        return outcome if outcome.kind in ANSWERS else None

    def _withdrawn(self, manner: Manner) -> Outcome:
        return self._bot.present(notice(manner.language, "recall.withdrawn"))

    def _manner(self, receipt: Receipt) -> Manner:
        surface = Surface(receipt.surface) if receipt.surface in set(Surface) else Surface.CARD
        return Manner(surface, self._bot.languages.of(receipt.language), receipt.region)


def _controls(outcome: Outcome | None) -> Controls:
    return Controls.FULL if outcome else Controls.PAGING
