"""What the help pages of the commands about address books say."""

from __future__ import annotations

from registre_cli.manual import Group, Manual

DEMO = "sqlite:///registre-demo/registre.db"
"""What registre demo leaves: the examples work on it as they stand."""

_AT_ONCE = (
    "Tous les problèmes de toutes les lignes sont dits à la fois, et rien n'est écrit tant qu'il en reste un. "
    "Dix mille lignes au plus."
)
_PAGES = "Par pages : le repère que donne une page, passé à --after, mène à la suivante."


def _book(word: str, text: str, usage: str, columns: str, file: str) -> Group:
    return Group(
        word,
        f"{text} : les lister, ou les faire entrer d'un fichier.",
        f"Ce qui entre est écrit au registre, {usage} par {usage}, au nom de qui agit.",
        (
            Manual(
                f"{word} list",
                f"books.listing:{word}",
                f"registre {word} list ADRESSE [OPTIONS]",
                f"Lister {text[0].lower()}{text[1:]}, par nom.",
                _PAGES,
                (f"registre {word} list {DEMO}", f"registre {word} list {DEMO} --named a --json"),
            ),
            Manual(
                f"{word} import",
                f"books.importing:{word}",
                f"registre {word} import ADRESSE FICHIER [OPTIONS]",
                f"Faire entrer {text[0].lower()}{text[1:]} d'un fichier CSV : tous, ou aucun.",
                f"La première ligne nomme les colonnes : {columns}. {_AT_ONCE}",
                (f"registre {word} import {DEMO} {file}",),
            ),
        ),
    )


SITES = _book("sites", "Les sites", "site", "nom, type (J à Y, PA, CTS …), catégorie (1 à 5), adresse", "sites.csv")
CONTRACTORS = _book(
    "contractors", "Les prestataires", "prestataire", "nom, SIRET, courriel, agréé (oui, non)", "prestataires.csv"
)
CONTACTS = _book(
    "contacts", "Les interlocuteurs", "interlocuteur", "nom, courriel, téléphone, prestataire", "interlocuteurs.csv"
)
BOOKS = (SITES, CONTRACTORS, CONTACTS)
"""All of them."""
