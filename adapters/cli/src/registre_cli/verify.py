"""The command that checks registers, in their database or in an export."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from attrs import frozen
from cyclopts import Parameter
from rich.text import Text

from registre_cli import labels
from registre_cli.addresses import shown
from registre_cli.files import opened
from registre_cli.opening import operator, without_documents
from registre_cli.options import Json
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, terminal, write_json
from registre_cli.typography import typeset
from registre_core import IntegrityBreach, InvalidInput, verify_export
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.register import Head, Verification

Target = Annotated[
    str,
    Parameter(name="CIBLE", help="L’adresse d’une base, comme sqlite:///registre.db, ou le fichier d’un export."),
]

SQLITE = b"SQLite format 3\0"
"""How an SQLite file begins."""


@frozen
class Checked:
    """A register with what its verification found."""

    workspace: WorkspaceId
    name: str
    head: Head
    found: Verification


def verify(target: Target, /, *, as_json: Json = False) -> None:
    """Verify every register of a database, or that of an export."""
    checked = list(_in_database(target) if "://" in target else _in_export(Path(target)))
    if as_json:
        write_json(described(target, checked))
    else:
        _tell(checked)
    _require_intact(checked)


def _in_database(address: str) -> Iterator[Checked]:
    with without_documents(address) as registre:
        with registre.ports.storage.operate() as door:
            workspaces = list(door.workspaces())
        for workspace, head in workspaces:
            found = registre.register.verify(operator(workspace.id))
            yield Checked(workspace.id, workspace.name, head, found)


def _in_export(path: Path) -> Iterator[Checked]:
    with opened(path, "CIBLE") as lines:
        if lines.read(len(SQLITE)) == SQLITE:
            address = f"sqlite:///{path}"
            said = f"{path} is a database: give its address, {address}"
            raise InvalidInput.at("CIBLE", "database-address-needed", said, file=str(path), address=address)
        lines.seek(0)
        cover, found = verify_export(lines)
        yield Checked(cover.workspace, cover.name, cover.head, found)


def described(target: str, checked: list[Checked]) -> dict[str, Any]:
    """Give the result as plain values."""
    return {
        "target": shown(target),
        "intact": all(one.found.is_intact for one in checked),
        "workspaces": [
            {
                "id": str(one.workspace),
                "name": one.name,
                "entries": one.found.count,
                "head": {"number": one.head.number, "link": one.head.link.hex()},
                "intact": one.found.is_intact,
                "breaches": breaches(one.found),
            }
            for one in checked
        ],
    }


def breaches(found: Verification) -> list[dict[str, Any]]:
    """Give what is broken as plain values, with its French sentence."""
    return [
        {"number": one.number, "last": one.last, "damage": one.damage.value, "message": labels.breach(one)}
        for one in found.breaches
    ]


def _tell(checked: list[Checked]) -> None:
    if not checked:
        terminal().print(Words(typeset("La base ne contient aucun environnement : il n'y a rien à vérifier.")))
        return
    table = headed("Environnement", "Entrées", "Tête de la chaîne", "État")
    table.columns[1].justify = "right"
    table.columns[2].no_wrap = True
    for one in checked:
        head = typeset(f"n° {one.head.number} · {one.head.link.hex()[:16]}")
        add(table, one.name, str(one.found.count), head, verdict(one.found))
    terminal().print(table)


def verdict(found: Verification) -> Text:
    """Say whether a register is intact, and if not, everything that is broken."""
    if found.is_intact:
        return Words("intact", style="green")
    return Words("\n".join(labels.breach(one) for one in found.breaches), style="bold red")


def _require_intact(checked: list[Checked]) -> None:
    broken = [breach for one in checked for breach in one.found.breaches]
    if not broken:
        return
    first = labels.breach(broken[0]) + (f" (et {len(broken) - 1} autre(s) rupture(s))" if len(broken) > 1 else "")
    said = f"the register is broken at entry {broken[0].number}"
    raise IntegrityBreach("register-broken", said, {"first": first, "breaches": len(broken)})
