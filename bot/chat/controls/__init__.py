"""Buttons and selects. Their custom ids hold ids only, so they work after a restart and hold no one's text."""

from bot.chat.controls.asking import FollowUp
from bot.chat.controls.choosing import Choose, ChooseChannels, ChooseRole, Turn
from bot.chat.controls.dismissing import Dismiss
from bot.chat.controls.feedback import Feedback
from bot.chat.controls.reading import More, NextPage, OpenEntry
from bot.chat.controls.reporting import ReportButton
from bot.chat.controls.urgent import AllNumbers, RegionChoice

ALL = (
    AllNumbers, Choose, ChooseChannels, ChooseRole, Dismiss, Feedback, FollowUp, More, NextPage, OpenEntry,
    RegionChoice, ReportButton, Turn,
)  # fmt: skip

__all__ = ["ALL"]
