"""Proof that a contract proves something: adapters that break one promise each, and the test that catches them.

A suite that nobody has seen fail may be passing for the wrong reason. So each obligation has a saboteur, an adapter
that keeps every promise but that one, and the suite must name it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import product
from typing import Any

import pytest
from attrs import define, field

from registre_core.testing.obligations import proven_by


def broken_obligations(contract: type, *numbers: str, **fixtures: Callable[[], object]) -> frozenset[str]:
    """Run the tests of a contract against an adapter and name the obligations that fail.

    The tests are called directly, without a second pytest: parametrised ones with each of their values, each time with
    fresh fixtures, those of the contract itself included. One failure tells all there is to tell of an obligation, so
    tests that could only repeat it are left out.

    Args:
        contract: a contract class of the kit.
        numbers: the obligations to try, if not all: to run a whole suite for each saboteur takes its time.
        fixtures: what makes a value of the fixtures that are overridden, or that the contract does not have.

    Example:
        >>> from registre_core.testing.obligations import obligation
        >>> class ListContract:
        ...     @obligation("LST-1")
        ...     def test_a_new_list_is_empty(self, fresh):
        ...         assert fresh == []
        >>> sorted(broken_obligations(ListContract, fresh=list))
        []
        >>> sorted(broken_obligations(ListContract, fresh=lambda: [1]))
        ['LST-1']
    """
    tried, broken = frozenset(numbers) or proven_by(contract), frozenset[str]()
    for name, test in inspect.getmembers(contract, inspect.isfunction):
        asked = tried.intersection(test.__dict__["obligations"]) if name.startswith("test_") else frozenset()
        if asked - broken and any(_fails(test, _Table(contract(), fixtures, dict(row))) for row in _parameters(test)):
            broken |= asked
    return broken


@define
class _Table:
    """What one call of a test is served."""

    contract: object
    overridden: Mapping[str, Callable[[], object]]
    served: dict[str, object]
    stack: ExitStack = field(factory=ExitStack, init=False)

    def serve(self, name: str) -> object:
        """Make the value of a fixture once, with what it needs itself."""
        if name not in self.served:
            self.served[name] = self.overridden[name]() if name in self.overridden else self._own(name)
        return self.served[name]

    def arguments(self, function: Callable[..., object]) -> dict[str, object]:
        """Make a value for each argument."""
        return {name: self.serve(name) for name in inspect.signature(function).parameters if name != "self"}

    def _own(self, name: str) -> object:
        """Call a fixture of the contract; what it does after its ``yield`` is done when the test is over."""
        fixture = inspect.getattr_static(self.contract, name).__wrapped__
        made = fixture(self.contract, **self.arguments(fixture))
        return self.stack.enter_context(_until_the_end(made)) if isinstance(made, Generator) else made


@contextmanager
def _until_the_end(made: Generator[object, None, None]) -> Iterator[object]:
    yield next(made)
    next(made, None)


def _fails(test: Callable[..., object], table: _Table) -> bool:
    try:
        with table.stack:
            test(table.contract, **table.arguments(test))
    except pytest.skip.Exception:
        return False
    except (Exception, pytest.fail.Exception):  # noqa: BLE001  # any failure is what is asked for; interrupts pass
        return True
    return False


def _parameters(test: Callable[..., object]) -> Iterator[Mapping[str, object]]:
    """Give each combination of the values that a test is parametrised with."""
    marks = [mark for mark in test.__dict__.get("pytestmark", ()) if mark.name == "parametrize"]
    rows = ([_row(mark.args[0], values) for values in mark.args[1]] for mark in marks)
    for combination in product(*rows):
        yield {name: value for row in combination for name, value in row.items()}


def _row(names: str | tuple[str, ...], values: Any) -> dict[str, object]:  # noqa: ANN401  # whatever a test is given
    """Give each value its name, whether it stands alone, in a tuple or in `pytest.param`."""
    keys = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    marked = hasattr(values, "marks")
    row = values.values if marked else values if len(keys) > 1 else (values,)  # not of pandas
    return dict(zip(keys, row, strict=True))
