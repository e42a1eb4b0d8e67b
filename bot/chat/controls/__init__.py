"""Buttons and selects. Their custom ids hold ids only, so they work after a restart and hold no one's text."""

from bot.chat.controls.asking import FollowUp
from bot.chat.controls.dismissing import Dismiss
from bot.chat.controls.feedback import Feedback
from bot.chat.controls.reading import More, NextPage, OpenEntry
from bot.chat.controls.reporting import ReportButton
from bot.chat.controls.urgent import AllNumbers, RegionChoice

ALL = (AllNumbers, Dismiss, Feedback, FollowUp, More, NextPage, OpenEntry, RegionChoice, ReportButton)

__all__ = ["ALL"]
