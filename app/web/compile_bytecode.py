"""Turns the Python of a zip into bytecode, and into less source. Runs inside the shipped Pyodide.

``compile_bytecode.mjs`` puts the zip at ``/in.zip`` and takes ``/bytecode.zip``, which the snapshot
is made of, and ``/source.zip``, which travels for a start without one: written anew from what was
parsed, it has half the bytes of the other. Bytecode belongs to one version of the interpreter, so
the one that will import it makes it. Each file becomes a ``.pyc`` that is never checked against a
source (PEP 552), in a zip without a clock.

Docstrings go, since nothing in the browser reads them. A class keeps a stand-in: dataclasses
write one of their own into a class that has none, which costs more than it saves.
"""

import ast
import importlib._bootstrap_external as bootstrap
import zipfile
from types import CodeType

_KEPT = ("pyodide/", "_pyodide/")  # Pyodide copies its docstrings into its own C types


def strip_docstrings(tree: ast.Module) -> ast.Module:
    """Remove each docstring from ``tree``, in place; a class gets the stand-in ``"-"``."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        match node.body:
            case [ast.Expr(value=ast.Constant(value=str()) as text), *rest]:
                if isinstance(node, ast.ClassDef):
                    text.value = "-"
                else:
                    node.body = rest or [ast.copy_location(ast.Pass(), node.body[0])]
    return tree


def strip_lines(code: CodeType) -> CodeType:
    """Remove what says which line each instruction comes from: nobody reads it in the browser."""
    inner = tuple(strip_lines(c) if isinstance(c, CodeType) else c for c in code.co_consts)
    return code.replace(co_consts=inner, co_linetable=b"")


def parse(source: bytes, name: str) -> ast.Module:
    """Parse one file, without docstrings; ``name`` is its path in the zip. Raises SyntaxError."""
    tree = ast.parse(source, name)
    return tree if name.startswith(_KEPT) else strip_docstrings(tree)


def to_bytecode(tree: ast.Module, name: str) -> bytes:
    """Compile one file."""
    code = strip_lines(compile(tree, name, "exec", dont_inherit=True, optimize=0))
    return bytes(bootstrap._code_to_hash_pyc(code, b"\0" * 8, False))  # type: ignore[attr-defined]


def to_source(tree: ast.Module, name: str) -> bytes:
    """Write one file anew, without comments. Raises SyntaxError if it would not mean the same."""
    text = ast.unparse(tree)
    if ast.dump(ast.parse(text, name)) != ast.dump(tree):
        raise SyntaxError(f"{name} would not mean the same once it is written anew")
    return text.encode()


def convert(source_path: str, bytecode_path: str, less_path: str) -> None:
    """Copy a zip twice, with bytecode and with less in place of Python; all else stays as it is."""
    with (
        zipfile.ZipFile(source_path) as source,
        zipfile.ZipFile(bytecode_path, "w") as bytecode,
        zipfile.ZipFile(less_path, "w") as less,
    ):
        for name in sorted(source.namelist()):
            body = source.read(name)
            if name.endswith(".py"):
                tree = parse(body, name)
                _add(less, name, to_source(tree, name))
                _add(bytecode, f"{name}c", to_bytecode(tree, name))
            else:
                _add(less, name, body)
                _add(bytecode, name, body)


def _add(target: zipfile.ZipFile, name: str, body: bytes) -> None:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.external_attr = 0o644 << 16
    target.writestr(info, body)


if __name__ == "__main__":
    convert("/in.zip", "/bytecode.zip", "/source.zip")
