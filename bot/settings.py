"""Everything an operator can set, read from the environment (`FOOTNOTE_…`, and `DISCORD_TOKEN`)."""

from pathlib import Path
from typing import Annotated

from pydantic import AliasChoices, Field, SecretStr, StringConstraints
from pydantic_settings import BaseSettings, SettingsConfigDict

REPOSITORY = Path(__file__).resolve().parents[1]


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

    @property
    def interface(self) -> Path:
        """The folder with the interface texts and their translations."""
        return self.knowledge / "interface"
