"""Takes the pictures of the docs: the real bot in a simulated Discord, shown by headless Chromium.

Needs the `demo` extra, `pip install playwright`, and a Chromium (`--chromium`, by default Debian's). Run it from the
repository: `python docs/pictures/take.py [NAME …]`.
"""

# ruff: noqa: ANN401

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import discord
import simcord
from PIL import Image
from playwright.async_api import Browser, async_playwright

from bot.app import create_bot
from bot.settings import Settings
from bot.state.records import GapKind, Preferences

HERE = Path(__file__).resolve().parent
WIDTHS = {"desktop": (720, 1), "phone": (390, 2)}
"""Name of a width: pixels, and how many device pixels each has."""

BARE = """
#toolbar, #messages-sidebar, .channel-header, .composer, #composer, .timeline-day-divider { display: none !important }
html, body { background: #313338 !important }
#channel-timeline { padding: 12px 0 !important }
"""
LONG = 6000
"""Pixels: tall enough that nothing scrolls."""


@dataclass
class Stage:
    """A server with a member, a moderator and a fresh channel for every picture."""

    env: Any
    guild: Any
    member: Any
    manager: Any
    channel: Any

    async def ask(self, text: str) -> Any:
        await self.member.send(self.channel, f"{self.env.bot.user.mention} {text}")
        return self.channel.last_message

    async def slash(self, command: str, who: Any = None, /, **options: str) -> Any:
        result = await (who or self.member).slash(self.channel, command, **options)
        return result.response


Scene = Callable[[Stage], Awaitable[Any]]


async def pick(stage: Stage, message: Any, value: str) -> Any:
    """Choose an option of the select below a reply."""
    pressed = await stage.member.select(message, [value])
    return pressed.response


async def press(stage: Stage, message: Any, label: str) -> Any:
    pressed = await stage.member.click(message, label=label)
    return pressed.response


async def sources(stage: Stage) -> Any:
    return await pick(stage, await stage.ask("what is the half-life of fasoracetam?"), "@sources")


async def why(stage: Stage) -> Any:
    return await pick(stage, await stage.ask("what is the half-life of fasoracetam?"), "@why")


async def emergency_card(stage: Stage) -> Any:
    message = await stage.ask("my friend took way too much phenibut and is not breathing right")
    return await press(stage, message, "All numbers and steps")


async def plain(stage: Stage) -> Any:
    await stage.env.bot.store.save_preferences(stage.member.id, Preferences(surface="plain"))
    return await stage.ask("what is the half-life of fasoracetam?")


async def embed(stage: Stage) -> Any:
    await stage.env.bot.store.save_preferences(stage.member.id, Preferences(surface="embed"))
    return await stage.ask("what is the half-life of fasoracetam?")


async def german(stage: Stage) -> Any:
    await stage.env.bot.store.save_preferences(stage.member.id, Preferences(language="de", region="EU"))
    return await stage.ask("what is the half-life of fasoracetam?")


async def read_on(stage: Stage) -> Any:
    message = await stage.slash("compare", a="caffeine", b="modafinil")
    return await press(stage, message, "Read on (2 of 2)")


async def replies_panel(stage: Stage) -> Any:
    shown = await stage.slash("settings", stage.manager)
    await stage.manager.click(shown, label="How replies look")
    return shown


async def desk_preview(stage: Stage) -> Any:
    """An edit that is typed into its form, and nothing more: the files stay as they are."""
    entry = {"entry": "faq:fasoracetam-half-life", "field": "answer.short"}
    form = await stage.manager.slash(stage.channel, "kb edit", **entry)
    inputs = [label["component"] for label in form.modal["components"]]
    typed = {item["custom_id"]: item.get("value", "").replace("4 to 6.5", "4 to 7") for item in inputs}
    sent = await stage.manager.submit_modal(form, {name: text for name, text in typed.items() if text})
    return sent.followups[-1] if sent.followups else sent.response


async def desk_gaps(stage: Stage) -> Any:
    wanted = (
        "fasoracetam topic:timing",
        "modafinil rhodiola topic:stacking",
        "bacopa topic:storage_preparation",
    )
    for number, terms in enumerate(wanted):
        for person in range(12 - 3 * number):
            asker = f"{person:064x}"
            await stage.env.bot.store.gaps.note(terms, GapKind.ABSTAIN, asker, datetime.now(UTC).date())
    return await stage.slash("kb gaps", stage.manager)


SCENES: dict[str, Scene] = {
    "answer": lambda s: s.ask("what is the half-life of fasoracetam?"),
    "warning": lambda s: s.ask("what is phenibut?"),
    "card": lambda s: s.slash("compound", name="fasoracetam"),
    "section": lambda s: s.slash("compound", name="modafinil", section="side_effects"),
    "comparison": lambda s: s.slash("compare", a="caffeine", b="modafinil"),
    "comparison-page-2": read_on,
    "interaction": lambda s: s.slash("interactions", a="compound:5-htp", b="medicine:sertraline"),
    "stack": lambda s: s.slash(
        "interactions", a="compound:phenibut", b="compound:kava", c="medicine:diazepam"
    ),
    "emergency": lambda s: s.ask("my friend took way too much phenibut and is not breathing right"),
    "emergency-card": emergency_card,
    "crisis": lambda s: s.ask("i want to kill myself"),
    "did-you-mean": lambda s: s.ask("help me sleep"),
    "abstain": lambda s: s.ask("what is the weather in paris?"),
    "refusal": lambda s: s.ask("where can i buy phenibut online?"),
    "sources": sources,
    "why": why,
    "plain": plain,
    "embed": embed,
    "german": german,
    "faq": lambda s: s.slash("faq"),
    "help": lambda s: s.slash("help"),
    "about": lambda s: s.slash("about"),
    "settings": lambda s: s.slash("settings", s.manager),
    "settings-replies": replies_panel,
    "preferences": lambda s: s.slash("preferences"),
    "desk-preview": desk_preview,
    "desk-gaps": desk_gaps,
    "privacy": lambda s: s.slash("privacy"),
}


async def main(names: list[str], chromium: str, out: Path) -> None:
    """Take the pictures named, or all."""
    bot = create_bot(Settings())
    env = simcord.Env(bot, settle_timeout=60)
    env.backend.bot_user.name = "Footnote"
    await env.start()
    try:
        guild = env.create_guild(name="A nootropics server")
        boss = guild.create_role(
            "managers", permissions=discord.Permissions(manage_guild=True, manage_messages=True)
        )
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for name in names or SCENES:
                member = guild.add_member(env.create_user(name="mira"))
                manager = guild.add_member(env.create_user(name="sam"), roles=[boss])
                stage = Stage(env, guild, member, manager, guild.create_text_channel(f"ask-{name}"))
                message = await SCENES[name](stage)
                viewer = manager if name.startswith(("settings", "desk")) else member
                async with env.preview(stage.channel, viewers=[viewer], layout="channel") as preview:
                    await photograph(browser, preview.url, message.id, name, out)
            await browser.close()
    finally:
        await env.shutdown()


async def photograph(browser: Browser, url: str, message: int, name: str, out: Path) -> None:
    """One picture a width, of one message and the question above it if it is a reply."""
    for width, (pixels, density) in WIDTHS.items():
        page = await browser.new_page(
            viewport={"width": pixels, "height": LONG}, device_scale_factor=density, bypass_csp=True
        )
        await page.goto(url)
        await page.wait_for_function("() => window.simcordPreview && window.simcordPreview.ready === true")
        await page.add_style_tag(content=BARE)
        await asyncio.sleep(0.3)
        shown = page.locator(f'article[data-message-id="{message}"]')
        picture = Image.open(BytesIO(await shown.screenshot()))
        # A palette keeps the repository small; text on a plain ground loses nothing.
        picture.convert("RGB").quantize(96).save(out / f"{name}-{width}.png", optimize=True)
        await page.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help=f"pictures to take, all if left out: {', '.join(SCENES)}")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--out", type=Path, default=HERE)
    arguments = parser.parse_args()
    asyncio.run(main(arguments.names, arguments.chromium, arguments.out))
