# ruff: noqa: ANN401  # the fields given are checked by the entity that takes them
"""Visits of commissions, entries of the logbook and filed documents with good defaults, as in `builders`."""

from __future__ import annotations

from datetime import date
from typing import Any

from registre_core.commissions import (
    AdministrativeOrder,
    Authority,
    Favour,
    Opinion,
    OrderKind,
    Visit,
    VisitKind,
)
from registre_core.kernel.identifiers import FiledDocumentId, LogbookId, OrderId, SiteId, UserId, VisitId
from registre_core.kernel.people import Participant
from registre_core.kernel.signatories import PersonKind
from registre_core.logbook import (
    Content,
    Disability,
    Drill,
    DrillKind,
    FiledDocument,
    Instructions,
    LogbookEntry,
    SafetyStaff,
    Works,
)
from registre_core.rights import User
from registre_core.testing.builders import IDS, a_document
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.workspace import Contact, Site


def a_participant(person: User | Contact | None = None, **given: Any) -> Participant:
    """Let somebody take part: that account or contact if one is given, or else a name that was written down."""
    kind = {User: PersonKind.USER, Contact: PersonKind.CONTACT}[type(person)] if person else PersonKind.NAMED
    who = (person.id, person.name) if person else (IDS.new(), "Lieutenant Anaïs Besson")
    return Participant(**{"kind": kind, "id": who[0], "name": who[1], "capacity": "préventionniste", **given})


def an_opinion(**given: Any) -> Opinion:
    """Think well of it, two weeks after the visit."""
    return Opinion(**{"favour": Favour.FAVOURABLE, "given_on": date(2026, 2, 24), **given})


def an_order(**given: Any) -> AdministrativeOrder:
    """Let the site go on receiving the public; its operator was told."""
    defaults = {
        "id": OrderId(IDS.new()),
        "kind": OrderKind.CONTINUATION,
        "authority": Authority.MAYOR,
        "signed_on": date(2026, 2, 26),
        "number": "2026-0117",
        "notified_on": date(2026, 2, 27),
    }
    return AdministrativeOrder(**{**defaults, **given})


def a_visit(site: Site | None = None, **given: Any) -> Visit:
    """Let a commission come in February 2026, to that site if one is given; nothing came of it yet."""
    defaults = {
        "id": VisitId(IDS.new()),
        "site_id": site.id if site else SiteId(IDS.new()),
        "kind": VisitKind.PERIODIC,
        "visited_on": date(2026, 2, 10),
        "commission": "Commission communale de sécurité de Saint-Étienne",
        "recorded_at": A_MONDAY_MORNING,
    }
    return Visit(**{**defaults, **given})


def a_drill(**given: Any) -> Drill:
    """Empty a school in four minutes."""
    defaults = {
        "held_on": date(2026, 1, 20),
        "kind": DrillKind.EVACUATION,
        "people": 214,
        "minutes": 4,
        "remarks": "Alarme inaudible dans le préau",
    }
    return Drill(**{**defaults, **given})


def some_works(**given: Any) -> Works:
    """Renew the lighting during the winter holidays."""
    defaults = {
        "nature": "Remplacement des blocs d’éclairage de sécurité",
        "started_on": date(2026, 2, 16),
        "ended_on": date(2026, 2, 20),
    }
    return Works(**{**defaults, **given})


def a_duty(person: User | Contact | None = None, **given: Any) -> SafetyStaff:
    """Put somebody in charge of the safety service, that account or contact if one is given."""
    defaults = {
        "person": a_participant(person, capacity=""),
        "duty": "SSIAP 2, chef d’équipe",
        "from_day": date(2026, 1, 1),
    }
    return SafetyStaff(**{**defaults, **given})


def some_instructions(**given: Any) -> Instructions:
    """Say what to do in a fire, for every kind of disability."""
    defaults = {
        "title": "Consigne générale d’évacuation",
        "in_force_on": date(2026, 1, 5),
        "text": "Évacuer vers la cour nord ; espaces d’attente sécurisés aux paliers.",
        "disabilities": tuple(Disability),
    }
    return Instructions(**{**defaults, **given})


def an_entry_of(content: Content, site: Site | None = None, **given: Any) -> LogbookEntry:
    """Write this into the logbook, of that site if one is given."""
    defaults = {
        "id": LogbookId(IDS.new()),
        "site_id": site.id if site else SiteId(IDS.new()),
        "content": content,
        "recorded_by": UserId(IDS.new()),
        "recorded_at": A_MONDAY_MORNING,
    }
    return LogbookEntry(**{**defaults, **given})


def a_drill_entry(site: Site | None = None, **given: Any) -> LogbookEntry:
    """Write a drill into the logbook, of that site if one is given."""
    return an_entry_of(a_drill(), site, **given)


def a_filed_document(site: Site | None = None, **given: Any) -> FiledDocument:
    """File a diagnosis as PDF, on that site if one is given."""
    defaults = {
        "id": FiledDocumentId(IDS.new()),
        "site_id": site.id if site else SiteId(IDS.new()),
        "title": "Diagnostic de l’installation électrique",
        "document": a_document(),
        "filed_by": UserId(IDS.new()),
        "filed_at": A_MONDAY_MORNING,
        "dated": date(2026, 1, 15),
    }
    return FiledDocument(**{**defaults, **given})
