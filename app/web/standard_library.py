"""Python's standard library for the browser: Pyodide's, without what only developers use."""

import zipfile
from io import BytesIO

_TOOLS = {
    *("_pyrepl", "bdb", "cProfile", "doctest", "mailbox", "modulefinder", "multiprocessing"),
    *("_pyio", "_pydatetime", "compileall", "ftplib", "imaplib", "optparse", "plistlib", "poplib"),
    *("shelve", "smtplib", "socketserver", "symtable", "wave", "webbrowser"),
    *("pdb", "pickletools", "profile", "pstats", "pyclbr", "pydoc", "pydoc_data", "tabnanny"),
    *("timeit", "trace", "turtle", "unittest", "wsgiref", "xmlrpc", "zipapp"),
    *("__hello__", "__phello__", "_compat_pickle", "antigravity", "argparse", "cmd", "code"),
    *("colorsys", "configparser", "filecmp", "fileinput", "fractions", "getopt", "getpass"),
    *("gettext", "graphlib", "netrc", "pickle", "pprint", "pty", "py_compile", "rlcompleter"),
    *("sched", "shlex", "sre_compile", "sre_constants", "sre_parse", "statistics", "tarfile"),
    *("this", "tracemalloc", "tty"),
}
# Parts of packages: for other systems, for servers, for processes and threads that no browser has.
_PARTS = (
    *("asyncio/__main__", "asyncio/proactor_events", "asyncio/tools", "asyncio/windows_"),
    *("concurrent/futures/interpreter", "concurrent/futures/process", "concurrent/interpreters/"),
    *("ctypes/_aix", "ctypes/macholib/", "ctypes/wintypes", "http/server", "logging/config"),
    *("logging/handlers", "json/tool", "pyodide/console", "sqlite3/__main__", "sqlite3/dump"),
    *("xml/dom/", "xml/sax/expatreader"),
)
# Layby reads and writes UTF-8. ASCII, Latin-1, IDNA and the zip format's code page are what the
# standard library itself falls back on.
_ENCODINGS = {
    *("__init__", "aliases", "ascii", "charmap", "cp1252", "cp437", "hex_codec", "base64_codec"),
    *("idna", "latin_1", "iso8859_1", "punycode", "raw_unicode_escape", "undefined"),
    *("unicode_escape", "utf_8", "utf_8_sig", "utf_16", "utf_16_be", "utf_16_le", "utf_32"),
    *("utf_32_be", "utf_32_le"),
}
# These lie in the engine already, compiled; so do two of importlib's.
_FROZEN = {
    *("_collections_abc", "_sitebuiltins", "abc", "codecs", "genericpath", "io", "ntpath", "os"),
    *("posixpath", "runpy", "site", "stat", "zipimport"),
}
_FROZEN_PARTS = ("importlib/_bootstrap", "importlib/machinery", "importlib/util")


def trim(body: bytes) -> dict[str, bytes]:
    """Unpack Pyodide's library zip and leave out tools, servers and old encodings."""
    with zipfile.ZipFile(BytesIO(body)) as archive:
        names = [n for n in archive.namelist() if not n.endswith("/") and _is_used(n)]
        return {name: archive.read(name) for name in names}


def _is_used(name: str) -> bool:
    top, _, rest = name.partition("/")
    if top == "encodings":
        return rest.removesuffix(".py") in _ENCODINGS
    if top.removesuffix(".py") in _TOOLS | _FROZEN:
        return False
    return not name.startswith((*_PARTS, *_FROZEN_PARTS))
