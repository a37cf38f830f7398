"""What a host decides about permits once, for all its workspaces."""

from __future__ import annotations

from datetime import timedelta

from attrs import frozen

from registre_core.permits.entities import PermitStages
from registre_core.permits.rounds import THE_WATCH, WatchPlan


@frozen
class PermitPolicy:
    """How the host reads what the source leaves open about permits."""

    stages: PermitStages = PermitStages.BOTH
    """When a permit is signed, unless its workspace chose otherwise when it was drawn up."""
    validity: timedelta = timedelta(days=1)
    """How long a permit is valid unless it says so itself."""
    longest_validity: timedelta = timedelta(days=1)
    """How long one edition can be valid at most: the permit is checked again at each shift (INRS ED 6030)."""
    watch: WatchPlan | None = THE_WATCH
    """The post-work check unless the permit says otherwise; ``None`` when it is not enabled."""


THE_SOURCES_PERMITS = PermitPolicy()
"""What `mission` reads out of the source."""
