"""Run by Alembic inside the transaction that `bot.state.upgrading` opened. A new version is a file in versions/ and a
fixture in tests/state/versions/; what was released is never edited."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
