"""Visits, the logbook and filed documents: each use case once, and once on a site that is not one's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tests.usecases.calling import Scenario, do_nothing_with
from tests.usecases.town import TODAY

from registre_core.commissions import Authority, Favour, OrderKind, VisitKind
from registre_core.kernel.people import Named
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.logbook import Chapter, StaffDraft
from registre_core.testing.building import a_drill

YESTERDAY = date(2026, 3, 1)
COMMISSION = "Sous-commission départementale"

VISITING: Mapping[str, Scenario] = {
    "commissions.record_visit": Scenario(
        lambda town, actor: town.registre.commissions.record_visit(
            actor,
            site=town.school.id,
            kind=VisitKind.PERIODIC,
            visited_on=YESTERDAY,
            commission=COMMISSION,
            attendees=[Named(PersonKey(PersonKind.CONTACT, town.contact.id), "exploitante"), Named("Paul Adjoint")],
        ),
        on=lambda town, actor, site: town.registre.commissions.record_visit(
            actor, site=site, kind=VisitKind.PERIODIC, visited_on=YESTERDAY, commission=COMMISSION
        ),
        thing=lambda town: town.pool.id,
    ),
    "commissions.edit_visit": Scenario(
        lambda town, actor: town.registre.commissions.edit_visit(actor, town.at_hand.visit.id, commission=COMMISSION),
        on=lambda town, actor, visit: town.registre.commissions.edit_visit(actor, visit, commission=COMMISSION),
        thing=lambda town: town.at_the_pool.visit.id,
    ),
    "commissions.cancel_visit": Scenario(
        lambda town, actor: town.registre.commissions.cancel_visit(actor, town.at_hand.announced.id, reason="grève"),
        on=lambda town, actor, visit: town.registre.commissions.cancel_visit(actor, visit, reason="grève"),
        thing=lambda town: town.at_the_pool.announced.id,
    ),
    "commissions.attach_report": Scenario(
        lambda town, actor: town.registre.commissions.attach_report(actor, town.at_hand.visit.id, town.report),
        on=lambda town, actor, visit: town.registre.commissions.attach_report(actor, visit, town.report),
        thing=lambda town: town.at_the_pool.visit.id,
    ),
    "commissions.record_opinion": Scenario(
        lambda town, actor: town.registre.commissions.record_opinion(
            actor, town.at_hand.visit.id, favour=Favour.UNFAVOURABLE, given_on=YESTERDAY
        ),
        on=lambda town, actor, visit: town.registre.commissions.record_opinion(
            actor, visit, favour=Favour.UNFAVOURABLE, given_on=YESTERDAY
        ),
        thing=lambda town: town.at_the_pool.visit.id,
    ),
    "commissions.record_order": Scenario(
        lambda town, actor: town.registre.commissions.record_order(
            actor, town.at_hand.visit.id, kind=OrderKind.WORKS, authority=Authority.MAYOR, signed_on=YESTERDAY
        ),
        on=lambda town, actor, visit: town.registre.commissions.record_order(
            actor, visit, kind=OrderKind.WORKS, authority=Authority.MAYOR, signed_on=YESTERDAY
        ),
        thing=lambda town: town.at_the_pool.visit.id,
    ),
    "commissions.record_notification": Scenario(
        lambda town, actor: town.registre.commissions.record_notification(
            actor, town.at_hand.judged.id, town.at_hand.judged.orders[0].id, notified_on=YESTERDAY
        ),
        on=lambda town, actor, visit: town.registre.commissions.record_notification(
            actor, visit, town.at_the_pool.judged.orders[0].id, notified_on=YESTERDAY
        ),
        thing=lambda town: town.at_the_pool.judged.id,
    ),
    "commissions.show": Scenario(
        lambda town, actor: town.registre.commissions.show(actor, town.at_hand.judged.id),
        on=lambda town, actor, visit: town.registre.commissions.show(actor, visit),
        thing=lambda town: town.at_the_pool.visit.id,
    ),
    "commissions.page": Scenario(
        lambda town, actor: town.registre.commissions.page(actor, kind=VisitKind.PERIODIC, counted=True)
    ),
    "commissions.next_visit": Scenario(
        lambda town, actor: town.registre.commissions.next_visit(actor, town.school.id, sleeping=False),
        on=lambda town, actor, site: town.registre.commissions.next_visit(actor, site),
        thing=lambda town: town.pool.id,
    ),
    "commissions.orders_in_force": Scenario(
        lambda town, actor: town.registre.commissions.orders_in_force(actor, town.school.id),
        on=lambda town, actor, site: town.registre.commissions.orders_in_force(actor, site),
        thing=lambda town: town.pool.id,
    ),
    "commissions.open_report": Scenario(
        lambda town, actor: do_nothing_with(town.registre.commissions.open_report(actor, town.at_hand.judged.id)),
        on=lambda town, actor, visit: do_nothing_with(town.registre.commissions.open_report(actor, visit)),
        thing=lambda town: town.at_the_pool.judged.id,
    ),
    "commissions.open_document": Scenario(
        lambda town, actor: do_nothing_with(
            town.registre.commissions.open_document(actor, town.at_hand.judged.id, town.report.digest)
        ),
        on=lambda town, actor, visit: do_nothing_with(
            town.registre.commissions.open_document(actor, visit, town.report.digest)
        ),
        thing=lambda town: town.at_the_pool.judged.id,
    ),
}
"""By the name of its row in the table of actions."""

LEAVING = StaffDraft(Named("Paul Agent"), "SSIAP 1", date(2026, 1, 1), TODAY)

WRITING: Mapping[str, Scenario] = {
    "logbook.record": Scenario(
        lambda town, actor: town.registre.logbook.record(
            actor, site=town.school.id, content=LEAVING, documents=[town.report]
        ),
        on=lambda town, actor, site: town.registre.logbook.record(actor, site=site, content=LEAVING),
        thing=lambda town: town.pool.id,
    ),
    "logbook.correct": Scenario(
        lambda town, actor: town.registre.logbook.correct(actor, town.at_hand.drill.id, content=a_drill(people=241)),
        on=lambda town, actor, entry: town.registre.logbook.correct(actor, entry, content=a_drill(people=241)),
        thing=lambda town: town.at_the_pool.drill.id,
    ),
    "logbook.retract": Scenario(
        lambda town, actor: town.registre.logbook.retract(actor, town.at_hand.drill.id, reason="inscrit deux fois"),
        on=lambda town, actor, entry: town.registre.logbook.retract(actor, entry, reason="inscrit deux fois"),
        thing=lambda town: town.at_the_pool.drill.id,
    ),
    "logbook.show": Scenario(
        lambda town, actor: town.registre.logbook.show(actor, town.at_hand.duty.id),
        on=lambda town, actor, entry: town.registre.logbook.show(actor, entry),
        thing=lambda town: town.at_the_pool.duty.id,
    ),
    "logbook.page": Scenario(
        lambda town, actor: town.registre.logbook.page(actor, chapter=Chapter.DRILL, counted=True)
    ),
    "logbook.history": Scenario(
        lambda town, actor: town.registre.logbook.history(actor, town.at_hand.duty.id),
        on=lambda town, actor, entry: town.registre.logbook.history(actor, entry),
        thing=lambda town: town.at_the_pool.duty.id,
    ),
    "logbook.on": Scenario(
        lambda town, actor: town.registre.logbook.on(actor, town.school.id, TODAY, chapter=Chapter.STAFF),
        on=lambda town, actor, site: town.registre.logbook.on(actor, site),
        thing=lambda town: town.pool.id,
    ),
    "logbook.open_document": Scenario(
        lambda town, actor: do_nothing_with(
            town.registre.logbook.open_document(actor, town.at_hand.drill.id, town.report.digest)
        ),
        on=lambda town, actor, entry: do_nothing_with(
            town.registre.logbook.open_document(actor, entry, town.report.digest)
        ),
        thing=lambda town: town.at_the_pool.drill.id,
    ),
    "documents.file": Scenario(
        lambda town, actor: town.registre.documents.file(
            actor, site=town.school.id, title="Plan d'évacuation", document=town.report, dated=YESTERDAY
        ),
        on=lambda town, actor, site: town.registre.documents.file(
            actor, site=site, title="Plan d'évacuation", document=town.report
        ),
        thing=lambda town: town.pool.id,
    ),
    "documents.filed": Scenario(
        lambda town, actor: town.registre.documents.filed(actor, town.at_hand.filed.id),
        on=lambda town, actor, filed: town.registre.documents.filed(actor, filed),
        thing=lambda town: town.at_the_pool.filed.id,
    ),
    "documents.page": Scenario(lambda town, actor: town.registre.documents.page(actor, counted=True)),
    "documents.open": Scenario(
        lambda town, actor: do_nothing_with(town.registre.documents.open(actor, town.at_hand.filed.id)),
        on=lambda town, actor, filed: do_nothing_with(town.registre.documents.open(actor, filed)),
        thing=lambda town: town.at_the_pool.filed.id,
    ),
}
"""The same for the logbook, and for documents of the building."""
