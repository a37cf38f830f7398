"""Somebody who watches the place where the work under the unwatched permit ended an hour ago."""

from datetime import timedelta

from tests.usecases.hot_work import HOUR, NOW
from tests.usecases.town import Town

from registre_core import Actor
from registre_core.permits import HotWorkPermit

MINUTE = timedelta(minutes=1)
END = NOW - HOUR
"""When the work under the unwatched permit ended."""


def watcher(town: Town) -> Actor:
    return town.holder("watch.record", "watch.consult", name="Omar Veilleur")


def unwatched(town: Town) -> HotWorkPermit:
    return town.permits["unwatched"]


def look(town: Town, actor: Actor, minutes: int = 60, **more: object) -> HotWorkPermit:
    return town.registre.permits.record_round(actor, unwatched(town).id, minutes, **more)  # type: ignore[arg-type]
