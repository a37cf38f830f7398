"""The families of errors: each tells the caller what he can do now.

Every error carries a stable kebab-case ``code`` (for programs), an English ``message`` (for developers) and ``facts``
(for whoever words it in French: see the adapters that speak to people). Errors cross process borders, so all of them
survive pickling with everything they carry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self

from attrs import field, frozen

from registre_core.kernel.reasons import FactValue, Reason


class RegistreError(Exception):
    """Anything this library refuses, misses or cannot do. Nothing else crosses a port or leaves a use case."""

    code: str
    """Stable, kebab-case: programs and translations key on it."""
    message: str
    """One English sentence for developers, with what to do next where something can be done."""
    facts: Mapping[str, FactValue]
    """What the message is about, for whoever words it in another language."""

    def __init__(self, code: str, message: str, facts: Mapping[str, FactValue] | None = None) -> None:
        super().__init__(code, message, dict(facts or {}))
        self.code, self.message, self.facts = code, message, dict(facts or {})

    def __reduce__(self) -> tuple[Any, ...]:
        """Survive pickling whatever a subclass takes to be built."""
        return _rebuilt, (type(self), self.args, dict(self.__dict__))

    def __str__(self) -> str:
        return f"{self.message} [{self.code}]"


def _rebuilt(kind: type[RegistreError], args: tuple[Any, ...], state: Mapping[str, Any]) -> RegistreError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class Refused(RegistreError):
    """A rule or a right says no. Repeating the call changes nothing; the reasons say what would.

    Use the two leaves below: who may not (`Forbidden`), or nobody may now (`RuleViolation`).
    """

    reasons: tuple[Reason, ...]
    """All reasons at once, most specific first."""

    def __init__(
        self, code: str, message: str, facts: Mapping[str, FactValue] | None = None, reasons: Iterable[Reason] = ()
    ) -> None:
        super().__init__(code, message, facts)
        self.reasons = tuple(reasons)

    @classmethod
    def because(cls, reasons: Iterable[Reason]) -> Self:
        """Build the refusal that these reasons add up to; its code is the first reason's."""
        given = tuple(reasons)
        first = given[0]
        said = "; ".join(reason.message for reason in given)
        return cls(first.code, said, first.facts, given)


class Forbidden(Refused):
    """This actor may not do this. Somebody with the right may."""


class RuleViolation(Refused):
    """Nobody may do this to the thing in its present state."""


class NotFound(RegistreError):
    """No such thing in this workspace, or nothing that this actor may see: the two answer alike."""

    @classmethod
    def of(cls, kind: str, identifier: object) -> Self:
        """Build the one answer there is for a thing of this kind, such as ``site-not-found``."""
        return cls(f"{kind}-not-found", f"there is no {kind} {identifier} here", {kind: str(identifier)})


class Conflict(RegistreError):
    """Somebody else changed it first, or it exists already. Read again, then decide."""


@frozen
class Problem:
    """One thing wrong with an input, and where."""

    path: str
    """Where: a field path such as ``sites[2].name``, a line such as ``line 14``, or an option such as ``--page``."""
    code: str
    """Stable, kebab-case."""
    message: str
    """One English sentence that says what would be right."""
    facts: Mapping[str, FactValue] = field(factory=dict)
    """What the message quotes."""


MOST_QUOTED = 20
"""So many problems stand in a message; the error carries all of them."""


class InvalidInput(RegistreError):
    """The input cannot be what was meant. All its problems are told at once."""

    problems: tuple[Problem, ...]
    """Every problem found, in the order of the input."""

    def __init__(
        self,
        code: str,
        message: str,
        facts: Mapping[str, FactValue] | None = None,
        problems: Iterable[Problem] = (),
    ) -> None:
        super().__init__(code, message, facts)
        self.problems = tuple(problems)

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> Self:
        """Build the error that these problems add up to: one gives its own code, several give ``invalid-input``.

        Its message quotes the first `MOST_QUOTED`: a file has thousands of lines, and a log is read by people.
        """
        given = tuple(problems)
        if len(given) == 1:
            return cls(given[0].code, given[0].message, given[0].facts, given)
        quoted = [f"{problem.path}: {problem.message}" for problem in given[:MOST_QUOTED]]
        if len(given) > MOST_QUOTED:
            quoted.append(f"and {len(given) - MOST_QUOTED} more")
        said = "; ".join(quoted)
        return cls("invalid-input", f"{len(given)} problems: {said}", {"count": len(given)}, given)

    @classmethod
    def at(cls, path: str, code: str, message: str, **facts: FactValue) -> Self:
        """Build the error of a single problem."""
        return cls.of((Problem(path, code, message, facts),))


class IntegrityBreach(RegistreError):
    """What is stored is not what was stored: bytes were altered, or an entry is gone. Call a human."""


class AdapterFailure(RegistreError):
    """The world outside failed: a disk, a server, a library. `retryable` says whether trying again may help."""

    retryable: bool
    """Whether the same call may succeed later without anybody changing anything."""

    def __init__(
        self, code: str, message: str, facts: Mapping[str, FactValue] | None = None, *, retryable: bool = False
    ) -> None:
        super().__init__(code, message, facts)
        self.retryable = retryable


class ConfigurationError(RegistreError):
    """The host is put together wrongly: an unknown adapter, a missing setting, a database of something else."""
