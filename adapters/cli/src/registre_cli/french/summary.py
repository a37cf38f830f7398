"""What people read when a summary cannot be made."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str | tuple[str, ...]] = {
    "summary-day-past": (
        "la synthèse dit ce qui est, non ce qui fut le {on} : laissez --on, ou donnez un jour à venir",
        "la synthèse dit ce qui est, non ce qui fut : laissez --on, ou donnez un jour à venir",
    ),
}
"""By code."""
