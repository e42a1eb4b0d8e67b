"""The gate alone talks to Discord, keeps its deadlines, and shows typing only when it takes a moment."""

import ast
import asyncio
from datetime import timedelta
from pathlib import Path

import discord
import pytest

from bot.chat import gate

CHAT = Path(__file__).resolve().parents[2] / "bot" / "chat"
SENDERS = {
    "send", "reply", "send_message", "send_modal", "defer", "edit", "edit_message", "edit_original_response",
    "delete", "delete_original_response", "typing", "create_dm", "add_reaction", "trigger_typing",
}  # fmt: skip
OURS = {"self.bot", "self._bot", "bot", "self"}
"""Receivers whose methods of these names are the bot's own, which end in the gate."""


def test_nothing_else_sends():
    """No module but the gate calls one of discord.py's senders."""
    found = []
    for path in CHAT.rglob("*.py"):
        if path.name == "gate.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                receiver = ast.unparse(node.func.value)
                if node.func.attr in SENDERS and receiver not in OURS:
                    found.append(f"{path.name}:{node.lineno} {receiver}.{node.func.attr}")
    assert found == []


class Response:
    """What `hold` needs of an interaction's response."""

    def __init__(self):
        self.held = asyncio.Event()
        self.hidden = None

    def is_done(self):
        return self.held.is_set()

    async def defer(self, *, ephemeral, thinking):
        self.hidden = ephemeral
        self.held.set()


class Press:
    def __init__(self, age=0.0):
        self.created_at = discord.utils.utcnow() - timedelta(seconds=age)
        self.response = Response()


@pytest.mark.parametrize("private", [True, False])
async def test_slow_work_is_put_on_hold(monkeypatch, private):
    """Work that outlasts the patience is announced with its visibility, and its result still arrives."""
    monkeypatch.setattr(gate, "LATE", 0.01)
    press = Press()

    async def work():
        await press.response.held.wait()
        return "answer"

    assert await gate.in_time(press, work(), lambda: private) == "answer"
    assert press.response.hidden is private


async def test_quick_work_is_answered_directly():
    """Nothing is announced when the answer is there at once."""
    press = Press()
    assert await gate.in_time(press, asyncio.sleep(0, "answer"), lambda: True) == "answer"
    assert not press.response.held.is_set()


async def test_a_press_that_arrives_late_is_put_on_hold_first():
    """Two of the three seconds are gone: no time to work it out before telling Discord."""
    press = Press(age=2)
    assert await gate.in_time(press, asyncio.sleep(0, "answer"), lambda: False) == "answer"
    assert press.response.held.is_set()


async def test_typing_shows_when_it_takes_a_moment(monkeypatch):
    """The indicator starts after the moment and not before."""
    monkeypatch.setattr(gate, "MOMENT", 0.0)
    typed = asyncio.Event()

    class Channel:
        async def typing(self):
            typed.set()

    async with gate.typing_if_slow(Channel()):
        await asyncio.wait_for(typed.wait(), 5)


async def test_no_typing_when_it_is_quick():
    """A reply within the moment shows none."""

    class Channel:
        async def typing(self):
            raise AssertionError("typed")

    async with gate.typing_if_slow(Channel()):
        await asyncio.sleep(0)
