"""The commands about documents of building management: filed on a site, listed, taken out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from shutil import copyfileobj
from typing import Annotated

from cyclopts import Parameter

from registre_cli import labels
from registre_cli.commissions.options import Where
from registre_cli.commissions.words import Towns
from registre_cli.files import new_file, opened
from registre_cli.labels import day, file_size
from registre_cli.naming import identifier
from registre_cli.options import Address, After, Json, Limit
from registre_cli.profiles.options import NOBODY_SAID, Chair, SiteName
from registre_cli.profiles.seat import Seat, seated
from registre_cli.reading import all_of, chosen
from registre_cli.saying import say, tell_next
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, write_json
from registre_core.kernel.documents import Originality
from registre_core.kernel.identifiers import FiledDocumentId
from registre_core.kernel.written import day_of
from registre_core.logbook import FiledDocument

File = Annotated[Path, Parameter(name="FICHIER", help="Le fichier à classer.")]
Asked = Annotated[str, Parameter(name="DOCUMENT", help="Le document, par son identifiant.")]
Title = Annotated[str, Parameter(name="--title", metavar="TEXTE", help="Ce que c’est : plan, diagnostic, contrat …")]
Dated = Annotated[str | None, Parameter(name="--dated", metavar="JOUR", help="Le jour qu’il porte.")]
Documents = Annotated[
    str,
    Parameter(name="--documents", metavar="ADRESSE", help="Où sont les documents, comme file:///var/lib/registre."),
]
Issued = Annotated[
    str,
    Parameter(
        name="--originality",
        metavar="original|copy|unknown",
        show_default=False,
        help="Si c’est l’original ou une copie ; par défaut, non précisé.",
    ),
]
Into = Annotated[Path, Parameter(name="--into", metavar="FICHIER", help="Où l’écrire ; rien n’est remplacé.")]


def file(
    address: Address,
    path: File,
    /,
    *,
    site: Where,
    title: Title,
    documents: Documents,
    dated: Dated = None,
    originality: Issued = Originality.UNKNOWN.value,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """File a document on a site."""
    on, original = all_of(
        lambda: None if dated is None else day_of(dated, "--dated"),
        partial(chosen, Originality, originality, "--originality"),
    )
    with seated(address, chair, documents) as seat, opened(path, "FICHIER") as stream:
        place, filing = seat.site(site), seat.registre.documents
        stored = filing.store(seat.actor, stream, name=path.name, originality=original)
        saved = filing.file(seat.actor, site=place.id, title=title, document=stored, dated=on)
        _tell(seat, [saved], as_json=as_json, next_page=None)


def listed(
    address: Address,
    /,
    *,
    site: SiteName = None,
    after: After = None,
    limit: Limit = 50,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """List the documents that are filed, the last one first."""
    with seated(address, chair) as seat:
        asking = seat.registre.documents.page
        place = seat.site(site).id if site else None
        page = asking(seat.actor, site=place, after=after, limit=limit, counted=True)
        _tell(seat, page.items, as_json=as_json, next_page=page.next)
        if page.next and page.total and not as_json:
            say(Words(f"{labels.total(page.total)} documents."))


def fetch(address: Address, asked: Asked, /, *, documents: Documents, into: Into, chair: Chair = NOBODY_SAID) -> None:
    """Write the bytes of a document that is filed into a file."""
    which = FiledDocumentId(identifier(asked, "DOCUMENT"))
    with (
        seated(address, chair, documents) as seat,
        seat.registre.documents.open(seat.actor, which) as stream,
        new_file(into, "--into") as written,
    ):
        copyfileobj(stream, written)
    say(Words(f"Écrit dans {into}."))


def _tell(seat: Seat, found: Sequence[FiledDocument], *, as_json: bool, next_page: str | None) -> None:
    towns = Towns.of(seat, [one.site_id for one in found])
    if as_json:
        write_json({**seat.as_json(), "documents": [*map(towns.described, found)], "next": next_page})
        return
    say(seat.as_line())
    if not found:
        say(Words("Aucun document."))
        return
    table = headed("Document", "Daté du", "Taille")
    for one in found:
        lines = [Words(one.title), Words(f"{towns.sites[one.site_id]}, {one.document.name}")]
        cell = Words("\n").join([*lines, Words(str(one.id), style="dim")])
        add(table, cell, day(one.dated) if one.dated else "–", file_size(one.document.size))
    say(table)
    tell_next(next_page)
