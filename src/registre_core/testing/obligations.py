"""Ties a test of the kit to the numbered obligation of its port."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Test = TypeVar("Test", bound=Callable[..., object])


def obligation(*numbers: str) -> Callable[[Test], Test]:
    """Say which obligations a test proves: ``@obligation("STO-3")``.

    A test of the house holds port, documentation and kit together by these numbers: none may be missing in any of the
    three.
    """

    def mark(test: Test) -> Test:
        test.__dict__["obligations"] = numbers
        return test

    return mark


def proven_by(contract: type) -> frozenset[str]:
    """Name every obligation that some test of a contract class proves."""
    tests = (getattr(contract, name) for name in dir(contract) if name.startswith("test_"))
    return frozenset(number for test in tests for number in test.__dict__.get("obligations", ()))
