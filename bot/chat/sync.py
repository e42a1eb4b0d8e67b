"""Telling Discord about the commands only when they changed: it allows few updates and remembers them anyway."""

import hashlib
import json
from typing import Any

import discord
import structlog
from discord import app_commands

from bot.state.repository import Repository

log = structlog.get_logger(__name__)


async def payload_of(tree: app_commands.CommandTree[Any]) -> list[dict[str, Any]]:
    """Every global command as Discord gets it, with all translations."""
    commands = sorted(tree.get_commands(), key=lambda command: command.name)
    if tree.translator is None:
        return [command.to_dict(tree) for command in commands]
    return [await command.get_translated_payload(tree, tree.translator) for command in commands]


async def sync_if_changed(tree: app_commands.CommandTree[Any], store: Repository) -> bool:
    """Send the commands unless their hash is the stored one; whether they were sent. Never raises for Discord."""
    payload = json.dumps(await payload_of(tree), sort_keys=True, ensure_ascii=False)
    hashed = hashlib.sha256(payload.encode()).hexdigest()
    name = f"commands:{tree.client.application_id}"
    if await store.remembered(name) == hashed:
        return False
    try:
        await tree.sync()
    except discord.HTTPException as error:
        log.warning("commands not synced", status=error.status, code=error.code)
        return False
    await store.remember(name, hashed)
    log.info("commands synced", count=len(tree.get_commands()))
    return True
