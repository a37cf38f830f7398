"""The command that lists signatures that were asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from cyclopts import Parameter

from registre_cli import labels
from registre_cli.options import Address, After, Json, Limit
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.reading import chosen
from registre_cli.saying import say, tell_next
from registre_cli.signature import SUBJECTS
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, write_json
from registre_core.kernel.pages import Page
from registre_core.signatures import SignatureRequest, SubjectKind
from registre_core.signatures.policy import state_at
from registre_core.signatures.tables import ROLES, STAGES, STATES

Kind = Annotated[
    str,
    Parameter(
        name="--kind",
        metavar="intervention|permit",
        show_default=False,
        help="De quoi : des interventions, ou des permis de feu ; par défaut, des interventions.",
    ),
]
Mine = Annotated[bool, Parameter(name="--mine", negative=(), show_default=False, help="Seulement celles de qui agit.")]
Waiting = Annotated[
    bool,
    Parameter(name="--waiting", negative=(), show_default=False, help="Seulement celles que l’on attend encore."),
]


def listed(
    address: Address,
    /,
    *,
    kind: Kind = SubjectKind.INTERVENTION.value,
    mine: Mine = False,
    waiting: Waiting = False,
    after: After = None,
    limit: Limit = 50,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """List signatures, those asked for first in front."""
    of_kind = chosen(SubjectKind, kind, "--kind")
    with seated(address, chair) as seat:
        asking = seat.registre.signatures.page
        page = asking(seat.actor, of_kind, mine=mine, waiting=waiting, after=after, limit=limit)
        now = seat.registre.ports.clock.now()
    if as_json:
        described = [_described(one, now) for one in page.items]
        write_json({**seat.as_json(), "signatures": described, "next": page.next})
    else:
        _tell(seat, page, now)


def _described(request: SignatureRequest, now: datetime) -> dict[str, Any]:
    subject = request.subject
    return {
        "id": str(request.id),
        "kind": subject.kind.value,
        "subject": str(subject.id),
        "stage": subject.stage.value,
        "edition": subject.edition,
        "role": request.role.value,
        "signer": request.signer.name,
        "state": state_at(request, now).value,
        "asked_at": request.asked_at.isoformat(),
    }


def _tell(seat: Seat, page: Page[SignatureRequest], now: datetime) -> None:
    say(seat.as_line())
    if not page.items:
        say(Words("Aucune signature ici." if page.next else "Aucune signature demandée."))
    else:
        table = headed("Demandée le", "État", "Signataire", "Identifiants")
        table.columns[3].no_wrap = True  # cut off, they name nothing
        for one in page.items:
            subject = one.subject
            signer = f"{one.signer.name}, {ROLES[one.role]}\n{SUBJECTS[subject.kind]}, {STAGES[subject.stage]}"
            state = STATES[state_at(one, now)]
            add(table, labels.day(one.asked_at.date()), state, signer, Words(f"{one.id}\n{subject.id}", style="dim"))
        say(table)
    tell_next(page.next)
