"""Turns the Python of a zip into bytecode. Runs inside the shipped Pyodide, at build time only.

``compile_bytecode.mjs`` puts the zip at ``/in.zip`` and takes ``/out.zip``. Bytecode belongs to
one version of the interpreter, so the one that will import it makes it. Each file becomes a
``.pyc`` that is never checked against a source (PEP 552), in a zip without a clock.

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


def to_bytecode(source: bytes, name: str) -> bytes:
    """Compile one file; ``name`` is its path in the zip. Raises SyntaxError."""
    tree = ast.parse(source, name)
    if not name.startswith(_KEPT):
        tree = strip_docstrings(tree)
    code = strip_lines(compile(tree, name, "exec", dont_inherit=True, optimize=0))
    return bytes(bootstrap._code_to_hash_pyc(code, b"\0" * 8, False))  # type: ignore[attr-defined]


def convert(source_path: str, target_path: str) -> None:
    """Copy a zip, with bytecode in place of Python; all else stays as it is."""
    with zipfile.ZipFile(source_path) as source, zipfile.ZipFile(target_path, "w") as target:
        for name in sorted(source.namelist()):
            is_python = name.endswith(".py")
            body = source.read(name)
            info = zipfile.ZipInfo(f"{name}c" if is_python else name, (1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            target.writestr(info, to_bytecode(body, name) if is_python else body)


if __name__ == "__main__":
    convert("/in.zip", "/out.zip")
