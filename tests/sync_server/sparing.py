"""Spares a test's server what a real one does once in its life, or for fear of a power cut.

A thousand servers are started in a run, each with the same routes; how a form is read and what
is said of it never changes. No test takes the power from SQLite: that it would wait for the disk
is held by the test of its settings.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch

import fastapi._compat.v2 as forms
from pydantic import BaseModel, TypeAdapter
from sqlalchemy import event

from sync_server import parts
from sync_server.db.engine import Database, open_database

_READERS: dict[tuple[Any, str, str], tuple[Any, TypeAdapter[Any]]] = {}
_describe = BaseModel.model_json_schema.__func__  # type: ignore[attr-defined]


def _reader(form: Any, *, config: Any = None) -> TypeAdapter[Any]:
    """Give the reader of a form: ``form`` is annotated, as FastAPI asks for it."""
    known_by = (form.__origin__, repr(form.__metadata__), repr(config))
    if known_by not in _READERS:
        # The form stays too: while it does, nothing else can have the same representation.
        _READERS[known_by] = form, TypeAdapter(form, config=config)
    return _READERS[known_by][1]


@cache
def _described(form: type[BaseModel]) -> dict[str, Any]:
    found: dict[str, Any] = _describe(form)
    return found


def spare() -> None:
    """Have FastAPI, and who describes a form, ask here from now on."""
    forms.TypeAdapter = _reader  # type: ignore[assignment,misc]
    BaseModel.model_json_schema = classmethod(  # type: ignore[method-assign,assignment]
        lambda form, *given, **named: (
            _describe(form, *given, **named) if given or named else _described(form)
        )
    )


def _in_a_hurry(url: str) -> Database:
    database = open_database(url)
    if database.is_sqlite:
        event.listen(
            database.engine,
            "connect",
            lambda connection, _: connection.execute("PRAGMA synchronous = OFF"),
        )
    return database


@contextmanager
def no_wait_for_the_disk() -> Iterator[None]:
    """Start a server that writes to the disk when the system likes."""
    with patch.object(parts, "open_database", _in_a_hurry), patch.object(os, "fsync"):
        yield
