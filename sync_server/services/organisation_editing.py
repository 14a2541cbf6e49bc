"""Leads edit their trust's areas, role families and words about staff groups."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from app.domain.errors import ContentError
from app.domain.organisation import Organisation
from app.domain.organisation_edit import edited
from sync_server.db.audit import Audit
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations
from sync_server.db.summaries import Summaries
from sync_server.errors import Refusal
from sync_server.services.editing import Editor, refusing_misfits
from sync_server.services.trust_content import organisation_text


class OrganisationEditing:
    """Saves the whole of what a trust may change, or nothing."""

    def __init__(self, database: Database, now: Callable[[], datetime] = datetime.now) -> None:
        self._database = database
        self._now = now

    def save(self, editor: Editor, wanted: dict[str, object], if_version: int) -> Organisation:
        """Save the parts of the trust's document that ``wanted`` holds; gives it as it is now.

        Raises Refusal content-invalid, or changed-meanwhile when somebody else has saved since.
        """
        with self._database.write() as connection:
            trusts = Organisations(connection)
            trusts.lock(editor.organisation)
            document = json.loads(trusts.all()[editor.organisation])
            before = Organisation.from_document(document)
            with refusing_misfits("areas"):
                asked = Organisation.from_document(document | wanted)
                in_use = Summaries(connection, editor.organisation).areas()
                if if_version == before.version:
                    after = edited(before, asked, in_use)
                elif _is_there_already(before, asked):
                    return before  # the same again, after an answer that got lost
                else:
                    raise Refusal("changed-meanwhile")
            if after != before:
                trusts.change(editor.organisation, organisation_text(after))
                at = self._now().isoformat(timespec="minutes")
                acts = Audit(connection, editor.organisation)
                acts.add(editor.username, f"areas and roles version {after.version}", at)
        return after


def _is_there_already(before: Organisation, asked: Organisation) -> bool:
    with suppress(ContentError):
        return edited(before, asked, {area.id for area in before.areas}) == before
    return False
