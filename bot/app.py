"""The composition root: the only place that knows every part and wires them."""

from functools import partial
from pathlib import Path

from bot.answer.choose import Chooser
from bot.answer.interactions import InteractionTable
from bot.answer.pipeline import Answerer
from bot.chat.client import FootnoteBot
from bot.library.reader import read_library
from bot.model.knowledge import Knowledge
from bot.settings import Settings
