"""People as whoever writes down a visit or a page of the logbook names them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from cyclopts import Parameter

from registre_cli import signers
from registre_cli.profiles.seat import Seat
from registre_core.kernel.people import Named, Participant

ATTENDEE, NAMED = "--attendee", "--named"

Attendees = Annotated[
    list[str],
    Parameter(
        name=ATTENDEE,
        metavar="[QUALITÉ=]PERSONNE",
        negative=(),
        help="Qui était là : un utilisateur ou un interlocuteur, au besoin « exploitant=Anne Petit ». Répétable.",
    ),
]
NamedOnes = Annotated[
    list[str],
    Parameter(
        name=NAMED,
        metavar="[QUALITÉ=]NOM",
        negative=(),
        help="Qui était là sans avoir de compte ni de fiche, par son nom. Répétable.",
    ),
]


def attendees(seat: Seat, known: Iterable[str], named: Iterable[str]) -> list[Named]:
    """Give those who were there, the ones the workspace knows first."""
    return [*(_known(seat, one) for one in known), *(_named(one) for one in named)]


def somebody(seat: Seat, known: str | None, named: str | None, option: str) -> Named | None:
    """Give the person somebody named, one way or the other; nobody, if neither."""
    if known is not None:
        return Named(signers.person(seat, known, option))
    return None if named is None else Named(named)


def called(one: Participant) -> str:
    """Say who somebody is, and in what function."""
    return f"{one.name}, {one.capacity}" if one.capacity else one.name


def _known(seat: Seat, written: str) -> Named:
    capacity, who = _parted(written)
    return Named(signers.person(seat, who, ATTENDEE), capacity)


def _named(written: str) -> Named:
    capacity, name = _parted(written)
    return Named(name, capacity)


def _parted(written: str) -> tuple[str, str]:
    capacity, separator, who = written.partition("=")
    return (capacity.strip(), who.strip()) if separator else ("", written.strip())
