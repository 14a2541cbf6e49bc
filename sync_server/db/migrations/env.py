"""Alembic's entry point: it runs on the connection and transaction it is handed."""

from alembic import context

from sync_server.db import intake_tables, key_tables, operating_tables, sign_in_tables, tables

#: Every file that describes tables has to be read; they all add to one description.
FILES = (tables, key_tables, intake_tables, sign_in_tables, operating_tables)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.metadata,
    # The caller's transaction holds every step: all of an upgrade happens, or none of it.
    transactional_ddl=False,
)
context.run_migrations()
