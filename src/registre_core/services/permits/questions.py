"""Use cases: permits are looked at, and listed with what their post-work check has come to (S9)."""

from __future__ import annotations

from datetime import datetime

from attrs import evolve, frozen

from registre_core import permits
from registre_core.kernel.actors import Actor
from registre_core.kernel.identifiers import ContractorId, PermitId, SiteId
from registre_core.kernel.pages import LARGEST_COUNT, Page, Total
from registre_core.kernel.reasons import Reason
from registre_core.kernel.signatories import SignatoryRole
from registre_core.permits import COLOURS, Colour, HotWorkPermit, PermitState
from registre_core.ports.storage import PermitFilter, PermitOrder, Snapshot
from registre_core.services.front_door import workspace_of
from registre_core.services.paging import LARGEST_PAGE, among, cursor, page_size
from registre_core.services.permits.desk import Desk, target_of


@frozen
class PermitLine:
    """A permit as the list shows it, at one moment."""

    permit: HotWorkPermit
    """The permit."""
    state: PermitState
    """Where it stands."""
    french_state: str
    """The same for people: «en attente de signature exploitant» …"""
    missing: tuple[SignatoryRole, ...]
    """Roles whose signature is waited for now."""
    watch_enabled: bool
    """Whether there is a post-work check (*levée de doute activée*)."""
    colour: Colour | None
    """Of the check; none where it is not enabled."""
    colour_label: str | None
    """The same for people: «à réaliser», «non réalisée», «réalisée»."""
    warnings: tuple[Reason, ...]
    """What should not pass unseen."""


def line_of(permit: HotWorkPermit, now: datetime) -> PermitLine:
    """Tell of a permit what the list shows."""
    colour = permits.watch_colour(permit, now)
    return PermitLine(
        permit,
        permits.state(permit, now),
        permits.french_state(permit, now),
        permit.missing_roles,
        permit.watch is not None,
        colour,
        None if colour is None else COLOURS[colour],
        permits.warnings(permit),
    )


@frozen
class Questions(Desk):
    """Shows permits on the sites of whoever asks."""

    def show(self, actor: Actor, permit: PermitId) -> PermitLine:
        """Give one permit, as it stands now.

        Raises:
            Forbidden: without ``permits.consult``.
            NotFound: ``permit-not-found``, also when it is on a site that is not his.
        """
        now = self.ports.clock.now()
        with self.ports.storage.read(workspace_of(actor)) as tx:
            found = tx.permits.get(permit)
            self.door.authorise(tx, actor, "permits.show", target_of(found, now))
            return line_of(found, now)

    def page(
        self,
        actor: Actor,
        *,
        site: SiteId | None = None,
        state: PermitState | None = None,
        contractor: ContractorId | None = None,
        colour: Colour | None = None,
        from_moment: datetime | None = None,
        until_moment: datetime | None = None,
        order: PermitOrder = PermitOrder.LATEST,
        after: str | None = None,
        limit: int = 50,
        counted: bool = False,
    ) -> Page[PermitLine]:
        """List permits on the sites of this actor, each with its state and its post-work check.

        Args:
            actor: who asks.
            site: only those on this site; on one that is not his there is none.
            state: only those that stand so now.
            contractor: only those this firm works under.
            colour: only those whose post-work check has this colour now. It is computed, so a page that is asked for by
                colour may come short, or empty, although the list goes on.
            from_moment: only those still valid then, or later.
            until_moment: only those valid before then.
            order: in which order; unless told otherwise the latest work comes first.
            after: where the page begins: what `next` of the last one said.
            limit: how many at most, up to 200. There may be fewer although the list goes on, as `next` says.
            counted: whether to tell the `total`, too; by colour, as far as the first `LARGEST_COUNT` permits show.

        Raises:
            Forbidden: without ``permits.consult``.
            InvalidInput: ``naive-instant``, ``malformed-cursor``, ``page-size``.
        """
        now = self.ports.clock.now()
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer = self.door.authorise(tx, actor, "permits.page")
            where = PermitFilter(
                among(bearer.sites, site), contractor, state, now if state else None, from_moment, until_moment
            )
            page = tx.permits.page(where, order=order, after=cursor(after), limit=page_size(limit))
            lines = tuple(line for one in page.items if _has(line := line_of(one, now), colour))
            return Page(lines, page.next, _total(tx, where, colour, now) if counted else None)


def _has(line: PermitLine, colour: Colour | None) -> bool:
    return colour is None or line.colour is colour


def _total(tx: Snapshot, where: PermitFilter, colour: Colour | None, now: datetime) -> Total:
    """Count them; by colour, look at each of the first ones."""
    whole = tx.permits.count(where)
    if colour is None:
        return whole
    seen, found, after = 0, 0, None
    while seen < LARGEST_COUNT:
        page = tx.permits.page(where, after=after, limit=LARGEST_PAGE)
        found += sum(permits.watch_colour(one, now) is colour for one in page.items)
        seen += len(page.items)
        if page.next is None:
            break
        after = cursor(page.next)
    return evolve(Total(found), is_whole=not whole.is_more)
