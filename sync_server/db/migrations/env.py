"""Alembic's entry point: it runs on the connection and transaction it is handed."""

from alembic import context

from sync_server.db.schema import described

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=described(),
    # The caller's transaction holds every step: all of an upgrade happens, or none of it.
    transactional_ddl=False,
)
context.run_migrations()
