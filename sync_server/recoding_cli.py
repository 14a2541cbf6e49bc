"""``python -m sync_server recode``: code history again, whole or in parts for many jobs."""

from typing import Annotated

import typer

from sync_server.db.coding_releases import CODING, CodingReleases
from sync_server.errors import ServerError
from sync_server.parts import Parts
from sync_server.sentences import in_sentences, opened
from sync_server.services.recoding import EVERYTHING, Share
from sync_server.settings import read_settings

recoding_cli = typer.Typer(help="Coding again.", no_args_is_help=True)


@recoding_cli.command()
def recode(
    batch: Annotated[str, typer.Option(help="Which part, as 2/8; then --finish once.")] = "1/1",
    finish: Annotated[bool, typer.Option("--finish", help="Only swap what is coded.")] = False,
) -> None:
    """Help a running server to code history with the releases that have been published.

    The server does it by itself; with millions of summaries, more processes are quicker. Whole,
    this swaps the new codes in at the end. In parts, run all of them, anywhere, in any order and
    as often as need be, and then once with --finish.
    """
    with in_sentences(), opened(read_settings) as parts:
        try:
            share = Share.parse(batch)
        except ValueError as error:
            raise ServerError("--batch must read like 2/8: the second of eight.") from error
        for trust in parts.organisations():
            number = _under_way(parts, trust)
            if number is None:
                typer.echo(f"{trust}: no release waits for its history to be coded.")
                continue
            work = parts.coding_work
            if not finish:
                done = work.recoding(trust, number).run(share)
                typer.echo(f"{trust}: {done:,} summaries coded again.")
            if (finish or share == EVERYTHING) and not work.finish(trust, number):
                raise ServerError(f"{trust}: not every summary is coded yet. Nothing was swapped.")


def _under_way(parts: Parts, trust: str) -> int | None:
    with parts.database.read() as connection:
        release = CodingReleases(connection, trust).under_way()
    return int(release.number) if release is not None and release.state == CODING else None
