"""The commands that show one permit, and the rounds of its watch."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table

from registre_cli import labels
from registre_cli.answers import worded
from registre_cli.interventions.showing import signature, signed
from registre_cli.options import Address, Json
from registre_cli.permits.naming import permit
from registre_cli.permits.options import Asked
from registre_cli.permits.words import ROUND_STYLES, Places, check, round_described, validity
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.saying import say
from registre_cli.tables import add, grid, headed
from registre_cli.terminal import Words, write_json
from registre_cli.typography import typeset
from registre_core.permits import HotWorkPermit, Isolation, Round
from registre_core.permits.tables import MEANS, ROUNDS
from registre_core.services.permits import PermitLine
from registre_core.signatures import SubjectKind


def show(address: Address, asked: Asked, /, *, chair: Chair = NOBODY_SAID, as_json: Json = False) -> None:
    """Show one permit."""
    with seated(address, chair) as seat:
        tell(seat, permit(seat, asked), as_json=as_json)


def rounds(address: Address, asked: Asked, /, *, chair: Chair = NOBODY_SAID, as_json: Json = False) -> None:
    """Show the rounds of a permit's watch."""
    with seated(address, chair) as seat:
        line = permit(seat, asked)
        found = seat.registre.permits.rounds(seat.actor, line.permit.id)
        if as_json:
            colour = {"colour": line.colour and line.colour.value, "colour_label": line.colour_label}
            described = {"permit": str(line.permit.id), **colour, "rounds": [*map(round_described, found)]}
            write_json({**seat.as_json(), **described})
            return
        say(seat.as_line())
        say(Words.assemble(typeset("Levée de doute : "), check(line), "."))
        if found:
            say(_rounds(found))


def told(seat: Seat, saved: HotWorkPermit, *, as_json: bool) -> None:
    """Show a permit that was just changed."""
    tell(seat, seat.registre.permits.show(seat.actor, saved.id), as_json=as_json)


def tell(seat: Seat, line: PermitLine, *, as_json: bool) -> None:
    """Show one permit, with its signatures and its rounds."""
    one, places = line.permit, Places.of(seat, [line.permit])
    signatures = seat.registre.signatures.of(seat.actor, SubjectKind.PERMIT, one.id)
    if as_json:
        described = {**places.described(line), "signatures": [*map(signature, signatures)]}
        write_json({**seat.as_json(), "permit": described})
        return
    say(seat.as_line())
    say(Words(places.title(one), style="bold"))
    say(_lines(line, places))
    if signatures:
        say(signed(signatures))


def _lines(line: PermitLine, places: Places) -> Table:
    one, table = line.permit, grid()
    add(table, "État", line.french_state)
    add(table, "Levée de doute", check(line))
    add(table, "Travail", one.work)
    add(table, "Avec", ", ".join(typeset(MEANS[code].french) for code in one.means))
    add(table, "Par", places.firms(one))
    add(table, "Valable", validity(one))
    if one.site_closes_at:
        add(table, "Le site ferme", labels.instant(one.site_closes_at))
    if one.work_ended_at:
        add(table, "Fin des travaux", labels.instant(one.work_ended_at))
    done = sum(each.done_at is not None for each in one.measures)
    add(table, "Précautions", f"{done} sur {len(one.measures)} cochées")
    for isolation in one.detectors:
        add(table, "Détecteur", _detector(isolation))
    for each in line.warnings:
        add(table, "Attention", Words(worded(each.code, each.facts, each.message), style="yellow"))
    add(table, "Identifiant", str(one.id))
    return table


def _detector(one: Isolation) -> str:
    if one.restored_at is not None:
        return f"{one.name}, remis en service le {labels.instant(one.restored_at)}"
    if one.isolated_at is not None:
        return f"{one.name}, hors service depuis le {labels.instant(one.isolated_at)}"
    return one.name


def _rounds(found: Iterable[Round]) -> Table:
    table = headed("Ronde", "Heure", "En temps voulu", "État", "Faite")
    for one in found:
        span = f"{_clock(one.opens_at)} – {_clock(one.shuts_at)}" if one.due_at else "–"
        made = one.record and labels.instant(one.record.made_at)
        state = Words(ROUNDS[one.state], style=ROUND_STYLES.get(one.state, ""))
        add(table, f"{one.minutes} min", _clock(one.due_at), span, state, made or "–")
    return table


def _clock(moment: object) -> str:
    return labels.instant(moment)[-5:] if moment is not None else "–"  # type: ignore[arg-type]  # an instant
