"""The command that reads a passage of a report, without a database."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path
from typing import Annotated, Any, BinaryIO

from cyclopts import Parameter

from registre_cli.files import opened
from registre_cli.options import Json, whole_number
from registre_cli.terminal import write_json, write_text
from registre_core import Host, InvalidInput, Problem
from registre_core.extraction import Region, Selection, passage
from registre_core.kernel.documents import Digest
from registre_core.kernel.passages import Passage

File = Annotated[Path, Parameter(name="FICHIER", help="Le rapport, au format PDF.")]


Number = Annotated[
    int,
    Parameter(name="--page", metavar="N", converter=whole_number, help="La page, comptée à partir de 1."),
]
Rectangles = Annotated[
    list[str],
    Parameter(
        name="--rect",
        metavar="x0,y0,x1,y1",
        negative=(),
        allow_leading_hyphen=True,
        help="Un rectangle : gauche, haut, droite, bas. Peut être répété ; le texte vient dans l’ordre de lecture.",
    ),
]
Password = Annotated[
    str | None,
    Parameter(name="--password", metavar="P", allow_leading_hyphen=True, help="Le mot de passe d’un PDF chiffré."),
]

_EDGES = 4


def extract(file: File, /, *, page: Number, rect: Rectangles, password: Password = None, as_json: Json = False) -> None:
    """Read the text of rectangles on a page of a PDF file."""
    selection = selected(page, rect)
    reader = Host.discover().build("pages", "pdf")
    with opened(file, "FICHIER") as stream:
        document = _digest(stream)
        with reader.open(stream, password=password) as reading:
            found = passage(document, selection, {page: reading.text(page)})
    if as_json:
        write_json(described(found))
    else:
        write_text(found.quote)


def selected(page: int, rectangles: list[str]) -> Selection:
    """Read what was selected.

    Raises:
        InvalidInput: ``page-out-of-range``, ``malformed-rectangle``: all at once.
    """
    problems, regions = [], []
    if page < 1:
        said = f"pages are counted from 1: there is no page {page}"
        problems.append(Problem("--page", "page-out-of-range", said, {"page": page}))
    for place, written in enumerate(rectangles):
        try:
            regions.append(_region(max(page, 1), written))
        except (ValueError, TypeError, InvalidInput):
            said = f"a rectangle is x0,y0,x1,y1 in points with x0 < x1 and y0 < y1, not {written!r}"
            problems.append(Problem(f"--rect[{place}]", "malformed-rectangle", said, {"rect": written}))
    if problems:
        raise InvalidInput.of(problems)
    return Selection(tuple(regions))


def _region(page: int, written: str) -> Region:
    x0, y0, x1, y1 = (float(edge) for edge in written.split(","))
    return Region(page, x0, y0, x1, y1)


def _digest(stream: BinaryIO) -> Digest:
    digest = file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]  # typeshed asks for more than it needs
    stream.seek(0)
    return Digest(digest)


def described(found: Passage) -> dict[str, Any]:
    """Give a passage of one page as plain values."""
    part = found.parts[0]
    return {
        "text": found.quote,
        "source": found.source.value,
        "document": found.document,
        "page": part.page,
        "quads": [[quad.x0, quad.y0, quad.x1, quad.y1, quad.x2, quad.y2, quad.x3, quad.y3] for quad in part.quads],
        "prefix": found.prefix,
        "suffix": found.suffix,
        "engine": found.engine,
        "label": part.label,
        "width": part.width,
        "height": part.height,
        "rotation": part.rotation,
    }
