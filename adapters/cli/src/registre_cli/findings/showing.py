"""The command that shows one finding: what it says, who wrote it down, what became of it, and who may clear it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table

from registre_cli import labels
from registre_cli.findings.naming import finding
from registre_cli.findings.options import Asked
from registre_cli.findings.words import Findings
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.saying import say
from registre_cli.tables import add, grid, headed
from registre_cli.terminal import Words, write_json
from registre_cli.typography import typeset
from registre_core.findings import CLEARING, CREATED_BY_COLUMN, MOVES, Finding, Step
from registre_core.kernel.identifiers import UserId


def show(address: Address, asked: Asked, /, *, chair: Chair = NOBODY_SAID, as_json: Json = False) -> None:
    """Show one finding."""
    with seated(address, chair) as seat:
        tell(seat, finding(seat, asked), as_json=as_json)


def tell(seat: Seat, one: Finding, *, as_json: bool) -> None:
    """Show one finding, with its steps."""
    names = Findings.of(seat, [one])
    if as_json:
        write_json({**seat.as_json(), "finding": names.described(one)})
        return
    say(seat.as_line())
    say(Words(" ".join(filter(None, (names.line(one).kind, one.number))), style="bold"))
    say(_lines(one, names))
    if one.steps:
        say(_steps(seat, one, names))


def _lines(one: Finding, names: Findings) -> Table:
    line, table = names.line(one), grid()
    add(table, "Constat", one.text)
    if one.passage is not None and one.passage.quote != one.text:
        add(table, "Le rapport dit", one.passage.quote)
    add(table, "Où", names.where(one))
    add(table, "État", names.state(one))
    if one.due_on:
        add(table, "Échéance", labels.day(one.due_on))
    if one.planned_for:
        add(table, "Planifiée pour", labels.day(one.planned_for))
    if one.responsible:
        add(table, "Responsable", names.name(one.responsible))
    if one.reference:
        add(table, "Texte", ", ".join(filter(None, (one.reference, one.reference_source))))
    add(table, "Origine", line.origin)
    add(table, CREATED_BY_COLUMN, f"{line.created_by}, le {labels.instant(one.created_at)}")
    for title, documents in (("Photo", one.photos), ("Document", one.documents)):
        for document in documents:
            add(table, title, f"{document.name} ({labels.file_size(document.size)})")
    add(table, "Pour la lever", typeset(CLEARING[one.kind].french))
    add(table, "Identifiant", str(one.id))
    return table


def _steps(seat: Seat, one: Finding, names: Findings) -> Table:
    table = headed("Quand", "Étape", "Par", "Détail")
    with seat.reading() as tx:
        who = {step.by: tx.users.get(UserId(step.by)).name for step in one.steps}
    for step in one.steps:
        said = "\n".join(_said(step, names)) or "–"
        add(table, labels.instant(step.at), MOVES[step.move], who[step.by], said)
    return table


def _said(step: Step, names: Findings) -> Iterator[str]:
    if step.reason:
        yield step.reason
    if step.due_on:
        yield f"pour le {labels.day(step.due_on)}"
    if step.authority:
        yield f"par {step.authority}"
    if step.checked_by:
        yield f"vu par {names.name(step.checked_by)}"
    for what, named in (
        ("intervention", step.intervention_id),
        ("visite", step.visit_id),
        ("constat", step.finding_id),
    ):
        if named:
            yield f"{what} {named}"
    for proof in step.proofs:
        yield f"justificatif : {proof.name}"
