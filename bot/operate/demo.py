"""`footnote demo`: the unmodified bot in a simulated Discord, shown in the browser. No token, no network."""

from typing import TYPE_CHECKING, Any

import discord

from bot.errors import UsageError
from bot.settings import Settings

if TYPE_CHECKING:
    import simcord

GREETING = (
    "Hello, I am **Footnote**. I answer questions on nootropics and supplements from reviewed entries with sources. "
    "Type a question below, for example:\n"
    "- what is the half-life of fasoracetam?\n"
    "- can I combine 5-HTP with sertraline?\n"
    "- how does modafinil compare with caffeine?\n"
    "-# General information, not medical advice. You can also type / to see my commands."
)


async def run_demo(settings: Settings, port: int, channel: bool, once: bool = False) -> None:
    """Serve until interrupted (`once` closes again at once). Shows a direct message, or a server channel."""
    try:
        import simcord
    except ImportError as error:
        raise UsageError('The demo needs its extra: pip install -e ".[demo]"') from error
    from bot.app import create_bot

    print("Reading and indexing the knowledge (the first time takes up to a minute) …", flush=True)
    bot = create_bot(settings)
    async with simcord.run(bot) as env:
        env.backend.bot_user.name = "Footnote"
        place, viewer = await _scene(env, channel)
        async with env.preview(place, viewers=[viewer], layout="channel", port=port) as preview:
            print(
                f"Footnote is listening at {preview.url}\nOpen it in a browser; press Ctrl+C to stop.",
                flush=True,
            )
            if not once:
                await preview.wait_closed()


async def _scene(env: "simcord.Env", channel: bool) -> tuple[Any, Any]:
    """The place that is shown and who looks at it, after the bot's greeting."""
    user = env.create_user(name="you")
    viewer: Any = user
    place = user.dm_channel
    if channel:
        guild = env.create_guild(name="A nootropics server")
        place, viewer = guild.create_text_channel("ask-footnote"), guild.add_member(user)
    target = env.bot.get_channel(place.id) or await env.bot.fetch_channel(place.id)
    if isinstance(target, discord.abc.Messageable):
        await target.send(GREETING, allowed_mentions=discord.AllowedMentions.none())
    return place, viewer
