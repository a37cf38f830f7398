"""What a host decides about deliveries once, for all its workspaces."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from attrs import field, frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.validation import Checked, at_least, must

SECRET = "{secret}"  # noqa: S105  # where it goes, not what it is
"""Where the secret of a link stands in an address."""


@frozen
class DeliveryPolicy(Checked):
    """How notices are carried: for how long a deliverer holds them, how often and how soon he tries again."""

    lease: timedelta = timedelta(minutes=5)
    """For how long claimed notices are nobody else's; longer than carrying one takes."""
    first_wait: timedelta = timedelta(minutes=1)
    """Before something is tried for the second time."""
    factor: float = field(default=3.0, metadata=must(at_least(1)))
    """How many times longer each wait is than the one before."""
    longest_wait: timedelta = timedelta(hours=6)
    """No wait is longer."""
    jitter: float = 0.25
    """Each wait is longer or shorter by up to this share, so that what failed together does not come back together."""
    tries: int = field(default=12, metadata=must(at_least(1)))
    """After so many it is given up."""
    most_subscriptions: int = field(default=20, metadata=must(at_least(1)))
    """Machines that one workspace tells at most: each notice goes to each of them."""
    plain_callbacks: bool = False
    """Whether an address without TLS may subscribe, for machines of one's own network; who carries callbacks still goes
    to those alone that he was told of by name."""
    request_link: str | None = None
    """Where somebody who is asked goes to answer, with ``{secret}`` in it, such as
    ``https://registre.exemple.fr/demande/{secret}``. Without it requests are not carried; they stay queued."""

    def contradictions(self) -> Iterator[Problem]:
        """An address of links has a place for the secret."""
        if self.request_link is not None and SECRET not in self.request_link:
            yield Problem("request_link", "no-place-for-the-secret", f"'request_link' lacks {SECRET}")


THE_HOUSES_DELIVERIES = DeliveryPolicy()
"""Half a day of trying again and more: a mail server that was down for a night loses nothing."""
