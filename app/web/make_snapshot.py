"""Imports the app with all that it will import later. Runs inside the shipped Pyodide, at build.

``make_snapshot.mjs`` writes the memory down afterwards, and a phone starts from it by calling
``start``. So nothing may have a life of its own yet: no session, no task, nothing of chance but
the state of ``random``, which ``start`` sets anew. The order of a set of strings is the same
on every phone, because the seed of ``hash`` cannot be changed later; nothing secret rests on it.
"""

import asyncio
import gc
import importlib
import marshal
import random
import sys
import zipimport
from collections.abc import Callable, Generator
from pathlib import Path
from types import CodeType

HOME = Path("/layby")
sys.path[:0] = [str(HOME), "/layby-libraries.zip"]
# A compiled extension cannot live in a snapshot. What has one has the same in Python as well.
for extension in HOME.rglob("*.so"):
    extension.unlink()

import flet  # noqa: E402
import msgpack  # type: ignore[import-untyped]  # noqa: E402
from flet.controls.base_control import BaseControl  # noqa: E402
from flet.controls.context import _context_page, context  # noqa: E402
from flet.messaging.connection import Connection  # noqa: E402
from flet.messaging.protocol import Message, configure_encode_object_for_msgpack  # noqa: E402
from flet.messaging.session import Session  # noqa: E402
from flet.pubsub.pubsub_hub import PubSubHub  # noqa: E402

LAYERS = (
    *("domain", "anonymise", "store", "vault", "sync", "device", "exports", "usecases"),
    *("views/state", "views/components", "views/screens", "views"),
)
"""The app's packages, each of which imports only those before it (``pyproject.toml``)."""

_begin: list[Callable[[], None]] = []


def start() -> None:
    """Start the app that was imported; the phone calls this."""
    random.seed()
    _begin[0]()


def quicken() -> None:
    """Use msgpack's compiled half from now on; the phone calls this once its screen stands."""
    compiled = importlib.import_module("msgpack._cmsgpack")
    for name in ("Packer", "Unpacker", "unpackb"):
        setattr(msgpack, name, getattr(compiled, name))


def import_libraries(names: list[str]) -> None:
    """Import what is not the app's own, before any of it: so its place is the same in each build.

    ``names`` are what ``borrowed`` gave where the app had been imported already.
    """
    for name in names:
        importlib.import_module(name)


async def borrowed() -> list[str]:
    """Import everything, draw, and name the modules used that are not the app's own."""
    for step in stages():
        import_stage(step)
    read_content()
    await rehearse()
    return sorted(name for name in sys.modules if name.partition(".")[0] not in ("app", "__main__"))


def look_again() -> None:
    """Find out anew what the libraries' archives hold, for others have taken their place."""
    for importer in sys.path_importer_cache.values():
        if isinstance(importer, zipimport.zipimporter):
            importer.invalidate_caches()


def stages() -> list[str]:
    """The app's packages, inner ones first; the last, without a name, is all there is besides."""
    return [name for name in (*LAYERS, "") if (HOME / "app" / name).is_dir()]


def import_stage(package: str) -> None:
    """Import one of ``stages``; the last holds app.main."""
    if not package:
        _import_main()
    for path in _modules(HOME / "app" / package):
        name = ".".join(path.relative_to(HOME).with_suffix("").parts)
        importlib.import_module(name.removesuffix(".__init__"))
        _import_controls(marshal.loads(path.read_bytes()[16:]))  # noqa: S302 - our own bytecode
    if not package:
        importlib.import_module("flet.messaging.pyodide_connection")


def _modules(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.pyc")) if path.name != "__main__.pyc"]


def _import_main() -> None:
    """Import app.main, which offers ``begin`` or calls ``flet.run`` as soon as it is imported."""
    run = flet.run
    flet.run = lambda *given, **named: _begin.append(lambda: run(*given, **named))
    main = importlib.import_module("app.main")
    flet.run = run
    if hasattr(main, "begin"):
        _begin[:] = [main.begin]
    if not _begin:
        raise RuntimeError("app.main does not start anything")


def _import_controls(code: CodeType) -> None:
    """Ask Flet for each control that this code names: it imports one when it is first asked."""
    for name in code.co_names:
        if name in flet._LAZY:
            getattr(flet, name)
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            _import_controls(inner)


class Nothing(tuple[object, ...]):
    """Stands in for all that only a phone has: any call of it gives nothing, awaited or not."""

    def __getattr__(self, name: str) -> "Nothing":
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing()

    def __call__(self, *_: object, **__: object) -> "Nothing":  # noqa: D102 - its class says it
        return Nothing()

    def __await__(self) -> Generator[None, None, "Nothing"]:
        return self
        yield  # this makes it a generator


class Unheard(Connection):
    """A connection to no client: messages are packed as for one, and dropped."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.loop = asyncio.get_running_loop()
        self.pubsubhub = PubSubHub()

    def send_message(self, message: Message) -> None:
        """Pack only."""
        encode = configure_encode_object_for_msgpack(BaseControl)  # type: ignore[no-untyped-call]
        msgpack.packb([message.action, message.body], default=encode)


class Locked(Nothing):
    """A store with one profile."""

    def profiles(self) -> Nothing:
        """Give one that nobody has."""
        from app.store.port import ProfileHeader

        return Nothing((ProfileHeader("", "Profile 1", {"": 0}),))


def read_content() -> None:
    """Read the content that ships, once for every start."""
    shipped = getattr(sys.modules["app.main"], "SHIPPED", None)
    if shipped:
        _ = shipped.guides, shipped.services, shipped.leaflets


async def rehearse() -> None:
    """Draw the first screens once, for nobody.

    What Python learns at the first go (its own shortcuts, Flet's tables of each control) then
    lies in the snapshot; the sessions go.
    """
    main = sys.modules["app.main"]
    if not hasattr(main, "begin"):
        return
    for store in (Nothing(), Locked()):
        session = Session(Unheard())
        session.apply_page_patch({"route": "/", "width": 360, "height": 640})
        session.get_page_patch()  # type: ignore[no-untyped-call]
        services = main.build_services(store, *(Nothing() for _ in range(4)))
        await main.look_around(services)
        ready = asyncio.get_running_loop().create_future()
        ready.set_result(services)
        main._early.append(ready)
        _context_page.set(session.page)
        context.reset_auto_update()  # type: ignore[no-untyped-call]
        await main.main(session.page)
        await session.after_event(session.page)
        await asyncio.sleep(0.2)
        session.close()  # type: ignore[no-untyped-call]
        await asyncio.sleep(0.1)


def settle() -> None:
    """Throw away what nobody needs any more; what is left stays for good.

    A phone that looked through all of it again and again, for what could be thrown away, would
    stand still for tenths of a second, in the middle of a tap.
    """
    gc.collect()
    gc.collect()
    gc.freeze()


def tidy() -> None:
    """Leave nothing behind that is not needed or not the same every time."""
    random.seed(0)
    settle()
