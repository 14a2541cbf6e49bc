"""Alembic's entry point: it runs on the connection and transaction it is handed."""

from alembic import context

from sync_server.db.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # The caller's transaction holds every step: all of an upgrade happens, or none of it.
    transactional_ddl=False,
)
context.run_migrations()
