"""The command that shows one intervention, and what the others say of the one they changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.table import Table

from registre_cli import labels
from registre_cli.interventions.naming import intervention
from registre_cli.interventions.options import Asked
from registre_cli.interventions.words import Visits, often
from registre_cli.labels import day, file_size
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.saying import say
from registre_cli.tables import add, grid, headed
from registre_cli.terminal import Words, write_json
from registre_cli.typography import typeset
from registre_core.interventions import Intervention
from registre_core.services.signatures import ListedSignature
from registre_core.signatures import SubjectKind
from registre_core.signatures.tables import ROLES, STATES


def show(address: Address, asked: Asked, /, *, chair: Chair = NOBODY_SAID, as_json: Json = False) -> None:
    """Show one intervention."""
    with seated(address, chair) as seat:
        tell(seat, intervention(seat, asked), as_json=as_json)


def tell(seat: Seat, one: Intervention, *, as_json: bool) -> None:
    """Show one intervention, with its signatures."""
    names = Visits.of(seat, [one])
    signatures = seat.registre.signatures.of(seat.actor, SubjectKind.INTERVENTION, one.id)
    if as_json:
        described = {**names.described(one), "signatures": [*map(signature, signatures)]}
        write_json({**seat.as_json(), "intervention": described})
        return
    say(seat.as_line())
    say(Words(names.title(one), style="bold"))
    say(_lines(one, names))
    if signatures:
        say(signed(signatures))


def signature(listed: ListedSignature) -> dict[str, object]:
    """Give a signature that was asked for as plain values."""
    request, covers = listed.request, listed.coverage
    return {
        "id": str(request.id),
        "stage": request.subject.stage.value,
        "edition": request.subject.edition,
        "role": request.role.value,
        "signer": request.signer.name,
        "state": listed.state.value,
        "covers": covers and covers.covers,
        "differences": [*covers.differences] if covers else [],
    }


def signed(signatures: Iterable[ListedSignature]) -> Table:
    """Show signatures: who, in what role, and what became of it."""
    table = headed("Signataire", "Signature", "Identifiant")
    table.columns[2].no_wrap = True  # cut off, it names nothing
    for one in signatures:
        state = STATES[one.state]
        if one.coverage is not None and not one.coverage.covers:
            state += typeset(", ne couvre plus : ") + ", ".join(one.coverage.differences)
        name = one.request.signer.name
        add(table, f"{name}, {ROLES[one.request.role]}", state, Words(str(one.request.id), style="dim"))
    return table


def _lines(one: Intervention, names: Visits) -> Table:
    table = grid()
    add(table, "Prévue le", day(one.planned_on))
    add(table, "État", names.state(one))
    for title, said in (*_course(one, names), *_papers(one)):
        if said:
            add(table, title, said)
    add(table, "Identifiant", str(one.id))
    return table


def _course(one: Intervention, names: Visits) -> Iterator[tuple[str, str]]:
    """Say who comes, how often, who signs, and what became of it."""
    yield "Avec", names.people(one)
    yield "Faite le", day(one.done_on) if one.done_on else ""
    yield "Clôturée le", labels.instant(one.closed_at) if one.closed_at else ""
    yield "Revient", often(one.recurrence) if one.recurrence else ""
    yield "À signer par", ", ".join(ROLES[role] for role in one.rule.roles) if one.rule else ""
    for given_up in one.postponements:
        yield "Reportée", f"{day(given_up.planned_on)}{typeset(' : ')}{given_up.reason}"
    yield "Annulée", one.cancellation


def _papers(one: Intervention) -> Iterator[tuple[str, str]]:
    """Name its documents, and the interventions before and after it."""
    for title, documents in (("Rapport", one.reports), ("Photo", one.photos)):
        for document in documents:
            yield title, f"{document.name} ({file_size(document.size)})"
    yield "Fait suite à", str(one.follows or "")
    yield "Suivie de", str(one.followed_by or "")
