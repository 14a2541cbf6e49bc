"""What the open profile knows beyond the anonymiser's lists."""

from app.usecases.find_names import Known
from app.usecases.open_workspace import Workspace
from app.usecases.trust_terms import trust_terms


def known_to(workspace: Workspace) -> Known:
    """Give its trust's own lists, and the words that name nobody on this device."""
    return Known(trust_terms(workspace.trust.kept()), workspace.own_words.all())
