"""``python -m sync_server``."""

import os

from sync_server.cli import cli

os.umask(0o077)  # whatever the server writes is for its own user alone
cli(prog_name="python -m sync_server")
