"""The command ``code``: texts in, codes out, one JSON line for one.

Lines of ``{"text": "…"}`` on standard input become lines of ``{"codes": ["…"]}`` on standard
output, in order, as they come. Anything that is not such a line stops the command with its
number and status 2; so does a codebook or a file of labels that cannot be read, before
anything is written.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, TextIO

from app.domain.codebook import parse_codebook
from app.domain.errors import ContentError, LaybyError
from sync_server.analysis.engine import Engine
from sync_server.analysis.labels import read_labels, read_line
from sync_server.analysis.meaning import Meaning
from sync_server.errors import ServerError

WRONG = 2


def run(arguments: Sequence[str], source: BinaryIO, out: TextIO, told: TextIO) -> int:
    """Run the command; gives its exit status: 0, or 2 with one sentence on ``told``."""
    parser = argparse.ArgumentParser(
        prog="python -m sync_server.analysis", description="Say what texts are about."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    code = commands.add_parser("code", help='JSON lines {"text"} in, {"codes"} out')
    code.add_argument("--codebook", type=Path, required=True, help="themes and phrases, as TOML")
    code.add_argument("--labels", type=Path, help='checked texts to learn from: {"text", "codes"}')
    code.add_argument("--semantic", action="store_true", help="use the optional language model")
    asked = parser.parse_args(arguments)
    try:
        meaning = Meaning() if asked.semantic else None
        engine = _engine(asked.codebook, asked.labels, told, meaning)
        stopped: list[ServerError] = []
        for codes in engine.code_many(_texts(source, stopped)):
            ordered = [code for code in engine.codes if code in codes]
            out.write(json.dumps({"codes": ordered}, ensure_ascii=False) + "\n")
        out.flush()
        if stopped:
            raise stopped[0]
    except LaybyError as error:
        told.write(f"{error.message}\n")
        return WRONG
    return 0


def _engine(
    codebook_file: Path, labels_file: Path | None, told: TextIO, meaning: Meaning | None
) -> Engine:
    try:
        codebook = parse_codebook(_read(codebook_file, "codebook"), whole=False)
    except ContentError as error:
        raise ServerError(f"{codebook_file}: {error.message}") from error
    if not codebook.live():
        raise ServerError(f"{codebook_file}: no theme is live, so there is nothing to code with.")
    if labels_file is None:
        return Engine(codebook)
    labels, unknown = read_labels(_read(labels_file, "labels").split("\n"), codebook)
    for name, count in sorted(unknown.items()):
        told.write(f"labels: no live theme {name!r} in the codebook; left out {count} times.\n")
    return Engine(codebook, labels, meaning)


def _read(file: Path, what: str) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ServerError(f"{what}: {file} cannot be read.") from error
    except UnicodeDecodeError as error:
        raise ServerError(f"{what}: {file} is not UTF-8 text.") from error


def _texts(source: BinaryIO, stopped: list[ServerError]) -> Iterator[str]:
    """Give the texts up to a bad line, which goes into ``stopped``.

    Raised here, it would take the answers to the lines just before it along.
    """
    for number, raw in enumerate(source, 1):
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8")
            yield str(read_line(line, number, "input")["text"])
        except UnicodeDecodeError:
            stopped.append(ServerError(f"input, line {number}: this is not UTF-8 text."))
        except ServerError as error:
            stopped.append(error)
        if stopped:
            return


def main() -> int:
    """Run on this process's own arguments and streams."""
    return run(sys.argv[1:], sys.stdin.buffer, sys.stdout, sys.stderr)
