"""The commands that fill address books from files: all of a file, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from registre_cli.books.words import Entry, described
from registre_cli.files import opened
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.progress import parts
from registre_cli.saying import plural, say
from registre_cli.terminal import Words, write_json
from registre_cli.typography import typeset
from registre_core.services.workspace import BookImport

File = Annotated[Path, Parameter(name="FICHIER", help="Le fichier CSV, avec une ligne d’en-tête.")]
Taking = Callable[[Seat], Callable[..., BookImport[Any]]]

SEPARATORS = {"\t": "tabulation"}
"""What stands between cells and cannot be seen."""


def sites(address: Address, file: File, /, *, chair: Chair = NOBODY_SAID, as_json: Json = False) -> None:
    """Add a site for each line of a file."""
    _take(address, file, chair, "site", lambda seat: seat.registre.workspace.import_sites, as_json=as_json)


def contractors(address: Address, file: File, /, *, chair: Chair = NOBODY_SAID, as_json: Json = False) -> None:
    """Add a contractor for each line of a file."""
    _take(address, file, chair, "prestataire", lambda seat: seat.registre.workspace.import_contractors, as_json=as_json)


def contacts(address: Address, file: File, /, *, chair: Chair = NOBODY_SAID, as_json: Json = False) -> None:
    """Add a contact for each line of a file."""
    _take(address, file, chair, "interlocuteur", lambda seat: seat.registre.workspace.import_contacts, as_json=as_json)


def _take(address: str, file: Path, chair: Chair, thing: str, taking: Taking, *, as_json: bool) -> None:
    with seated(address, chair) as seat, opened(file, "FICHIER") as source, parts(file.name) as bar:
        done = taking(seat)(seat.actor, source, progress=bar)
    _answer(seat, thing, done, as_json=as_json)


def _answer(seat: Seat, thing: str, done: BookImport[Entry], *, as_json: bool) -> None:
    if as_json:
        told = {"encoding": done.encoding, "separator": done.separator}
        write_json({**seat.as_json(), "added": [*map(described, done.items)], **told})
        return
    say(seat.as_line())
    added = "est entré" if len(done.items) == 1 else "sont entrés"
    say(Words(typeset(f"{plural(len(done.items), thing)} {added}.")))
    between = SEPARATORS.get(done.separator, done.separator)
    say(Words(typeset(f"Le fichier a été lu en {done.encoding}, cellules séparées par « {between} ».")))
