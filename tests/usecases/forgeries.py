"""What somebody can do who holds the whole database, so that it shows by an anchor only."""

from __future__ import annotations

from attrs import evolve
from tests.spec.register.damage import flipped
from tests.usecases.town import Town

from registre_core.register import Entry, Head, genesis, sealed
from registre_core.workspace import Category, ErpType


def grow(town: Town) -> None:
    town.registre.workspace.add_site(town.mayor, name="Musée", erp_type=ErpType.Y, category=Category.FOURTH)


def forge(town: Town, number: int) -> None:
    """Rewrite history from an entry on, with every link and the head, as somebody can who holds the database."""
    rows = town.medium.kept()[town.workspace]
    head, forged = genesis(town.workspace), list[Entry]()
    for entry in town.entries():
        content = flipped(entry.body) if entry.heading.number == number else entry.body
        forged.append(sealed(head, entry.heading, content, entry.personal))
        head = Head(entry.heading.number, forged[-1].link)
    by_number = {entry.heading.number: entry for entry in forged}
    altered = {key: by_number[entry.heading.number] for key, entry in rows.entries.items()}
    town.medium.keep(town.workspace, evolve(rows, entries=altered, head=head))


def cut(town: Town, left: int) -> None:
    """Cut the tail and set the head back to where it ends now."""
    rows = town.medium.kept()[town.workspace]
    kept = {key: entry for key, entry in rows.entries.items() if entry.heading.number <= left}
    town.medium.keep(town.workspace, evolve(rows, entries=kept, head=Head(left, town.entries()[left - 1].link)))
