"""The words of the demo's report: what was found wrong, and how soon it is to be put right.

The articles cited are those of the safety regulations for buildings open to the public (arrêté du 25 juin 1980),
chapters EL and EC; the clauses are those of the standard NF C 15-100.
"""

from __future__ import annotations

from dataclasses import dataclass

MEANINGS = {1: "à lever sans délai", 2: "à lever sous trois mois", 3: "amélioration conseillée"}
"""What each priority asks for."""


@dataclass(frozen=True)
class Observation:
    """One row of the table."""

    number: int
    place: str
    text: str
    reference: str
    priority: int


ON_FIRST_PAGE = (
    Observation(
        1,
        "Préau, tableau divi|sionnaire TD~2",
        "La porte du tableau ne ferme plus à clé et le plastron est fendu~: des pièces nues sous tension sont "
        "acces|sibles aux enfants. Remplacer le plastron et la serrure~; dans l’attente, condamner l’accès au préau.",
        "EL~9\nNF~C~15-100, §~411.2",
        1,
    ),
    Observation(
        2,
        "Chaufferie",
        "Trois câbles posés en 2025 traversent la paroi coupe-feu sans calfeu|trement. Reboucher les passages avec un "
        "produit dont le procès-verbal d’essai est fourni.",
        "EL~10\nNF~C~15-100, §~527.2",
        2,
    ),
    Observation(
        3,
        "Salle~6 (arts plastiques)",
        "La prise de courant voisine de l’évier n’est pas protégée par un disposi|tif différen|tiel à haute "
        "sensi|bilité. Ajouter une protec|tion de 30~mA en amont.",
        "NF~C~15-100, §~411.3.3",
        2,
    ),
    Observation(
        4,
        "Escalier~B, niveau~1",
        "Deux blocs autonomes d’éclai|rage de sécurité restent éteints à la coupure de l’ali|men|ta|tion normale. "
        "Remplacer les accumu|lateurs, puis contrôler l’auto|nomie d’une heure.",
        "EC~14, §~3",
        1,
    ),
    Observation(
        5,
        "Biblio|thèque",
        "Une rallonge posée à demeure sous le tapis alimente le coin lecture. La suppri|mer et créer une prise fixe.",
        "EL~11, §~7",
        3,
    ),
)

ON_SECOND_PAGE = (
    Observation(
        6,
        "Office de réchauf|fage",
        "La manœuvre de la coupure d’urgence de la hotte est gênée par une étagère. Déplacer l’étagère et rétablir le "
        "repérage du dispo|sitif.",
        "EL~11, §~2",
        2,
    ),
    Observation(
        7,
        "Local du tableau général",
        "Le schéma affiché est antérieur à la mise en œuvre du départ «~pompe à chaleur~». Le mettre à jour et repérer "
        "les circuits concernés.",
        "NF~C~15-100, §~514.5",
        3,
    ),
    Observation(
        8,
        "Cour, candélabre n°~3",
        "La continuité du conducteur de protec|tion n’est pas assurée. Reprendre la connexion au pied du mât et "
        "refaire la mesure.",
        "NF~C~15-100, §~411.3.1",
        1,
    ),
)

OBSERVATIONS = ON_FIRST_PAGE + ON_SECOND_PAGE
