"""What becomes of a notice after each way in which carrying it ends: the one table of failures.

Whoever is at fault decides: the recipient (a dead letter), the moment (again, later), or the host, who put it together
wrongly: then no time counts against the notice, and nothing is lost (docs/decisions/0045).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import frozen

from registre_core.kernel.errors import AdapterFailure, ConfigurationError, RegistreError
from registre_core.notices import DeliveryPolicy
from registre_core.notices.policy import tries_of, wait_before
from registre_core.ports.storage import Fate

GONE = "recipient-gone"
"""The far end will never take anything again: its subscription ends with it."""
FOR_GOOD = frozenset({"delivery-refused", GONE})
"""What no second try changes."""
EXHAUSTED = "tries-exhausted"
"""It was claimed again and again, and nobody lived to tell how it ended."""

TRIES_OF_BROKEN = 3
"""After so many, within minutes, a safety notice is given up that cannot be put together, and others are told."""
BROKEN = "carrier-broken"
"""An adapter raised what no contract knows."""


@frozen
class Outcome:
    """What becomes of a notice now."""

    fate: Fate
    """`WAITING`, if it is tried again."""
    until: datetime | None = None
    """Not before then."""
    failure: str | None = None
    """The code of what went wrong; None, where nothing did, or nothing was tried."""
    trouble: RegistreError | None = None
    """What somebody has to look at, if anything."""

    @property
    def cause(self) -> str | None:
        """The code of why it did not go out; None, where it did, or only waits for its hour."""
        return self.failure or (self.trouble.code if self.trouble else None)

    @property
    def is_gone(self) -> bool:
        """Whether nothing more needs to be carried to this address."""
        return self.failure == GONE


DELIVERED = Outcome(Fate.DELIVERED)
"""It went out."""
MOOT = Outcome(Fate.MOOT)
"""There was nothing left to tell, or nobody to tell it to."""


@frozen
class Try:
    """One time that a notice is carried."""

    number: int
    """The how manieth."""
    at: datetime
    """When."""
    policy: DeliveryPolicy
    """How often and how soon it is tried again."""
    chance: float
    """From 0 to 1: moves the wait."""
    urgent: bool = False
    """Whether it is of safety: it is tried more often, and each failure is somebody's to look at."""

    @property
    def is_one_too_many(self) -> bool:
        """Whether all tries were used up, the last of them without an end."""
        return self.number > tries_of(self.policy, urgent=self.urgent)

    @property
    def exhausted(self) -> Outcome:
        """What becomes of it then."""
        said = "claimed again and again, and nobody lived to tell how it ended: look at what it is about"
        return Outcome(Fate.GIVEN_UP, failure=EXHAUSTED, trouble=AdapterFailure("tries-exhausted", said))

    def after(self, error: Exception) -> Outcome:
        """Tell what becomes of the notice after an error, whatever it was."""
        if isinstance(error, ConfigurationError):
            return untried(self.at + self.policy.first_wait, error)
        failed = error if isinstance(error, RegistreError) else unexpected(error)
        trouble = None if _is_the_world(failed) and not self.urgent else failed
        if failed.code in FOR_GOOD or self._is_the_last or self._holds_up_others(failed):
            return Outcome(Fate.GIVEN_UP, failure=failed.code, trouble=trouble)
        return Outcome(Fate.WAITING, self.at + self._wait(failed), failed.code, trouble)

    @property
    def _is_the_last(self) -> bool:
        return self.number >= tries_of(self.policy, urgent=self.urgent)

    def _holds_up_others(self, failed: RegistreError) -> bool:
        """Whether a safety notice is amiss itself: what is behind it could go out, and must not wait for it."""
        return self.urgent and self.number >= TRIES_OF_BROKEN and not _is_the_far_end(failed)

    def _wait(self, failed: RegistreError) -> timedelta:
        """Wait as one always does, or as long as the far end asks; it cannot ask for ever."""
        asked = failed.facts.get("retry_after")
        least = timedelta(seconds=asked) if isinstance(asked, int) and asked < _FOREVER else timedelta()
        usual = wait_before(self.policy, self.number, self.chance, urgent=self.urgent)
        return max(usual, min(least, self.policy.longest_wait))


_FOREVER = 10**9
"""Seconds that no wait lasts, and that a span can still hold."""


def untried(until: datetime, trouble: RegistreError | None = None) -> Outcome:
    """Give it back as if nobody had claimed it."""
    return Outcome(Fate.WAITING, until, trouble=trouble)


def unexpected(error: Exception) -> AdapterFailure:
    """Name what an adapter should never have raised, without what it says: that may tell of people."""
    kind = type(error).__name__
    said = f"an adapter failed in a way that its contract does not know: {kind}"
    return AdapterFailure("carrier-broken", said, {"kind": kind})


def _is_the_world(failed: RegistreError) -> bool:
    """Whether such failures are what one expects of far ends; one that names what is to be mended is ours."""
    expected = isinstance(failed, AdapterFailure) and (failed.retryable or failed.code in FOR_GOOD)
    return expected and "mend" not in failed.facts


def _is_the_far_end(failed: RegistreError) -> bool:
    """Whether it failed on its way, as whatever is behind it would."""
    return isinstance(failed, AdapterFailure) and failed.code != BROKEN
