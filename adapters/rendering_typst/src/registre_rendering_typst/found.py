"""Findings as they are listed: figures by kind and severity, then rows, from the most severe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from registre_core.findings import Kind, Severity
from registre_core.summary import FindingFigures, FindingRow
from registre_rendering_typst.form import Block, Rows, Words
from registre_rendering_typst.french import NO_BREAK, counted, day, elapsed, number
from registre_rendering_typst.words import KINDS, OPEN_STATES, SEVERITIES

IN_THE_BUILDING = frozenset({Kind.OBSERVATION, Kind.ANOMALY})
"""What stands among the findings; prescriptions stand with the commission that wrote them."""

LATE = "\nhors délai"
"""What stands below a day that has passed."""


def findings(figures: FindingFigures, rows: Sequence[FindingRow], on: date) -> Iterator[Block]:
    """Count what is open, and list what has a row."""
    told = tuple(_alike(figures, kind, severity, on) for kind in KINDS for severity in SEVERITIES)
    some = tuple(row for row in told if row)
    if not some:
        yield Words("Aucun constat n’est ouvert.")
        return
    head = (
        "Nature",
        "Gravité",
        *(state.capitalize() for state in OPEN_STATES.values()),
        "Hors délai",
        "Le plus ancien",
    )
    yield Rows(head, (5, 4, 3, 3, 3, 3, 3, 8), some, numbers=(2, 3, 4, 5, 6))
    yield from left_out(figures.number() - len(rows))
    here = [row for row in rows if row.kind in IN_THE_BUILDING]
    if here:
        yield listed(here, on)


def _alike(figures: FindingFigures, kind: Kind, severity: Severity, on: date) -> tuple[str, ...]:
    oldest = figures.oldest(kind, severity)
    if oldest is None:
        return ()
    counts = (figures.number(state, kind=kind, severity=severity) for state in OPEN_STATES)
    since = f"{day(oldest)} ({elapsed((on - oldest).days)})"
    numbers = map(number, (*counts, figures.overdue(kind, severity)))
    return KINDS[kind][1], SEVERITIES[severity][1].capitalize(), *numbers, since


def left_out(count: int) -> Iterator[Words]:
    """Say how many have no row here."""
    if count > 0:
        told = counted(count, "constat ouvert n’a pas de ligne ici", "constats ouverts n’ont pas de ligne ici")
        yield Words(f"{told}{NO_BREAK}: les données jointes à ce fichier les contiennent.")


def listed(rows: Iterable[FindingRow], on: date) -> Rows:
    """Lay out rows."""
    head = ("Gravité", "Constat", "N°, texte visé", "État", "Constaté le", "Échéance")
    return Rows(head, (4, 13, 4, 4, 6, 4), tuple(_row(row, on) for row in rows), is_small=True)


def _row(row: FindingRow, on: date) -> tuple[str, ...]:
    what = "\n".join(filter(None, (row.text, row.place)))
    named = "\n".join(filter(None, (row.number, row.reference))) or "—"
    written = f"{day(row.created_on)} ({elapsed(row.age(on))})\npar {row.created_by}"
    due = f"{day(row.due_on)}{LATE if row.is_overdue(on) else ''}" if row.due_on else "—"
    grave = f"{SEVERITIES[row.severity][0].capitalize()}\n{KINDS[row.kind][0].lower()}"
    return grave, what, named, OPEN_STATES[row.state].capitalize(), written, due
