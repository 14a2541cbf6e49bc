"""Keep a guide's own text beside the conversations that use it, until they have ended.

A guide may change under a conversation that takes a week: a new version of Layby comes, or the
trust edits it. What was said of confidentiality, and the areas the notes belong to, must be the
ones it was begun with.
"""

from collections.abc import Mapping

from app.domain.conversation import Conversation
from app.domain.errors import ContentError
from app.domain.guide import Guide
from app.domain.guide_source import GuideSource
from app.domain.spoken_content import spoken
from app.domain.wording import language
from app.usecases.keep_saved import Saver
from app.usecases.read_content import Content

TABLE = "guides"


class KeptGuides:
    """The guides of the conversations under way, in the versions they were begun with.

    A text is kept once, however many conversations need it.
    """

    def __init__(self, saver: Saver, content: Content) -> None:
        self._saver = saver
        self._content = content
        # Asked at every redraw: a text is looked for and read once.
        self._of: dict[str, str] = {}
        self._read: dict[tuple[str, str], Guide | None] = {}

    def guide_of(self, conversation: Conversation) -> Guide | None:
        """Give the version the conversation was begun with, or what stands in for it now.

        None only when there is no guide of that kind any more, and none was kept.
        """
        key = self._key_of(conversation.id)
        if key:
            said = (key, language())
            if said not in self._read:
                found = self._from_table(key)
                self._read[said] = spoken(found) if found is not None else None
            if self._read[said] is not None:
                return self._read[said]
        return self._content.guides.get(conversation.guide)

    def keep(self, conversation: Conversation) -> None:
        """Keep the guide's text for this conversation; at once, and only the first time."""
        if self._key_of(conversation.id):
            return
        current = self._content.guides.get(conversation.guide)
        if current is None or not _is_of(current, conversation):
            return  # begun with another version, of which no text was kept: nothing to keep now
        source = self._content.source(conversation.guide)
        if source is None:
            return
        key = f"{current.id}@{current.version}@{current.language}@{source.fingerprint()}"
        document = self._saver.tables.get(TABLE, key) or {
            "id": key,
            "guide": source.guide_id,
            "texts": list(source.texts),
            "needed_by": [],
        }
        document["needed_by"] = [*_ids(document), conversation.id]
        self._saver.put(TABLE, key, document)
        self._of[conversation.id] = key
        self._read[key, language()] = current

    def tidy(self, needed: set[str]) -> None:
        """Drop the texts that none of the conversations with the ids ``needed`` needs."""
        for document in self._saver.tables.all(TABLE):
            for conversation_id in set(_ids(document)) - needed:
                self.drop(conversation_id)

    def drop(self, conversation_id: str) -> None:
        """Let go of the text kept for this conversation: it ended, or is deleted."""
        self._of.pop(conversation_id, None)
        for document in self._saver.tables.all(TABLE):
            ids = _ids(document)
            if conversation_id in ids:
                _put_or_remove(self._saver, document, [i for i in ids if i != conversation_id])

    def _key_of(self, conversation_id: str) -> str:
        if conversation_id not in self._of:
            for document in self._saver.tables.all(TABLE):
                self._of.update(dict.fromkeys(_ids(document), str(document.get("id", ""))))
        return self._of.setdefault(conversation_id, "")

    def _from_table(self, key: str) -> Guide | None:
        document = self._saver.tables.get(TABLE, key)
        if document is None:
            return None
        try:
            texts = tuple(str(text) for text in document["texts"])
            return GuideSource(str(document["guide"]), texts).read()
        except (ContentError, KeyError, TypeError):
            return None


def _put_or_remove(saver: Saver, document: Mapping[str, object], needed_by: list[str]) -> None:
    key = str(document["id"])
    if needed_by:
        saver.put(TABLE, key, {**document, "needed_by": needed_by})
    else:
        saver.remove(TABLE, key)


def _ids(document: Mapping[str, object]) -> list[str]:
    found = document.get("needed_by")
    return [str(known) for known in found] if isinstance(found, list) else []


def _is_of(guide: Guide, conversation: Conversation) -> bool:
    return (guide.version, guide.language) == (
        conversation.guide_version,
        conversation.guide_language,
    )
