"""The sources as trees: what tests of the house walk through."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
CORE = ROOT / "src" / "registre_core"
ROOMS = ("access", "clients", "extraction", "findings", "interventions", "kernel", "register", "rights", "workspace")
"""Pure: no clock, no identifiers made, no I/O, no JSON."""

Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def modules(*folders: Path) -> list[Path]:
    return [path for folder in folders for path in sorted(folder.rglob("*.py"))]


def of_core(*, testing: bool = False) -> list[Path]:
    return [path for path in modules(CORE) if testing or "testing" not in path.parts]


def of_adapters() -> list[Path]:
    return modules(*sorted(ROOT.glob("adapters/*/src")))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def is_private(name: str) -> bool:
    return name.startswith("_")


def public_definitions(node: ast.Module | ast.ClassDef, within: str = "") -> Iterator[tuple[str, Definition]]:
    """Walk through public classes, functions and methods, by qualified name."""
    for child in node.body:
        if isinstance(child, Definition) and not is_private(child.name):
            yield within + child.name, child
            if isinstance(child, ast.ClassDef):
                yield from public_definitions(child, f"{within}{child.name}.")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
