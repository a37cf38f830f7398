"""What a host decides about deliveries once, for all its workspaces."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from attrs import field, frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.validation import Checked, at_least, must

SECRET = "{secret}"  # noqa: S105  # where it goes, not what it is
"""Where the secret of a link stands in an address."""


def _lasting(name: str, value: timedelta) -> Problem | None:
    """Refuse a span of no length: whoever waits that long asks without pause."""
    if value > timedelta():
        return None
    return Problem(name, "span-too-short", f"'{name}' must last, not {value}", {"value": str(value)})


def _share(name: str, value: float) -> Problem | None:
    """Refuse what is no part of a whole."""
    if 0 <= value <= 1:
        return None
    return Problem(name, "not-a-share", f"'{name}' is from 0 to 1, not {value:g}", {"value": f"{value:g}"})


@frozen
class DeliveryPolicy(Checked):
    """How notices are carried: for how long a deliverer holds them, how often and how soon he tries again."""

    lease: timedelta = field(default=timedelta(minutes=5), metadata=must(_lasting))
    """For how long claimed notices are nobody else's; longer than carrying one takes."""
    first_wait: timedelta = field(default=timedelta(minutes=1), metadata=must(_lasting))
    """Before something is tried for the second time."""
    factor: float = field(default=3.0, metadata=must(at_least(1)))
    """How many times longer each wait is than the one before."""
    longest_wait: timedelta = field(default=timedelta(hours=6), metadata=must(_lasting))
    """No wait is longer."""
    jitter: float = field(default=0.25, metadata=must(_share))
    """Each wait is shorter by up to this share, so that what failed together does not come back together."""
    tries: int = field(default=12, metadata=must(at_least(1)))
    """After so many it is given up."""
    urgent_wait: timedelta = field(default=timedelta(minutes=10), metadata=must(_lasting))
    """No wait of a safety notice is longer: it tells of a fire that may be burning."""
    urgent_tries: int = field(default=200, metadata=must(at_least(1)))
    """After so many a safety notice is given up, and others are told: after about as long as anything else."""
    most_subscriptions: int = field(default=20, metadata=must(at_least(1)))
    """Machines that one workspace tells at most: each notice goes to each of them."""
    plain_callbacks: bool = False
    """Whether an address without TLS may subscribe, for machines of one's own network; who carries callbacks still goes
    to those alone that he was told of by name."""
    request_link: str | None = None
    """Where somebody who is asked goes to answer, with ``{secret}`` in it, such as
    ``https://registre.exemple.fr/demande/{secret}``. Without it requests are not carried; they stay queued."""
    attached: int = field(default=10 * 2**20, metadata=must(at_least(0)))
    """Bytes of the file that goes with a letter; a larger one stays where it is, and the letter says so. Most mail
    servers take 20 MiB or more, and a file grows by a third on its way."""

    def contradictions(self) -> Iterator[Problem]:
        """An address of links has a place for the secret; the longest wait is no shorter than the first."""
        if self.request_link is not None and SECRET not in self.request_link:
            yield Problem("request_link", "no-place-for-the-secret", f"'request_link' lacks {SECRET}")
        if self.longest_wait < self.first_wait:
            said = f"'longest_wait' is shorter than 'first_wait', which is {self.first_wait}"
            yield Problem("longest_wait", "span-too-short", said, {"value": str(self.longest_wait)})


THE_HOUSES_DELIVERIES = DeliveryPolicy()
"""A day and a half of trying again: a mail server that was down for a night, or a Sunday, loses nothing."""
