"""The commands that draw requests up, and drop a draft."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from attrs import frozen
from cyclopts import Parameter

from registre_cli.findings.naming import finding
from registre_cli.findings.options import Documents, Files, stored
from registre_cli.moments import FRANCE, moment_of
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.reading import all_of
from registre_cli.requests.naming import recipients, request
from registre_cli.requests.options import Asked, Message
from registre_cli.requests.showing import told
from registre_cli.saying import say
from registre_cli.terminal import Words, write_json
from registre_core import InvalidInput
from registre_core.kernel.written import day_of
from registre_core.kernel.zones import PARIS
from registre_core.requests import Deadline, RequestKind

About = Annotated[
    list[str],
    Parameter(
        name="--finding",
        metavar="CONSTAT",
        negative=(),
        help="L’anomalie à corriger, par son identifiant ou des mots de son texte. Répétable.",
    ),
]
Firms = Annotated[
    list[str],
    Parameter(
        name="--contractor",
        metavar="PRESTATAIRE[=INTERLOCUTEUR]",
        negative=(),
        help="Un prestataire, ou un prestataire par un de ses interlocuteurs. Répétable.",
    ),
]
Alone = Annotated[
    list[str],
    Parameter(name="--contact", metavar="INTERLOCUTEUR", negative=(), help="Un interlocuteur seul. Répétable."),
]
Until = Annotated[
    str | None,
    Parameter(
        name="--deadline",
        metavar="MOMENT",
        help="Jusqu’à quand on attend les réponses, comme « 31/12/2026 17:00 » ; sans heure, tout le jour.",
    ),
]
Zone = Annotated[str, Parameter(name="--zone", metavar="FUSEAU", help="Le fuseau de cette heure.")]
Type = Annotated[str, Parameter(name="--type", metavar="TYPE", help="Le type de l’intervention à venir.")]
Split = Annotated[
    bool,
    Parameter(
        name="--split", negative=(), show_default=False, help="À chacun de ceux retenus une intervention à lui seul."
    ),
]


def for_interventions(
    address: Address,
    /,
    *,
    finding: About,
    message: Message,
    contractor: Firms = [],  # noqa: B006  # cyclopts copies it
    contact: Alone = [],  # noqa: B006  # as above
    deadline: Until = None,
    zone: Zone = PARIS,
    type_code: Type = "after-sales",
    split: Split = False,
    document: Files = [],  # noqa: B006  # as above
    documents: Documents = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Draw up a request that somebody comes."""
    with seated(address, chair, documents) as seat:
        said = _Said(finding, message, contractor, contact, deadline, zone, type_code, split, document, documents)
        said.draft(seat, RequestKind.INTERVENTION, as_json=as_json)


def for_quotes(
    address: Address,
    /,
    *,
    finding: About,
    message: Message,
    contractor: Firms = [],  # noqa: B006  # cyclopts copies it
    contact: Alone = [],  # noqa: B006  # as above
    deadline: Until = None,
    zone: Zone = PARIS,
    type_code: Type = "after-sales",
    split: Split = False,
    document: Files = [],  # noqa: B006  # as above
    documents: Documents = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Draw up a request of what it would cost."""
    with seated(address, chair, documents) as seat:
        said = _Said(finding, message, contractor, contact, deadline, zone, type_code, split, document, documents)
        said.draft(seat, RequestKind.QUOTE, as_json=as_json)


def delete(address: Address, asked: Asked, /, *, chair: Chair = NOBODY_SAID, as_json: Json = False) -> None:
    """Drop a draft."""
    with seated(address, chair) as seat:
        found = request(seat, asked).request
        seat.registre.requests.delete_draft(seat.actor, found.id)
        if as_json:
            write_json({**seat.as_json(), "deleted": str(found.id)})
            return
        say(seat.as_line())
        say(Words("Le brouillon est supprimé ; le registre garde ce qu’il disait."))


@frozen
class _Said:
    """What somebody wrote behind the options of a draft."""

    findings: Iterable[str]
    message: str
    firms: Iterable[str]
    alone: Iterable[str]
    deadline: str | None
    zone: str
    type_code: str
    split: bool
    files: Iterable[Path]
    documents: str | None

    def draft(self, seat: Seat, kind: RequestKind, *, as_json: bool) -> None:
        """Draw it up, and show it."""
        until, people, *about = all_of(
            lambda: None if self.deadline is None else deadline_of(self.deadline, self.zone),
            partial(recipients, seat, self.firms, self.alone),
            *(partial(finding, seat, one, "--finding") for one in self.findings),
        )
        saved = seat.registre.requests.draft(
            seat.actor,
            kind=kind,
            findings=[one.id for one in about],
            message=self.message,
            recipients=people,
            deadline=until,
            type_code=self.type_code,
            is_split=self.split,
            documents=stored(seat, self.files, self.documents, "--document"),
        )
        told(seat, saved, as_json=as_json)


def deadline_of(written: str, zone: str) -> Deadline:
    """Read a deadline: a day, or a day and an hour by the clocks of the zone.

    Raises:
        InvalidInput: ``malformed-moment``, ``unknown-zone``, ``day-out-of-range``.
    """
    try:
        day = day_of(written, "--deadline")
    except InvalidInput:
        moment = moment_of(written, "--deadline")
        known = Deadline(moment.date(), zone=zone)  # a zone that nobody knows is told by its name
        local = moment if moment.tzinfo is FRANCE else moment.astimezone(ZoneInfo(known.zone))
        return Deadline(local.date(), local.time(), zone)
    return Deadline(day, zone=zone)
