"""What things are called in French: kinds of entries, rights, ports, dates, sizes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from registre_cli.typography import number, one_line, typeset
from registre_core.extraction import Condition
from registre_core.findings import STATES as FINDING_STATES
from registre_core.interventions.tables import TYPES
from registre_core.kernel.documents import Originality
from registre_core.kernel.facts import Section
from registre_core.kernel.natures import Nature
from registre_core.kernel.pages import Total
from registre_core.kernel.passages import TextSource
from registre_core.register import Breach, Damage
from registre_core.rights.tables import MODULES
from registre_core.services.signatures import Flaw
from registre_core.signatures.tables import ROLES, STATES

ENTRIES: Mapping[str, str] = {
    "workspace-founded": "Environnement créé",
    "site-added": "Site ajouté",
    "site-closed": "Site fermé",
    "site-reopened": "Site rouvert",
    "contractor-added": "Prestataire ajouté",
    "contractor-edited": "Prestataire modifié",
    "contact-added": "Interlocuteur ajouté",
    "contact-erased": "Interlocuteur effacé",
    "person-erased": "Personne nommée effacée",
    "user-created": "Utilisateur créé",
    "user-attached": "Utilisateur rattaché à un profil",
    "user-detached": "Utilisateur détaché de son profil",
    "user-changed": "Utilisateur modifié",
    "user-erased": "Utilisateur effacé",
    "profile-created": "Profil créé",
    "profile-edited": "Profil modifié",
    "profile-deleted": "Profil supprimé",
    "intervention-planned": "Intervention planifiée",
    "report-attached": "Rapport joint",
    "photo-attached": "Photo jointe",
    "intervention-edited": "Intervention modifiée",
    "intervention-postponed": "Intervention reportée",
    "intervention-cancelled": "Intervention annulée",
    "signatures-asked": "Signatures demandées",
    "intervention-closed": "Intervention clôturée",
    "ticket-issued": "Ticket de signature remis",
    "finding-recorded": "Constat créé",
    "finding-edited": "Constat modifié ou complété",
    "finding-planned": "Correction planifiée",
    "finding-corrected": "Constat déclaré corrigé",
    "finding-cleared": "Constat levé",
    "finding-confirmed": "Levée confirmée",
    "finding-seen-again": "Constat vu à nouveau",
    "finding-reopened": "Constat rouvert",
    "finding-contested": "Constat contesté",
    "finding-upheld": "Constat maintenu",
    "finding-set-aside": "Constat déclaré sans objet",
    "request-drafted": "Demande rédigée",
    "request-edited": "Demande modifiée",
    "request-deleted": "Brouillon de demande supprimé",
    "request-sent": "Demande envoyée",
    "request-opened": "Demande ouverte par un destinataire",
    "request-answered": "Réponse à une demande reçue",
    "notices-settled": "Avis réglés",
    "notices-muted": "Avis qu’une personne ne veut plus",
    "request-declined": "Demande déclinée",
    "request-withdrawn": "Demande retirée",
    "request-awarded": "Réponses à une demande retenues",
    "link-issued": "Lien de réponse établi",
    "links-revoked": "Liens de réponse révoqués",
    "permit-drafted": "Permis de feu établi",
    "permit-edited": "Permis de feu modifié",
    "permit-submitted": "Permis de feu soumis à signature",
    "permit-opened": "Travaux autorisés par permis de feu",
    "permit-reopened": "Permis de feu prolongé ou étendu",
    "permit-suspended": "Travaux suspendus",
    "permit-resumed": "Travaux repris",
    "work-ended": "Travaux terminés",
    "measure-ticked": "Mesure cochée, ou détecteur isolé ou remis",
    "round-recorded": "Ronde enregistrée",
    "closing-asked": "Clôture du permis de feu demandée",
    "permit-closed": "Permis de feu clôturé",
    "permit-refused": "Permis de feu refusé",
    "permit-cancelled": "Permis de feu annulé",
    "visit-recorded": "Visite d'une commission enregistrée",
    "visit-edited": "Visite d'une commission modifiée",
    "visit-cancelled": "Visite d'une commission annulée",
    "visit-report-attached": "Procès-verbal joint",
    "opinion-recorded": "Avis d'une commission enregistré",
    "order-recorded": "Arrêté enregistré",
    "order-notified": "Arrêté notifié",
    "logbook-recorded": "Inscription faite",
    "logbook-corrected": "Inscription corrigée",
    "logbook-retracted": "Inscription rayée",
    "document-filed": "Document classé",
    "signature-requested": "Signature demandée",
    "signature-shown": "Document présenté à la signature",
    "signature-given": "Document signé",
    "signature-refused": "Signature refusée",
    "signature-revoked": "Demande de signature révoquée",
    "signature-delegated": "Signature déléguée",
    "document-sealed": "Document scellé",
    "invoice-recorded": "Facture enregistrée",
    "payment-recorded": "Règlement enregistré",
    "payment-refunded": "Règlement retourné",
    "invoice-credited": "Avoir enregistré",
    "invoice-written-off": "Facture passée en perte",
    "invoice-held": "Facture mise en attente",
    "hold-lifted": "Facture remise en compte",
    "standing-changed": "Situation du compte changée",
    "subscription-added": "Machine abonnée",
    "subscription-stopped": "Abonnement arrêté",
    "subscription-resumed": "Abonnement repris",
    "record-kept": "Enregistrement mis en attente",
    "record-refused": "Enregistrement refusé à son tour",
}
"""Kinds of facts."""

SECTIONS: Mapping[Section, str] = {Section.SAFETY: "Sécurité", Section.ADMINISTRATION: "Gestion"}
"""Parts of the register."""

PORTS: Mapping[str, str] = {
    "storage": "le stockage",
    "documents": "les documents",
    "pages": "la lecture des pages",
    "recognizer": "la reconnaissance de caractères",
    "clock": "l'horloge",
    "ids": "les identifiants",
    "notifier": "l'envoi des avis",
    "webhooks": "les rappels aux machines",
    "wording": "les mots des avis",
    "attestor": "la signature des ancres",
    "capture": "le tracé des signatures",
    "tickets": "les billets de signature",
    "renderer": "l'impression des documents",
    "sealer": "le scellement des documents",
    "jobs": "les travaux de fond",
}
"""Doors to the world."""

THINGS: Mapping[str, str] = {
    "user": "utilisateur",
    "profile": "profil",
    "site": "site",
    "workspace": "environnement",
    "contractor": "prestataire",
    "contact": "interlocuteur",
    "finding": "constat",
    "request": "dossier de demande",
    "recipient": "destinataire",
}
"""What people name on a command line."""

_SIGNING = {str(word): french for table in (ROLES, STATES) for word, french in table.items()}

SOURCES: Mapping[TextSource, str] = {
    TextSource.NATIVE: "texte du PDF",
    TextSource.FALLBACK: "texte du PDF, lu par le second moteur",
    TextSource.OCR: "reconnaissance de caractères",
}
"""Where words come from."""

CONDITIONS: Mapping[Condition, str] = {
    Condition.TEXT: "texte",
    Condition.IMAGE: "image",
    Condition.MIXED: "texte et images",
    Condition.BAD_LAYER: "texte faux",
    Condition.BLANK: "vide",
}
"""What pages are made of."""

NATURES: Mapping[Nature, str] = {
    Nature.TO_CORRECT: "à corriger",
    Nature.NOT_VERIFIED: "non vérifié",
}
"""What points of a report ask for."""

ORIGINALITIES: Mapping[Originality, str] = {
    Originality.ORIGINAL: "original",
    Originality.COPY: "copie",
    Originality.UNKNOWN: "non précisé",
}
"""Whether a file is the one its author issued."""

COLUMNS: Mapping[str, str] = {
    "format": "format",
    "number": "numéro",
    "workspace": "environnement",
    "id": "identifiant",
    "recorded_at": "date",
    "section": "partie",
    "kind": "nature",
    "subject": "objet",
    "site": "site",
    "heading": "en-tête",
}
"""What lists of entries are made of."""

_DAMAGES: Mapping[Damage, str] = {
    Damage.CHANGED: "l'entrée n° {number} a été modifiée : elle ne correspond plus à son maillon de la chaîne",
    Damage.MISSING: "l'entrée n° {number} manque",
    Damage.REORDERED: "l'entrée n° {number} n'est pas à sa place",
    Damage.REPEATED: "l'entrée n° {number} figure deux fois",
    Damage.TAIL_CUT: "la fin du registre manque : il n'y a plus d'entrée n° {number}",
    Damage.SET_BACK: "le registre s'arrête avant ce qu'atteste une ancre : il n'y a pas d'entrée n° {number}",
    Damage.REWRITTEN: "l'histoire a été réécrite : l'entrée n° {number} n'est plus celle qu'atteste une ancre",
    Damage.GONE: "le registre a disparu : une ancre en atteste l'entrée n° {number}",
    Damage.BEYOND_HEAD: "le registre se prolonge après sa fin : l'entrée n° {number} est de trop",
    Damage.HEAD_CHANGED: "la tête du registre ne suit pas de sa dernière entrée, n° {number}",
    Damage.UNREADABLE: "l'entrée n° {number} ne se lit pas",
    Damage.MISFILED: "l'entrée n° {number} est mal rangée : sa colonne « {column} » ne dit pas ce que dit l'entrée",
    Damage.PERSONAL_CHANGED: "les données personnelles de l'entrée n° {number} ont été modifiées",
    Damage.PERSONAL_MISSING: (
        "des données personnelles de l'entrée n° {number} manquent, alors qu'aucun effacement ne les explique"
    ),
}
_RANGES: Mapping[Damage, str] = {
    Damage.MISSING: "les entrées n° {number} à {last} manquent",
    Damage.TAIL_CUT: "la fin du registre manque : il n'y a plus d'entrées n° {number} à {last}",
    Damage.SET_BACK: (
        "le registre s'arrête avant ce qu'atteste une ancre : il n'y a pas d'entrées n° {number} à {last}"
    ),
    Damage.REWRITTEN: (
        "l'histoire a été réécrite entre les entrées n° {number} et n° {last} : cette dernière n'est plus celle "
        "qu'atteste une ancre"
    ),
    Damage.GONE: "le registre a disparu : une ancre en atteste les entrées n° {number} à {last}",
    Damage.BEYOND_HEAD: "le registre se prolonge après sa fin : les entrées n° {number} à {last} sont de trop",
    Damage.PERSONAL_MISSING: (
        "des données personnelles manquent entre les entrées n° {number} et {last}, "
        "alors qu'aucun effacement ne les explique"
    ),
}
_ILLEGIBLE = "l'entrée n° {number} est mal rangée : ses colonnes ne se lisent plus"
_STRANGER = "à la place de l'entrée n° {number} se trouve l'entrée n° {found}"


def unproven(persons: int) -> str:
    """Say that an export does not show who was erased, only that somebody was."""
    wording = (
        "1 personne effacée, selon une entrée que cet export ne montre pas"
        if persons == 1
        else f"{persons} personnes effacées, selon des entrées que cet export ne montre pas"
    )
    return typeset(wording)


def breach(found: Breach) -> str:
    """Say where a register is broken, and how."""
    wording = _DAMAGES[found.damage]
    if found.last is not None:
        wording = _RANGES.get(found.damage, wording)
    if found.damage is Damage.REORDERED and found.found is not None:
        wording = _STRANGER
    if found.damage is Damage.MISFILED and found.found is None:
        wording = _ILLEGIBLE
    column = COLUMNS.get(found.found or "", "en-tête")
    return typeset(wording).format(number=found.number, last=found.last, found=found.found, column=column)


def entry(kind: str) -> str:
    """Name a kind of fact; that of a plug-in by its own name."""
    return typeset(ENTRIES.get(kind, kind))


_CELLS: Mapping[str, str] = {
    "name": "nom",
    "email": "courriel",
    "sites": "sites",
    "expires_on": "expiration",
    "number": "numéro",
    "issued_on": "émise le",
    "due_on": "échéance",
    "total": "montant",
    "currency": "devise",
}
"""What a line of a file is made of."""


def place(path: str) -> str:
    """Say where in a file or a list of people something is wrong; any other path stays as it is."""
    if supposed := re.fullmatch(r"--invoice\[([0-9]+)\](?:\.(\w+))?", path):
        return f"--invoice n° {int(supposed[1]) + 1}" + (f", {supposed[2]}=" if supposed[2] else "")
    found = re.fullmatch(r"(?:line (?P<line>[0-9]+)|people\[(?P<person>[0-9]+)\])(?:\.(?P<cell>[a-z_]+))?", path)
    if found is None:
        return path
    where = f"ligne {found['line']}" if found["line"] else f"personne n° {int(found['person']) + 1}"
    return f"{where}, {_CELLS[found['cell']]}" if found["cell"] in _CELLS else where


def right(code: str) -> str:
    """Name a right as the pages group it; that of a plug-in by its code."""
    for module in MODULES:
        for one in module.rights:
            if one.code == code:
                return f"{module.french} : {one.french.lower()}"
    return code


def rights(codes: str) -> str:
    """Name rights that are given in one text, separated by commas."""
    return ", ".join(right(code) for code in codes.split(", "))


def intervention_type(code: str) -> str:
    """Name a type of intervention."""
    return TYPES[code].french if code in TYPES else code


def port(name: str) -> str:
    """Name a door to the world."""
    return PORTS.get(name, name)


def signing(words: str) -> str:
    """Name roles in which people sign, or what became of a signature; any other word stays as it is."""
    return ", ".join(_SIGNING.get(word, one_line(word)) for word in words.split(", "))


_FLAWS: Mapping[str, str] = {
    Flaw.ATTESTATION: "la clé n'a pas signé cela",
    Flaw.ENTRY: "l'entrée n'est pas celle d'une signature",
    Flaw.LINK: "l'entrée ne correspond pas à son maillon",
    Flaw.PERSONAL: "les données personnelles ont changé",
    Flaw.CONTENT: "le contenu n'est pas celui qui a été signé",
    Flaw.DRAWING: "le tracé a changé",
    Flaw.PATH: "le chemin ne mène pas où il dit",
    Flaw.ANCHOR: "l'ancre n'atteste pas cela",
}


def flaws(codes: str) -> str:
    """Say why the proof of a signature does not hold."""
    return typeset(", ".join(_FLAWS[Flaw(code)] for code in codes.split(", ")))


def states(codes: str) -> str:
    """Name where findings may stand, in the order people know; any other words stay as they are."""
    known = codes.split(", ")
    *others, last = [french.lower() for state, french in FINDING_STATES.items() if state.value in known] or [codes]
    return f"{', '.join(others)} ou {last}" if others else last


def thing(kind: str) -> str:
    """Name a kind of thing that has a name of its own."""
    return THINGS.get(kind, kind)


def total(found: Total) -> str:
    """Say how many there are, as far as they were counted."""
    if found.is_more:
        return f"plus de {number(found.number)}"
    return number(found.number) if found.is_whole else f"au moins {number(found.number)}"


def day(written: str | date) -> str:
    """Write a day as JJ/MM/AAAA."""
    value = date.fromisoformat(written) if isinstance(written, str) else written
    return f"{value:%d/%m/%Y}"


def instant(value: datetime) -> str:
    """Write an instant as people in France read their clocks."""
    in_france = value.astimezone(ZoneInfo("Europe/Paris"))
    return f"{in_france:%d/%m/%Y %H:%M}"


def told_at(written: str) -> str:
    """Write an instant that an error tells."""
    return instant(datetime.fromisoformat(written))


def file_size(size: str | int) -> str:
    """Write a number of bytes in the unit that suits it."""
    value = float(size)
    for unit in ("octets", "Kio", "Mio"):
        if value < 1024:  # noqa: PLR2004  # what a kibibyte has
            return f"{value:.0f} {unit}" if unit == "octets" else f"{value:.1f} {unit}".replace(".", ",")
        value /= 1024
    return f"{value:.1f} Gio".replace(".", ",")
