"""The copies of S4 as people read it."""

from __future__ import annotations

from rich.panel import Panel

from registre_cli import labels
from registre_cli.answers import message_of
from registre_cli.demo.chapters import Proposed, Scanned
from registre_cli.demo.page import heading, say, show
from registre_cli.demo.placing import PICTURES
from registre_cli.demo.scanning import NATIVE, SCAN
from registre_cli.saying import plural
from registre_cli.tables import add, headed
from registre_cli.terminal import Words
from registre_cli.typography import typeset
from registre_core.extraction import Candidate
from registre_core.kernel.passages import Passage

SHOWN = 5
"""Proposals that the table shows."""


def tell_scanned(scanned: Scanned) -> None:
    """Tell what a scan gives."""
    heading("S4 · Une copie numérisée, et ce que le rapport propose")
    say(
        "Bien des rapports n'arrivent que numérisés : une image, sans une lettre, posée un peu de travers. La page 1 "
        f"est imprimée puis numérisée ; la copie est jointe sous le nom {scanned.report.name}."
    )
    if scanned.recognised is None or scanned.missing:
        said = message_of(scanned.missing) if scanned.missing else ""
        say(f"Ses mots ne sont pas lus cette fois-ci : {said}.")
        return
    say("Le même rectangle y est tracé, et le registre en reconnaît les mots :")
    show(Panel(Words(scanned.recognised.quote), border_style="green"))
    table = headed("", "Lu par", "Mots identiques", "Sûreté")
    same, total = scanned.words
    add(table, "rapport", _read_by(scanned.native), "", "")
    add(table, "copie", _read_by(scanned.recognised), f"{same} sur {total}", _sure(scanned.recognised))
    show(table)
    say(
        "Le passage garde de quel moteur il vient et à quel point il en est sûr. Les deux extraits sont dessinés, "
        f"rectangle tracé et lignes lues : {PICTURES}/{NATIVE} et {PICTURES}/{SCAN}."
    )


def _read_by(passage: Passage) -> str:
    return typeset(f"{passage.engine} : {labels.SOURCES[passage.source]}")


def _sure(passage: Passage) -> str:
    return "–" if passage.confidence is None else f"{passage.confidence:.0f} sur 100"


def tell_proposed(proposed: Proposed) -> None:
    """Tell what the report itself says."""
    taken = sum(candidate.is_taken for candidate in proposed.candidates)
    say(
        f"Le rapport dit lui-même ses observations : {plural(len(proposed.candidates), 'proposition')}, dont {taken} "
        "déjà prises. Rien n'est enregistré tant que personne ne les accepte. Les premières :"
    )
    table = headed("N°", "Lieu", "Observation", "")
    table.columns[1].max_width = 20
    table.columns[2].ratio = 1
    for candidate in proposed.candidates[:SHOWN]:
        add(table, Words(candidate.number), Words(candidate.place), Words(candidate.text), _state(candidate))
    show(table)
    accepted = ", ".join(f"n° {finding.number}" for finding in proposed.findings)
    say(
        f"{plural(len(proposed.findings), 'proposition acceptée', 'propositions acceptées')} d'un coup ({accepted}), "
        f"toutes ou aucune ; {plural(len(proposed.left), 'reste', 'restent')} à traiter."
    )


def _state(candidate: Candidate) -> str:
    return "déjà prise" if candidate.is_taken else ""
