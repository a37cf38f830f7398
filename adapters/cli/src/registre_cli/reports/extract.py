"""The command that reads a passage of a report, without a database."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import file_digest
from typing import Annotated, BinaryIO

from cyclopts import Parameter

from registre_cli.files import opened
from registre_cli.options import Json, whole_number
from registre_cli.reading import all_of
from registre_cli.reports.options import File, Password, Recognizer, When, desk, ocr
from registre_cli.reports.passages import described, tell_doubts
from registre_cli.reports.selecting import selected
from registre_cli.terminal import write_json, write_text
from registre_core import InvalidInput
from registre_core.codec import write_annotation
from registre_core.kernel.documents import Digest
from registre_core.kernel.passages import Passage
from registre_core.services.reading import OpenReport

Number = Annotated[
    int | None,
    Parameter(
        name="--page",
        metavar="N",
        converter=whole_number,
        help="La page, comptée à partir de 1 ; inutile si chaque rectangle porte la sienne.",
    ),
]
Rectangles = Annotated[
    list[str] | None,
    Parameter(
        name="--rect",
        metavar="[N:]x0,y0,x1,y1",
        negative=(),
        allow_leading_hyphen=True,
        help="Un rectangle : gauche, haut, droite, bas, au besoin précédé de sa page. Peut être répété, aussi sur "
        "plusieurs pages ; le texte vient dans l’ordre de lecture.",
    ),
]
Quads = Annotated[
    list[str] | None,
    Parameter(
        name="--quad",
        metavar="[N:]x0,y0,…,x3,y3",
        negative=(),
        allow_leading_hyphen=True,
        help="Un cadre à quatre coins, comme en donnent les visionneuses, penché ou non. Peut être répété.",
    ),
]
Quote = Annotated[
    str | None,
    Parameter(
        name="--quote",
        metavar="TEXTE",
        allow_leading_hyphen=True,
        help="Les mots eux-mêmes : ils sont retrouvés dans le rapport, près des rectangles s’il y en a.",
    ),
]
Annotation = Annotated[
    bool,
    Parameter(
        name="--annotation",
        negative=(),
        show_default=False,
        help="Répondre par une annotation du W3C (Web Annotation, JSON-LD).",
    ),
]

Reading = Callable[[OpenReport], Passage]
"""Takes what was asked for out of a report."""


def extract(
    file: File,
    /,
    *,
    page: Number = None,
    rect: Rectangles = None,
    quad: Quads = None,
    quote: Quote = None,
    when: When = "auto",
    recognizer: Recognizer = None,
    password: Password = None,
    annotation: Annotation = False,
    as_json: Json = False,
) -> None:
    """Read what was marked or quoted in a PDF file."""
    mode, take = all_of(lambda: ocr(when), lambda: _asked(page, rect, quad, quote))
    reader = desk(recognizer)
    with opened(file, "FICHIER") as stream:
        document = digest(stream)
        with reader.open(stream, document=document, password=password, ocr=mode) as report:
            found: Passage = take(report)
    if annotation:
        write_text(write_annotation(found, file.name).decode().rstrip("\n"))
    elif as_json:
        write_json(described(found))
    else:
        write_text(found.quote)
        tell_doubts(found)


def digest(stream: BinaryIO) -> Digest:
    """Compute the digest of a file that is to be read then."""
    found = file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]  # typeshed asks for more than it needs
    stream.seek(0)
    return Digest(found)


def _asked(page: int | None, rect: list[str] | None, quad: list[str] | None, quote: str | None) -> Reading:
    """Settle what is read, before anything is opened.

    Raises:
        InvalidInput: ``nothing-selected``, or what is wrong with the marks.
    """
    marked = selected(page, rect or (), quad or ())
    if quote is not None:
        return lambda report: report.quoted(quote, near=marked, page=None if marked else page)
    if marked is None:
        said = "say what to read: a rectangle (--rect), a box (--quad) or the words themselves (--quote)"
        raise InvalidInput.at("--rect", "nothing-selected", said)
    return lambda report: report.passage(marked)
