"""What may be done with a site that closes, and what becomes of it.

Source: CCH R. 143-38 (ex R. 123-45): what was closed for more than ten months is visited by the commission before it
opens again. So the register tells from which day a site was closed, and that it opened.

Not covered: that visit itself, and the mayor's authorisation. Reopening asks for neither.
"""

from __future__ import annotations

from datetime import date

from attrs import evolve

from registre_core.kernel.reasons import Reason, Source
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.workspace.entities import Site

CLOSING = Source("CCH R. 143-38")
"""Why the days on which a site is closed matter."""


def is_open(site: Site, on: date) -> bool:
    """Whether the site receives the public on that day: until the day before the one it closes on."""
    return site.closed_on is None or on < site.closed_on


def may_close(site: Site) -> Verdict:
    """Whether the site can be closed: once, on whatever day; another day needs it opened again first."""
    return YES if site.closed_on is None else _closed(site)


def closed(site: Site, *, on: date) -> Site:
    """Close it from that day on. Ask `may_close` first."""
    return evolve(site, closed_on=on)


def may_reopen(site: Site) -> Verdict:
    """Whether the site can be opened again: also when the day it was to close on is still to come."""
    if site.closed_on is not None:
        return YES
    return Verdict.no(Reason("site-open", "the site is not closed: there is nothing to open again", CLOSING))


def reopened(site: Site) -> Site:
    """Open it again. Ask `may_reopen` first."""
    return evolve(site, closed_on=None)


def may_receive(site: Site, on: date) -> Verdict:
    """Whether somebody may be sent there for that day: what counts is the day he comes, not the day it is planned.

    So the visits before a closing that is announced are planned, and one from before the closing can still be noted.
    """
    return YES if is_open(site, on) else _closed(site)


def _closed(site: Site) -> Verdict:
    day = str(site.closed_on)
    return Verdict.no(Reason("site-closed", f"the site is closed from {day} on", CLOSING, {"closed_on": day}))
