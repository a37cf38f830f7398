"""The public face: short lists of names, each importable and documented down to its fields."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.architecture.sources import CORE, is_private, of_core, public_definitions, shown, tree

import registre_core

FACES = [path for path in of_core() if path.name == "__init__.py" and "__all__" in path.read_text(encoding="utf-8")]


def module_name(path: Path) -> str:
    parts = path.relative_to(CORE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def test_the_public_face_is_this_and_nothing_else() -> None:
    expected = """
        Actor AdapterFailure Client ConfigurationError Conflict Forbidden Host IntegrityBreach InvalidInput NotFound
        Ports Problem Refused Registre RegistreError Retries RuleViolation assemble verify_anchor verify_export
        verify_signature
    """.split()

    assert expected == registre_core.__all__


@pytest.mark.parametrize("path", FACES, ids=shown)
def test_a_face_names_each_thing_once_in_order(path: Path) -> None:
    names = importlib.import_module(module_name(path)).__all__
    in_order = sorted(set(names), key=lambda name: (not name.isupper(), not name[0].isupper(), name))

    assert in_order == names, "constants, classes, functions"


@pytest.mark.parametrize("path", FACES, ids=shown)
def test_each_name_of_a_face_is_there(path: Path) -> None:
    module = importlib.import_module(module_name(path))

    assert [] == [name for name in module.__all__ if not hasattr(module, name)]


@pytest.mark.parametrize("path", FACES, ids=shown)
def test_each_class_and_function_of_a_face_says_what_it_is_for(path: Path) -> None:
    module = importlib.import_module(module_name(path))
    things = {name: getattr(module, name) for name in module.__all__}

    assert [] == [
        name
        for name, thing in things.items()
        if (inspect.isclass(thing) or inspect.isfunction(thing)) and not vars(thing).get("__doc__", thing.__doc__)
    ]


def test_what_is_not_there_is_not_made_up() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Hosts'"):
        _ = registre_core.Hosts


def test_each_module_has_a_docstring() -> None:
    assert [] == [shown(path) for path in of_core() if not ast.get_docstring(tree(path))]


def test_each_public_class_and_function_has_a_docstring() -> None:
    """But for the stores of a port's transaction: each is named like the protocol that explains it."""
    stores = "src/registre_core/ports/storage/stores.py"
    silent = [
        (shown(path), name)
        for path in of_core()
        for name, node in public_definitions(tree(path))
        if ast.get_docstring(node) is None
    ]

    assert [] == [
        (path, name) for path, name in silent if path != stores or not name.startswith(("Snapshot.", "Transaction."))
    ]


DOCUMENTED_AS_A_WHOLE = {
    "Quad": "eight coordinates, told once, with their units",
    "ErpType": "letters of the law, each with its label in ERP_TYPES: a test of the table asks for it",
    "ErpLabel": "the two languages",
}
"""Classes whose fields need no line each, and why."""


def fields(node: ast.ClassDef) -> Iterator[tuple[str, str, bool]]:
    """Give name and type of each public field, member or class attribute, and whether a line stands below it."""
    for place, statement in enumerate(node.body):
        below = node.body[place + 1] if place + 1 < len(node.body) else None
        is_told = isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) and bool(below.value.value)
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation) if not is_private(name):
                yield name, ast.unparse(annotation), is_told
            case ast.Assign(targets=[ast.Name(id=name)]) if not is_private(name):
                yield name, "", is_told


def told_by_its_base(name: str, node: ast.ClassDef) -> bool:
    """Whether it is one of the class attributes that `Fact` explains."""
    return name.isupper() and "Fact" in {ast.unparse(base) for base in node.bases}


def told_by_its_type(name: str, annotation: str) -> bool:
    """Whether a line could only repeat the name: an identifier, or a field named like its class."""
    return name == "id" or name == annotation.lower()


def test_each_field_and_member_carries_a_line_below() -> None:
    untold = [
        f"{shown(path)}: {qualified}.{name}"
        for path in of_core()
        for qualified, node in public_definitions(tree(path))
        if isinstance(node, ast.ClassDef) and qualified not in DOCUMENTED_AS_A_WHOLE
        for name, annotation, is_told in fields(node)
        if not is_told and not told_by_its_base(name, node) and not told_by_its_type(name, annotation)
    ]

    assert [] == untold


def test_a_field_or_member_without_its_line_would_be_noticed() -> None:
    (node,) = ast.parse(
        "class Site:\n    id: SiteId\n    kind: Kind\n    name: str\n    town: str\n    'Where.'\n    OPEN = 1\n"
    ).body
    assert isinstance(node, ast.ClassDef)

    assert ["id", "kind", "name", "OPEN"] == [name for name, _, is_told in fields(node) if not is_told]
    assert ["name", "OPEN"] == [
        name for name, annotation, is_told in fields(node) if not is_told and not told_by_its_type(name, annotation)
    ]


def test_no_class_is_excused_that_is_gone() -> None:
    every = {name for path in of_core() for name, _ in public_definitions(tree(path))}

    assert set() == DOCUMENTED_AS_A_WHOLE.keys() - every
