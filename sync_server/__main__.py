"""``python -m sync_server``."""

from sync_server.cli import cli

cli(prog_name="python -m sync_server")
