"""Interventions as people and programs read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from registre_cli.labels import day
from registre_cli.profiles.seat import Seat
from registre_cli.terminal import Words
from registre_core.interventions import PERIODS, STATUSES, Intervention, Recurrence, Status, status
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.identifiers import ContactId, ContractorId, SiteId

COLOURS: Mapping[Status, str] = {Status.OVERDUE: "red", Status.TO_SIGN: "yellow", Status.CLOSED: "green"}
"""What stands out in a list."""


@frozen
class Visits:
    """What sites, firms and contacts are called that interventions name, and which day it is."""

    today: date
    sites: Mapping[SiteId, str]
    contractors: Mapping[ContractorId, str]
    contacts: Mapping[ContactId, str]

    @classmethod
    def of(cls, seat: Seat, some: Iterable[Intervention]) -> Visits:
        """Look the names up."""
        known = tuple(some)
        with seat.reading() as tx:
            return cls(
                seat.registre.ports.clock.today(),
                {one: tx.sites.get(one).name for one in {found.site_id for found in known}},
                {one: tx.contractors.get(one).name for one in {one for found in known for one in found.contractors}},
                {one: tx.contacts.get(one).name for one in {one for found in known for one in found.contacts}},
            )

    def status(self, intervention: Intervention) -> Status:
        """Tell where one stands today."""
        return status(intervention, self.today)

    def state(self, intervention: Intervention) -> Words:
        """Say it."""
        found = self.status(intervention)
        return Words(STATUSES[found], style=COLOURS.get(found, ""))

    def title(self, intervention: Intervention) -> str:
        """Say what it is, and where."""
        return f"{intervention.type.french}, {self.sites[intervention.site_id]}"

    def people(self, intervention: Intervention) -> str:
        """Say who takes part."""
        firms = [self.contractors[one] for one in intervention.contractors]
        return ", ".join([*firms, *(self.contacts[one] for one in intervention.contacts)])

    def described(self, intervention: Intervention) -> dict[str, Any]:
        """Give one as plain values."""
        one, rule = intervention, intervention.rule
        return {
            "id": str(one.id),
            "site": {"id": str(one.site_id), "name": self.sites[one.site_id]},
            "type": one.type_code,
            "status": self.status(one).value,
            "planned_on": one.planned_on.isoformat(),
            "done_on": one.done_on and one.done_on.isoformat(),
            "closed_at": one.closed_at and one.closed_at.isoformat(),
            "contractors": [{"id": str(each), "name": self.contractors[each]} for each in one.contractors],
            "contacts": [{"id": str(each), "name": self.contacts[each]} for each in one.contacts],
            "reports": [*map(_document, one.reports)],
            "photos": [*map(_document, one.photos)],
            "recurrence": one.recurrence and {"every": one.recurrence.every, "period": one.recurrence.period.value},
            "signatories": [role.value for role in rule.roles] if rule else [],
            "postponements": [
                {"planned_on": each.planned_on.isoformat(), "reason": each.reason} for each in one.postponements
            ],
            "cancellation": one.cancellation,
            "follows": one.follows and str(one.follows),
            "followed_by": one.followed_by and str(one.followed_by),
        }


def _document(document: DocumentRef) -> dict[str, Any]:
    return {
        "digest": document.digest,
        "name": document.name,
        "size": document.size,
        "media_type": document.media_type,
        "originality": document.originality.value,
    }


def often(recurrence: Recurrence) -> str:
    """Say how often something comes again."""
    one, several = PERIODS[recurrence.period]
    return f"tous les {recurrence.every} {several}" if recurrence.every > 1 else f"chaque {one}"


def when(intervention: Intervention) -> str:
    """Say for which day one is planned, or on which it was done."""
    return day(intervention.done_on or intervention.planned_on)
