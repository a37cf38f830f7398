"""Plans: what a change would do, shown before it is done, and held to when it is."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from attrs import evolve

from registre_core.codec import canonical_bytes, to_builtins
from registre_core.kernel.errors import Conflict, InvalidInput
from registre_core.kernel.pages import Cursor, Page
from registre_core.ports.storage import NamedOrder, Snapshot
from registre_core.rights import Affected, Change, Consequence, Plan, Situation
from registre_core.services.paging import paged
from registre_core.services.rights.drafts import Draft
from registre_core.services.rights.guarding import Outcome
from registre_core.services.rights.people import people_in

ORDER = NamedOrder.NAME


def plan_of(tx: Snapshot, draft: Draft, outcome: Outcome, people: Page[Affected]) -> Plan:
    """Put together what is shown, and sign it with its digest."""
    touched = sorted((group for group in outcome.groups if is_felt(group)), key=_largest_first)
    plan = Plan(
        draft.change,
        draft.added,
        tuple(touched),
        sum(group.move.people for group in outcome.groups if not is_felt(group)),
        people,
        outcome.verdict,
        tx.users.version() or 0,
        digest="",
    )
    return evolve(plan, digest=_digest(plan))


def require_unmoved(plan: Plan, now: Plan) -> None:
    """Refuse to do anything but what was shown.

    Raises:
        Conflict: ``plan-outdated``.
    """
    if plan.digest != now.digest:
        said = "something moved since this was planned: look at it again"
        raise Conflict("plan-outdated", said, {"planned": plan.digest, "now": now.digest})


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


def _largest_first(group: Consequence) -> tuple[int, bytes]:
    return -group.move.people, canonical_bytes(to_builtins(group.move))


def _digest(plan: Plan) -> str:
    """Hash what is shown but for names, and what it rests on: the version of the rights."""
    said: dict[str, Any] = {
        "change": [type(plan.change).__name__, to_builtins(plan.change)],
        "added": sorted(plan.added),
        "groups": [to_builtins(group) for group in plan.groups],
        "unchanged": plan.unchanged,
        "version": plan.version,
    }
    return sha256(canonical_bytes(said)).hexdigest()
