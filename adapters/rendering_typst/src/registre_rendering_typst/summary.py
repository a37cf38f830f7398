"""The summary (*synthèse*): figures first, then tables, then a chapter a site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from typing import BinaryIO

from attrs import evolve

from registre_core.kernel.identifiers import SiteId
from registre_core.kernel.legible import legible
from registre_core.ports.renderer import SummarySheet
from registre_core.summary import FindingRow, Summary
from registre_rendering_typst import brief, chapters
from registre_rendering_typst.book import Attached, Book, Chapter
from registre_rendering_typst.form import Block, Facts, Notice, Section
from registre_rendering_typst.french import NO_BREAK, counted, day, exact, number, size
from registre_rendering_typst.front import charts, tiles, totals
from registre_rendering_typst.letters import letters
from registre_rendering_typst.overview import overview
from registre_rendering_typst.shortening import CUT, shortened

DATA = "synthese.json"
"""What the attached data are called."""

PIECE = 1 << 16
"""Bytes of them that are read at once."""

MOST_OF_A_NAME = 48
"""Characters of a name that fit at the top of a page, whatever they are."""

MOST_AT_LENGTH = 40
"""Sites whose chapters have tables and pages of their own; of more each has some lines, or Typst takes gigabytes."""

MOST_ON_FIRST_PAGE = 8
"""Sites whose table stands below the charts; that of more begins a page."""


def summary(printable: SummarySheet) -> Book:
    """Lay out a summary."""
    told = evolve(printable.summary, gravest=shortened(printable.summary.gravest))
    about = subject(told)
    return Book(
        kind="Synthèse du registre de sécurité",
        title=f"Synthèse — {told.workspace} — {about} — {day(told.told_on)}",
        subtitle=f"{about} — {told.workspace}",
        state=_as_of(told),
        workspace=told.workspace,
        digest=told.digest,
        head=f"écriture n°{NO_BREAK}{number(told.register.number)}, {told.register.link}",
        data=Attached(DATA, f"Données complètes de la synthèse au {day(told.told_on)}"),
        sections=tuple(_sections(printable, told)),
        chapters=tuple(_chapters(told)) if len(told.sites) > 1 else (),
    )


def subject(told: Summary) -> str:
    """Say what it is about: the one site, or how many."""
    if len(told.sites) == 1:
        return told.sites[0].site.name
    return counted(len(told.sites), "établissement", "établissements")


def _as_of(told: Summary) -> str:
    """Say as of when it is; what is late on a day to come is no state of that day."""
    until = f", échéances au {day(told.on)}" if told.on != told.told_on else ""
    return f"Situation au {day(told.told_on)}{until}"


def _sections(printable: SummarySheet, told: Summary) -> Iterator[Section]:
    total = totals(told)
    yield Section("Chiffres", (tiles(total), charts(told, total), *_left_out(told), *_cut(printable.summary, told)))
    yield Section("Registre et données jointes", (_evidence(printable),))
    if len(told.sites) == 1:
        first, *others = chapters.sections(told.sites[0], told.gravest, told.on)
        yield Section(first.title, first.blocks, begins_page=True)
        yield from others
    elif told.sites:
        yield Section(
            "Tous les établissements", (overview(told.sites),), begins_page=len(told.sites) > MOST_ON_FIRST_PAGE
        )


def _left_out(told: Summary) -> Iterator[Block]:
    if told.left_out:
        rows = counted(len(told.gravest), "constat a une ligne", "constats ont une ligne")
        others = counted(told.left_out, "autre constat ouvert est", "autres constats ouverts sont")
        text = f"Les plus graves d’abord, {rows} dans ce document. {others} dans les données jointes ({DATA})."
        yield Notice("Constats sans ligne", text)


def _cut(whole: Summary, told: Summary) -> Iterator[Block]:
    if told.gravest != whole.gravest:
        text = f"Ensemble, ils sont trop longs{NO_BREAK}: {CUT} dit où l’un est coupé. Ils sont entiers dans {DATA}."
        yield Notice("Textes abrégés", text)


def _evidence(printable: SummarySheet) -> Facts:
    told = printable.summary
    rows = (
        ("Dernière écriture", _last(told)),
        ("Dernière ancre", _anchor(told)),
        ("Données jointes", f"{DATA}, {_weighed(printable.data)}"),
    )
    return Facts(rows, wide=True)


def _weighed(opened: Callable[[], BinaryIO]) -> str:
    """Say how large it is, and what its digest is."""
    count, digest = 0, sha256()
    with opened() as data:
        for piece in iter(partial(data.read, PIECE), b""):
            count += len(piece)
            digest.update(piece)
    return f"{size(count)}, empreinte SHA-256 {digest.hexdigest()}"


def _last(told: Summary) -> str:
    register = told.register
    if register.recorded_at is None:
        return "Le registre est vide."
    return f"n°{NO_BREAK}{number(register.number)}, enregistrée le {exact(register.recorded_at)}"


def _anchor(told: Summary) -> str:
    anchor = told.anchor
    if anchor is None:
        return "Aucune ancre n’est indiquée."
    named = f"écriture n°{NO_BREAK}{number(anchor.number)}, prise le {exact(anchor.taken_at)} par {anchor.signer}"
    return f"{named}\n{anchor.link}"


def _chapters(told: Summary) -> Iterator[Chapter]:
    rows: dict[SiteId, list[FindingRow]] = {}
    for row in told.gravest:
        rows.setdefault(row.site_id, []).append(row)
    for place, site in enumerate(told.sites, start=1):
        title, own = f"{place}. {site.site.name}", rows.get(site.site.id, [])
        reference = _short(site.site.name) or f"établissement n°{NO_BREAK}{number(place)}"
        if len(told.sites) > MOST_AT_LENGTH:
            yield Chapter(title, reference, blocks=tuple(brief.lines(site, own, told.on)))
        else:
            yield Chapter(title, reference, chapters.sections(site, own, told.on))


def _short(name: str) -> str:
    """Give a name that fits at the top of a page as it is printed; half of one would be worse than none."""
    return name if len(legible(name, letters())) <= MOST_OF_A_NAME else ""
