"""Notices: each use case of who is told what, once."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve
from tests.usecases.calling import Scenario
from tests.usecases.town import Town

from registre_core import Actor
from registre_core.kernel.identifiers import UserId
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.notices import NoticeSettings

MUTED = ("intervention-planned", "request-answered")
SETTLED = NoticeSettings(off=frozenset({"intervention-planned"}), remind_again_after=3)


def the_contact(town: Town) -> PersonKey:
    return PersonKey(PersonKind.CONTACT, town.contact.id)


def reachable(town: Town) -> Actor:
    """Give somebody without any right who has an address."""
    actor = town.somebody()
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.save(evolve(tx.users.get(UserId(actor.id)), email="lea@exemple.fr"))  # type: ignore[arg-type]  # a user
        tx.commit()
    return actor


NOTICES: Mapping[str, Scenario] = {
    "notices.topics": Scenario(lambda town, actor: town.registre.notices.topics(actor)),
    "notices.settings": Scenario(lambda town, actor: town.registre.notices.settings(actor)),
    "notices.settle": Scenario(lambda town, actor: town.registre.notices.settle(actor, SETTLED)),
    "notices.muted": Scenario(lambda town, actor: town.registre.notices.muted(actor), who=reachable),
    "notices.mute": Scenario(lambda town, actor: town.registre.notices.mute(actor, MUTED), who=reachable),
    "notices.muted_for": Scenario(lambda town, actor: town.registre.notices.muted_for(actor, the_contact(town))),
    "notices.mute_for": Scenario(lambda town, actor: town.registre.notices.mute_for(actor, the_contact(town), MUTED)),
}
"""By the name of its row in the table of actions."""
