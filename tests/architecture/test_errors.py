"""Errors: stable kebab-case codes, families that survive, and no other exception out of the core."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.codes import FAMILIES, raised
from tests.architecture.sources import functions, of_adapters, of_core, shown, tree

from registre_core.kernel import errors

RAISED_WITHIN = {
    "src/registre_core/__init__.py": {"AttributeError"},  # what the language asks of a module's __getattr__
    "src/registre_core/codec/canonical.py": {"_NotCanonicalError"},  # caught there: told as InvalidInput
    "src/registre_core/codec/converter.py": {"_Mistyped"},  # collected by cattrs, told as InvalidInput
    "src/registre_core/codec/anchors.py": {"ValueError"},  # caught in the same module: no anchor
    "src/registre_core/codec/entries.py": {"ValueError"},  # caught in the same module: an entry that cannot be read
    "src/registre_core/codec/envelope.py": {"ValueError"},  # caught in the same module: an unreadable line
    "src/registre_core/codec/lines.py": {"ValueError"},  # caught by the two above: a line in another form
    "src/registre_core/codec/moved.py": {"ValueError"},  # caught in the same module: no archive
    "src/registre_core/codec/rights.py": {"ValueError"},  # caught in the same module: an entry that cannot be read
    "src/registre_core/codec/signables.py": {"ValueError"},  # caught where it is read: an entry that tells of nothing
    "src/registre_core/codec/signature_bundles.py": {"ValueError"},  # caught in the same module: no proof
    "src/registre_core/services/signatures/statements.py": {"TypeError", "ValueError"},  # caught in `proving`: a flaw
    "src/registre_core/ports/storage/orders.py": {"ValueError"},  # caught there: a cursor whose key is none
}
"""Exceptions of another kind that never leave the module they are raised in, and why."""


def exceptions_raised(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        match node:
            case ast.Raise(exc=ast.Call(func=ast.Name(id=name))) | ast.Raise(exc=ast.Name(id=name)):
                yield name
            case ast.Raise(exc=ast.Call(func=ast.Attribute(value=ast.Name(id=name)))):
                yield name


def test_each_code_is_kebab_case() -> None:
    assert [] == [code for code in raised() if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)]


def test_the_leaves_are_the_families_that_the_documentation_lists() -> None:
    every = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)}

    assert every - {"RegistreError", "Refused"} == set(FAMILIES)


def test_the_core_raises_its_own_families_only() -> None:
    known = {*FAMILIES, "family"}  # a verdict raises the family it is asked for
    others = {shown(path): set(exceptions_raised(path)) - known for path in of_core()}

    assert {module: names for module, names in others.items() if names} == RAISED_WITHIN


def codes_told(docstring: str) -> Iterator[str]:
    """Find the codes that a section «Raises» names."""
    _, _, told = docstring.partition("Raises:")
    yield from re.findall(r"``([a-z0-9]+(?:-[a-z0-9]+)+)``", told)


def test_no_docstring_names_a_code_that_nobody_raises() -> None:
    told = {
        (shown(path), code)
        for path in (*of_core(), *of_adapters())
        for node in functions(path)
        for code in codes_told(ast.get_docstring(node) or "")
    }

    assert [] == sorted((module, code) for module, code in told if code not in raised())


def test_no_exception_logs() -> None:
    """What is tried again is logged where it is: otherwise nobody would ever hear of it."""
    assert ["src/registre_core/app/retrying.py"] == [
        shown(path) for path in of_core() if "logging" in path.read_text(encoding="utf-8")
    ]
