"""The command that says what can be expected of each page of a report, before anybody selects anything."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from attrs import frozen

from registre_cli import labels
from registre_cli.answers import answer_to, message_of
from registre_cli.files import opened
from registre_cli.options import Json
from registre_cli.progress import Tell, progress
from registre_cli.reports.extract import digest
from registre_cli.reports.options import File, Password, desk
from registre_cli.saying import plural, red, say
from registre_cli.tables import Cell, add, headed
from registre_cli.terminal import Words, terminal, write_json
from registre_cli.typography import number, typeset
from registre_core.extraction import Diagnosis
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import RegistreError
from registre_core.services.reading import OpenReport


@frozen
class Looked:
    """A page that was looked at."""

    number: int
    """Its number, from 1."""
    found: Diagnosis | RegistreError
    """What it is made of, or why nobody knows."""


@frozen
class Paper:
    """What is true of all its pages."""

    document: Digest
    pages: int
    may_be_copied: bool


def inspect(file: File, /, *, password: Password = None, as_json: Json = False) -> None:
    """Tell page by page what a PDF file is made of."""
    reader, looked = desk(None), list[Looked]()
    with opened(file, "FICHIER") as stream:
        document = digest(stream)
        with reader.open(stream, document=document, password=password) as report:
            paper = Paper(document, report.page_count, report.may_be_copied)
            with progress(f"Examen de {plural(paper.pages, 'page')}", paper.pages) as tell:
                for one in _looked(report, tell):
                    looked.append(one)
                    if as_json:
                        _write(paper, one)
    if not as_json:
        _show(paper, looked)
    for one in looked:
        if isinstance(one.found, RegistreError):
            raise one.found


def _looked(report: OpenReport, tell: Tell | None) -> Iterator[Looked]:
    """Look at every page, also behind one that cannot be read."""
    for page in range(1, report.page_count + 1):
        try:
            found: Diagnosis | RegistreError = report.diagnose(page)
        except RegistreError as error:
            found = error
        yield Looked(page, found)
        if tell:
            tell(1)


def _write(paper: Paper, one: Looked) -> None:
    """Write a line a page, as soon as it is known: a program need not wait for the last of a thousand."""
    write_json({"page": one.number, **_described(one), **_of_all(paper)})
    sys.stdout.flush()


def _described(one: Looked) -> dict[str, Any]:
    if isinstance(one.found, RegistreError):
        answer = answer_to(one.found)
        return {"condition": None, "error": {"code": answer.code, "message": answer.message}}
    return {
        "label": one.found.label,
        "condition": one.found.condition.value,
        "needs_recognition": one.found.needs_recognition,
        "words": one.found.words,
        "images": round(one.found.images, 3),
        "hidden": round(one.found.hidden, 3),
        "engine": one.found.source,
    }


def _of_all(paper: Paper) -> dict[str, Any]:
    return {"pages": paper.pages, "document": paper.document, "may_be_copied": paper.may_be_copied}


def _show(paper: Paper, looked: Sequence[Looked]) -> None:
    table = headed("Page", "Libellé", "État", "Mots", "Images", "Ce qu'il faut")
    for one in looked:
        add(table, *_cells(one))
    terminal().print(table)
    say(Words(typeset(_summary(looked))))
    allowed = "L'auteur du fichier en permet la copie." if paper.may_be_copied else "L'auteur en interdit la copie."
    say(Words(typeset(allowed)))


def _cells(one: Looked) -> tuple[Cell, ...]:
    if isinstance(one.found, RegistreError):
        return str(one.number), "", red("illisible"), "", "", Words(message_of(one.found), style="red")
    found = one.found
    images = typeset(f"{found.images * 100:.0f} %") if found.images else ""
    needed = "reconnaissance (OCR)" if found.needs_recognition else ""
    return str(one.number), Words(found.label), labels.CONDITIONS[found.condition], number(found.words), images, needed


def _summary(looked: Sequence[Looked]) -> str:
    """Count what kinds of pages there are, the most frequent first."""
    conditions = Counter(one.found.condition for one in looked if isinstance(one.found, Diagnosis))
    said = [f"{number(count)} {labels.CONDITIONS[condition]}" for condition, count in conditions.most_common()]
    unreadable = len(looked) - conditions.total()
    said += [f"{number(unreadable)} illisible"] if unreadable else []
    return f"{plural(len(looked), 'page')} : {', '.join(said)}."
