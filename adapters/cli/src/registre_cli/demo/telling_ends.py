"""The summary, what can be taken along, and S10, as people read them."""

from __future__ import annotations

from itertools import groupby

from rich.table import Table

from registre_cli import labels
from registre_cli.demo.building_chapters import Announced, Kept, Received, Versions
from registre_cli.demo.page import heading, say, show
from registre_cli.demo.placing import ARCHIVE, NOTICES, ROWS, SUMMARY
from registre_cli.notices.words import topic
from registre_cli.saying import plural
from registre_cli.summary import words
from registre_cli.tables import add, headed
from registre_cli.terminal import Words
from registre_cli.typography import number, typeset
from registre_core.kernel.actors import ClientKind
from registre_core.services.deliveries import PreviewedNotice

_PROGRAMS = {ClientKind.WEB: "web", ClientKind.MOBILE: "mobile"}


def tell_ends(chapter: Announced | Kept | Versions) -> None:
    """Tell one of them."""
    match chapter:
        case Announced():
            _tell_announced(chapter)
        case Kept():
            _tell_kept(chapter)
        case Versions():
            _tell_versions(chapter)


def _tell_announced(announced: Announced) -> None:
    heading("Qui en est averti, et comment")
    count, moot = len(announced.previews), sum(one.worded is None for one in announced.previews)
    say(
        f"Rien n'est parti d'ici : {plural(count, 'avis attend', 'avis attendent')}, chacun gardé dans la transaction "
        "de ce qu'il annonce. « registre deliver » les porterait, dans l'ordre ; "
        f"{plural(moot, 'est dépassé et ne partirait', 'sont dépassés et ne partiraient')} plus :"
    )
    show(_topics(announced))
    say(
        f"À {announced.recipient}, par exemple : « {announced.subject} ». Le courriel entier, texte et page, est dans "
        f"{NOTICES}/."
    )


def _topics(announced: Announced) -> Table:
    table = headed("Avis", "À qui", "En attente", "Sans objet")
    table.columns[1].ratio = 1
    for column in table.columns[2:]:
        column.justify = "right"
    for kind, of_kind in groupby(sorted(announced.previews, key=_kind), _kind):
        alike = (*of_kind,)
        people = dict.fromkeys(one.queued.notice.recipient for one in alike)
        moot = sum(one.worded is None for one in alike)
        add(table, topic(kind), Words(", ".join(people)), number(len(alike)), number(moot) if moot else "–")
    return table


def _kind(one: PreviewedNotice) -> str:
    return one.queued.notice.kind


def _tell_kept(kept: Kept) -> None:
    summary = kept.summary
    heading("S2 · La synthèse des sites, et tout ce qui s'emporte")
    say(
        f"L'état de {plural(len(summary.sites), 'site')} au {labels.day(summary.on)}, figé sur l'entrée "
        f"n° {number(summary.register.number)} du registre :"
    )
    table = headed("Site", "Constats ouverts", "En retard", "Avis", "Il manque au registre")
    table.columns[4].ratio = 1
    for one in summary.sites:
        figures = (number(one.findings.number()), number(one.findings.overdue()))
        add(table, Words(one.site.name), *figures, typeset(words.opinion(one.visits)), typeset(words.missing(one)))
    show(table)
    show(_files(kept))


def _files(kept: Kept) -> Table:
    table, exported = headed("Fichier", "Taille", "Ce que c’est"), kept.exported
    entries = plural(exported.entries, "entrée")
    said = {
        SUMMARY: "la synthèse, en PDF/A-3 accessible, ses données jointes",
        ROWS: "tous les constats ouverts, pour un tableur",
        ARCHIVE: f"tout l'environnement : {entries}, {plural(exported.documents, 'document')}",
    }
    for name, what in said.items():
        add(table, name, typeset(labels.file_size(kept.sizes[name])), typeset(what))
    return table


def _tell_versions(versions: Versions) -> None:
    heading("S10 · Des versions trop anciennes")
    say(
        "La page dit sa version tout en bas. Il faut au moins 1.47 sur le web, 1.9.1 sur mobile ; les versions se "
        "comparent comme des versions, et 1.102 vient après 1.47 :"
    )
    table = headed("Client", "En bas de la page", "Aller plus loin")
    for one in versions.clients:
        add(table, _PROGRAMS[one.client.kind], typeset(one.welcome.footer or "–"), _went_on(one))
    show(table)
    say("Une mise à jour exigée n'interrompt jamais une ronde ou une signature déjà commencée.")


def _went_on(one: Received) -> Words:
    return Words("refusé", style="red") if one.refusal else Words("accepté", style="green")
