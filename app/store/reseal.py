"""The same documents under another key: how a profile is copied into a vault of its own."""

from app.store.codec import decode
from app.store.manifest import TABLE as MANIFEST
from app.store.memory import MemoryRecords
from app.store.port import ProfileHeader
from app.store.sealing import Sealer, SealsRecords
from app.store.tables import VaultTables


async def resealed(
    tables: VaultTables, old: Sealer, new_cipher: SealsRecords, new_profile_id: str
) -> VaultTables:
    """Give every document of ``tables`` in tables of another profile, held in memory.

    ``old`` opens the records of ``tables``. What was set aside is left out: nobody can vouch
    for it, and sealing it anew would. The result's ``records`` are what to add to a store.
    """
    memory = MemoryRecords()
    header = ProfileHeader(new_profile_id, "", {})
    await memory.add_profile(header, await VaultTables.first_records(new_cipher, new_profile_id))
    copy = await VaultTables.open(memory, new_cipher, new_profile_id)
    aside = {item.key for item in tables.set_aside}
    async for record, plaintext in old.open_all(await tables.records()):
        is_shown = record.table != MANIFEST and (record.table, record.id) not in aside
        if plaintext is not None and is_shown:
            content = decode(plaintext)
            copy.put(record.table, content.doc_id, content.document)
    return copy
