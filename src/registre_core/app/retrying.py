"""Trying again: what failed through nobody's fault is repeated, and a change never happens twice.

A server is restarted, two changes lock each other out, a connection dies: the same call a moment later succeeds. A use
case that failed has kept nothing (see `certainty` for the one exception), so it can be called again as it is.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from functools import cache, wraps
from inspect import getmembers
from typing import Any, Protocol, TypeVar

from attrs import field, fields, frozen

from registre_core.access import ACTIONS
from registre_core.kernel.errors import AdapterFailure
from registre_core.kernel.validation import Checked, at_least, must
from registre_core.ports import Clock, Ports

_LOG = logging.getLogger(__name__)

Answer = TypeVar("Answer")


@frozen
class Retries(Checked):
    """How often a use case is tried again after a failure that may pass, and how long it waits in between.

    The default waits 0.1, 0.5 and 2.5 seconds: a server that is restarted is back by then, and a person who waits for
    a page has not left yet.
    """

    times: int = field(default=3, metadata=must(at_least(0)))
    """How often it is tried again."""
    first_wait: float = field(default=0.1, metadata=must(at_least(0)))
    """Seconds before it is tried again for the first time."""
    factor: float = field(default=5.0, metadata=must(at_least(1)))
    """How many times longer each wait is than the one before."""

    def waits(self) -> Iterator[float]:
        """Give the waits in their order, in seconds."""
        for attempt in range(self.times):
            yield self.first_wait * self.factor**attempt

    def patiently(self, call: Callable[[], Answer], clock: Clock, name: str) -> Answer:
        """Call, and call again after each failure that may pass; the last one is the caller's.

        Args:
            call: what to do.
            clock: lets the waits pass.
            name: what the log calls it.
        """
        for wait in self.waits():
            try:
                return call()
            except AdapterFailure as failure:
                if not failure.retryable:
                    raise
                _LOG.warning("%s: %s; trying again in %.1f s", name, failure.code, wait)
            clock.wait(wait)
        return call()


NO_RETRIES = Retries(times=0)
"""For a host that tries again by itself."""


_RETRIES = "_retries"
"""Where a service that tries again keeps how often."""


class Service(Protocol):
    """The use cases of one room."""

    @property
    def ports(self) -> Ports:
        """What it stands on."""
        ...


Kind = TypeVar("Kind", bound=Service)


def retrying(service: Kind, room: str, retries: Retries) -> Kind:
    """Give the same service, whose use cases are tried again where their row in the action table allows it."""
    patient = _patient(type(service), room)
    again: Kind = patient(*(getattr(service, field.name) for field in fields(type(service))))  # type: ignore[arg-type]  # services are attrs classes
    object.__setattr__(again, _RETRIES, retries)  # a service is frozen
    return again


@cache
def _patient(kind: type[Kind], room: str) -> type[Kind]:
    """Make the kind of service that tries again: once for all registers of a process, since a host opens many."""
    again = {
        name: _tried_again(method)
        for name, method in getmembers(kind)
        if (action := ACTIONS.get(f"{room}.{name}")) and action.repeatable
    }
    namespace = {**again, "__slots__": (_RETRIES,), "__module__": kind.__module__, "__doc__": kind.__doc__}
    return type(kind.__name__, (kind,), namespace)


def _tried_again(use_case: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(use_case)
    def patiently(service: Service, *given: Any, **named: Any) -> Any:  # noqa: ANN401  # whatever the use case takes and gives
        given, named = tuple(map(_lasting, given)), {name: _lasting(value) for name, value in named.items()}
        retries: Retries = getattr(service, _RETRIES)
        return retries.patiently(lambda: use_case(service, *given, **named), service.ports.clock, use_case.__qualname__)

    return patiently


def _lasting(value: Any) -> Any:  # noqa: ANN401  # whatever a use case takes
    """Keep what an iterator gives: the second attempt must not find it used up."""
    return tuple(value) if isinstance(value, Iterator) else value
