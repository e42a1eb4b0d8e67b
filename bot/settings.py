"""Everything an operator can set, read from the environment (`FOOTNOTE_…`, and `DISCORD_TOKEN`)."""

from pathlib import Path
from typing import Annotated

from pydantic import AliasChoices, BeforeValidator, Field, SecretStr, StringConstraints
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

REPOSITORY = Path(__file__).resolve().parents[1]


def _numbers(value: object) -> object:
    """`1, 2` as an operator writes it."""
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


Ids = Annotated[tuple[int, ...], NoDecode, BeforeValidator(_numbers)]
"""Discord ids, separated by commas."""


class Settings(BaseSettings):
    """Defaults run the bot from a checkout with an in-memory database."""

    model_config = SettingsConfigDict(env_prefix="FOOTNOTE_", env_file=".env", extra="ignore", frozen=True)

    discord_token: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("DISCORD_TOKEN", "FOOTNOTE_DISCORD_TOKEN")
    )
    knowledge: Path = REPOSITORY / "knowledge"
    database: str = "sqlite+aiosqlite:///:memory:"
    encoder: Annotated[str, StringConstraints(pattern=r"^(on|off)$")] = "on"
    cache: Path = Field(default_factory=lambda: Path.home() / ".cache" / "footnote")
    region: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    log_level: str = "INFO"
    unprompted: bool = False
    """Lets servers open channels where clear questions are answered without a mention; needs the intent."""
    unprompted_confidence: Annotated[float, Field(ge=0, le=1)] = 0.9
    """How sure an answer must be before it is given unasked."""
    receipt_days: Annotated[int, Field(ge=1, le=365)] = 90
    """How long a reply can be corrected when its entry turns out wrong."""
    suggestion_days: Annotated[int, Field(ge=1, le=30)] = 30
    """How long what members wrote is kept; the form they agreed to says 30 days, so it cannot be more."""
    gap_days: Annotated[int, Field(ge=1, le=365)] = 180
    """How long it is kept what was asked, in known terms and counts."""
    review_days: Annotated[int, Field(ge=1, le=3650)] = 180
    """How long a proposed edit is kept after its end."""
    audit_days: Annotated[int, Field(ge=30, le=3650)] = 730
    """How long it is kept which moderator did what."""

    home_servers: Ids = ()
    """Servers whose moderators keep the knowledge that all servers share."""
    keepers: Ids = ()
    """People who keep the knowledge wherever they are."""
    push: Annotated[str, StringConstraints(pattern=r"^[\w.-]+/[\w./-]+$")] | None = None
    """`remote/branch` that accepted edits are sent to."""

    @property
    def interface(self) -> Path:
        """The folder with the interface texts and their translations."""
        return self.knowledge / "interface"
