"""What is to be corrected, as people name it: by its identifier, or by words that only its text has."""

from __future__ import annotations

from uuid import UUID

from registre_cli.profiles.seat import ENOUGH, Seat
from registre_cli.typography import quoted
from registre_core import InvalidInput
from registre_core.findings import Finding
from registre_core.kernel.identifiers import FindingId

WHERE = "--finding"


def finding(seat: Seat, asked: str) -> Finding:
    """Give the finding that somebody named, of those he may see."""
    try:
        identifier = UUID(asked)
    except ValueError:
        return _saying(seat, asked)
    return seat.registre.findings.show(seat.actor, FindingId(identifier))


def _saying(seat: Seat, asked: str) -> Finding:
    found = seat.registre.findings.page(seat.actor, text=asked, limit=ENOUGH).items
    if len(found) == 1:
        return found[0]
    if not found:
        said = f"no finding says {asked!r}: see the list"
        raise InvalidInput.at(WHERE, "unknown-name", said, thing="finding", name=asked, nearest=None)
    candidates = ", ".join(f"{quoted(one.text)} ({one.id})" for one in found)
    said = f"several findings say {asked!r}: give an identifier"
    raise InvalidInput.at(WHERE, "ambiguous-name", said, thing="finding", name=asked, candidates=candidates)
