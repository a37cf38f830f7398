"""Plans: what a change would do, shown before it is done, and held to when it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from registre_core.codec import canonical_bytes, to_builtins
from registre_core.kernel.errors import Conflict, InvalidInput
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.kernel.pages import Cursor, Page
from registre_core.ports.storage import NamedOrder, Snapshot
from registre_core.rights import Affected, Catalogue, Change, Consequence, Plan, Situation
from registre_core.services.paging import paged
from registre_core.services.rights.drafts import Draft
from registre_core.services.rights.guarding import Outcome
from registre_core.services.situations import people_in

ORDER = NamedOrder.NAME


def plan_of(draft: Draft, outcome: Outcome, people: Page[Affected], version: int, digest: str) -> Plan:
    """Put together what is shown."""
    touched = sorted((group for group in outcome.groups if is_felt(group)), key=_largest_first)
    unchanged = sum(group.move.people for group in outcome.groups if not is_felt(group))
    return Plan(draft.change, draft.added, tuple(touched), unchanged, people, outcome.verdict, version, digest)


def digest_of(workspace: WorkspaceId, change: Change, catalogue: Catalogue, on: date, version: int) -> str:
    """Hash all that a plan follows from, so that it need not be worked out to know whether it still holds.

    Whoever gains and loses what, and how many they are, follows from what is asked, from profiles and users as of one
    version of the workspace's rights, from the rights there are, and from the day, on which accounts end.
    """
    said = {
        "catalogue": catalogue.fingerprint,
        "change": [type(change).__name__, to_builtins(change)],
        "on": on.isoformat(),
        "version": version,
        "workspace": str(workspace),
    }
    return sha256(canonical_bytes(said)).hexdigest()


def require_unmoved(planned: str, now: str) -> None:
    """Refuse to do anything but what was shown.

    Args:
        planned: the digest of the plan.
        now: the digest that it would have now.

    Raises:
        Conflict: ``plan-outdated``.
    """
    if planned != now:
        said = "something moved since this was planned: look at it again"
        raise Conflict("plan-outdated", said, {"planned": planned, "now": now})


def require_kind(plan: Plan, kind: type[Change]) -> None:
    """Refuse to carry out a plan of something else.

    Raises:
        InvalidInput: ``another-plan``.
    """
    if not isinstance(plan.change, kind):
        said = f"this plans a {type(plan.change).__name__}, not a {kind.__name__}: commit it where it belongs"
        raise InvalidInput.at("plan", "another-plan", said, planned=type(plan.change).__name__, wanted=kind.__name__)


def is_felt(group: Consequence) -> bool:
    """Whether a change gives or takes anything there."""
    return bool(group.effective or group.given)


def affected_page(
    tx: Snapshot, draft: Draft, groups: Iterable[Consequence], after: Cursor | None, limit: int
) -> Page[Affected]:
    """Give the first of those who gain or lose something, by name."""
    felt = {group.move.before for group in groups if is_felt(group) and group.move.before is not None}
    if draft.people is None:
        page = people_in(tx, felt, profile=draft.profile, order=ORDER, after=after, limit=limit)
    else:
        page = paged([user for user in draft.people if Situation.of(user) in felt], ORDER, after, limit)
    return Page(tuple(Affected(user.id, user.name, Situation.of(user)) for user in page.items), page.next)


def _largest_first(group: Consequence) -> tuple[int, list[str], list[str], list[str]]:
    there = group.move.before or group.move.after
    return -group.move.people, sorted(map(str, there.sites or ())), sorted(there.grants), sorted(there.denials)
