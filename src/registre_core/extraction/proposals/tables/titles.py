"""What the columns of tables are called in French reports of inspection, and what stands below each title.

Source:
    Titles usual in reports on electrical installations (Q18), fire detection (SSI), smoke extraction, extinguishers,
    lifts, gas, lifting gear, works (RVRAT), asbestos (DTA) and of safety commissions; November 2026. A title is known
    by its first words: «N° de l'observation» is a number, «Date de l'observation» a date.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from enum import StrEnum, auto
from functools import lru_cache


class Role(StrEnum):
    """What stands in a column."""

    NUMBER = auto()
    """What the report calls the point."""
    IDENTIFIER = auto()
    """«Repère», «Réf.», «Code»: a number if it comes first and nothing else does, otherwise of no use."""
    PLACE = auto()
    """Where in the building."""
    OBSERVATION = auto()
    """What was seen; beside the verdicts of a grid, the remark on them."""
    DESCRIPTION = auto()
    """«Désignation», «Libellé»: what was seen, or what was looked at; the other columns tell."""
    ACTION = auto()
    """What is to be done."""
    ITEM = auto()
    """What was looked at."""
    REFERENCE = auto()
    """The text that it rests on."""
    PRIORITY = auto()
    """How urgent it is."""
    VERDICT = auto()
    """C, NC, SO or NV, in words or letters."""
    GOOD = auto()
    """A mark here says that all is well."""
    BAD = auto()
    """A mark here says that something is wrong."""
    UNSEEN = auto()
    """A mark here says that it could not be looked at."""
    ASIDE = auto()
    """A mark here says that there is nothing to look at."""
    FOLLOW_UP = auto()
    """What was done about it."""
    OTHER = auto()
    """Anything else that has a name: dates, quantities, photographs."""
    UNKNOWN = auto()
    """A title that is not in the tables."""


MARKS = (Role.GOOD, Role.BAD, Role.UNSEEN, Role.ASIDE)
"""Columns that hold nothing but marks."""

TITLES: dict[Role, str] = {
    Role.NUMBER: (
        "n | no | num | numero | obs n | obs no | item n | n ordre | observation n | anomalie n | point n | ligne"
    ),
    Role.IDENTIFIER: "ref | repere | rep | code | id | identifiant | identification | item",
    Role.PLACE: (
        "localisation | local | lieu | zone | niveau | emplacement | batiment | bat | etage | situation | "
        "site | piece | secteur | implantation | locaux | salle | loc | ou"
    ),
    Role.OBSERVATION: (
        "observation | obs | constat | constatation | anomalie | non conformite | defaut | defaillance | "
        "dysfonctionnement | reserve | remarque | ecart | prescription | fait constate | probleme | desordre "
        "| point a corriger | commentaire | deviation | manquement | risque constate | danger constate | "
        "point a lever | releve"
    ),
    Role.DESCRIPTION: (
        "description | designation | libelle | nature | texte | detail | intitule | objet | enonce | risque | danger"
    ),
    Role.ACTION: (
        "preconisation | action | solution | recommandation | travaux | mesure corrective | mesure a prendre "
        "| mesure | correction | remede | remediation | disposition a prendre | conduite a tenir | suite a "
        "donner | intervention a prevoir | prevention | proposition"
    ),
    Role.ITEM: (
        "point de controle | point controle | point verifie | point a verifier | point examine | point | "
        "element | verification | controle | equipement | installation | organe | materiel | appareil | "
        "exigence | disposition | critere | question | rubrique | essai | test | examen | operation | partie "
        "| article et objet | fonction | composant | ouvrage | nature du controle | nature de la verification "
        "| objet du controle | objet de la verification | designation de l equipement | designation du "
        "materiel | caracteristique"
    ),
    Role.REFERENCE: (
        "reference | article | norme | texte de reference | texte reglementaire | texte applicable | base "
        "reglementaire | referentiel | fondement | ref reglementaire | ref texte | ref article | ref "
        "normative | ref norme | reglementation | regle | art | texte reference | texte et article | exigence "
        "reglementaire | source"
    ),
    Role.PRIORITY: (
        "priorite | prio | pr | p | urgence | criticite | gravite | delai | echeance | degre | cotation | "
        "classement | classe | niveau de priorite | niveau de risque | niveau de criticite | niveau de "
        "gravite | niveau d urgence | importance | crit | grav | urg | severite | cat | categorie | degre d "
        "urgence"
    ),
    Role.VERDICT: (
        "avis | resultat | conformite | verdict | etat | appreciation | evaluation | c nc | nc c | c nc so | "
        "c nc nv | c nc so nv | c so nc | conforme non conforme | conforme oui non | oui non | bon mauvais | "
        "b m | s ns | s ns so | statut | conclusion | satisfaisant non satisfaisant | conformite oui non"
    ),
    Role.GOOD: "c | conforme | oui | b | bon | s | satisfaisant | ok | bon etat | favorable | f | correct",
    Role.BAD: (
        "nc | non conforme | non | m | mauvais | ns | non satisfaisant | ko | mauvais etat | defavorable | "
        "insatisfaisant | n c | incorrect | a corriger"
    ),
    Role.UNSEEN: (
        "nv | non verifie | non accessible | non visite | non controle | inaccessible | non teste | n v | non examine"
    ),
    Role.ASIDE: (
        "so | sans objet | na | non applicable | hm | hors mission | pm | pour memoire | s o | n a | non concerne"
    ),
    Role.FOLLOW_UP: (
        "suite donnee | suite | date de levee | levee | leve | solde | soldee | date de realisation | realise "
        "| realisee | date de correction | etat de levee | leve le | levee le | fait le | solde le | traitee "
        "| traite | visa | date levee | observation de l exploitant | observation du client | reponse | "
        "commentaire de l exploitant | action realisee | action menee | travaux realise | travaux effectue | "
        "fait par | date et visa | suivi | commentaire du client"
    ),
    Role.OTHER: (
        "nombre | nb | nbre | total | quantite | qte | date | photo | photographie | marque | type | modele | "
        "annee | puissance | page | nom | qualite | fonction et nom | signature | document | valeur | mesure "
        "ohm | mesure en | unite | seuil | limite | famille | domaine | theme | lot | chapitre | responsable "
        "| intervenant | pilote | cout | montant | frequence | periodicite | recurrence | deja signalee | "
        "signale | numero de serie | n de serie | n serie | n de page | entreprise | qui | duree | heure | "
        "illustration | calibre | tension | section | origine | rappel"
    ),
}
"""Words of a title, folded: no accents, no plural, no punctuation; the longest that a title begins with decides."""

DEGREES = frozenset(
    "rouge orange jaune vert noir critique eleve elevee fort forte haut haute moyen moyenne modere moderee faible bas "
    "basse majeur majeure mineur mineure grave urgent urgente important importante immediat prioritaire".split()
)
"""How urgent something is, in a word: no place is called so."""

SHORTEST_PLURAL = 3
"""Letters: «pas» and «sas» are no plurals."""

APART = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65536)
def is_degree(text: str) -> bool:
    """Whether a cell says how urgent something is, and nothing else."""
    return bare(text) in DEGREES


def bare(text: str) -> str:
    """Fold a text for comparison: small letters without accents, words parted by one space.

    Example:
        >>> bare("N° d'Anomalie :"), bare("Non-conformités")
        ('n d anomalie', 'non conformites')
    """
    plain = unicodedata.normalize("NFKD", text.replace("°", " ").replace("º", " ").casefold())
    return APART.sub(" ", "".join(letter for letter in plain if not unicodedata.combining(letter))).strip()


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """Leave the mark of a plural out; short words have none."""
    return word[:-1] if len(word) > SHORTEST_PLURAL and word[-1] in "sx" else word


ROLES: dict[tuple[str, ...], Role] = {
    tuple(map(singular, phrase.split())): role for role, phrases in TITLES.items() for phrase in phrases.split(" | ")
}
LONGEST = max(map(len, ROLES))

ALONE = [words[0] for words in ROLES if len(words) == 1]
LONG, ALIKE = 6, 0.85
"""Letters of a word, and the share of them that must agree, for it to be a title that was misread."""

SMALL = frozenset("de du des d l la le les et ou a au aux en par sur pour un une".split())
"""Words of titles that name nothing."""

TITLE_WORDS = frozenset(word for words in ROLES for word in words) - SMALL
"""What a line of titles is made of."""

SEEN = frozenset(
    "observation constat constatation anomalie conformite defaut reserve remarque ecart prescription".split()
)
"""Words that say «what was seen» wherever they stand: «Description de l'anomalie», «Lieu et nature du défaut»."""


@lru_cache(maxsize=4096)
def role_of(title: str) -> Role:
    """Say what stands below a title.

    Example:
        >>> role_of("N° de l'observation"), role_of("Description de l'anomalie"), role_of("Nombre d'observations")
        (<Role.NUMBER: 'number'>, <Role.OBSERVATION: 'observation'>, <Role.OTHER: 'other'>)
    """
    words = tuple(singular(word) for word in bare(title).split())
    meant = tuple(word for word in words if word not in SMALL)
    role = _role_of(words) or _role_of(meant) or _misread(meant) or Role.UNKNOWN
    is_open = role in (Role.DESCRIPTION, Role.UNKNOWN) or (role is Role.ITEM and meant[:1] != ("point",))
    return Role.OBSERVATION if is_open and SEEN & set(meant[1:]) else role


def _misread(words: tuple[str, ...]) -> Role | None:
    """Know a title of one word again in which a recognizer took a letter for another."""
    if len(words) != 1 or len(words[0]) < LONG:
        return None
    near = get_close_matches(words[0], ALONE, 1, ALIKE)
    return ROLES[near[0],] if near else None


def is_titled(text: str) -> bool:
    """Whether all words of a text may stand in titles, and one at least does."""
    words = [singular(word) for word in bare(text).split()]
    return not words or (all(word in TITLE_WORDS or word in SMALL for word in words) and bool(TITLE_WORDS & set(words)))


@lru_cache(maxsize=65536)
def names_a_column(word: str) -> bool:
    """Whether a word as written stands in titles."""
    return any(singular(part) in TITLE_WORDS for part in bare(word).split())


def _role_of(words: tuple[str, ...]) -> Role | None:
    for count in range(min(LONGEST, len(words)), 0, -1):
        role = ROLES.get(words[:count])
        if role is not None:
            return role
    return None
