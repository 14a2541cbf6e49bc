"""The build: the same bytes every time, nothing left out, nothing from anywhere else."""

import ast
import gzip
import hashlib
import json
import re
import shutil
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import brotli
import pytest
from fontTools.ttLib import TTFont

from app.domain.plain_page import emergency_lines
from app.views.theme import DARK, LIGHT, NIGHT
from app.web import archive, build, client, fonts, icon_font, shell, wheels
from app.web.numbers import read_services, render_hours

HELLO = build.ROOT / "tests" / "app" / "web" / "hello"
SHELL = build.ROOT / "assets" / "shell"
#: Bytes of a file whose compressing would take longer than all of its neighbours'.
LARGE = 2_000_000
TWINS = (".gz", ".br")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("web") / "site"
    assert build.build(out, root=HELLO)
    return out


def content(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mode)
        for path in folder.rglob("*")
        if path.is_file()
    }


def share(cache: Path, *names: str) -> None:
    """Give a build's own cache these parts of the checkout's."""
    for name in names:
        shutil.copytree(build.ROOT / "build" / name, cache / name)


def precached(site: Path) -> dict[str, str]:
    text = (site / "sw.js").read_text(encoding="utf-8")
    found = re.search(r"const FILES = (\{.*?\});", text, re.S)
    assert found
    return json.loads(found[1])


def snapshot_of(site: Path) -> set[str]:
    return {f"/python/{part.name}" for part in (site / "python").glob("snapshot-*.bin")}


def test_two_builds_are_equal_byte_for_byte(site: Path, tmp_path: Path) -> None:
    # The second assembles everything anew, compiles the libraries and the app, and compresses
    # all but the largest files; it shares what was fetched, and what takes longest to make.
    share(tmp_path, "wheels", "npm")
    (tmp_path / "bytecode").mkdir()
    library = (site / "python" / "standard-library.zip").read_bytes()
    for kept in (build.ROOT / "build" / "bytecode").glob("*.source.zip"):
        if kept.read_bytes() == library:
            for twin in kept.parent.glob(f"{kept.name.partition('.')[0]}.*"):
                shutil.copy(twin, tmp_path / "bytecode")
    (tmp_path / "compressed").mkdir()
    for body in (path.read_bytes() for path in site.rglob("*.*") if path.is_file()):
        made = (build.ROOT / "build" / "compressed").glob(f"{hashlib.sha256(body).hexdigest()}.*")
        if len(body) > LARGE:
            for kept in made:
                shutil.copy(kept, tmp_path / "compressed")
    build.build(tmp_path / "again", root=HELLO, cache=tmp_path)
    assert content(site) == content(tmp_path / "again")


@pytest.mark.soak
def test_two_builds_that_share_nothing_made_are_equal_byte_for_byte(
    site: Path, tmp_path: Path
) -> None:
    share(tmp_path, "wheels", "npm")
    build.build(tmp_path / "again", root=HELLO, cache=tmp_path)
    assert content(site) == content(tmp_path / "again")


def test_every_compressed_twin_holds_its_file(site: Path) -> None:
    twins = [*site.rglob("*.gz"), *site.rglob("*.br")]
    assert {f"{n}.{e}" for n in ("index.html", "main.dart.js") for e in ("gz", "br")} <= {
        twin.name for twin in twins
    }
    for twin in twins:
        opened = {".gz": gzip.decompress, ".br": brotli.decompress}[twin.suffix](twin.read_bytes())
        assert opened == twin.with_suffix("").read_bytes()


def test_build_with_nothing_to_do_does_nothing(site: Path) -> None:
    before = (site / "sw.js").stat().st_ino
    assert not build.build(site, root=HELLO)
    assert (site / "sw.js").stat().st_ino == before


def test_changed_app_is_built_again_under_another_version(site: Path, tmp_path: Path) -> None:
    shutil.copytree(HELLO, tmp_path / "app")
    (tmp_path / "app" / "app" / "main.py").write_text("import flet\n", encoding="utf-8")
    assert build.build(tmp_path / "site", root=tmp_path / "app")
    old, new = precached(site), precached(tmp_path / "site")
    # What cannot be brought back from a snapshot is still built, to start the ordinary way.
    assert {path for path in new if old[path] != new[path]} == {
        *("/python/app.zip", "/python-worker.js", "/shell.js")
    }
    assert {path for path in old if path not in new} == snapshot_of(site)
    versions = {
        re.search(r'VERSION = "(\w+)"', (folder / "sw.js").read_text(encoding="utf-8"))[1]
        for folder in (site, tmp_path / "site")
    }
    assert len(versions) == 2


def test_service_worker_lists_every_file_with_its_hash(site: Path) -> None:
    listed = precached(site)
    there = {
        f"/{name}": body for name, (body, _) in content(site).items() if name[-3:] not in TWINS
    }
    unlisted = {name for name in there if name not in listed}
    assert unlisted == {
        "/sw.js",
        *(name for name in there if name.startswith(("/licences/", "/python/together-"))),
    }
    assert {n: hashlib.sha256(there[n]).hexdigest() for n in listed} == listed


def test_fonts_named_are_there_and_no_others(site: Path) -> None:
    manifest = json.loads((site / "assets" / "FontManifest.json").read_text(encoding="utf-8"))
    named = {font["asset"] for family in manifest for font in family["fonts"]}
    drawn, compiled = ((site / f"main.dart.{kind}").read_bytes() for kind in ("js", "wasm"))
    asked_for = fonts.read_fonts(drawn, compiled, build.ROOT / "assets" / "fonts")
    named |= {name.removeprefix("assets/") for name in asked_for}
    endings = {".otf", ".ttf", ".woff2"}
    there = {p.relative_to(site / "assets").as_posix() for p in (site / "assets").rglob("*.*")}
    assert named == {name for name in there if Path(name).suffix in endings}


def test_web_manifest_is_complete_and_its_icons_have_the_size_they_say(site: Path) -> None:
    manifest = json.loads((site / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert manifest["name"] == manifest["short_name"] == "Layby"
    assert (manifest["id"], manifest["start_url"], manifest["scope"]) == ("/", "/", "/")
    assert manifest["display"] == "standalone"
    assert manifest["lang"] == "en-GB"
    seen = set()
    for icon in manifest["icons"]:
        header = (site / icon["src"].lstrip("/")).read_bytes()[16:24]
        width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:], "big")
        assert icon["sizes"] == f"{width}x{height}"
        seen.add((icon["purpose"], width))
    assert seen == {("any", 192), ("any", 512), ("maskable", 512)}


def test_page_holds_every_emergency_number_before_any_script(site: Path) -> None:
    page = (site / "index.html").read_text(encoding="utf-8")
    before = page.partition("<script")[0]
    lines = emergency_lines(read_services(build.ROOT / "assets" / "services"))
    assert {"tel:999", "tel:111", "tel:116123"} <= {line.href for line in lines}
    for line in lines:
        assert f'href="{line.href.replace("&", "&amp;")}"' in before


def test_hours_are_named_as_soon_as_someone_is_not_always_there() -> None:
    services = read_services(build.ROOT / "assets" / "services")
    assert all(service.always_open for service in services)
    assert "day and night" in render_hours(services)
    closed = [*services, replace(services[0], always_open=False, hours="Weekdays 9 to 5")]
    assert render_hours(closed) == ""
    assert emergency_lines(closed)[-1].who.endswith(". Weekdays 9 to 5")


def test_page_hands_over_to_the_app_without_a_change_of_ground(site: Path) -> None:
    page = (site / "index.html").read_text(encoding="utf-8").upper()
    for scheme in (LIGHT, DARK, NIGHT):
        assert f"--GROUND: {scheme.surface};" in page
    # The bars around the page; where night was chosen, a script says so to them.
    for scheme in (LIGHT, DARK):
        assert page.count(f'CONTENT="{scheme.surface}"') == 1


def test_page_has_no_script_of_its_own_and_no_handler_attributes(site: Path) -> None:
    page = (site / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script\b([^>]*)>(.*?)</script>", page, re.S)
    assert scripts
    assert all("src=" in attributes and not body for attributes, body in scripts)
    assert not re.search(r"\son\w+\s*=", page)
    assert "javascript:" not in page


def test_nothing_of_ours_names_another_origin(site: Path) -> None:
    ours = [*SHELL.iterdir(), site / "index.html", site / "sw.js", site / "python-worker.js"]
    for path in ours:
        assert not re.search(r"(?:https?:)?//[\w-]+\.[\w.-]+", path.read_text(encoding="utf-8"))
    for name in ("main.dart.js", "main.dart.wasm"):
        assert b"rive-app" not in (site / name).read_bytes()


def test_page_says_nothing_of_flet(site: Path) -> None:
    for name in ("index.html", "manifest.webmanifest"):
        assert "flet" not in (site / name).read_text(encoding="utf-8").lower()


def test_app_archive_leaves_out_what_the_browser_cannot_use(tmp_path: Path) -> None:
    for name in (
        *("app/main.py", "app/domain/plan.py", "app/store/native.py", "app/web/build.py"),
        *("app/__pycache__/main.cpython-314.pyc", "assets/guides/yearly.toml"),
        *("assets/shell/sw.js", "assets/codebook.toml", "assets/demo/big.json"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert set(archive.read_app(tmp_path)) == {
        *("app/main.py", "app/domain/plan.py"),
        *("assets/guides/yearly.toml", "assets/codebook.toml"),
    }


def test_app_without_a_start_is_refused(tmp_path: Path) -> None:
    with pytest.raises(archive.ArchiveError, match=re.escape("app/main.py")):
        archive.read_app(tmp_path)


def test_archives_hold_source_without_docstrings_and_no_bytecode(site: Path) -> None:
    for name in ("standard-library", "libraries", "app"):
        with zipfile.ZipFile(BytesIO((site / "python" / f"{name}.zip").read_bytes())) as packed:
            names = packed.namelist()
            assert all(info.compress_type == zipfile.ZIP_STORED for info in packed.infolist())
            modules = {n: packed.read(n) for n in names if n.endswith(".py")}
        assert [n for n in names if n.endswith((".pyc", ".pyi"))] == []
        assert modules
        if name != "standard-library":  # newer Python than this
            assert {ast.get_docstring(ast.parse(module)) for module in modules.values()} == {None}


def test_libraries_leave_out_command_lines(site: Path) -> None:
    with zipfile.ZipFile(site / "python" / "libraries.zip") as packed:
        names = {name.partition(".")[0] for name in packed.namelist()}
    assert {"segno/encoder", "segno/writers"} <= names
    assert not {"segno/cli", "segno/helpers", "flet/cli"} & names


def test_the_licence_of_a_plan_s_letters_is_on_the_site(site: Path) -> None:
    assert "fonts.txt" in (site / "licences" / "about.txt").read_text(encoding="utf-8")
    text = (site / "licences" / "fonts.txt").read_text(encoding="utf-8")
    assert "Noto Project Authors" in text and "SIL OPEN FONT LICENSE" in text


def test_every_wheel_of_the_lock_has_an_exact_version_and_a_hash(tmp_path: Path) -> None:
    pins = wheels.read_lock()
    assert {pin.partition("==")[0] for pin in pins.values()} >= {"flet", "msgpack", "tinydb"}
    loose = tmp_path / "browser.lock"
    loose.write_text("flet>=1.0\n", encoding="utf-8")
    with pytest.raises(wheels.WheelError, match="not a pinned wheel"):
        wheels.read_lock(loose)


def test_damaged_wheel_in_the_cache_is_not_used(tmp_path: Path) -> None:
    fetched = wheels.fetch_wheels(build.ROOT / "build" / "wheels")
    for path in fetched:
        (tmp_path / path.name).write_bytes(path.read_bytes()[:-1])
    assert wheels._find(wheels.read_lock(), tmp_path) == {}


def test_unknown_shape_of_the_client_stops_the_build() -> None:
    with pytest.raises(client.ClientError):
        client.trim_bootstrap("something else entirely")
    with pytest.raises(client.ClientError):
        client.keep_home(b"no such script here")
    with pytest.raises(client.ClientError):
        client.keep_home_compiled(b"no such address here")


def test_a_template_without_its_mark_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "splash.css").write_text("", encoding="utf-8")
    (tmp_path / "index.html").write_text("<p>no marks</p>", encoding="utf-8")
    with pytest.raises(ValueError, match="__STYLE__"):
        shell.render_index(tmp_path, build.ROOT / "assets" / "services")


def test_icons_are_those_in_use_and_no_others(site: Path) -> None:
    used = icon_font.used_icons([b"ft.Icons.QR_CODE_2", b"Icons.COPY, NotIcons.ABC"])
    assert used == icon_font.FLUTTERS_OWN | {"QR_CODE_2", "COPY"}
    names = {icon_font.NAMES: b'{"ABC": 65536, "COPY": 65537}', "six.py": b""}
    assert icon_font.trim_names(names, used) == {icon_font.NAMES: b'{"COPY":65537}', "six.py": b""}
    path = site / "assets" / "fonts" / "MaterialIcons-Regular.otf"
    font = TTFont(path)
    assert {"arrow_back_baseline", "content_copy_baseline"} & {*font.getGlyphOrder()} == {
        "arrow_back_baseline"
    }
    with pytest.raises(icon_font.IconError, match="NEVER_DRAWN"):
        icon_font.trim_font(path.read_bytes(), frozenset({"NEVER_DRAWN"}))
