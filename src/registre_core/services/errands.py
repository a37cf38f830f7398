"""What a host does in the background, as a table: how often, and what it calls.

Every errand may be run again at any moment, by anybody: it does what is due, and nothing twice. So an engine needs to
promise little, and a missed hour costs nothing but the hour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Protocol

from attrs import field, frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.validation import Checked, must, not_blank, one_line
from registre_core.ports import Outcome, Periodic, Ports
from registre_core.ports.jobs import NAME
from registre_core.services.deliveries import DeliveriesService
from registre_core.services.documents import DocumentsService
from registre_core.services.everywhere import Trouble, each
from registre_core.services.nightly import NightlyService
from registre_core.services.permits import PermitsService
from registre_core.services.signatures import SignaturesService

NIGHT_BEGINS = timedelta(hours=2)
"""So long after midnight in France the night's work of a day may be done: not before what was done at the last minute
has been written down."""


class Housekeeping(Protocol):
    """The services that errands call: those of a register that is open."""

    @property
    def ports(self) -> Ports: ...
    @property
    def deliveries(self) -> DeliveriesService: ...
    @property
    def permits(self) -> PermitsService: ...
    @property
    def nightly(self) -> NightlyService: ...
    @property
    def signatures(self) -> SignaturesService: ...
    @property
    def documents(self) -> DocumentsService: ...


@frozen
class Done:
    """What an errand came to, this time."""

    counted: Mapping[str, int]
    """How much of what, by a stable name: plain numbers, fit for a log."""
    troubles: tuple[Trouble, ...] = ()
    """In which workspaces it failed; the others' was done."""


@frozen
class Errand(Checked):
    """One thing that is done in the background."""

    name: str = field(metadata=must(NAME))
    """Its stable name."""
    label: str = field(metadata=must(not_blank, one_line))
    """What people call it, in French."""
    cron: str = field(metadata=must(not_blank, one_line))
    """When, in UTC: minute, hour, day, month, day of the week and, where there is a sixth field, second."""
    run: Callable[[Housekeeping], Done]
    """Does what is due. Several may run at once, of different errands and of the same."""


def _deliver(host: Housekeeping) -> Done:
    done = host.deliveries.deliver(Actor.operator())
    counted = {name: getattr(done, name) for name in ("delivered", "postponed", "given_up", "moot")}
    return Done({**counted, "hindrances": len(done.troubles)})


def _watch_fires(host: Housekeeping) -> Done:
    done = host.permits.remind(Actor.operator())
    return Done({"workspaces": done.workspaces, "notices": done.notices}, done.troubles)


def _night(host: Housekeeping) -> Done:
    clock = host.ports.clock
    now = clock.now()
    if clock.day_of(now - NIGHT_BEGINS) != clock.day_of(now):
        return Done({})
    done = host.nightly.run(Actor.operator())
    return Done({"workspaces": done.workspaces, "notices": done.notices}, done.troubles)


def _seal(host: Housekeeping) -> Done:
    with host.ports.storage.operate() as door:
        waiting = tuple(door.unsealed())
    done = each(waiting, lambda workspace: host.signatures.seal_pending(Actor.operator(workspace)))
    return Done({"workspaces": len(waiting), "seals": sum(map(len, done.done))}, done.troubles)


def _sweep(host: Housekeeping) -> Done:
    done = host.documents.sweep(Actor.operator())
    return Done({"workspaces": done.workspaces, "removed": done.removed}, done.troubles)


ERRANDS = (
    Errand("deliver", "Distribuer les avis", "* * * * * */10", _deliver),
    Errand("fire-watch", "Signaler les rondes dues ou manquées", "* * * * *", _watch_fires),
    Errand("night", "Faire le travail de la nuit", "10 * * * *", _night),
    Errand("seal", "Sceller ce qui attend son cachet", "*/5 * * * *", _seal),
    Errand("sweep", "Retirer les documents que rien ne cite", "40 1 * * *", _sweep),
)
"""Everything, with its hours. The night's work is looked at every hour, so that it is made up for by the next one."""


def periodic(host: Housekeeping, errands: Iterable[Errand] = ERRANDS) -> tuple[Periodic, ...]:
    """Bind errands to a register that is open, for an engine to run."""
    return tuple(Periodic(one.name, one.cron, lambda one=one: _said(one.run(host))) for one in errands)


def _said(done: Done) -> Outcome:
    """Say it in plain values; where it failed is told, so that the engine does not call it well done."""
    return Outcome(done.counted, tuple(f"{one.workspace}: {one.error.code}" for one in done.troubles))
