"""The snapshot: nothing of the machine that made it, and no chance that two phones share."""

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from app.web import archive, build, bytecode, client, engine, snapshot
from app.web.node import find_node

HELLO = build.ROOT / "tests" / "app" / "web" / "hello"
SHELL = build.ROOT / "assets" / "shell"

#: Everything that gives chance, once each, and twice where a state could have been frozen.
CHANCE = """
import json, os, random, secrets, tempfile, time, uuid
import flet.utils.strings
json.dumps([
    *(random.random() for _ in range(3)), random.getrandbits(128), random.randbytes(16).hex(),
    random.Random().random(), random.SystemRandom().random(), random.sample(range(10**9), 2),
    os.urandom(16).hex(), secrets.token_hex(16), secrets.randbits(128),
    str(uuid.uuid4()), str(uuid.uuid1()), str(uuid.uuid7()),
    next(tempfile._get_candidate_names()), flet.utils.strings.random_string(16),
])
"""

#: Modules and files that were not read while the snapshot was made lie in the archives.
LATER = """
import json, sys
before = "mimetypes" in sys.modules
import mimetypes
json.dumps([before, mimetypes.guess_type("a.txt")[0]])
"""

#: How many things Python passes by when it tidies up, and how many it looks at.
LOOKED_THROUGH = """
import gc, json
json.dumps([gc.get_freeze_count(), len(gc.get_objects())])
"""

#: The compiled half of msgpack is put in place afterwards, and says the same as the other.
QUICKENED = """
import json, msgpack
slow = msgpack.packb({"a": [1, b"x", None]})
was = msgpack.Packer.__module__
quicken()
import flet.messaging.pyodide_connection as connection
json.dumps([was, connection.msgpack.Packer.__module__,
    connection.msgpack.packb({"a": [1, b"x", None]}) == slow,
    connection.msgpack.unpackb(slow) == {"a": [1, b"x", None]}])
"""

#: Names are found by their letters, wherever one is kept: how many, and how many are not.
HASHED = """
import json, sys, types
spaces = [vars(one) for one in [*sys.modules.values()] if isinstance(one, types.ModuleType)]
lost = [name for space in spaces for name in space if (name + ".")[:-1] not in space]
json.dumps([sum(map(len, spaces)), len(lost)])
"""

#: All that Python knows of the characters of Unicode 3.2, which every version of it knows alike.
CHARACTERS = """
import hashlib, json, unicodedata
known = unicodedata.ucd_3_2_0
asked = (known.category, known.bidirectional, known.combining, known.decomposition, known.mirrored)
said = hashlib.sha256()
for at in [*range(0xD800), *range(0xE000, 0x30000)]:
    said.update(repr([ask(chr(at)) for ask in asked]).encode())
characters = json.dumps(said.hexdigest())
"""

#: What is left out of the engine says so, as of a character that has no name.
UNNAMED = """
import json, unicodedata
def refusal(ask, of):
    try:
        return ask(of)
    except (KeyError, ValueError) as error:
        return type(error).__name__
json.dumps([refusal(unicodedata.name, "a"), refusal(unicodedata.lookup, "LATIN SMALL LETTER A")])
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("web") / "site"
    build.build(out, root=HELLO)
    return out


def parts(site: Path) -> dict[str, bytes]:
    found = (site / "python").glob("snapshot-*.bin")
    return {part.relative_to(site).as_posix(): part.read_bytes() for part in found}


def archives(site: Path) -> dict[str, bytecode.Compiled]:
    """What the build made the snapshot of: of Python it keeps both kinds."""
    kept = {
        path.read_bytes(): path.with_name(path.name.replace(".source.", ".bytecode."))
        for path in (build.ROOT / "build" / "bytecode").glob("*.source.zip")
    }
    found = {}
    for name in snapshot.ARCHIVES:
        body = (site / "python" / f"{name}.zip").read_bytes()
        found[name] = bytecode.Compiled(kept[body].read_bytes() if body in kept else body, body)
    return found


def device(site: Path, folder: Path, code: str) -> list[object]:
    """Restore the snapshot in a process of its own and run ``code`` there."""
    folder.mkdir()
    script = Path(__file__).parent / "restore_in_node.mjs"
    places = (SHELL, site, folder)
    command = [str(find_node()), str(script), *map(str, places), code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    (answer,) = (line for line in done.stdout.splitlines() if line.startswith("answer: "))
    return json.loads(answer.removeprefix("answer: "))


def test_two_phones_that_start_from_one_snapshot_share_no_chance(
    site: Path, tmp_path: Path
) -> None:
    one, other = (device(site, tmp_path / name, CHANCE) for name in ("one", "other"))
    assert len(one) == len(other) == 16
    assert [value for value in one if value in other] == []
    assert all(one.count(value) == 1 for value in one)


def test_what_is_imported_later_is_found_in_the_archives(site: Path, tmp_path: Path) -> None:
    assert device(site, tmp_path / "one", LATER) == [False, "text/plain"]


def test_what_is_compiled_takes_its_place_later(site: Path, tmp_path: Path) -> None:
    said = device(site, tmp_path / "one", QUICKENED)
    assert said == ["msgpack.fallback", "msgpack._cmsgpack", True, True]


def test_what_came_with_the_snapshot_is_not_looked_through_for_what_to_throw_away(
    site: Path, tmp_path: Path
) -> None:
    came, looked_through = device(site, tmp_path / "one", LOOKED_THROUGH)
    assert isinstance(came, int) and isinstance(looked_through, int)
    assert came > 10_000
    assert looked_through < came / 10


def test_strings_are_found_by_their_letters_though_their_hashes_are_not_sent(
    site: Path, tmp_path: Path
) -> None:
    names, lost = device(site, tmp_path / "one", HASHED)
    assert isinstance(names, int)
    assert names > 10_000
    assert lost == 0


def test_engine_knows_all_of_a_character_but_its_name(site: Path, tmp_path: Path) -> None:
    here: dict[str, str] = {}
    exec(CHARACTERS, here)  # noqa: S102 - the very same here and there
    said = device(site, tmp_path / "one", CHARACTERS + "characters")
    assert said == json.loads(here["characters"])
    assert device(site, tmp_path / "other", UNNAMED) == ["ValueError", "KeyError"]


def test_app_that_asks_for_a_character_by_its_name_is_not_built() -> None:
    wasm = (client.web_dir() / "pyodide" / "pyodide.asm.wasm").read_bytes()
    engine.trim(wasm, [b'"N{" + name'])
    for code in (b'print("\\N{BULLET}")', b"unicodedata.name(sign)"):
        with pytest.raises(engine.EngineError, match="by name"):
            engine.trim(wasm, [code])


def test_snapshot_holds_nothing_of_the_machine_that_made_it(site: Path) -> None:
    made = b"".join(parts(site).values())
    values = {value for value in os.environ.values() if len(value) > 8 and "/" in value}
    for value in (*values, str(build.ROOT), str(Path.home() / "x")[:-1], str(find_node())):
        for encoding in ("utf-8", "utf-32-le"):
            assert len(value) < 9 or value.encode(encoding) not in made


def test_snapshot_made_again_is_equal_byte_for_byte(site: Path, tmp_path: Path) -> None:
    assert snapshot.take(archives(site), SHELL, tmp_path).parts == parts(site)


def test_changed_sentence_leaves_most_of_the_snapshot_as_it_was(site: Path, tmp_path: Path) -> None:
    shutil.copytree(HELLO, tmp_path / "app")
    main = tmp_path / "app" / "app" / "main.py"
    text = main.read_text(encoding="utf-8")
    main.write_text(text.replace("Hello Layby", "Hello again, and a little longer"), "utf-8")
    build.build(tmp_path / "site", root=tmp_path / "app")
    old, new = parts(site), parts(tmp_path / "site")
    fetched = sum(len(part) for name, part in new.items() if name not in old)
    assert 0 < fetched < sum(map(len, new.values())) / 4


def test_app_that_starts_nothing_has_no_snapshot(site: Path, tmp_path: Path) -> None:
    given = archives(site)
    with zipfile.ZipFile(site / "python" / "app.zip") as opened:
        entries = {name: opened.read(name) for name in opened.namelist()}
    idle = archive.pack(entries | {"app/main.py": b"import flet\n"})
    given["app"] = bytecode.compile_zip(idle, build.ROOT / "build" / "bytecode")
    with pytest.raises(snapshot.SnapshotError, match="does not start anything"):
        snapshot.take(given, SHELL, tmp_path)
