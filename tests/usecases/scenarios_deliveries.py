"""Each use case about what goes out, once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from tests.usecases.calling import Scenario
from tests.usecases.delivering import PlainWords
from tests.usecases.town import Town

from registre_core.kernel.identifiers import NoticeId
from registre_core.ports.storage import Fate, NoticeFilter, NoticeOrder
from registre_core.services.deliveries import DeliveriesService
from registre_core.testing.builders import a_notice
from registre_core.testing.memory import RecordingNotifier

DEAD = NoticeFilter(fate=Fate.GIVEN_UP)


def put_a_dead_letter(town: Town) -> None:
    """Let one notice be given up."""
    storage, now = town.storage.inner, town.clock.now()
    notice = a_notice(kind="anchor-failed", queued_at=now - timedelta(days=1))
    with storage.begin(town.workspace) as tx:
        tx.outbox.queue(notice)
        tx.commit()
    with storage.operate() as door:
        claims = door.claim(by=town.workspace, at=now - timedelta(hours=23), lease=timedelta(minutes=5))
        [claim] = [one for one in claims if one.notices[0].id == notice.id]
        door.settle(claim, notice, Fate.GIVEN_UP, at=now, failure="delivery-refused")


def dead_letter(town: Town) -> NoticeId:
    with town.storage.inner.read(town.workspace) as tx:
        return next(one.id for one in tx.outbox.page(DEAD, order=NoticeOrder.CREATED).items)


def carried(town: Town) -> DeliveriesService:
    """Put the town on what carries to nobody."""
    return town.with_ports(notifier=RecordingNotifier(), wording=PlainWords()).registre.deliveries


DELIVERED: Mapping[str, Scenario] = {
    "notices.page": Scenario(lambda town, actor: town.registre.notices.page(actor, DEAD, counted=True)),
    "notices.show": Scenario(lambda town, actor: town.registre.notices.show(actor, dead_letter(town))),
    "notices.replay": Scenario(lambda town, actor: town.registre.notices.replay(actor, dead_letter(town))),
    "notices.replay_all": Scenario(lambda town, actor: town.registre.notices.replay_all(actor)),
    "deliveries.deliver": Scenario(lambda town, actor: carried(town).deliver(actor)),
    "deliveries.watch": Scenario(lambda town, actor: carried(town).watch(actor, until=lambda: True)),
    "deliveries.preview": Scenario(lambda town, actor: carried(town).preview(actor, dead_letter(town))),
    "deliveries.backlog": Scenario(lambda town, actor: town.registre.deliveries.backlog(actor)),
    "deliveries.dead_letters": Scenario(lambda town, actor: town.registre.deliveries.dead_letters(actor)),
}
