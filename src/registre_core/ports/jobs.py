"""The door to an engine that works in the background, on as many machines as there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Protocol

from attrs import field, frozen

from registre_core.kernel.errors import AdapterFailure
from registre_core.kernel.validation import Checked, matching, must, not_blank, one_line

NAME = matching(r"[a-z]+(-[a-z]+)*", "fire-watch, small letters")
"""The form of a name."""


@frozen
class Outcome:
    """What a run came to, in plain values: they go into the engine's own tables and logs, and name nobody."""

    counted: Mapping[str, int] = field(factory=dict)
    """How much of what."""
    failures: tuple[str, ...] = ()
    """What could not be done, as codes; the rest was."""


@frozen
class Periodic(Checked):
    """Work that comes back."""

    name: str = field(metadata=must(NAME))
    """Its stable name."""
    cron: str = field(metadata=must(not_blank, one_line))
    """When, in UTC: minute, hour, day, month, day of the week, and second, if there is a sixth field."""
    run: Callable[[], Outcome]
    """Does what is due, in a thread of the engine's. It may run again at any moment: nothing is done twice."""


@frozen
class WorkStatus:
    """Where one kind of work stands, for whoever watches over it."""

    name: str
    """Which one."""
    last_done_at: datetime | None = None
    """When it was last done to its end."""
    waiting: int = 0
    """How many runs wait for a worker."""
    running: int = 0
    """How many are in hand, those of workers that died included."""
    stalled: int = 0
    """How many of them are in the hands of workers that have not been heard of for a while; others take them over."""
    failed: int = 0
    """How many failed, as far as the engine still knows."""


Lost = Callable[[AdapterFailure], None]
"""Is told that an engine cannot be reached."""


def unheard(_failure: AdapterFailure, /) -> None:
    """Be told, and do nothing."""


class JobEngine(Protocol):
    """Runs periodic work, in any number of processes at once. Safe to use from several threads.

    Obligations:
        JOB-1: Work that comes due is run, and by one worker, however many there are.
        JOB-2: The same work is never in two hands at once; what comes due meanwhile is run behind it, once.
        JOB-3: Work that was in the hands of a worker that died is run again.
        JOB-4: Work that fails, or raises, is told by `status`, and runs again when it next comes due; other work does
            not notice.
        JOB-5: `work` ends soon after `until` says so, with what is in hand done to its end.
        JOB-6: `prepare` may be called any number of times, also beside workers; before it, `work` and `status` are
            `ConfigurationError` ``jobs-not-prepared``.
        JOB-7: What names no times is `InvalidInput` ``malformed-cron`` at ``works.<name>``, and nothing is run.
    """

    def prepare(self) -> str:
        """Create or upgrade what the engine keeps, and name its version.

        Raises:
            ConfigurationError: it may not.
            AdapterFailure: ``jobs-unreachable`` (retryable).
        """
        ...

    def work(self, works: Iterable[Periodic], *, until: Callable[[], bool], lost: Lost = unheard) -> None:
        """Run what comes due, until told to end.

        Args:
            works: everything there is to do.
            until: tells whether to end; asked often.
            lost: told each time that the engine cannot be reached while it works, once; it is waited for.

        Raises:
            ConfigurationError: ``jobs-not-prepared``.
            InvalidInput: ``malformed-cron``, naming every one.
            AdapterFailure: ``jobs-unreachable`` (retryable), when it cannot be reached as it begins; later it is
                waited for.
        """
        ...

    def status(self) -> tuple[WorkStatus, ...]:
        """Tell where each kind of work stands, by name.

        Raises:
            ConfigurationError: ``jobs-not-prepared``.
            AdapterFailure: ``jobs-unreachable`` (retryable).
        """
        ...
