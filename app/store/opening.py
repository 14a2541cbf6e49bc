"""What was found in the store when a profile was opened: what is shown, what is set aside.

A record is shown when it authenticates in its place and is the version that the manifest
lists. Where the part of the manifest that should list it is itself lost or rolled back (see
``Damage.LIST``), authenticating is enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.domain.errors import RecordDamaged
from app.store import manifest
from app.store.codec import Content, NewerSchema, decode
from app.store.manifest import NO_PAGE, PAGES, PARTS, ROOT, ROOT_KEY, Manifest, Page, Root
from app.store.port import SealedRecord
from app.store.sealing import Key, Sealer, tag_of
from app.store.set_aside import Damage, SetAside


@dataclass
class Reading:
    """A profile as it was found.

    ``basis`` is the root's sealed bytes, None where there are none. ``stale`` numbers the pages
    that the next commit must write, whatever else it writes. ``unlisted`` says that the
    profile has no manifest yet and was never given one.
    """

    basis: bytes | None
    manifest: Manifest = field(default_factory=Manifest)
    stale: set[int] = field(default_factory=set)
    shown: dict[Key, Content] = field(default_factory=dict)
    set_aside: list[SetAside] = field(default_factory=list)
    sizes: dict[Key, int] = field(default_factory=dict)
    unlisted: bool = False


@dataclass(frozen=True)
class _Record:
    """A record with its plaintext, None when it failed authentication."""

    key: Key
    tag: bytes
    plaintext: bytes | None


async def read(
    sealer: Sealer, records: Sequence[SealedRecord], *, manifest_expected: bool
) -> Reading:
    """Open and judge every record of a profile.

    A root that is not there counts as lost when ``manifest_expected``, and also when there is
    a page or any record was written under one. Raises VaultFormatUnknown when a newer Layby
    wrote the root.
    """
    found = [
        _Record((record.table, record.id), tag_of(record.sealed), plaintext)
        async for record, plaintext in sealer.open_all(records)
    ]
    basis = next((one.sealed for one in records if (one.table, one.id) == ROOT_KEY), None)
    reading = Reading(basis, sizes={(one.table, one.id): len(one.sealed) for one in records})
    parts = {one.key[1]: one for one in found if one.key[0] == manifest.TABLE}
    rest = [one for one in found if one.key[0] != manifest.TABLE]
    contents = _judged_alone(rest)
    if basis is None and not manifest_expected and not _was_listed(parts, contents):
        reading.unlisted = True
        untrusted = set(range(PAGES))
    else:
        untrusted = _read_manifest(reading, parts)
    _judge_by_manifest(reading, rest, contents, untrusted)
    _count_on(reading)
    _list_anew(reading, [one for one in rest if manifest.page_of(one.key) in untrusted])
    for name in parts.keys() - set(PARTS):
        reading.set_aside.append(SetAside(Damage.UNREADABLE, manifest.TABLE, name))
    reading.set_aside.sort(key=lambda item: (item.table, item.record_id))
    return reading


def _judged_alone(records: Sequence[_Record]) -> dict[Key, Content | Damage]:
    """Give each record's content, or what is wrong with it by itself."""
    judged: dict[Key, Content | Damage] = {}
    for one in records:
        try:
            judged[one.key] = Damage.UNREADABLE if one.plaintext is None else decode(one.plaintext)
        except NewerSchema:
            judged[one.key] = Damage.NEWER
        except RecordDamaged:
            judged[one.key] = Damage.UNREADABLE
    return judged


def _was_listed(parts: dict[str, _Record], contents: dict[Key, Content | Damage]) -> bool:
    # Schema 1 is older than the manifest; later numbers were only ever written under one.
    later = any(
        content is Damage.NEWER or (isinstance(content, Content) and content.schema > 1)
        for content in contents.values()
    )
    return later or bool(parts)


def _read_manifest(reading: Reading, parts: dict[str, _Record]) -> set[int]:
    """Read root and pages; give the numbers of the pages that cannot be relied on."""
    root = _read_root(parts.get(ROOT))
    untrusted: set[int] = set()
    if root is None:
        root = Root(doubts=frozenset({ROOT}))
        untrusted = set(range(PAGES))
        reading.stale = {number for number in range(PAGES) if PARTS[number] in parts}
    else:
        for number in range(PAGES):
            page = _read_page(root.tags[number], parts.get(PARTS[number]))
            if page is None:
                untrusted.add(number)
            else:
                reading.manifest.pages[number] = page
        lost = {PARTS[number] for number in untrusted}
        reading.stale = set(untrusted)
        root = replace(root, doubts=root.doubts | lost)
    reading.manifest.root = root
    reading.set_aside += [SetAside(Damage.LIST, manifest.TABLE, name) for name in root.doubts]
    return untrusted


def _read_root(record: _Record | None) -> Root | None:
    if record is None or record.plaintext is None:
        return None
    try:
        return Root.decode(record.plaintext)
    except RecordDamaged:
        return None


def _read_page(tag: bytes, record: _Record | None) -> Page | None:
    if record is None:
        return {} if tag == NO_PAGE else None
    if record.plaintext is None or record.tag != tag:
        return None
    try:
        return manifest.decode_page(record.plaintext)
    except RecordDamaged:
        return None


def _judge_by_manifest(
    reading: Reading,
    records: Sequence[_Record],
    contents: dict[Key, Content | Damage],
    untrusted: set[int],
) -> None:
    """Sort the records into shown and set aside, and name those that are missing."""
    shown: dict[Key, tuple[_Record, Content]] = {}
    for one in records:
        content = contents[one.key]
        damage = None if one.plaintext is None else _misplaced(reading.manifest, one, untrusted)
        if damage is None and isinstance(content, Damage):
            damage = content
        if damage is None and isinstance(content, Content):
            damage = _outdone(shown, one, content, reading)
        if damage is not None:
            reading.set_aside.append(SetAside(damage, *one.key))
    reading.shown = {one.key: content for one, content in shown.values()}
    trusted = set(range(PAGES)) - untrusted
    missing = reading.manifest.missing(trusted, {one.key for one in records})
    reading.set_aside += [SetAside(Damage.MISSING, *key) for key in missing]


def _misplaced(listed: Manifest, one: _Record, untrusted: set[int]) -> Damage | None:
    if manifest.packed_id(one.key[1]) is None:
        return Damage.UNLISTED
    if manifest.page_of(one.key) in untrusted:
        return None
    tag = listed.tag(one.key)
    if tag is None:
        return Damage.UNLISTED
    return None if tag == one.tag else Damage.OLDER


def _outdone(
    shown: dict[Key, tuple[_Record, Content]], one: _Record, content: Content, reading: Reading
) -> Damage | None:
    """Show a record unless a later one of the same document is there.

    Two come from two windows of format 1, or from a record that was set aside, written anew
    under another id, and then came back.
    """
    name = (one.key[0], content.doc_id)
    rival = shown.get(name)
    if rival is not None and rival[1].sequence >= content.sequence:
        return Damage.OLDER
    shown[name] = (one, content)
    if rival is not None:
        reading.set_aside.append(SetAside(Damage.OLDER, *rival[0].key))
    return None


def _count_on(reading: Reading) -> None:
    # A root that was lost or rolled back must not make later records seem earlier.
    root = reading.manifest.root
    latest = max((content.sequence for content in reading.shown.values()), default=0)
    reading.manifest.root = replace(root, sequence=max(root.sequence, latest))


def _list_anew(reading: Reading, records: Sequence[_Record]) -> None:
    """List what was shown although its page was lost, and what only a newer Layby can read."""
    newer = {item.key for item in reading.set_aside if item.damage is Damage.NEWER}
    for one in records:
        if one.key in reading.shown or one.key in newer:
            reading.manifest.add(one.key, one.tag)
            reading.stale.add(manifest.page_of(one.key))
