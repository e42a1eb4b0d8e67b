"""Settings, preferences, counted feedback and facts. The first bots made these tables without a version: they are
taken as they are."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make what is missing."""
    op.create_table(
        "servers",
        sa.Column("guild", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("channels", sa.JSON, nullable=False),
        sa.Column("unprompted", sa.JSON, nullable=False),
        sa.Column("private", sa.Boolean, nullable=False),
        sa.Column("follow_deletion", sa.Boolean, nullable=False),
        sa.Column("cooldown", sa.Integer, nullable=False),
        sa.Column("region", sa.String(2)),
        sa.Column("language", sa.String(8)),
        sa.Column("surface", sa.String(8)),
        sa.Column("moderator_role", sa.BigInteger),
        sa.Column("moderator_channel", sa.BigInteger),
        if_not_exists=True,
    )
    op.create_table(
        "people",
        sa.Column("user", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("surface", sa.String(8)),
        sa.Column("language", sa.String(8)),
        sa.Column("region", sa.String(2)),
        if_not_exists=True,
    )
    op.create_table(
        "feedback",
        sa.Column("entry", sa.String(200), primary_key=True),
        sa.Column("version", sa.String(16), primary_key=True),
        sa.Column("verdict", sa.String(12), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "facts",
        sa.Column("name", sa.String(80), primary_key=True),
        sa.Column("value", sa.String(80), nullable=False),
        if_not_exists=True,
    )
