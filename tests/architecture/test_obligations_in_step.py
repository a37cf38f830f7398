"""Ports, contract kit and documentation name the same obligations: what is promised is proven, and can be read."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest
from attrs import fields

from registre_core import ports
from registre_core.ports.storage import (
    EntryFilter,
    FiledFilter,
    FindingFilter,
    InterventionFilter,
    InvoiceFilter,
    LogbookFilter,
    PermitFilter,
    SignatureFilter,
    VisitFilter,
    WorkRequestFilter,
)
from registre_core.testing import contracts
from registre_core.testing.obligations import proven_by

REFERENCE = Path(__file__).parents[2] / "docs/reference/ports.md"

PROMISE = re.compile(r"^\s*([A-Z]{3}-\d+):", re.MULTILINE)
"""How a port's docstring promises something: ``STO-1: What was not committed never happened``."""
DOCUMENTED = re.compile(r"^\s*(?:[-*+]|\|)\s*[*`]*([A-Z]{3}-\d+)\b", re.MULTILINE)
"""How the reference lists it: a list item or a table row that starts with the number, bold or code or neither."""


def modules_of(package: ModuleType) -> Iterator[ModuleType]:
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(info.name)


def classes_of(package: ModuleType) -> Iterator[type]:
    for module in modules_of(package):
        for _, one in inspect.getmembers(module, inspect.isclass):
            if one.__module__ == module.__name__:
                yield one


def promised() -> list[str]:
    return [number for port in classes_of(ports) for number in PROMISE.findall(vars(port).get("__doc__") or "")]


def proven() -> set[str]:
    return {number for contract in classes_of(contracts) for number in proven_by(contract)}


def proven_elsewhere() -> Mapping[str, str]:
    said: dict[str, str] = {}
    for module in modules_of(contracts):
        said |= getattr(module, "PROVEN_ELSEWHERE", {})
    return said


def in_order(numbers: set[str]) -> list[str]:
    return sorted(numbers, key=lambda number: (number[:3], int(number[4:])))


def test_every_number_is_promised_once() -> None:
    assert [number for number, times in Counter(promised()).items() if times > 1] == []


def test_the_numbers_of_a_port_leave_no_gap() -> None:
    by_port: dict[str, set[int]] = {}
    for number in promised():
        by_port.setdefault(number[:3], set()).add(int(number[4:]))
    assert {port: set(range(1, len(numbers) + 1)) for port, numbers in by_port.items()} == by_port


def test_every_promise_is_proven_by_the_kit_or_says_by_what() -> None:
    assert in_order(proven() | set(proven_elsewhere())) == in_order(set(promised()))


def test_what_is_proven_elsewhere_is_not_proven_here_and_says_where() -> None:
    assert not proven() & set(proven_elsewhere())
    assert all(reason.strip() for reason in proven_elsewhere().values())


def test_every_test_of_the_kit_names_an_obligation() -> None:
    silent = [
        f"{contract.__name__}.{name}"
        for contract in classes_of(contracts)
        for name, test in inspect.getmembers(contract, inspect.isfunction)
        if name.startswith("test_") and not getattr(test, "obligations", ())
    ]
    assert silent == []


def test_no_test_of_the_kit_hides_another_one() -> None:
    """A contract is made of many: of two tests that are called alike, one would never run."""
    hidden = {
        name
        for contract in classes_of(contracts)
        for name in dir(contract)
        if name.startswith("test_") and sum(name in vars(base) for base in contract.__mro__) > 1
    }
    assert hidden == set()


def test_the_reference_lists_every_promise() -> None:
    listed = DOCUMENTED.findall(REFERENCE.read_text(encoding="utf-8"))
    assert in_order(set(listed)) == in_order(set(promised()))


@pytest.mark.parametrize(
    "condition,names",
    [
        (InterventionFilter, ["among", "type_code", "status", "today", "contractor", "from_day", "until_day"]),
        (
            FindingFilter,
            [
                *("among", "intervention", "state", "creator", "text", "kinds", "severity", "visit", "is_open"),
                *("from_moment", "until_moment", "due_before"),
            ],
        ),
        (InvoiceFilter, ["settlement", "today", "currency"]),
        (EntryFilter, ["section", "kind", "among"]),
        (SignatureFilter, ["among", "signer", "open_at", "kind"]),
        (PermitFilter, ["among", "contractor", "state", "at", "from_moment", "until_moment"]),
        (WorkRequestFilter, ["among", "kind", "finding", "contractor"]),
        (VisitFilter, ["among", "kind", "from_day", "until_day"]),
        (LogbookFilter, ["among", "chapter", "from_day", "until_day", "corrected"]),
        (FiledFilter, ["among"]),
    ],
    ids=lambda one: one.__name__ if isinstance(one, type) else "conditions",
)
def test_the_kit_tries_every_condition_of_a_filter(condition: type, names: list[str]) -> None:
    """A new condition belongs into the combinations of the kit, where its kind stands; then name it here."""
    assert [field.name for field in fields(condition)] == names
