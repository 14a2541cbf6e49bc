"""Logs: JSON lines on standard error, from a list of allowed keys and nothing else.

A log line is an event name and a few facts about the server. It never holds a body, a query,
a header, an address, a code, a name or an error's own text (which may quote any of these).
Requests are not logged at all: a line per request would keep the arrival times that the
database leaves out. For the same reason a line carries the hour alone. Whatever collects the
lines may add a moment of its own, as systemd's journal does: it would be that of a fault.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any, cast

import structlog

#: What a line may hold besides event, level and time. Any other key is dropped.
ALLOWED_KEYS = frozenset(
    {"version", "port", "host", "fault", "where", "route", "database"}
    | {"step", "step_before", "backup", "texts"}
)
_STANDARD = frozenset({"event", "level", "timestamp"})


def _allow(
    _logger: object, _method: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    return {key: value for key, value in line.items() if key in ALLOWED_KEYS | _STANDARD}


def configure_logging() -> None:
    """Send Layby's own lines through the allow-list; silence the request logs of libraries."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            # The hour is enough to find a fault by. A moment beside a route could say when a
            # summary came.
            structlog.processors.TimeStamper(fmt="%Y-%m-%dT%H:00Z", utc=True),
            _allow,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    # Libraries print errors with the values that caused them. Only their loudest is kept.
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "sqlalchemy", "alembic", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def logger() -> structlog.typing.FilteringBoundLogger:
    """Give the logger; its keyword arguments pass the allow-list."""
    return cast("structlog.typing.FilteringBoundLogger", structlog.get_logger())


def log_fault(error: BaseException, route: str) -> None:
    """Log an unexpected error by its type and place in our code, never by its message."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "sync_server" in frame.filename]
    last = (ours or frames)[-1] if frames else None
    where = f"{last.filename.rsplit('sync_server', 1)[-1]}:{last.lineno}" if last else ""
    # A full disk or a closed pipe under the log must not cost the caller the answer.
    with suppress(OSError, ValueError):
        logger().error("fault", fault=type(error).__name__, where=where, route=route)
