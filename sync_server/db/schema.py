"""Every table of this version: whoever adds a file of tables names it here."""

from sqlalchemy import MetaData

from sync_server.db import (
    action_tables,
    coding_tables,
    frozen_tables,
    intake_tables,
    key_tables,
    learning_tables,
    operating_tables,
    reach_tables,
    sign_in_tables,
    tables,
)

#: They all add to one description.
FILES = (
    tables,
    key_tables,
    intake_tables,
    sign_in_tables,
    operating_tables,
    frozen_tables,
    learning_tables,
    coding_tables,
    reach_tables,
    action_tables,
)


def described() -> MetaData:
    """Give the description that all of those files have added to."""
    return tables.metadata
