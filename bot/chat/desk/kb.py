"""`/kb`: everything the moderators do with the knowledge, as commands that open a panel or a form."""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.chat.client import FootnoteBot, Press
from bot.chat.desk import editing, gaps, overview, queue
from bot.chat.desk.forms import title_of
from bot.chat.desk.rights import queue_of, refusal
from bot.chat.errors import NotAllowed
from bot.chat.languages import TEXT
from bot.errors import FootnoteError

if TYPE_CHECKING:
    from bot.chat.desk.room import Room

ENTRY = app_commands.Range[str, 1, 200]
KINDS = [
    app_commands.Choice(name=TEXT[f"kb.kind.{kind}"], value=kind)
    for kind in ("faq", "compound", "interaction", "source")
]
OFFERED = 25


@app_commands.default_permissions(manage_messages=True)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class Kb(commands.GroupCog, group_name="kb", group_description=TEXT["command.kb"]):
    """What Discord's menu hides is only a hint: each command and each press asks again who may."""

    def __init__(self, bot: FootnoteBot, room: "Room") -> None:
        self.bot, self.room = bot, room

    async def interaction_check(self, interaction: Press, /) -> bool:
        command = interaction.command
        key = await refusal(interaction)
        if key and command is not None and command.name == "suggestions":
            key = None if (await queue_of(interaction))[0] else key
        if key:
            raise NotAllowed(key)
        return True

    @app_commands.command(name="gaps", description=TEXT["command.kb.gaps"])
    async def gaps(self, interaction: Press) -> None:
        await gaps.show_gaps(self.room, interaction)

    @app_commands.command(name="suggestions", description=TEXT["command.kb.suggestions"])
    async def suggestions(self, interaction: Press) -> None:
        await queue.show_queue(self.room, interaction)

    @app_commands.command(name="edit", description=TEXT["command.kb.edit"])
    @app_commands.describe(entry=TEXT["option.entry"], field=TEXT["option.field"])
    async def edit(self, interaction: Press, entry: ENTRY, field: str | None = None) -> None:
        await editing.open_entry(self.room, interaction, entry, field)

    @app_commands.command(name="new", description=TEXT["command.kb.new"])
    @app_commands.describe(kind=TEXT["option.kind"], id=TEXT["option.id"], other=TEXT["option.other"])
    @app_commands.choices(kind=KINDS)
    async def new(
        self, interaction: Press, kind: app_commands.Choice[str], id: ENTRY, other: ENTRY | None = None
    ) -> None:
        names = (id, other) if other else (id,)
        await editing.begin(self.room, interaction, kind.value, names)

    @app_commands.command(name="history", description=TEXT["command.kb.history"])
    @app_commands.describe(entry=TEXT["option.entry"])
    async def history(self, interaction: Press, entry: ENTRY) -> None:
        await overview.history(self.room, interaction, entry)

    @app_commands.command(name="review", description=TEXT["command.kb.review"])
    async def review(self, interaction: Press) -> None:
        await overview.review(self.room, interaction)

    @app_commands.command(name="waiting", description=TEXT["command.kb.waiting"])
    async def waiting(self, interaction: Press) -> None:
        await overview.waiting(self.room, interaction)

    @app_commands.command(name="status", description=TEXT["command.kb.status"])
    async def status(self, interaction: Press) -> None:
        await overview.status(self.room, interaction)

    @app_commands.command(name="reload", description=TEXT["command.kb.reload"])
    async def reload(self, interaction: Press) -> None:
        await overview.reload(self.room, interaction)

    @app_commands.command(name="find", description=TEXT["command.kb.find"])
    @app_commands.describe(text=TEXT["option.text"])
    async def find(self, interaction: Press, text: app_commands.Range[str, 2, 200]) -> None:
        await overview.find(self.room, interaction, text)

    @app_commands.command(name="audit", description=TEXT["command.kb.audit"])
    @app_commands.describe(entry=TEXT["option.entry"])
    async def audit(self, interaction: Press, entry: ENTRY | None = None) -> None:
        await overview.audit(self.room, interaction, entry)

    @edit.autocomplete("entry")
    @history.autocomplete("entry")
    @audit.autocomplete("entry")
    async def complete_entry(self, interaction: Press, typed: str) -> list[app_commands.Choice[str]]:
        if not typed.strip() or await refusal(interaction):
            return []
        found = await self.room.desk.find(typed, OFFERED)
        return [
            app_commands.Choice(name=f"{one}: {title}"[:100], value=one)
            for one, title in found.items()
            if len(one) <= 100
        ]

    @edit.autocomplete("field")
    async def complete_field(self, interaction: Press, typed: str) -> list[app_commands.Choice[str]]:
        entry = str(getattr(interaction.namespace, "entry", ""))
        if not entry or await refusal(interaction):
            return []
        try:
            fields = (await self.room.desk.read(entry)).fields
        except FootnoteError:
            return []
        words = typed.casefold().split()
        fit = [
            one
            for one in fields
            if len(one.path) <= 100 and all(word in f"{one.label} {one.path}".casefold() for word in words)
        ]
        return [app_commands.Choice(name=title_of((one,)), value=one.path) for one in fit[:OFFERED]]
