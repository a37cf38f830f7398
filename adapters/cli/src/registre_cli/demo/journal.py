"""The register as a table for people."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

from rich.table import Table

from registre_cli import labels
from registre_cli.demo.chapters import Journal
from registre_cli.tables import add, headed
from registre_cli.typography import NO_BREAK
from registre_core.requests.states import RequestKind
from registre_core.requests.tables import KINDS
from registre_core.services.register import Line

SHORT = 48
"""Characters of an object that are shown."""
_SAYING = ("name", "text", "title", "message", "commission")
"""Fields that say what a thing is, those before others."""
SHOWN = 24
"""Entries that are: the last ones."""


def journal_table(journal: Journal) -> Table:
    """Show the last entries, each on its line: number, time, part, fact and what it is about, author."""
    table = headed("N°", "Le", "Partie", "Fait", "Par")
    table.columns[0].justify = "right"
    for column in (table.columns[1], table.columns[4]):
        column.no_wrap = True
    for line in journal.lines[-SHOWN:]:
        add(
            table,
            str(line.heading.number),
            labels.instant(line.heading.recorded_at),
            labels.SECTIONS[line.heading.section],
            f"{labels.entry(line.heading.kind)}{NO_BREAK}: {_object(line)}",
            line.account.actor_name or "Plateforme",
        )
    return table


def _object(line: Line) -> str:
    """Say what an entry is about, as far as it was not erased."""
    thing: dict[str, Any] = line.account.fact[line.heading.subject_kind]
    if "planned_on" in thing:
        return f"{labels.intervention_type(thing['type_code'])} du {labels.day(thing['planned_on'])}"
    if "line" in thing:  # of a request, one recipient's part
        return KINDS[RequestKind(thing["kind"])]
    said = next((str(thing[name]) for name in _SAYING if thing.get(name)), "–")
    return shorten(said, SHORT, placeholder="…")
