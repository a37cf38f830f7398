"""What a host decides about signatures once, for all its workspaces."""

from __future__ import annotations

from datetime import timedelta

from attrs import frozen

from registre_core.signatures.evidence import Consent
from registre_core.signatures.tables import CONSENT


@frozen
class SigningPolicy:
    """How the host reads what the source leaves open about signatures."""

    consent: Consent = CONSENT
    """The sentence that is agreed to."""
    patience: timedelta = timedelta(days=30)
    """For how long a signature can be given once it was asked for: sign later."""
    ticket_life: timedelta = timedelta(minutes=15)
    """For how long a ticket opens something."""
    contradictory: bool = False
    """Whether operator and contractor may sign one intervention together; a permit always needs both."""
    closing_needs_signatures: bool = False
    """Whether an intervention for which nobody was chosen to sign stays open until somebody is, and has signed."""
    trusted_proxies: tuple[str, ...] = ()
    """Networks, such as ``10.0.0.0/8``, whose word is taken for the address behind them; of others it is not."""


THE_SOURCES_SIGNATURES = SigningPolicy()
"""What `mission` reads out of the source."""
