"""What every command of the command line needs: the server's parts, and errors as sentences."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer
from sqlalchemy.exc import SQLAlchemyError

from app.domain.errors import LaybyError
from sync_server.observability import configure_logging
from sync_server.parts import Parts
from sync_server.settings import Settings


@contextmanager
def in_sentences() -> Iterator[None]:
    """Turn what goes wrong into a sentence on standard error and exit status 1."""
    try:
        yield
    except LaybyError as error:
        message = error.message
    except SQLAlchemyError as error:
        # The driver's own words may hold the address and password: only their kind is told.
        message = f"The database cannot be used ({type(error).__name__}). Is it running?"
    else:
        return
    typer.echo(message, err=True)
    raise typer.Exit(1)


@contextmanager
def opened(settings: Callable[[], Settings]) -> Iterator[Parts]:
    """Give the server's parts, and close their database in the end."""
    configure_logging()  # opening may bring the database up to date, and says so
    parts = Parts(settings())
    try:
        yield parts
    finally:
        parts.database.close()
