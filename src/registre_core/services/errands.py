"""What a host does in the background, as a table: how often, and what it calls.

Every errand may be run again at any moment, by anybody: it does what is due, and nothing twice. So an engine needs to
promise little, and a missed hour costs nothing but the hour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
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
from registre_core.signatures import SealState

NIGHT_BEGINS = timedelta(hours=2)
"""So long after midnight in France the night's work of a day may be done: not before what was done at the last minute
has been written down."""

Until = Callable[[], bool]
"""Tells whether to end."""


class Housekeeping(Protocol):
    """The services that errands call: those of a register that is open."""

    @property
    def ports(self) -> Ports:
        """The doors to the world."""
        ...

    @property
    def deliveries(self) -> DeliveriesService:
        """What carries notices."""
        ...

    @property
    def permits(self) -> PermitsService:
        """What tells of rounds."""
        ...

    @property
    def nightly(self) -> NightlyService:
        """What is done every night."""
        ...

    @property
    def signatures(self) -> SignaturesService:
        """What seals."""
        ...

    @property
    def documents(self) -> DocumentsService:
        """What keeps documents."""
        ...


@frozen
class Errand(Checked):
    """One thing that is done in the background."""

    name: str = field(metadata=must(NAME))
    """Its stable name."""
    label: str = field(metadata=must(not_blank, one_line))
    """What people call it, in French."""
    cron: str = field(metadata=must(not_blank, one_line))
    """When, in UTC: minute, hour, day, month, day of the week and, where there is a sixth field, second."""
    run: Callable[[Housekeeping, Until], Outcome]
    """Does what is due, and tells what it came to. Several may run at once, of different errands and of the same. It
    asks now and then whether to end, and leaves the rest to the next run."""


def _deliver(host: Housekeeping, until: Until) -> Outcome:
    done = host.deliveries.deliver(Actor.operator(), until=until)
    counted = {name: getattr(done, name) for name in ("delivered", "postponed", "given_up", "moot")}
    return Outcome(counted, tuple(dict.fromkeys(one.error.code for one in done.troubles)))


def _watch_fires(host: Housekeeping, _until: Until) -> Outcome:
    done = host.permits.remind(Actor.operator())
    return Outcome({"workspaces": done.workspaces, "notices": done.notices}, _told(done.troubles))


def _night(host: Housekeeping, _until: Until) -> Outcome:
    now = host.ports.clock.now()
    today, when_it_began = (host.ports.clock.day_of(moment) for moment in (now, now - NIGHT_BEGINS))
    if today != when_it_began:
        return Outcome()
    done = host.nightly.run(Actor.operator())
    return Outcome({"workspaces": done.workspaces, "notices": done.notices}, _told(done.troubles))


def _seal(host: Housekeeping, _until: Until) -> Outcome:
    with host.ports.storage.operate() as door:
        waiting = tuple(door.unsealed())
    done = each(waiting, lambda workspace: (workspace, host.signatures.seal_pending(Actor.operator(workspace))))
    tried = [(workspace, one) for workspace, seals in done.done for one in seals]
    made = sum(one.seal.state is SealState.SEALED for _, one in tried)
    stuck = (Trouble(workspace, one.error) for workspace, one in tried if one.error)
    return Outcome({"sealed": made, "waiting": len(tried) - made}, _told((*stuck, *done.troubles)))


def _sweep(host: Housekeeping, _until: Until) -> Outcome:
    done = host.documents.sweep(Actor.operator())
    return Outcome({"workspaces": done.workspaces, "removed": done.removed}, _told(done.troubles))


ERRANDS = (
    Errand("deliver", "Distribuer les avis", "* * * * * */10", _deliver),
    Errand("fire-watch", "Signaler les rondes dues ou manquées", "* * * * *", _watch_fires),
    Errand("night", "Faire le travail de la nuit", "10 * * * *", _night),
    Errand("seal", "Sceller ce qui attend son cachet", "*/5 * * * *", _seal),
    Errand("sweep", "Retirer les documents que rien ne cite", "40 1 * * *", _sweep),
)
"""Everything, with its hours. The night's work is looked at every hour, so that it is made up for by the next one."""


def never() -> bool:
    """Go on."""
    return False


def periodic(host: Housekeeping, errands: Iterable[Errand] = ERRANDS, *, until: Until = never) -> tuple[Periodic, ...]:
    """Bind errands to a register that is open, for an engine to run.

    Args:
        host: the register.
        errands: some of them, or others than the house's.
        until: tells whether to end, as it tells the engine.
    """
    return tuple(Periodic(one.name, one.cron, partial(one.run, host, until)) for one in errands)


def _told(troubles: Iterable[Trouble]) -> tuple[str, ...]:
    """Say in which workspaces it failed, and how: whoever watches would else take it for well done."""
    return tuple(f"{one.workspace}: {one.error.code}" for one in troubles)
