"""The embed fallback: a page as the fields of one embed, inside 6,000 characters."""

from dataclasses import dataclass

from bot.render.pages import Page, Style

MAX_TITLE = 256
MAX_DESCRIPTION = 4096
MAX_FOOTER = 2048


@dataclass(frozen=True, slots=True)
class EmbedText:
    """The texts of one embed; the safety block ends the description, where no client cuts it."""

    title: str
    description: str
    footer: str
    colour: int


def embed(page: Page) -> EmbedText:
    """Pages hold at most 3,800 characters, so a page always fits one embed."""
    title = next(block.text for block in page.blocks if block.style is Style.TITLE).removeprefix("## ")
    body = "\n\n".join(block.text for block in page.blocks if block.style is not Style.TITLE)
    footer = f"Page {page.number} of {page.of}" if page.of > 1 else ""
    return EmbedText(title[:MAX_TITLE], body[:MAX_DESCRIPTION], footer, page.accent)
