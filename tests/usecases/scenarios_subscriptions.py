"""Scenarios of machines that are told by callbacks."""

from __future__ import annotations

from collections.abc import Mapping

from tests.usecases.calling import Scenario

NEW_MACHINE = "https://alarmes.exemple.fr/registre"

SUBSCRIBED: Mapping[str, Scenario] = {
    "notices.subscribe": Scenario(
        lambda town, actor: town.registre.notices.subscribe(actor, NEW_MACHINE, ["intervention-overdue"])
    ),
    "notices.unsubscribe": Scenario(lambda town, actor: town.registre.notices.unsubscribe(actor, town.machine.id)),
    "notices.resume": Scenario(lambda town, actor: town.registre.notices.resume(actor, town.stopped_machine.id)),
    "notices.subscriptions": Scenario(lambda town, actor: town.registre.notices.subscriptions(actor, stopped=True)),
    "notices.secret": Scenario(lambda town, actor: town.registre.notices.secret(actor, town.machine.id)),
    "notices.ping": Scenario(lambda town, actor: town.registre.notices.ping(actor, town.machine.id)),
    "notices.stop_gone": Scenario(lambda town, actor: town.registre.notices.stop_gone(actor, town.machine.address)),
}
"""By the name of its row in the table of actions."""
