"""The yardstick of ``bench_intake``: an endpoint that does nothing but insert one row.

Plain FastAPI and SQLite with the same care for what was acknowledged: WAL, synchronous FULL and
one commit for each request. Run as ``python -m tests.bench.bare_intake FILE``; prints its port.
"""

import socket
import sqlite3
import sys
import threading
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel


class Row(BaseModel):
    """One thing to keep."""

    id: str
    text: str


def bare(file: Path) -> FastAPI:
    """Make the endpoint over a new database."""
    connection = sqlite3.connect(file, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE item (id TEXT PRIMARY KEY, text TEXT NOT NULL)")
    turn = threading.Lock()
    app = FastAPI()

    @app.post("/items")
    def insert(row: Row) -> dict[str, str]:
        with turn, connection:
            connection.execute("INSERT INTO item VALUES (?, ?)", (row.id, row.text))
        return {"id": row.id, "status": "stored"}

    return app


def main() -> None:
    """Serve until the process is ended."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(2048)
    sys.stdout.write(f"{listener.getsockname()[1]}\n")
    sys.stdout.flush()
    config = uvicorn.Config(bare(Path(sys.argv[1])), log_config=None, access_log=False)
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
