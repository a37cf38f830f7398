"""S3, S8 and S9 as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from registre_cli import labels
from registre_cli.answers import message_of
from registre_cli.demo.page import heading, say, show
from registre_cli.demo.signed_chapters import HotWork, Sealed, Signed, Stand
from registre_cli.tables import add, grid, headed
from registre_cli.terminal import Words
from registre_cli.typography import typeset
from registre_core.permits import Colour
from registre_core.services.signatures import ProofFinding

PARIS = ZoneInfo("Europe/Paris")
_FINDINGS = {
    ProofFinding.ATTESTED: Words("attestée", style="green"),
    ProofFinding.ALTERED: Words("altérée", style="red"),
}
"""Those of this story."""
_STYLES = {Colour.GREY: "bright_black", Colour.RED: "red", Colour.GREEN: "green"}


def tell_signatures(chapter: Signed | HotWork | Sealed) -> None:
    """Tell one of them."""
    match chapter:
        case Signed():
            _tell_signed(chapter)
        case HotWork():
            _tell_hot_work(chapter)
        case Sealed():
            _tell_sealed(chapter)


def _tell_signed(signed: Signed) -> None:
    signers, evidence = signed.signers, signed.signature.evidence
    heading("S3 · Une intervention en retard, signée dans la page")
    say(
        f"Au {signers.site.name}, la maintenance des extincteurs était due le "
        f"{labels.day(signed.overdue.planned_on)} : {signed.days} jours de retard. {signers.manager.name}, qui répond "
        f"du site, dit qu'elle est faite, et choisit qui signe : {signers.worker.name}, pour {signers.firm.name}. La "
        "clôturer avant lui est refusé :"
    )
    show(Padding(Words(message_of(signed.refusal), style="red"), (0, 0, 0, 2)))
    say(
        f"{signers.worker.name} n'a pas de compte : il lit l'intervention et signe à la main dans un cadre de la page, "
        f"sur la session de {signers.manager.name}. Sa signature clôture l'intervention. Ce qui en est gardé :"
    )
    if evidence and evidence.trace.drawing:
        drawing = evidence.trace.drawing
        points = sum(len(stroke.points) for stroke in drawing.strokes)
        table = grid()
        add(table, "Signataire", Words(f"{signed.signature.signer.name}, {signed.signature.signer.capacity}"))
        add(table, "Sur la session de", Words(evidence.session.name if evidence.session else "la sienne"))
        add(table, "Ce qui lui a été montré", f"SHA-256 {evidence.digest[:32]}…")
        add(table, "Tracé", typeset(f"{len(drawing.strokes)} traits, {points} points avec leur heure et leur pression"))
        add(table, "Clôturée", _moment(signed.closed.closed_at) if signed.closed.closed_at else "–")
        show(table)
    _tell_proof(signed)


def _tell_proof(signed: Signed) -> None:
    say(
        "La preuve s'exporte dans un petit fichier : le contenu signé, l'entrée du registre qui le raconte, et la "
        "signature d'une clé de la plateforme. Elle se vérifie dans dix ans, sans la base ni le réseau :"
    )
    table = headed("Preuve", "Verdict")
    add(table, "telle qu’elle a été exportée", _FINDINGS[signed.proof.finding])
    add(table, "avec un autre nom à la place du sien", _FINDINGS[signed.forged])
    show(table)


def _tell_hot_work(work: HotWork) -> None:
    signers = work.signers
    heading("S8 · Un permis de feu, signé au téléphone")
    say(
        f"Le même jour, {signers.firm.name} reprend l'étanchéité de la toiture au chalumeau. Le permis de feu demande "
        f"deux signatures avant qu'une flamme ne s'allume. {signers.worker.name} présente son téléphone devant ce "
        "code : l'application s'ouvre, ou la page, et montre le permis. Le code ne sert qu'une fois, quinze minutes."
    )
    show(Padding(Text.from_ansi(work.drawn), (0, 0, 0, 2)))
    show(_states(work.opening))
    say("Le même code, présenté une seconde fois :")
    show(Padding(Words(message_of(work.used), style="red"), (0, 0, 0, 2)))
    heading("S9 · La levée de doute, après les travaux")
    say(
        "Un feu peut couver des heures. Après la fin des travaux, quelqu'un repasse au bout de 30, 60 et 120 minutes, "
        "et la liste des permis dit où en est cette levée de doute :"
    )
    show(_watch(work.watch))
    say("La ronde tardive éteint le rouge, et reste marquée. La dernière signature a clôturé le permis.")


def _tell_sealed(sealed: Sealed) -> None:
    say(
        "Ce qui a été signé s'imprime et se scelle en PDF : chaque signature est une couche de plus, qui laisse les "
        "précédentes valides, avec son tracé et sa preuve jointe. Tout lecteur de PDF dit si le fichier a changé :"
    )
    table = headed("Fichier", "Taille", "Cachets")
    for one in sealed.files:
        intact = sum(seal.is_intact for seal in one.seals)
        add(table, one.name, typeset(labels.file_size(one.size)), f"{intact} sur {len(one.seals)} intacts")
    show(table)


def _states(stands: Iterable[Stand]) -> Table:
    table = headed("Heure", "Ce qui arrive", "Le permis est")
    for stand in stands:
        add(table, _hour(stand.at), Words(typeset(stand.happened)), Words(stand.state))
    return table


def _watch(stands: Iterable[Stand]) -> Table:
    table = headed("Heure", "Ce qui arrive", "Levée de doute", "Le permis est")
    for stand in stands:
        check = Words(f"● {stand.label}", style=_STYLES[stand.colour]) if stand.colour else Words("–")
        add(table, _hour(stand.at), Words(typeset(stand.happened)), check, Words(stand.state))
    return table


def _hour(moment: datetime) -> str:
    return f"{moment.astimezone(PARIS):%H:%M}"


def _moment(moment: datetime) -> str:
    return typeset(f"le {labels.day(moment.astimezone(PARIS).date())} à {_hour(moment)}")
