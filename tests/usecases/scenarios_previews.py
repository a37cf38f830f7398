"""Words before they are sent: the use case once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from attrs import evolve
from tests.usecases.briefing import made
from tests.usecases.calling import Scenario
from tests.usecases.town import Town

from registre_core import Actor
from registre_core.kernel.identifiers import NoticeId
from registre_core.ports.storage import Fate
from registre_core.services.deliveries import PreviewedNotice
from registre_core.testing.memory import PlainWording

GONE = NoticeId(UUID(int=47))
"""A notice of the intervention at the school that is not closed."""


def that_went_out(town: Town) -> NoticeId:
    """Let there be a notice that nobody waits for any more, so that it counts as told by nothing here."""
    facts = {"planned_on": town.open.planned_on.isoformat(), "type": town.open.type_code}
    notice = evolve(made(town, "intervention-planned", "intervention", town.open.id, **facts), id=GONE)
    with town.storage.inner.begin(town.workspace) as tx:
        tx.outbox.queue(notice)
        tx.commit()
    now = town.clock.now()
    with town.storage.inner.operate() as door:
        for claim in door.claim(by=GONE, at=now, lease=timedelta(minutes=5)):
            door.settle(claim, claim.notices[0], Fate.DELIVERED, at=now)
    return GONE


def preview(town: Town, actor: Actor) -> PreviewedNotice:
    """Read it, in a register that has words."""
    return town.with_ports(wording=PlainWording()).registre.deliveries.preview(actor, that_went_out(town))


PREVIEWS: Mapping[str, Scenario] = {"deliveries.preview": Scenario(preview)}
"""By the name of its row in the table of actions."""
