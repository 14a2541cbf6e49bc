"""Python's standard library for the browser: Pyodide's, without what only developers use."""

import zipfile
from io import BytesIO

_TOOLS = {
    *("_pyrepl", "bdb", "cProfile", "doctest", "mailbox", "modulefinder", "multiprocessing"),
    *("_pyio", "_pydatetime", "compileall", "ftplib", "imaplib", "optparse", "plistlib", "poplib"),
    *("shelve", "smtplib", "socketserver", "symtable", "wave", "webbrowser"),
    *("pdb", "pickletools", "profile", "pstats", "pyclbr", "pydoc", "pydoc_data", "tabnanny"),
    *("timeit", "trace", "turtle", "unittest", "wsgiref", "xmlrpc", "zipapp"),
}
# Parts of packages: for other systems, for servers, for processes and threads that no browser has.
_PARTS = (
    *("asyncio/__main__", "asyncio/proactor_events", "asyncio/tools", "asyncio/windows_"),
    *("concurrent/futures/interpreter", "concurrent/futures/process", "concurrent/interpreters/"),
    *("ctypes/_aix", "ctypes/macholib/", "ctypes/wintypes", "http/server", "logging/config"),
    *("logging/handlers", "pyodide/console", "xml/dom/", "xml/sax/expatreader"),
)
# Layby reads and writes UTF-8. ASCII, Latin-1, IDNA and the zip format's code page are what the
# standard library itself falls back on.
_ENCODINGS = {
    *("__init__", "aliases", "ascii", "charmap", "cp1252", "cp437", "hex_codec", "base64_codec"),
    *("idna", "latin_1", "iso8859_1", "punycode", "raw_unicode_escape", "undefined"),
    *("unicode_escape", "utf_8", "utf_8_sig", "utf_16", "utf_16_be", "utf_16_le", "utf_32"),
    *("utf_32_be", "utf_32_le"),
}


def trim(body: bytes) -> dict[str, bytes]:
    """Unpack Pyodide's library zip and leave out tools, servers and old encodings."""
    with zipfile.ZipFile(BytesIO(body)) as archive:
        names = [n for n in archive.namelist() if not n.endswith("/") and _is_used(n)]
        return {name: archive.read(name) for name in names}


def _is_used(name: str) -> bool:
    top, _, rest = name.partition("/")
    if top == "encodings":
        return rest.removesuffix(".py") in _ENCODINGS
    return top.removesuffix(".py") not in _TOOLS and not name.startswith(_PARTS)
