"""What a host decides about signatures once, for all its workspaces."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from attrs import frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.validation import Checked
from registre_core.signatures.evidence import Consent
from registre_core.signatures.limits import THE_LIMITS, DrawingLimits
from registre_core.signatures.networks import network
from registre_core.signatures.tables import CONSENT

_SPANS = {
    "patience": (timedelta(hours=1), timedelta(days=366)),
    "ticket_life": (timedelta(minutes=1), timedelta(hours=1)),
}
_MINUTE = timedelta(minutes=1)


@frozen
class SigningPolicy(Checked):
    """How the host reads what the source leaves open about signatures."""

    consent: Consent = CONSENT
    """The sentence that is agreed to."""
    patience: timedelta = timedelta(days=30)
    """For how long a signature can be given once it was asked for: sign later. From an hour to a year."""
    ticket_life: timedelta = timedelta(minutes=15)
    """For how long a ticket opens something: whoever finds it later finds nothing. From a minute to an hour."""
    contradictory: bool = False
    """Whether operator and contractor may sign one intervention together; a permit always needs both."""
    closing_needs_signatures: bool = False
    """Whether an intervention for which nobody was chosen to sign stays open until somebody is, and has signed."""
    trusted_proxies: tuple[str, ...] = ()
    """Networks, such as ``10.0.0.0/8``, whose word is taken for the address behind them; of others it is not."""
    drawing: DrawingLimits = THE_LIMITS
    """What a drawing must at least be."""

    def contradictions(self) -> Iterator[Problem]:
        """Spans are such that somebody can sign, and networks such that somebody is not trusted."""
        yield from self._spans()
        for place, text in enumerate(self.trusted_proxies):
            path, read = f"trusted_proxies[{place}]", network(text)
            if read is None:
                said = f"'{path}' is a network such as 10.0.0.0/8, whose host bits are zero"
                yield Problem(path, "malformed-network", said, {"network": text})
            elif read.prefixlen == 0:
                said = f"'{path}' trusts everybody, so that anybody may name his own address"
                yield Problem(path, "everybody-trusted", said, {"network": text})

    def _spans(self) -> Iterator[Problem]:
        for name, (least, most) in _SPANS.items():
            if not least <= getattr(self, name) <= most:
                facts = {"least": least // _MINUTE, "most": most // _MINUTE}
                said = f"'{name}' goes from {facts['least']} to {facts['most']} minutes"
                yield Problem(name, "span-out-of-range", said, facts)


THE_SOURCES_SIGNATURES = SigningPolicy()
"""What `mission` reads out of the source."""
