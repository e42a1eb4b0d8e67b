"""What every page of every reply must hold, on each surface: Discord's limits, and the safety block whole."""

import re

from bot.chat.languages import read_languages
from bot.chat.layout import message_of
from bot.chat.manner import Manner
from bot.chat.reply import reply_of
from bot.chat.rows import rows_of
from bot.render.localize import localized
from bot.render.surface import Surface
from bot.settings import Settings

PING = re.compile(r"@everyone|@here|<@[!&]?\d+>|<#\d+>")
LANGUAGES = read_languages(Settings(encoder="off").interface)


def check_reply(outcome, surface, language, **how):
    """Render an outcome, check every page of it, and give the pages back."""
    manner = Manner(surface, language, None)
    reply = reply_of(outcome, manner, asker=123456789012345678, **how)
    safety = localized(outcome, language).safety
    for page in reply.pages:
        message = message_of(page, surface, rows_of(reply, page))
        texts = SHOWN[surface](message)
        shown = "\n".join(texts).replace("-# ", "")
        assert all(d.text in shown for d in safety.after), page.text
        if page.number == 1:
            assert all(d.text in shown for d in safety.before), page.text
        assert not PING.search(shown)
        ids = [item.custom_id for item in message["view"].walk_children() if hasattr(item, "custom_id")]
        assert len(ids) == len(set(ids)) and all(1 <= len(i) <= 100 for i in ids)
    return reply.pages


def _card(message):
    view = message["view"]
    assert sum(1 for _ in view.walk_children()) <= 40
    assert view.content_length() <= 4000
    texts = [item.content for item in view.walk_children() if hasattr(item, "content")]
    assert all(texts)
    # Above this Discord answers with an error 500 (discord-api-docs issue 8554).
    assert sum(len(text.encode()) + 12 for text in texts) < 10_170
    return texts


def _embed(message):
    embed = message["embed"]
    assert len(embed) <= 6000 and len(embed.title) <= 256 and len(embed.description) <= 4096
    return [embed.title, embed.description, embed.footer.text or ""]


def _plain(message):
    assert 1 <= len(message["content"]) <= 2000
    return [message["content"]]


SHOWN = {Surface.CARD: _card, Surface.EMBED: _embed, Surface.PLAIN: _plain}
