"""Ties a test of the kit to the numbered obligation of its port, and to what an adapter may declare that it lacks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

import pytest
from attrs import frozen

Test = TypeVar("Test", bound=Callable[..., object])


@frozen
class Capability:
    """What not every adapter can do: a class attribute of its contract, which counts as declared.

    Whoever lacks it says so under its name, ``durable = False``; the tests that need it are then skipped, visibly, and
    the skip quotes the sentence.
    """

    sentence: str
    """What is true of an adapter that has it."""


def obligation(*numbers: str, needs: str | None = None) -> Callable[[Test], Test]:
    """Say which obligations a test proves: ``@obligation("STO-2", needs="durable")``.

    A test of the house holds port, documentation and kit together by these numbers: none may be missing in any of the
    three.

    Args:
        numbers: those of the port's docstring.
        needs: the capability without which the test is skipped.
    """

    def mark(test: Test) -> Test:
        asked = _if_declared(test, needs, numbers) if needs else test
        asked.__dict__.update(obligations=numbers, needs=needs)
        return asked

    return mark


def _if_declared(test: Test, capability: str, numbers: tuple[str, ...]) -> Test:
    @wraps(test)
    def asked(self: object, *args: Any, **given: Any) -> object:  # noqa: ANN401  # whatever the test takes
        if not getattr(self, capability):
            lacking = f"{type(self).__name__}, which lacks `{capability}`"
            pytest.skip(f"{', '.join(numbers)} not asked of {lacking}: {capabilities_of(type(self))[capability]}")
        return test(self, *args, **given)

    return asked  # type: ignore[return-value]  # it takes what the test takes


def capabilities_of(contract: type) -> Mapping[str, str]:
    """Name what an adapter may declare to a contract that it lacks, each with its sentence."""
    return {
        name: value.sentence
        for base in contract.__mro__
        for name, value in vars(base).items()
        if isinstance(value, Capability)
    }


def proven_by(contract: type) -> frozenset[str]:
    """Name every obligation that some test of a contract class proves."""
    tests = (getattr(contract, name) for name in dir(contract) if name.startswith("test_"))
    return frozenset(number for test in tests for number in test.__dict__.get("obligations", ()))
