"""The commands that write into the logbook, correct an entry by another one, and take one back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Annotated

from cyclopts import Parameter

from registre_cli import signers
from registre_cli.logbook.options import (
    Asked,
    Corrects,
    Firms,
    Minutes,
    On,
    People,
    Reason,
    Remarks,
    Since,
    Until,
    Where,
)
from registre_cli.logbook.showing import tell
from registre_cli.naming import identifier
from registre_cli.options import Address, Json
from registre_cli.people import somebody
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.reading import all_of, chosen
from registre_core import InvalidInput
from registre_core.kernel.identifiers import LogbookId
from registre_core.kernel.people import Participant
from registre_core.kernel.written import day_of
from registre_core.logbook import Disability, Draft, Drill, DrillKind, Instructions, StaffDraft, WorksDraft

Kind = Annotated[
    str, Parameter(name="--kind", metavar="evacuation|alarm|extinguishers|other", help="Ce qui a été exercé.")
]
Nature = Annotated[str, Parameter(name="--nature", metavar="TEXTE", help="Ce qui est fait.")]
Architect = Annotated[
    str | None,
    Parameter(name="--architect", metavar="PERSONNE", help="Qui les dirige : un utilisateur ou un interlocuteur."),
]
NamedArchitect = Annotated[
    str | None,
    Parameter(name="--named-architect", metavar="NOM", help="Qui les dirige sans avoir de compte ni de fiche."),
]
Person = Annotated[
    str | None, Parameter(name="--person", metavar="PERSONNE", help="Qui : un utilisateur ou un interlocuteur.")
]
Named = Annotated[str | None, Parameter(name="--named", metavar="NOM", help="Qui n’a ni compte ni fiche, par son nom.")]
Duty = Annotated[str, Parameter(name="--duty", metavar="TEXTE", help="Sa fonction, comme « SSIAP 2 ».")]
Title = Annotated[str, Parameter(name="--title", metavar="TEXTE", help="Comment elles s’appellent.")]
Text = Annotated[str, Parameter(name="--text", metavar="TEXTE", help="Ce qu’elles disent.")]
Kinds = Annotated[
    list[str],
    Parameter(
        name="--disability",
        metavar="motor|visual|hearing|mental",
        negative=(),
        help="Un type de handicap dont elles règlent l’évacuation. Peut être répété.",
    ),
]


def drill(
    address: Address,
    /,
    *,
    on: On,
    kind: Kind,
    people: People,
    minutes: Minutes,
    remarks: Remarks = "",
    site: Where = None,
    corrects: Corrects = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Write down a drill that was held."""
    day, of_kind = all_of(partial(day_of, on, "--on"), partial(chosen, DrillKind, kind, "--kind"))
    content = Drill(day, of_kind, people, minutes, remarks)
    _write(address, chair, lambda _: content, site, corrects, as_json=as_json)


def works(
    address: Address,
    /,
    *,
    nature: Nature,
    since: Since,
    until: Until = None,
    contractor: Firms = [],  # noqa: B006  # cyclopts copies it
    architect: Architect = None,
    named_architect: NamedArchitect = None,
    site: Where = None,
    corrects: Corrects = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Write down works."""
    first, last = _span(since, until)

    def written(seat: Seat) -> Draft:
        firms = tuple(signers.contractor(seat, one).id for one in contractor)
        directs = somebody(seat, architect, named_architect, "--architect")
        return WorksDraft(nature, first, last, firms, directs)

    _write(address, chair, written, site, corrects, as_json=as_json)


def staff(
    address: Address,
    /,
    *,
    duty: Duty,
    since: Since,
    until: Until = None,
    person: Person = None,
    named: Named = None,
    site: Where = None,
    corrects: Corrects = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Write down who is of the safety service. In a correction, nobody named means whom the entry names."""
    first, last = _span(since, until)

    def written(seat: Seat) -> Draft:
        who = somebody(seat, person, named, "--person") or _named_in(seat, corrects)
        if who is None:
            raise InvalidInput.at("--person", "nobody-named", "say who it is: --person or --named")
        return StaffDraft(who, duty, first, last)

    _write(address, chair, written, site, corrects, as_json=as_json)


def instructions(
    address: Address,
    /,
    *,
    title: Title,
    since: Since,
    until: Until = None,
    text: Text,
    disability: Kinds = [],  # noqa: B006  # cyclopts copies it
    site: Where = None,
    corrects: Corrects = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Write down instructions."""
    first, last = _span(since, until)
    kinds = all_of(*(partial(chosen, Disability, one, "--disability") for one in disability))
    content = Instructions(title, first, text, kinds, last)
    _write(address, chair, lambda _: content, site, corrects, as_json=as_json)


def retract(
    address: Address, asked: Asked, /, *, reason: Reason, chair: Chair = NOBODY_SAID, as_json: Json = False
) -> None:
    """Take back an entry that should never have been written."""
    which = identifier(asked, "INSCRIPTION")
    with seated(address, chair) as seat:
        saved = seat.registre.logbook.retract(seat.actor, LogbookId(which), reason=reason)
        tell(seat, [saved], as_json=as_json)


def _write(
    address: str,
    chair: Chair,
    written: Callable[[Seat], Draft],
    site: str | None,
    corrects: str | None,
    *,
    as_json: bool,
) -> None:
    """Write an entry for a site, or one that stands in for another.

    Raises:
        InvalidInput: ``site-or-correction``, unless one of the two is named.
    """
    if (site is None) is (corrects is None):
        said = "say for which site it is (--site), or which entry it corrects (--corrects)"
        raise InvalidInput.at("--site", "site-or-correction", said)
    with seated(address, chair) as seat:
        book, content = seat.registre.logbook, written(seat)
        if corrects is not None:
            saved = book.correct(seat.actor, LogbookId(identifier(corrects, "--corrects")), content=content)
        else:
            saved = book.record(seat.actor, site=seat.site(site or "").id, content=content)
        tell(seat, [saved], as_json=as_json)


def _named_in(seat: Seat, corrects: str | None) -> Participant | None:
    """Give whom the entry names that is corrected."""
    if corrects is None:
        return None
    return seat.registre.logbook.show(seat.actor, LogbookId(identifier(corrects, "--corrects"))).person


def _span(since: str, until: str | None) -> tuple[date, date | None]:
    first, last = all_of(partial(day_of, since, "--from"), lambda: None if until is None else day_of(until, "--until"))
    return first, last
