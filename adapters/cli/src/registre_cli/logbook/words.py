"""Entries of the logbook as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from registre_cli.labels import day
from registre_cli.people import called
from registre_cli.profiles.seat import Seat
from registre_cli.saying import plural
from registre_cli.typography import typeset
from registre_core.kernel.identifiers import ContractorId
from registre_core.logbook import Drill, Instructions, LogbookEntry, SafetyStaff, Works
from registre_core.logbook.tables import DISABILITIES, DRILLS


@frozen
class Firms:
    """What firms are called that works name."""

    names: Mapping[ContractorId, str]

    @classmethod
    def of(cls, seat: Seat, some: Iterable[LogbookEntry]) -> Firms:
        """Look the names up."""
        named = {firm for one in some if isinstance(one.content, Works) for firm in one.content.contractors}
        with seat.reading() as tx:
            return cls({one: tx.contractors.get(one).name for one in named})


def told(entry: LogbookEntry, firms: Firms) -> str:
    """Say what an entry says, in one line."""
    match entry.content:
        case Drill() as drill:
            return ", ".join(_drill(drill))
        case Works() as works:
            return ", ".join(_works(works, firms))
        case SafetyStaff() as duty:
            return f"{called(duty.person)}, {duty.duty}{_span(duty.until_day)}"
        case Instructions() as instructions:
            return ", ".join(_instructions(instructions))


def state(entry: LogbookEntry) -> str:
    """Say whether it stands."""
    if entry.retracted:
        return f"raye une autre inscription{typeset(' : ')}{entry.retracted}"
    return f"corrigée par {entry.corrected_by}" if entry.corrected_by else ""


def _drill(drill: Drill) -> Iterator[str]:
    yield typeset(DRILLS[drill.kind])
    yield plural(drill.people, "personne")
    yield plural(drill.minutes, "minute")
    if drill.remarks:
        yield drill.remarks


def _works(works: Works, firms: Firms) -> Iterator[str]:
    yield works.nature
    yield from (firms.names[one] for one in works.contractors)
    if works.architect:
        yield called(works.architect)
    if works.ended_on:
        yield f"jusqu’au {day(works.ended_on)}"


def _instructions(instructions: Instructions) -> Iterator[str]:
    yield instructions.title
    yield from (DISABILITIES[one] for one in instructions.disabilities)
    if instructions.until_day:
        yield f"jusqu’au {day(instructions.until_day)}"


def _span(last: object) -> str:
    return f", jusqu’au {day(last)}" if last else ""  # type: ignore[arg-type]  # a day
