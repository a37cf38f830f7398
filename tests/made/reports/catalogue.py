"""All made reports, by who may look at them."""

from __future__ import annotations

from collections.abc import Iterator

from tests.made.reports import development as known
from tests.made.reports import kept_aside as aside
from tests.made.reports.scans import Scan
from tests.made.reports.truth import MadeReport

SCANS = (
    Scan(known.EXTINGUISHERS, tilt=0.8),
    Scan(known.COMMISSION, dpi=150, tilt=-1.2, pale=0.4),
    Scan(known.ALARM, dpi=300, paper=205),
    Scan(known.ROOFS, tilt=1.5),
    Scan(known.CODES, turned=90),
    Scan(known.ARTICLES, turned=180),
    Scan(known.GAS, stamp="REÇU LE 20/10/2026"),
    Scan(known.LIFTING, has_bad_layer=True),
    Scan(known.Q18, tilt=-0.4),
    Scan(known.NOTHING, tilt=0.5),
    Scan(known.CLOSE, tilt=-0.9, pale=0.3),
)
SCANS_ASIDE = (
    Scan(aside.SUB_COMMISSION, dpi=150, tilt=0.9),
    Scan(aside.HOSES, tilt=-0.7, paper=215),
    Scan(aside.DOORS, dpi=300, tilt=0.3),
    Scan(aside.PLAYGROUND, turned=270),
    Scan(aside.LIGHTNING, pale=0.5),
)
FEW = (SCANS[0], SCANS[3])
"""As many as a test run has time for: a table, and columns."""


def development() -> Iterator[MadeReport]:
    """Make those to build with."""
    return (layout.made() for layout in known.LAYOUTS)


def kept_aside() -> Iterator[MadeReport]:
    """Make those to judge with."""
    return (layout.made() for layout in aside.LAYOUTS)


def scanned(scans: tuple[Scan, ...]) -> Iterator[MadeReport]:
    """Print and scan."""
    return (scan.made() for scan in scans)
