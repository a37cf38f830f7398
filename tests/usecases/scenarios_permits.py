"""Permits and the watch behind them: each use case once, and once on a site that is not one's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from tests.usecases.calling import Scenario, do_nothing_with
from tests.usecases.hot_work import NOW, ZONE, terms_of, who_signs
from tests.usecases.town import PHOTO_BYTES, Town, a_report

from registre_core.permits import Colour, PermitState, PermitTerms


def the_terms(town: Town) -> PermitTerms:
    return terms_of(town.firm, town.contact)


LATER = NOW + timedelta(hours=9)

PERMITS: Mapping[str, Scenario] = {
    "permits.draft": Scenario(
        lambda town, actor: town.registre.permits.draft(actor, site=town.school.id, terms=the_terms(town)),
        on=lambda town, actor, site: town.registre.permits.draft(actor, site=site, terms=the_terms(town)),
        thing=lambda town: town.pool.id,
    ),
    "permits.edit": Scenario(
        lambda town, actor: town.registre.permits.edit(actor, town.permits["waiting"].id, the_terms(town)),
        on=lambda town, actor, permit: town.registre.permits.edit(actor, permit, the_terms(town)),
        thing=lambda town: town.pool_permit.id,
    ),
    "permits.submit": Scenario(
        lambda town, actor: town.registre.permits.submit(
            actor, town.permits["draft"].id, signatories=who_signs(town.contact)
        ),
        on=lambda town, actor, permit: town.registre.permits.submit(actor, permit, signatories=who_signs(town.contact)),
        thing=lambda town: town.pool_permit.id,
    ),
    "permits.delete_draft": Scenario(
        lambda town, actor: town.registre.permits.delete_draft(actor, town.permits["draft"].id),
        on=lambda town, actor, permit: town.registre.permits.delete_draft(actor, permit),
        thing=lambda town: town.pool_permit.id,
    ),
    "permits.tick": Scenario(
        lambda town, actor: town.registre.permits.tick(actor, town.permits["active"].id, ["watch-kept"]),
        on=lambda town, actor, permit: town.registre.permits.tick(actor, permit, ["watch-kept"]),
        thing=lambda town: town.pool_permit.id,
    ),
    "permits.isolate": Scenario(
        lambda town, actor: town.registre.permits.isolate(actor, town.permits["active"].id, [ZONE]),
        on=lambda town, actor, permit: town.registre.permits.isolate(actor, permit, [ZONE]),
        thing=lambda town: town.pool_permit.id,
    ),
    "permits.restore": Scenario(
        lambda town, actor: town.registre.permits.restore(actor, town.permits["closing"].id, [ZONE]),
        on=lambda town, actor, permit: town.registre.permits.restore(actor, permit, [ZONE]),
        thing=lambda town: town.pool_permit.id,
    ),
    "permits.extend": Scenario(
        lambda town, actor: town.registre.permits.extend(
            actor, town.permits["reopened"].id, until=LATER, signatories=who_signs(town.contact)
        ),
        on=lambda town, actor, permit: town.registre.permits.extend(
            actor, permit, until=LATER, signatories=who_signs(town.contact)
        ),
        thing=lambda town: town.pool_permit.id,
    ),
    "permits.add_contractor": Scenario(
        lambda town, actor: town.registre.permits.add_contractor(
            actor, town.permits["reopened"].id, signatories=who_signs(town.contact)
        ),
        on=lambda town, actor, permit: town.registre.permits.add_contractor(
            actor, permit, signatories=who_signs(town.contact)
        ),
        thing=lambda town: town.pool_permit.id,
    ),
    "permits.suspend": Scenario(
        lambda town, actor: town.registre.permits.suspend(actor, town.permits["active"].id, reason="vent fort"),
        on=lambda town, actor, permit: town.registre.permits.suspend(actor, permit, reason="vent fort"),
        thing=lambda town: town.pool_permit.id,
    ),
    "permits.resume": Scenario(
        lambda town, actor: town.registre.permits.resume(actor, town.permits["suspended"].id),
        on=lambda town, actor, permit: town.registre.permits.resume(actor, permit),
        thing=lambda town: town.pool_permit.id,
    ),
    "permits.end_work": Scenario(
        lambda town, actor: town.registre.permits.end_work(actor, town.permits["reopened"].id),
        on=lambda town, actor, permit: town.registre.permits.end_work(actor, permit),
        thing=lambda town: town.pool_permit.id,
    ),
    "permits.ask_closing": Scenario(
        lambda town, actor: town.registre.permits.ask_closing(
            actor, town.permits["closing"].id, signatories=who_signs(town.contact), exemption="site évacué"
        ),
        on=lambda town, actor, permit: town.registre.permits.ask_closing(
            actor, permit, signatories=who_signs(town.contact), exemption="site évacué"
        ),
        thing=lambda town: town.pool_permit.id,
    ),
    "permits.cancel": Scenario(
        lambda town, actor: town.registre.permits.cancel(actor, town.permits["waiting"].id, reason="chantier reporté"),
        on=lambda town, actor, permit: town.registre.permits.cancel(actor, permit, reason="chantier reporté"),
        thing=lambda town: town.pool_permit.id,
    ),
    "permits.show": Scenario(
        lambda town, actor: town.registre.permits.show(actor, town.permits["closing"].id),
        on=lambda town, actor, permit: town.registre.permits.show(actor, permit),
        thing=lambda town: town.pool_permit.id,
    ),
    "permits.page": Scenario(
        lambda town, actor: town.registre.permits.page(actor, state=PermitState.CLOSING, colour=Colour.GREY)
    ),
    "permits.record_round": Scenario(
        lambda town, actor: town.registre.permits.record_round(actor, town.permits["closing"].id, 60, photo=town.photo),
        on=lambda town, actor, permit: town.registre.permits.record_round(actor, permit, 60, photo=town.photo),
        thing=lambda town: town.pool_permit.id,
    ),
    "permits.store_photo": Scenario(
        lambda town, actor: town.registre.permits.store_photo(
            actor, town.permits["closing"].id, a_report(PHOTO_BYTES), name="chaufferie.png"
        ),
        on=lambda town, actor, permit: town.registre.permits.store_photo(
            actor, permit, a_report(PHOTO_BYTES), name="chaufferie.png"
        ),
        thing=lambda town: town.pool_permit.id,
    ),
    "permits.rounds": Scenario(
        lambda town, actor: town.registre.permits.rounds(actor, town.permits["closing"].id),
        on=lambda town, actor, permit: town.registre.permits.rounds(actor, permit),
        thing=lambda town: town.pool_permit.id,
    ),
    "permits.open_photo": Scenario(
        lambda town, actor: do_nothing_with(
            town.registre.permits.open_photo(actor, town.permits["closing"].id, town.photo.digest)
        ),
        on=lambda town, actor, permit: do_nothing_with(
            town.registre.permits.open_photo(actor, permit, town.photo.digest)
        ),
        thing=lambda town: town.pool_permit.id,
    ),
    "permits.remind": Scenario(lambda town, actor: town.registre.permits.remind(actor)),
}
"""By the name of its row in the table of actions."""
