"""What people read when what they asked for cannot be done: their input, their rights, the state of things."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str | tuple[str, ...]] = {
    # the command line itself
    "usage": ("{said} ; pour l'aide : {command} --help", "commande mal formée ; pour l'aide : registre --help"),
    "unexpected": (
        "erreur imprévue ({kind}), un défaut du logiciel : relancez avec REGISTRE_TRACE=1 pour en voir la trace",
        "erreur imprévue : relancez avec REGISTRE_TRACE=1 pour en voir la trace",
    ),
    "register-broken": (
        "le registre est rompu : {first} ; conservez la base en l'état et comparez-la à une sauvegarde ou à un export",
        "le registre est rompu : conservez la base en l'état et comparez-la à une sauvegarde ou à un export",
    ),
    "database-address-needed": (
        "« {file} » est une base SQLite : donnez son adresse, {address}",
        "c'est une base SQLite : donnez son adresse, de la forme sqlite:///registre.db",
    ),
    "documents-address-needed": "dites où sont les documents : --documents file:///var/lib/registre",
    "file-not-found": ("le fichier « {file} » n'existe pas : vérifiez son chemin", "ce fichier n'existe pas"),
    "not-a-file": ("« {file} » n'est pas un fichier : donnez le chemin d'un fichier", "ce n'est pas un fichier"),
    "file-not-readable": (
        "le fichier « {file} » n'est pas lisible : donnez-en le droit de lecture à l'utilisateur qui lance la commande",
        "ce fichier n'est pas lisible : donnez-en le droit de lecture",
    ),
    "not-a-folder": (
        "« {folder} » n'est pas un dossier : choisissez un dossier vide ou à créer",
        "ce n'est pas un dossier",
    ),
    "folder-not-empty": (
        "le dossier « {folder} » contient autre chose qu'une démonstration : choisissez un dossier vide ou à créer",
        "le dossier n'est pas vide : choisissez un dossier vide ou à créer",
    ),
    "file-exists": (
        "« {file} » existe déjà et n'est pas remplacé : choisissez un autre chemin",
        "ce fichier existe déjà et n'est pas remplacé : choisissez un autre chemin",
    ),
    "anchor-missing": "une clé ne vérifie que des ancres : nommez-les avec --anchor",
    "anchor-of-others": (
        "aucune de ces ancres ne connaît l'environnement {workspace} : elles ne prouvent rien de cet export",
        "aucune de ces ancres ne connaît cet environnement : elles ne prouvent rien de cet export",
    ),
    # the version of the client, the account, and what was recorded without network
    "access-suspended": ("{text}", "l'accès est coupé, une facture n'étant pas réglée : régularisez le compte"),
    "client-too-old": (
        "la version {declared} est trop ancienne, il faut au moins la {minimum} : {action}",
        "cette version est trop ancienne : mettez-la à jour",
    ),
    "client-version-unknown": (
        "la version n'est pas connue, il faut au moins la {minimum} : {action}",
        "la version n'est pas connue : mettez-la à jour",
    ),
    "not-recorded-offline": "cela n'a pas été enregistré hors connexion : faites-le directement",
    "claimed-in-the-future": "l'heure annoncée est dans le futur : réglez l'horloge du téléphone",
    "not-sendable": (
        "« {action} » ne s'envoie pas après coup ; s'envoient ainsi : {known}",
        "cette action ne s'envoie pas après coup : faites-la directement",
    ),
    "arrival-not-found": (
        "rien n'a été reçu pendant la coupure sous l'identifiant {arrival}",
        "rien n'a été reçu pendant la coupure sous cet identifiant",
    ),
    "arrival-half-settled": "un enregistrement reçu attend, ou bien a été traité : pas l'un et l'autre",
    "record-id-taken": "un autre enregistrement a été envoyé sous cet identifiant : donnez-en un nouveau à celui-ci",
    # who acts, and what is named
    "unknown-name": (
        "aucun {thing} ne s'appelle « {name} » : serait-ce {nearest} ?",
        "aucun {thing} ne s'appelle « {name} » : vérifiez le nom, ou donnez l'identifiant",
        "ce nom n'est celui de rien ici : vérifiez-le, ou donnez l'identifiant",
    ),
    "ambiguous-name": (
        "plus d'un {thing} s'appelle « {name} » : donnez l'identifiant de celui-ci, parmi {candidates}",
        "ce nom est porté plus d'une fois : donnez l'identifiant",
    ),
    "nothing-that-day": (
        "il n'y a rien le {day} : la liste dit ce qu'il y a, avec les identifiants",
        "il n'y a rien ce jour-là : la liste dit ce qu'il y a, avec les identifiants",
    ),
    "several-that-day": (
        "il y en a plus d'un le {day} : donnez l'identifiant, parmi {candidates}",
        "il y en a plus d'un ce jour-là : donnez l'identifiant",
    ),
    "workspace-undecided": (
        "la base a plusieurs environnements : dites lequel avec --workspace, comme {candidates}",
        "la base ne contient aucun environnement : il n'y a rien à voir",
    ),
    "actor-undecided": (
        "plus d'un utilisateur administre cet environnement : dites qui agit avec --as, comme {candidates}",
        "personne n'administre durablement cet environnement : dites qui agit avec --as",
    ),
    "one-change": (
        "un plan montre un seul changement, non {asked} : gardez-en un",
        "dites ce qui doit changer : --add et --remove, --attach, --detach, --homogenise ou --delete",
    ),
    "option-of-another-change": (
        "{option} ne va qu'avec {change} : ajoutez {change}, ou retirez cette option",
        "une option ne va pas avec ce changement : retirez-la",
    ),
    "not-of-this-profile": (
        "{people} : pas de ce profil ; nommez le profil « {name} » pour ses seuls utilisateurs",
        "un utilisateur nommé n'est pas de ce profil : nommez le sien",
    ),
    "unknown-choice": (
        "« {value} » n'est pas un choix de {option} : {choices}",
        "ce choix n'existe pas : voyez l'aide de la commande",
    ),
    "unknown-field": (
        "une facture n'a pas de « {field} » : elle a {fields}",
        "une facture n'a pas cela : voyez l'aide de la commande",
    ),
    "repeated-field": (
        "{field}= est donné deux fois : gardez l'un des deux",
        "une facture dit deux fois la même chose",
    ),
    "field-missing": ("il manque {field}= à une facture", "il manque quelque chose à une facture"),
    "one-form": "une matrice s'écrit sous une seule forme : --csv, --markdown ou --json",
    "sites-undecided": "dites où travaillent ceux dont la ligne ne nomme pas de site : --site, ou bien --all-sites",
    "disk-full": ("le disque est plein : libérez de la place, puis recommencez",),
    "disk-failed": ("le disque a refusé l'opération ({system}) : vérifiez-le", "le disque a refusé l'opération"),
    # reports and what is selected in them
    "part-off-page": "ces mots ne sont pas dans le rapport : relancez la recherche des observations",
    "empty-file": "le fichier est vide : transmettez-le de nouveau",
    "not-a-pdf": "ce fichier n'est pas un PDF, quel que soit son nom : donnez le rapport au format PDF",
    "truncated-pdf": "la fin du PDF manque, et du texte avec elle : transmettez le fichier de nouveau, en entier",
    "damaged-pdf": "ce PDF est abîmé et ne s'ouvre pas : exportez-le de nouveau",
    "pdf-engine-failed": "le moteur de lecture a échoué sur ce PDF : recommencez, ou exportez-le de nouveau",
    "damaged-page": (
        "la page {page} de ce PDF est abîmée et ne se lit pas : exportez-le de nouveau",
        "cette page est abîmée et ne se lit pas : exportez le PDF de nouveau",
    ),
    "file-too-large": ("le fichier dépasse {limit} : découpez-le", "le fichier est trop gros : découpez-le"),
    "too-many-pages": ("le document dépasse {limit} pages : découpez-le", "le document a trop de pages : découpez-le"),
    "image-too-large": "l'image à dessiner est trop grande : réduisez la zone ou la résolution",
    "resolution-out-of-range": (
        "{dpi} points par pouce n'est pas une résolution possible",
        "cette résolution n'est pas possible",
    ),
    "reading-closed": "le document a été refermé : ouvrez-le de nouveau",
    "password-required": "ce PDF est chiffré : donnez son mot de passe avec --password",
    "password-wrong": "le mot de passe n'ouvre pas ce PDF : vérifiez-le auprès de l'auteur du rapport",
    "unsupported-encryption": "le chiffrement de ce PDF n'est pas pris en charge : enregistrez-le sans chiffrement",
    "page-out-of-range": (
        "la page {page} n'existe pas : le document a {pages} page(s), comptées à partir de 1",
        "la page {page} n'existe pas : les pages se comptent à partir de 1",
        "cette page n'existe pas dans le document",
    ),
    "malformed-rectangle": (
        "« {rect} » n'est pas un rectangle : écrivez x0,y0,x1,y1 en points, avec x0 < x1 et y0 < y1",
        "un rectangle s'écrit x0,y0,x1,y1 en points, avec x0 < x1 et y0 < y1",
    ),
    "region-off-page": (
        "le rectangle est hors de la page, qui mesure {shown} points : l'origine est en haut à gauche",
        "le rectangle est hors de la page : l'origine est en haut à gauche, l'unité est le point",
    ),
    "empty-selection": "il n'y a pas de texte dans la sélection : élargissez-la, ou choisissez une autre page",
    "boxes-do-not-match": "les caractères de la page et leurs positions ne se correspondent pas",
    "pages-out-of-order": "les parties d'un passage se suivent dans l'ordre des pages",
    "folder-missing": ("le dossier « {folder} » n'existe pas : créez-le", "ce dossier n'existe pas : créez-le"),
    "folder-not-writable": (
        "le dossier « {folder} » n'est pas accessible en écriture : donnez-en les droits, ou choisissez-en un autre",
        "ce dossier n'est pas accessible en écriture : donnez-en les droits, ou choisissez-en un autre",
    ),
    # sites
    "site-closed": (
        "le site est fermé à partir du {closed_on} : rouvrez-le d'abord",
        "le site est fermé : rouvrez-le d'abord",
    ),
    "site-open": "le site n'est pas fermé : il n'y a rien à rouvrir",
    # files of users, and files in general
    "not-text": "ce fichier n'est pas du texte : enregistrez la feuille de calcul au format CSV (UTF-8)",
    "only-a-header": "le fichier n'a qu'un en-tête : écrivez les lignes qui manquent",
    "too-many-lines": ("le fichier dépasse {most} lignes : découpez-le", "le fichier a trop de lignes : découpez-le"),
    "too-many-users": (
        "{most} utilisateurs au plus se créent à la fois : découpez la liste",
        "la liste est trop longue : découpez-la",
    ),
    "unknown-column": (
        "la colonne « {column} » n'est pas connue : seules le sont {columns}",
        "une colonne n'est pas connue",
    ),
    "repeated-column": ("la colonne « {column} » figure deux fois", "une colonne figure deux fois"),
    "column-missing": ("la colonne « {column} » manque", "une colonne manque"),
    "malformed-line": (
        "la ligne ne se lit pas : un guillemet n'est pas fermé ou pas doublé, ou une cellule est bien trop longue"
    ),
    "cell-without-header": (
        "la cellule n° {cell} n'a pas d'en-tête : entourez de guillemets ce qui contient un séparateur",
        "une cellule n'a pas d'en-tête : entourez de guillemets ce qui contient un séparateur",
    ),
    "another-separator": "les cellules n'y sont pas séparées comme dans l'en-tête : remettez-les dans leur fichier",
    "mixed-encodings": (
        "la ligne n'est pas codée comme le reste du fichier ; on y lirait « {text} » : enregistrez-le entier en UTF-8",
        "la ligne n'est pas codée comme le reste du fichier : enregistrez-le entier en UTF-8",
    ),
    "malformed-identifier": (
        "« {value} » n'est pas un identifiant : la liste les donne",
        "ce n'est pas un identifiant : la liste les donne",
    ),
    "malformed-moment": (
        "« {value} » n'est pas un moment : écrivez-le 31/12/2026 08:30",
        "ce n'est pas un moment : écrivez-le 31/12/2026 08:30",
    ),
    "malformed-recurrence": (
        "« {value} » ne dit pas quand cela revient : écrivez « 6 month », « 1 year » ou « 2 week »",
        "cela ne dit pas quand cela revient : écrivez « 6 month », « 1 year » ou « 2 week »",
    ),
    "malformed-date": (
        "« {value} » n'est pas une date : écrivez-la 31/12/2026 ou 2026-12-31",
        "ce n'est pas une date : écrivez-la 31/12/2026 ou 2026-12-31",
    ),
    "unknown-site": ("« {site} » n'est le nom d'aucun de vos sites", "ce n'est le nom d'aucun de vos sites"),
    "ambiguous-site": ("plusieurs sites se nomment « {site} »", "plusieurs sites portent ce nom"),
    "repeated-person": (
        "même nom et même courriel qu'à la {place} : ne citez chacun qu'une fois",
        "même nom et même courriel qu'une autre : ne citez chacun qu'une fois",
    ),
    "repeated-address": (
        "même courriel qu'à la {place} : chacun a le sien, ou aucun",
        "ce courriel figure deux fois : chacun a le sien, ou aucun",
    ),
    "address-taken": "un compte a déjà ce courriel : cette personne y figure peut-être déjà",
    # rights
    "right-not-held": (
        (
            "le droit « {right} » manque : ni le profil « {profile} » ni un droit propre ne le donne ; "
            "demandez-le à un administrateur"
        ),
        "le droit « {right} » manque : demandez-le à un administrateur",
        "ce droit manque : demandez-le à un administrateur",
    ),
    "right-denied": (
        "le droit « {right} » est retiré à cet utilisateur : voyez un administrateur",
        "ce droit est retiré à cet utilisateur : voyez un administrateur",
    ),
    "right-needs-another": (
        "le droit « {right} » suppose « {needs} » : demandez-le à un administrateur",
        "ce droit en suppose un autre : demandez-le à un administrateur",
    ),
    "site-not-assigned": "ce site n'est pas l'un des siens : demandez-le à un administrateur",
    "account-inactive": "ce compte n'est pas actif : voyez un administrateur",
    "account-locked": "ce compte est verrouillé : voyez un administrateur",
    "account-expired": (
        "ce compte a pris fin le {on} : voyez un administrateur",
        "ce compte a pris fin : voyez un administrateur",
    ),
    "account-unknown": "ce compte n'existe pas dans cet environnement",
    "wrong-account-kind": "le compte d'une personne n'est pas celui d'une machine",
    "operator-only": "cela relève de l'exploitant de la plateforme seul",
    "not-the-operators": "cela relève des utilisateurs de l'environnement, non de l'exploitant de la plateforme",
    "operator-creates-nothing": "seul un compte de l'environnement peut créer une observation",
    "operator-grants-nothing": "seul un compte de l'environnement peut donner des droits",
    "operator-with-account": "l'exploitant de la plateforme n'a pas de compte",
    "actor-incomplete": "il manque l'environnement ou le compte de celui qui agit",
    "workspace-missing": "précisez de quel environnement il s'agit",
    "grant-beyond-own": (
        "nul ne donne un droit qu'il n'a pas : « {right} »",
        "nul ne donne un droit qu'il n'a pas",
    ),
    "grant-beyond-own-sites": "nul ne donne de droits sur des sites qui ne sont pas les siens",
    "loss-beyond-own-sites": (
        "nul ne retire de droits sur des sites qui ne sont pas les siens : « {right} »",
        "nul ne retire de droits sur des sites qui ne sont pas les siens",
    ),
    "own-rights-upward": (
        "nul ne se donne de droits à lui-même : « {right} » ; demandez-le à un autre administrateur",
        "nul ne se donne de droits à lui-même : demandez-le à un autre administrateur",
    ),
    "last-administrator": (
        "il ne resterait personne pour administrer durablement les utilisateurs de tous les sites : "
        "désignez d'abord un autre administrateur"
    ),
    "plan-outdated": "quelque chose a changé depuis que ce plan a été montré : rien n'est fait ; relisez-le d'abord",
    "another-plan": "ce plan est celui d'un autre changement : appliquez-le pour ce qu'il montre",
    "profile-in-use": (
        "{people} utilisateur(s) du profil « {name} » seraient sans profil : nommez celui qui les reprend",
        "des utilisateurs partagent encore le profil « {name} » : nommez celui qui les reprend",
        "des utilisateurs partagent encore ce profil : nommez celui qui les reprend",
    ),
    "own-successor": "un profil supprimé ne reprend pas ses propres utilisateurs : nommez-en un autre",
    "plugin-rights-undecided": (
        "cet utilisateur a des droits de modules ajoutés, {rights} : dites lesquels vont au profil, ou aucun",
        "cet utilisateur a des droits de modules ajoutés : dites lesquels vont au profil, ou aucun",
    ),
    "right-not-the-model-s": (
        "le modèle n'a pas de droit ajouté « {right} » : choisissez parmi les siens",
        "le modèle n'a pas ce droit : choisissez parmi les siens",
    ),
    "unknown-right": (
        "le droit « {right} » n'existe pas : serait-ce {nearest} ?",
        "le droit « {right} » n'existe pas",
        "ce droit n'existe pas",
    ),
    "own-account": "nul n'efface son propre compte : demandez-le à un autre administrateur",
    "person-erased": "cette personne a été effacée : plus rien ne change à son nom ni à ses droits",
    "name-reserved": "« Personne effacée » se lit à la place d'un nom effacé : choisissez un autre nom",
    "duplicate-right": "deux modules de droits portent le même nom : renommez l'un d'eux",
    "right-of-another-module": "un droit porte le nom de son module",
    "rights-read-alike": "deux droits d'un même module se lisent de la même façon : renommez l'un d'eux",
    "ambiguous-group": "deux modules de droits donnent deux noms au même groupe : gardez-en un",
    # what is not there, or there already
    "workspace-not-found": "cet environnement n'existe pas",
    "site-not-found": "ce site n'existe pas",
    "contractor-not-found": "ce prestataire n'existe pas",
    "contact-not-found": "cet interlocuteur n'existe pas",
    "profile-not-found": "ce profil n'existe pas",
    "user-not-found": "cet utilisateur n'existe pas",
    "reference-not-found": "un élément désigné n'existe pas",
    "already-exists": "cet élément existe déjà",
    "workspace-exists": "cet environnement existe déjà",
    "name-taken": ("le nom « {name} » est déjà pris : choisissez-en un autre", "ce nom est déjà pris"),
    "stale-version": "quelqu'un l'a modifié entre-temps : relisez, puis recommencez",
    # versions of clients
    "version-not-published": (
        "la version {value} n'est pas publiée, personne ne peut l'avoir : exigez au plus la {published}",
        "cette version n'est pas publiée, personne ne peut l'avoir : exigez-en une qui l'est",
    ),
    "recommended-below-minimum": (
        "la version conseillée, {value}, est antérieure à la version minimale : conseillez au moins la {minimum}",
        "la version conseillée est antérieure à la version minimale : conseillez celle-ci, ou une plus récente",
    ),
    "client-without-version": (
        "un client « {client} » n'annonce pas de version : n'en exigez pas de lui",
        "ce genre de client n'annonce pas de version : n'en exigez pas de lui",
    ),
    # values
    "invalid-input": "plusieurs valeurs ne conviennent pas",
    "not-one-line": "ce texte doit tenir sur une ligne, sans caractère de contrôle",
    "half-a-character": "ce texte contient un caractère incomplet : ressaisissez-le",
    "blank-text": "un texte est vide : remplissez-le",
    "empty-collection": "il faut au moins un élément",
    "repeated-member": "chaque élément ne se cite qu’une fois",
    "number-too-small": (
        "{value} est trop petit : le minimum est {minimum}",
        "ce nombre est trop petit",
    ),
    "number-too-large": (
        "{value} est trop grand : le maximum est {maximum}",
        "ce nombre est trop grand",
    ),
    "text-too-long": (
        "ce texte dépasse {most} caractères : raccourcissez-le, ou joignez un document",
        "ce texte est trop long : raccourcissez-le, ou joignez un document",
    ),
    "malformed-text": (
        "« {value} » n'a pas la bonne forme, par exemple {example}",
        "ce texte n'a pas la bonne forme",
    ),
    "naive-instant": "un instant doit porter son décalage horaire",
    "not-utc": "un instant du registre se garde en temps universel",
    "malformed-data": "les données n'ont pas la forme attendue",
    "not-canonical": "une valeur n'a pas de forme canonique : elle ne peut pas entrer au registre",
    "malformed-cursor": "ce repère de page ne vient pas de cette liste dans cet ordre : reprenez-la à son début",
    "day-missing": "un état est celui d'un jour : précisez lequel",
    "page-size": ("une page de liste contient de 1 à {largest} éléments", "une page de liste a une taille limitée"),
}
"""By code."""
