"""The story as people read it."""

from __future__ import annotations

from pathlib import Path

from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table

from registre_cli import labels
from registre_cli.answers import message_of
from registre_cli.demo.building_chapters import Announced, Anomalies, Asked, Inspected, Kept, Quoted, Versions
from registre_cli.demo.chapters import (
    Cast,
    Chapter,
    Denied,
    Edited,
    Gates,
    Journal,
    Proposed,
    Rewritten,
    Scanned,
    State,
    Taken,
    Tampered,
    Unpaid,
    Visit,
)
from registre_cli.demo.journal import SHOWN, journal_table
from registre_cli.demo.page import heading, say, show
from registre_cli.demo.placing import (
    ARCHIVE,
    DATABASE,
    DOCUMENTS,
    EXPORT,
    KEY,
    NOTICES,
    PICTURES,
    PROOF,
    ROWS,
    SIGNATURES,
    SUMMARY,
)
from registre_cli.demo.signed_chapters import HotWork, Sealed, Signed
from registre_cli.demo.telling_building import tell_building
from registre_cli.demo.telling_copies import tell_proposed, tell_scanned
from registre_cli.demo.telling_ends import tell_ends
from registre_cli.demo.telling_rights import tell_edited
from registre_cli.demo.telling_signatures import tell_signatures
from registre_cli.demo.telling_unpaid import tell_unpaid
from registre_cli.tables import add, grid, headed
from registre_cli.terminal import Words, terminal
from registre_cli.typography import typeset
from registre_cli.verify import verdict
from registre_core.kernel.documents import Digest
from registre_core.rights import User
from registre_core.workspace import ERP_TYPES


def tell_title() -> None:
    """Say what is about to be told."""
    terminal().print(Rule(Words("Registre de sécurité – démonstration", style="bold"), characters="═", style="cyan"))
    say(
        "Toute la source en une histoire, de S1 à S10 : un rapport de contrôle au format PDF devient une observation "
        "dans un registre où la moindre retouche se voit ; des anomalies sont signalées, plusieurs entreprises "
        "sollicitées, une commission reçue ; une facture impayée coupe un accès, et son règlement le rouvre ; une "
        "intervention et un permis de feu se signent à la main, dans une page et au téléphone."
    )


def tell_already(folder: Path) -> None:
    """Say that it was told there before."""
    said = typeset("contient déjà la démonstration : rien n'a été refait, rien n'a changé.")
    terminal().print(Words(f"Le dossier «\u00a0{folder}\u00a0» {said}"), soft_wrap=True)


def tell_end(folder: Path) -> None:
    """Say what is left, and what to do with it."""
    database = folder / DATABASE
    heading("Ce qui reste")
    table = grid()
    add(table, str(database), typeset("la base : la commune de cette histoire"))
    add(table, f"{folder / DOCUMENTS}/", typeset("les rapports, rangés sous leur empreinte"))
    add(table, f"{folder / PICTURES}/", typeset("un passage du rapport et de sa copie, dessinés"))
    add(table, f"{folder / SIGNATURES}/", typeset("une preuve, un tracé, une clé publique, deux PDF scellés"))
    add(table, f"{folder / NOTICES}/", typeset("un courriel, tel qu'il partirait : le texte et la page"))
    add(table, str(folder / EXPORT), typeset("l'export du registre, qui se vérifie sans la base"))
    add(table, str(folder / SUMMARY), typeset("la synthèse des deux sites"))
    add(table, str(folder / ROWS), typeset("la même, ligne par ligne"))
    add(table, str(folder / ARCHIVE), typeset("tout l'environnement, à installer ailleurs"))
    show(table)
    say("Pour le vérifier vous-même :")
    for target in (f"sqlite:///{database}", str(folder / EXPORT)):
        terminal().print(Words(f"  registre verify {target}", style="bold"), soft_wrap=True)
    left = folder / SIGNATURES
    for line in (f"  registre verify-signature {left / PROOF} \\", f"    --key ed25519:{left / KEY}"):
        terminal().print(Words(line, style="bold"), soft_wrap=True)


def tell(chapter: Chapter) -> None:
    """Tell one chapter."""
    match chapter:
        case Cast() | Visit() | Gates() | Taken() | Scanned() | Proposed():
            _tell_report(chapter)
        case Denied() | Edited():
            _tell_denied(chapter) if isinstance(chapter, Denied) else tell_edited(chapter)
        case Anomalies() | Asked() | Quoted() | Inspected():
            tell_building(chapter)
        case Journal() | Tampered() | Rewritten():
            _tell_register(chapter)
        case Announced() | Kept() | Versions():
            tell_ends(chapter)
        case Unpaid():
            tell_unpaid(chapter)
        case Signed() | HotWork() | Sealed():
            tell_signatures(chapter)


def _tell_report(chapter: Cast | Visit | Gates | Taken | Scanned | Proposed) -> None:
    match chapter:
        case Cast():
            _tell_cast(chapter)
        case Visit():
            _tell_visit(chapter)
        case Gates():
            _tell_gates(chapter)
        case Taken() | Scanned() | Proposed():
            _tell_extraction(chapter)


def _tell_register(chapter: Journal | Tampered | Rewritten) -> None:
    _tell_journal(chapter) if isinstance(chapter, Journal) else _tell_forged(chapter)


def _tell_cast(cast: Cast) -> None:
    heading("S1 · Les lieux, les gens et leurs profils")
    say(
        f"L'exploitant de la plateforme ouvre un environnement, « {cast.workspace.name} », avec sa première "
        f"administratrice, {cast.administrator.name}. Un environnement, c'est un registre : personne ne voit celui "
        f"d'un autre. Elle y inscrit deux sites, un organisme agréé ({cast.inspectors.name}) avec ses interlocuteurs, "
        "et trois utilisateurs."
    )
    sites = headed("Site", "Type", "Catégorie", "Adresse")
    for site in cast.sites:
        kind = f"{site.erp_type.value} – {typeset(ERP_TYPES[site.erp_type].french)}"
        add(sites, Words(site.name), kind, f"{site.category.value}e", Words(site.address))
    show(sites)
    contacts = headed("Interlocuteur", "Prestataire", "Courriel", "Téléphone")
    for contact in cast.contacts:
        firm = cast.inspectors.name if contact.contractor_id else "–"
        add(contacts, Words(contact.name), Words(firm), Words(contact.email or "–"), Words(contact.phone or "–"))
    show(contacts)
    users = headed("Utilisateur", "Ses droits", "Ses sites")
    for user in cast.users:
        add(users, Words(user.name), _rights(user, cast), "tous" if user.sites is None else cast.school.name)
    show(users)
    say(
        f"Le profil « {cast.profile.name} » est créé à partir de {cast.manager.name}, puis donné à "
        f"{cast.deputy.name} : elle a les mêmes droits que lui, sans que personne les ait cochés un à un."
    )


def _rights(user: User, cast: Cast) -> str:
    if user.profile_id:
        return typeset(f"profil « {cast.profile.name} » : {len(cast.profile.rights)} droits")
    verb = "consulter seulement" if user is cast.caretaker else "planifier, clôturer, extraire…"
    return typeset(f"{len(user.grants)} droits propres : {verb}")


def _tell_visit(visit: Visit) -> None:
    heading("S4 · Un contrôle et son rapport")
    say(
        "Un contrôle des installations électriques est planifié à l'école, puis l'organisme remet son rapport. Le "
        "fichier est rangé sous son empreinte SHA-256 : qu'un octet change, et ce n'est plus le même document."
    )
    table = grid()
    intervention, report = visit.intervention, visit.report
    add(table, "Intervention", labels.intervention_type(intervention.type_code))
    add(table, "Planifiée le", labels.day(intervention.planned_on))
    size = typeset(labels.file_size(report.size))
    add(table, "Rapport", Words(f"{report.name}, {size}, {labels.ORIGINALITIES[report.originality]}"))
    add(table, "Empreinte", _short(report.digest))
    show(table)


def _tell_gates(gates: Gates) -> None:
    heading("S4 · Du rapport à l'observation")
    say(
        "On n'extrait pas n'importe quoi de n'importe où : seul un rapport PDF d'un contrôle, d'un SAV, d'une "
        "installation ou d'une maintenance, une fois l'intervention clôturée. Trois tentatives, trois refus motivés :"
    )
    table = headed("Tentative", "Réponse du registre")
    for attempt in gates.attempts:
        add(table, Words(typeset(attempt.situation)), Words(message_of(attempt.refusal), style="red"))
    show(table)


def _tell_extraction(chapter: Taken | Scanned | Proposed) -> None:
    match chapter:
        case Taken():
            _tell_taken(chapter)
        case Scanned():
            tell_scanned(chapter)
        case Proposed():
            tell_proposed(chapter)


def _tell_taken(taken: Taken) -> None:
    done = labels.day(taken.intervention.done_on) if taken.intervention.done_on else "–"
    say(
        f"L'intervention est clôturée (faite le {done}). {taken.creator.name} trace un rectangle sur la page 1 du "
        "rapport, et le registre en lit le texte, mots coupés recollés :"
    )
    show(Panel(Words(taken.passage.quote), border_style="green"))
    say("Le passage garde sa provenance : on saura toujours le retrouver dans le rapport, ou dire qu'il n'y est plus.")
    show(_provenance(taken))
    say("« Créer une observation » l'inscrit au registre. Deux autres passages de la page suivent le même chemin :")
    table = headed("Observation", "Lieu", "Créée par")
    table.columns[0].ratio = 1
    table.columns[1].max_width = 20
    for finding in taken.findings:
        add(table, Words(finding.text), Words(finding.place), Words(finding.created_by.person.name))
    show(table)


def _provenance(taken: Taken) -> Table:
    passage, part = taken.passage, taken.passage.parts[0]
    box = taken.selection.regions[0].box
    table = grid()
    add(table, "Document", _short(passage.document))
    size = f"{part.width:g} × {part.height:g} points"
    add(table, "Page", typeset(f"{part.page} (« {part.label} » dans le document), {size}"))
    add(table, "Rectangle", typeset(f"{', '.join(f'{edge:g}' for edge in box)} : {len(part.quads)} lignes de texte"))
    add(table, "Lu par", typeset(f"{passage.engine} : {labels.SOURCES[passage.source]}"))
    add(table, "Précédé de", Words(f"… {passage.prefix.strip()}"))
    add(table, "Suivi de", Words(f"{passage.suffix.strip()} …"))
    return table


def _tell_denied(denied: Denied) -> None:
    heading("S1 · Sans le droit, rien ne passe")
    say(
        f"{denied.user.name}, gardien, peut lire l'observation, pas en créer. Il essaie pourtant. Réponse du registre :"
    )
    show(Padding(Words(message_of(denied.refusal), style="red"), (0, 0, 0, 2)))
    table = headed("", "Tête du registre", "Observations")
    add(table, "Avant", *_state(denied.before))
    add(table, "Après", *_state(denied.after))
    show(table)
    say("La tête du registre n'a pas bougé : rien n'a changé." if denied.changed_nothing else "Le registre a changé !")


def _state(state: State) -> tuple[str, str]:
    return typeset(f"n° {state.head.number} · {state.head.link.hex()[:32]}"), str(state.findings)


def _tell_journal(journal: Journal) -> None:
    heading("Le registre, et ce qui arrive quand on y touche")
    say(
        "Chaque changement ci-dessus a laissé une entrée, dans la même transaction. Chaque entrée est enchaînée à "
        "toutes celles qui la précèdent. Une commission de sécurité voit la partie « Sécurité ». Les "
        f"{SHOWN} dernières, sur {len(journal.lines)} :"
    )
    show(journal_table(journal))
    table = headed("Vérification", "Entrées", "Résultat")
    add(table, "dans la base", str(journal.verification.count), verdict(journal.verification))
    offline = f"dans l'export, sans la base ({journal.withheld} entrées y sont remplacées par leur empreinte)"
    add(table, typeset(offline), str(journal.exported.count), verdict(journal.exported))
    show(table)


def _tell_forged(forged: Tampered | Rewritten) -> None:
    _tell_tampered(forged) if isinstance(forged, Tampered) else _tell_rewritten(forged)


def _tell_tampered(tampered: Tampered) -> None:
    say(
        "Quelqu'un qui tient le fichier de la base peut retirer les protections du schéma et réécrire l'histoire. "
        f"Dans une copie, un seul octet de l'entrée n° {tampered.number} est changé : « {tampered.before} » devient "
        f"« {tampered.after} ». La vérification de la copie répond :"
    )
    show(Padding(verdict(tampered.verification), (0, 0, 0, 2)))


def _tell_rewritten(rewritten: Rewritten) -> None:
    say(
        "Plus habile, il recalcule aussi tous les maillons et la tête : la base seule ne montre plus rien. Mais une "
        "ancre avait été prise avant, « registre anchor », signée et gardée ailleurs. Dans une autre copie :"
    )
    table = headed("Vérification", "Résultat")
    add(table, typeset("de la base seule"), verdict(rewritten.alone))
    known = typeset(f"avec l'ancre, qui atteste l'entrée n° {rewritten.anchored.number}")
    add(table, known, verdict(rewritten.verification))
    show(table)


def _short(digest: Digest) -> str:
    return f"SHA-256 {digest[:32]}…"
