"""Hot-work permits as people and programs read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from registre_cli import labels
from registre_cli.answers import worded
from registre_cli.profiles.seat import Seat
from registre_cli.terminal import Words
from registre_core.kernel.identifiers import ContractorId, SiteId
from registre_core.permits import Colour, HotWorkPermit, Round, RoundState
from registre_core.permits.tables import ROUNDS
from registre_core.services.permits import PermitLine

STYLES: Mapping[Colour, str] = {Colour.GREY: "bright_black", Colour.RED: "red", Colour.GREEN: "green"}
"""Colours of the post-work check on a terminal; the word stands beside them, for who sees none."""
ROUND_STYLES: Mapping[RoundState, str] = {
    RoundState.DUE: "bold",
    RoundState.IN_TIME: "green",
    RoundState.LATE: "yellow",
    RoundState.MISSED: "red",
}
"""What stands out among rounds."""


@frozen
class Places:
    """What sites and firms are called that permits name."""

    sites: Mapping[SiteId, str]
    contractors: Mapping[ContractorId, str]

    @classmethod
    def of(cls, seat: Seat, some: Iterable[HotWorkPermit]) -> Places:
        """Look the names up."""
        known = tuple(some)
        with seat.reading() as tx:
            return cls(
                {one: tx.sites.get(one).name for one in {found.site_id for found in known}},
                {one: tx.contractors.get(one).name for one in {one for found in known for one in found.contractors}},
            )

    def title(self, permit: HotWorkPermit) -> str:
        """Say where the work is done."""
        return f"{self.sites[permit.site_id]}, {permit.place}"

    def firms(self, permit: HotWorkPermit) -> str:
        """Say who does it."""
        return ", ".join(self.contractors[one] for one in permit.contractors)

    def described(self, line: PermitLine) -> dict[str, Any]:
        """Give one as plain values."""
        one = line.permit
        return {
            "id": str(one.id),
            "site": {"id": str(one.site_id), "name": self.sites[one.site_id]},
            "place": one.place,
            "work": one.work,
            "means": [*one.means],
            "contractors": [{"id": str(each), "name": self.contractors[each]} for each in one.contractors],
            "valid_from": one.valid_from.isoformat(),
            "valid_until": one.valid_until.isoformat(),
            "state": line.state.value,
            "french_state": line.french_state,
            "missing": [role.value for role in line.missing],
            "watch_enabled": line.watch_enabled,
            "colour": line.colour and line.colour.value,
            "colour_label": line.colour_label,
            "warnings": [
                {"code": each.code, "message": worded(each.code, each.facts, each.message)} for each in line.warnings
            ],
            "work_ended_at": one.work_ended_at and one.work_ended_at.isoformat(),
            "edition": one.edition,
        }


def check(line: PermitLine, between: str = ", ") -> Words:
    """Say how the post-work check stands: its colour, as a word too, and what it means. Nobody waits for a lost one."""
    if line.colour is None:
        return Words("sans objet" if line.watch_enabled else "non activée", style="dim")
    return Words(f"{line.colour.value}{between}{line.colour_label}", style=STYLES[line.colour])


def validity(permit: HotWorkPermit) -> str:
    """Say from when until when work may go on."""
    (first, begins), (last, ends) = (labels.instant(one).split() for one in (permit.valid_from, permit.valid_until))
    return f"{first} {begins} – {ends}" if first == last else f"{first} {begins} – {last} {ends}"


def round_described(one: Round) -> dict[str, Any]:
    """Give a round as plain values."""
    made = one.record
    return {
        "round": one.minutes,
        "state": one.state.value,
        "label": ROUNDS[one.state],
        "due_at": one.due_at and one.due_at.isoformat(),
        "opens_at": one.opens_at and one.opens_at.isoformat(),
        "shuts_at": one.shuts_at and one.shuts_at.isoformat(),
        "made_at": made and made.made_at.isoformat(),
        "made_by": made and str(made.made_by),
        "is_clear": made and made.is_clear,
        "comment": made and made.comment,
    }
