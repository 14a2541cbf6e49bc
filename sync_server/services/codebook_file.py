"""The codebook file among the assets."""

from pathlib import Path

from app.domain.codebook import Codebook, parse_codebook
from app.domain.errors import ContentError
from sync_server.errors import ServerError


def read_codebook(assets: Path) -> Codebook:
    """Read ``codebook.toml``; raises ServerError when it is missing or breaks its schema."""
    file = assets / "codebook.toml"
    try:
        return parse_codebook(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ServerError(f"The codebook {file} cannot be read.") from error
    except ContentError as error:
        raise ServerError(f"The codebook {file} cannot be used: {error.message}") from error
