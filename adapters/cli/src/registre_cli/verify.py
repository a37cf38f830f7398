"""The command that checks registers, in their database or in an export."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from attrs import frozen
from cyclopts import Parameter
from rich.table import Table
from rich.text import Text

from registre_cli import labels
from registre_cli.addresses import shown
from registre_cli.anchors import Anchors, Given, Keys, anchored_until, given
from registre_cli.files import opened
from registre_cli.opening import operator, without_documents
from registre_cli.options import Json
from registre_cli.progress import counted, progress
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, terminal, write_json
from registre_cli.typography import typeset
from registre_core import IntegrityBreach, InvalidInput, verify_export
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.register import Head, Verification, vanished

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
    head: Head | None
    """Where it ends; a register that is gone ends nowhere."""
    found: Verification
    anchored: int | None
    """The last entry that an anchor knows."""

    def as_json(self) -> dict[str, Any]:
        """Give it to programs."""
        return {
            "id": str(self.workspace),
            "name": self.name,
            "entries": self.found.count,
            "head": self.head and {"number": self.head.number, "link": self.head.link.hex()},
            "anchored": self.anchored,
            "intact": self.found.is_intact,
            "breaches": breaches(self.found),
            "unproven": [str(person) for person in self.found.unproven],
        }


def verify(target: Target, /, *, anchor: Anchors = [], key: Keys = [], as_json: Json = False) -> None:  # noqa: B006  # cyclopts' way
    """Verify every register of a database, or that of an export."""
    anchors = given(anchor, key)
    checked = list(_in_database(target, anchors) if "://" in target else _in_export(Path(target), anchors))
    if as_json:
        write_json(described(target, checked, anchors))
    else:
        _tell(checked, anchors, is_anchored=bool(anchor))
    _require_intact(checked)


def _in_database(address: str, anchors: list[Given]) -> Iterator[Checked]:
    known = [one.anchor for one in anchors]
    with without_documents(address) as registre:
        with registre.ports.storage.operate() as door:
            workspaces = list(door.workspaces())
        for workspace, head in workspaces:
            with progress(workspace.name, 2 * head.number) as tell:  # each entry is read twice
                found = registre.register.verify(operator(workspace.id), anchors=known, tell=tell)
            yield Checked(workspace.id, workspace.name, head, found, anchored_until(anchors, workspace.id))
    for gone, found in vanished(known, [workspace.id for workspace, _ in workspaces]):
        yield Checked(gone, str(gone), None, found, anchored_until(anchors, gone))


def _in_export(path: Path, anchors: list[Given]) -> Iterator[Checked]:
    with opened(path, "CIBLE") as lines:
        if lines.read(len(SQLITE)) == SQLITE:
            address = f"sqlite:///{path}"
            said = f"{path} is a database: give its address, {address}"
            raise InvalidInput.at("CIBLE", "database-address-needed", said, file=str(path), address=address)
        lines.seek(0)
        with progress(path.name, path.stat().st_size) as tell:
            cover, found = verify_export(counted(lines, tell), anchors=[one.anchor for one in anchors])
    anchored = anchored_until(anchors, cover.workspace)
    if anchors and anchored is None:
        said = f"no anchor knows workspace {cover.workspace}: they prove nothing of this export"
        raise InvalidInput.at("--anchor", "anchor-of-others", said, workspace=str(cover.workspace))
    yield Checked(cover.workspace, cover.name, cover.head, found, anchored)


def described(target: str, checked: list[Checked], anchors: list[Given]) -> dict[str, Any]:
    """Give the result as plain values."""
    return {
        "target": shown(target),
        "intact": all(one.found.is_intact for one in checked),
        "anchors": [one.as_json() for one in anchors],
        "workspaces": [one.as_json() for one in checked],
    }


def breaches(found: Verification) -> list[dict[str, Any]]:
    """Give what is broken as plain values, with its French sentence."""
    return [
        {"number": one.number, "last": one.last, "damage": one.damage.value, "message": labels.breach(one)}
        for one in found.breaches
    ]


def _tell(checked: list[Checked], anchors: list[Given], *, is_anchored: bool) -> None:
    if checked:
        terminal().print(_table(checked, is_anchored=is_anchored))
    else:
        terminal().print(Words(typeset("La base ne contient aucun environnement : il n'y a rien à vérifier.")))
    for one in anchors:
        terminal().print(Words(one.as_line()), soft_wrap=True)


def _table(checked: list[Checked], *, is_anchored: bool) -> Table:
    table = headed("Environnement", "Entrées", "Tête de la chaîne", *(["Ancré"] if is_anchored else []), "État")
    table.columns[1].justify = "right"
    table.columns[2].no_wrap = True
    for one in checked:
        head = typeset(f"n° {one.head.number} · {one.head.link.hex()[:16]}") if one.head else "–"
        until = typeset(f"jusqu'à n° {one.anchored}") if one.anchored is not None else "non"
        add(table, one.name, str(one.found.count), head, *([until] if is_anchored else []), verdict(one.found))
    return table


def verdict(found: Verification) -> Text:
    """Say whether a register is intact, and if not, everything that is broken."""
    said = Words("intact", style="green")
    if not found.is_intact:
        said = Words("\n".join(labels.breach(one) for one in found.breaches), style="bold red")
    if found.unproven:
        said.append(f"\n{labels.unproven(len(found.unproven))}", style="default not bold")
    return said


def _require_intact(checked: list[Checked]) -> None:
    broken = [breach for one in checked for breach in one.found.breaches]
    if not broken:
        return
    first = labels.breach(broken[0]) + (f" (et {len(broken) - 1} autre(s) rupture(s))" if len(broken) > 1 else "")
    said = f"the register is broken at entry {broken[0].number}"
    raise IntegrityBreach("register-broken", said, {"first": first, "breaches": len(broken)})
