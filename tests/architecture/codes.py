"""Every error code that the sources name, with its family and the places that raise it: what pages are compared with.

A code is a literal handed to an error, a `Problem` or a `Reason`, directly or through a function's parameter.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from attrs import field, frozen
from tests.architecture.sources import of_adapters, of_core, shown, tree

FAMILIES = (
    "Forbidden",
    "RuleViolation",
    "NotFound",
    "Conflict",
    "InvalidInput",
    "IntegrityBreach",
    "AdapterFailure",
    "ConfigurationError",
)
"""The leaves of `RegistreError`, in the order of the reference page."""

REASON = "Reason"
"""The family of a reason: whoever requires the verdict chooses between `Forbidden` and `RuleViolation`."""


@frozen
class Way:
    """A parameter through which a code, or the kind in ``<kind>-not-found``, reaches an error."""

    place: int
    """Where it stands among the arguments of a call."""
    name: str
    """Its name."""
    family: str
    """The error it ends up in."""
    form: str = "{}"
    """What becomes of what is handed over."""


KIND = "{}-not-found"

WAYS: Mapping[str, Way] = {
    **{family: Way(0, "code", family) for family in FAMILIES},
    "Reason": Way(0, "code", REASON),
    "Problem": Way(1, "code", "InvalidInput"),
    "InvalidInput.at": Way(1, "code", "InvalidInput"),
    "NotFound.of": Way(0, "kind", "NotFound", KIND),
    "Target": Way(1, "kind", "NotFound", KIND),  # of the front door
    "Shelf": Way(0, "kind", "NotFound", KIND),  # of tables
    "Reference": Way(0, "kind", "NotFound", KIND),  # from one table to another
}
"""What can be called with a code, to begin with; functions that pass one on are found."""


@frozen
class Raised:
    """A code as the sources raise it."""

    code: str
    families: set[str] = field(factory=set)
    """Names of `FAMILIES`, or `REASON`."""
    places: list[str] = field(factory=list)
    """Such as ``src/registre_core/kernel/errors.py:98``."""


@cache
def raised(*, fakes: bool = True) -> Mapping[str, Raised]:
    """Collect the codes of all sources.

    Args:
        fakes: those of ``registre_core.testing`` too.
    """
    found: dict[str, Raised] = {}
    for place, code, family in _collected([*of_core(testing=fakes), *of_adapters()]):
        entry = found.setdefault(code, Raised(code))
        entry.families.add(family)
        entry.places.append(place)
    return dict(sorted(found.items()))


def _collected(paths: Iterable[Path]) -> Iterator[tuple[str, str, str]]:
    for path in paths:
        ways = {**WAYS, **_passed_on(tree(path))}
        for call, owner in _calls(tree(path), ""):
            if way := ways.get(_called(call, owner)):
                for text in _literals(_argument(call, way)):
                    yield f"{shown(path)}:{call.lineno}", way.form.format(text), way.family


def _calls(node: ast.AST, owner: str) -> Iterator[tuple[ast.Call, str]]:
    """Give every call, with the class around it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield child, owner
        yield from _calls(child, child.name if isinstance(child, ast.ClassDef) else owner)


def _called(call: ast.Call, owner: str) -> str:
    """Name what is called; ``cls`` is the class around it."""
    match call.func:
        case ast.Name(id="cls"):
            return owner
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=name), attr=attribute) if f"{name}.{attribute}" in WAYS:
            return f"{name}.{attribute}"
        case ast.Attribute(attr=attribute):
            return attribute
        case ast.Subscript(value=ast.Name(id=name)):
            return name
    return ""


def _argument(call: ast.Call, way: Way) -> ast.expr | None:
    if way.place < len(call.args):
        return call.args[way.place]
    return next((keyword.value for keyword in call.keywords if keyword.arg == way.name), None)


def _literals(node: ast.expr | None) -> Iterator[str]:
    """Give the texts that an argument may be: a literal, or any branch of a choice."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from _literals(body)
            yield from _literals(orelse)


def _passed_on(module: ast.Module) -> Mapping[str, Way]:
    """Find the functions of a module that hand a parameter on as a code, directly or through each other."""
    functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
    found: dict[str, Way] = {}
    while fresh := {
        function.name: way
        for function in functions
        if function.name not in found
        for way in _handed_on(function, {**WAYS, **found})
    }:
        found |= fresh
    return found


def _handed_on(function: ast.FunctionDef, ways: Mapping[str, Way]) -> Iterable[Way]:
    places = [given.arg for given in function.args.args if given.arg not in {"self", "cls"}]
    names = [*places, *(given.arg for given in function.args.kwonlyargs)]
    for call, _ in _calls(function, ""):
        way = ways.get(_called(call, ""))
        match _argument(call, way) if way else None:
            case ast.Name(id=name) if way and name in names:
                place = places.index(name) if name in places else len(names)
                yield Way(place, name, way.family, way.form)
