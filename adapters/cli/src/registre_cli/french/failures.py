"""What people read when something outside fails: the register's own integrity, keys, databases, the host."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str | tuple[str, ...]] = {
    # the register
    "not-an-export": "ce fichier n'est pas un export de registre : donnez-en un, ou l'adresse d'une base",
    "entry-unreadable": (
        "l'entrée n° {number} ne se lit pas : vérifiez le registre",
        "une entrée ne se lit pas : vérifiez le registre",
    ),
    "register-without-head": (
        "l'environnement {workspace} n'a plus la tête de son registre : conservez la base en l'état",
        "un environnement n'a plus la tête de son registre : conservez la base en l'état",
    ),
    "not-an-anchor": (
        "« {file} » n'est pas une ancre, ou n'en est plus une : donnez un fichier écrit par registre anchor",
        "ce n'est pas une ancre, ou ce n'en est plus une : donnez un fichier écrit par registre anchor",
    ),
    "anchor-of-another-key": (
        "l'ancre « {file} » est signée par une clé étrangère, {signer} : ne vous y fiez pas, cherchez d'où elle vient",
        "l'ancre est signée par une clé étrangère, {signer} : ne vous y fiez pas, cherchez d'où elle vient",
        "l'ancre est signée par une clé étrangère : ne vous y fiez pas, cherchez d'où elle vient",
    ),
    "anchor-forged": (
        "l'ancre « {file} » est falsifiée : ce n'est pas ce que la clé {signer} a signé",
        "l'ancre est falsifiée : ce n'est pas ce que sa clé a signé",
    ),
    # keys
    "no-attestor": "aucune clé n'est choisie pour signer : donnez-en une, comme ed25519:/etc/registre/ancre.key",
    "private-key-needed": "une clé publique ne signe pas : donnez l'adresse de la clé privée",
    "no-key-to-make": (
        "« {name} » ne crée pas de clés : créez-la avec l'outil qui les garde",
        "cet adaptateur ne crée pas de clés : créez-la avec l'outil qui les garde",
    ),
    "malformed-key-address": (
        "« {address} » ne désigne pas une clé : par exemple ed25519:/etc/registre/ancre.key",
        "cette adresse ne désigne pas une clé : par exemple ed25519:/etc/registre/ancre.key",
    ),
    "key-not-found": (
        "il n'y a pas de clé « {file} » : vérifiez le chemin, ou lancez registre keygen",
        "il n'y a pas de clé à cet endroit : vérifiez le chemin, ou lancez registre keygen",
    ),
    "key-not-readable": (
        "la clé « {file} » n'est pas lisible : donnez-en le droit de lecture à l'utilisateur qui lance la commande",
        "la clé n'est pas lisible : donnez-en le droit de lecture à l'utilisateur qui lance la commande",
    ),
    "key-exposed": (
        "d'autres que vous peuvent lire la clé « {file} » : chmod 600, et une nouvelle clé s'ils ont pu la lire",
        "d'autres que vous peuvent lire la clé : chmod 600, et une nouvelle clé s'ils ont pu la lire",
    ),
    "key-exists": (
        "« {file} » existe déjà : une clé n'est jamais remplacée",
        "il y a déjà un fichier à cet endroit : une clé n'est jamais remplacée",
    ),
    "key-not-writable": (
        "la clé « {file} » ne peut pas être écrite : vérifiez le dossier, ses droits et le disque",
        "la clé ne peut pas être écrite : vérifiez le dossier, ses droits et le disque",
    ),
    "malformed-key": "ce n'est pas une clé Ed25519 au format PEM sans mot de passe : registre keygen en crée une",
    "key-command-failed": (
        "la commande {program}, qui donne la clé, a échoué avec le code {exit_code} : lancez-la à la main",
        "la commande {program}, qui donne la clé, n'a pas abouti : lancez-la à la main",
        "la commande qui donne la clé n'a pas abouti : lancez-la à la main",
    ),
    "not-the-next-entry": "cette entrée n'est pas la suivante du registre",
    # databases
    "not-a-register": (
        "« {database} » n'est pas la base d'un registre : vérifiez l'adresse",
        "ce n'est pas la base d'un registre : vérifiez l'adresse",
    ),
    "schema-missing": (
        "il n'y a pas encore de registre dans « {database} » : vérifiez l'adresse, ou lancez registre migrate",
        "il n'y a pas encore de registre à cette adresse : vérifiez-la, ou lancez registre migrate",
    ),
    "schema-too-old": (
        "la base « {database} » est d'une version antérieure : sauvegardez-la, puis lancez registre migrate",
        "la base est d'une version antérieure : sauvegardez-la, puis lancez registre migrate",
    ),
    "schema-too-new": (
        "la base « {database} » est d'une version plus récente ({revision}) : mettez registre à jour",
        "la base est d'une version plus récente : mettez registre à jour",
    ),
    "commit-unknown": (
        "la connexion a été coupée pendant l'enregistrement : ne recommencez que si le registre n'a pas {entry}",
        "la connexion a été coupée pendant l'enregistrement : vérifiez s'il a eu lieu avant de recommencer",
    ),
    "night-incomplete": (
        "le travail de la nuit a échoué dans {count} environnement(s), à commencer par {workspace} : {first}",
        "le travail de la nuit a échoué dans un environnement : recommencez une fois la cause levée",
    ),
    "reminders-incomplete": (
        "les avis de ronde ont échoué dans {count} environnement(s), à commencer par {workspace} : {first}",
        "les avis de ronde ont échoué dans un environnement : recommencez une fois la cause levée",
    ),
    "delivery-refused": (
        "l'envoi est refusé définitivement : vérifiez l'adresse du destinataire, et que ce moyen d'envoi convient"
    ),
    "recipient-gone": "le destinataire n'existe plus et le dit : plus rien ne lui est envoyé",
    "delivery-postponed": (
        "le serveur {server} répond, mais l'envoi n'aboutira pas ainsi : corrigez {mend} dans son adresse",
        "l'envoi n'a pas abouti : il sera repris plus tard, sous la même clé",
    ),
    "notifier-closed": "l'envoi des avis a été arrêté : rouvrez le registre",
    "malformed-mail-server": (
        "« {address} » ne suffit pas pour envoyer des courriels : corrigez {parts} dans l'adresse du serveur",
        "l'adresse du serveur de courriel est à corriger : par exemple smtp://mail.exemple.fr?from=registre@exemple.fr",
    ),
    "no-notifier": "aucun moyen d'envoi n'est choisi : nommez-en un ; les avis restent en attente",
    "storage-busy": "une autre opération occupe la base : recommencez dans un instant",
    "storage-closed": "la base a été refermée : ouvrez-la de nouveau",
    "storage-damaged": "la base est abîmée : restaurez une sauvegarde",
    "storage-failed": "la base est en défaut : vérifiez le disque et les droits",
    "storage-full": "le disque de la base est plein : libérez de la place, puis recommencez",
    "storage-collision": "deux opérations se gênaient, celle-ci a été abandonnée : recommencez",
    "storage-unreachable": (
        "le serveur de la base ne répond pas ou refuse la connexion ({said}) : vérifiez l'adresse, puis recommencez",
        "le serveur de la base ne répond pas : recommencez dans un instant",
    ),
    "storage-read-only": (
        "la base n'est pas accessible en écriture : donnez les droits sur le fichier et son dossier, "
        "ou voyez l'administrateur du serveur"
    ),
    "pragma-refused": (
        "SQLite n'accepte pas ici le réglage {pragma} : placez la base sur un disque local",
        "SQLite n'accepte pas ici un réglage nécessaire : placez la base sur un disque local",
    ),
    "transaction-closed": "la transaction est terminée : ouvrez-en une autre",
    "value-not-storable": "une valeur ne peut pas être enregistrée dans la base",
    # reports
    "detector-failed": (
        "le détecteur « {detector} » a échoué : désinstallez-le, et signalez-le à son auteur",
        "un détecteur d'observations a échoué : désinstallez-le, et signalez-le à son auteur",
    ),
    # how the host is put together
    "unknown-adapter": (
        "« {name} » n'est pas connu pour {port} ; adaptateurs installés : {known} (voyez registre plugins)",
        "cet adaptateur n'est pas installé : voyez registre plugins",
    ),
    "ambiguous-offer": (
        "deux extensions offrent « {name} » pour {port} : désinstallez l'une d'elles",
        "deux extensions offrent la même chose : désinstallez l'une d'elles",
    ),
    "unknown-hook": "une extension s'accroche à un point qui n'existe pas : mettez-la à jour",
    "plugin-not-loadable": (
        "l'extension « {plugin} » est installée mais ne se charge pas : réinstallez-la ou retirez-la",
        "une extension est installée mais ne se charge pas : réinstallez-la ou retirez-la",
    ),
    "nothing-to-prepare": (
        "« {name} » n'a pas de schéma : il n'y a rien à créer ni à mettre à jour",
        "il n'y a rien à créer ni à mettre à jour",
    ),
    "unknown-storage-scheme": (
        "une base « {scheme} » n'est pas prise en charge : donnez une adresse de la forme sqlite:///registre.db",
        "cette sorte de base n'est pas prise en charge : donnez une adresse de la forme sqlite:///registre.db",
    ),
    "malformed-storage-url": (
        (
            "« {url} » ne désigne pas une base : donnez une adresse de la forme sqlite:///registre.db "
            "ou postgresql+psycopg://compte@serveur/base"
        ),
        "cette adresse ne désigne pas une base : donnez-la sous la forme sqlite:///registre.db",
    ),
    "server-too-old": (
        "le serveur est un PostgreSQL {version} : il en faut un {oldest} ou plus récent",
        "ce serveur PostgreSQL est trop ancien : mettez-le à jour",
    ),
    "server-not-utf8": (
        "la base est codée en {encoding} : créez-en une en UTF8",
        "la base n'est pas codée en UTF8 : créez-en une autre",
    ),
    "roles-missing": (
        "il manque des rôles du registre sur le serveur : son administrateur doit exécuter {sql}",
        "il manque des rôles du registre sur le serveur : voyez son administrateur",
    ),
    "role-not-granted": (
        "le compte « {login} » n'a pas le rôle {role} : l'administrateur du serveur doit exécuter {sql}",
        "ce compte n'a pas le rôle qu'il faut : voyez l'administrateur du serveur",
    ),
    "role-too-powerful": (
        "le rôle {role} échappe au cloisonnement des environnements : l'administrateur du serveur doit exécuter {sql}",
        "un rôle échappe au cloisonnement des environnements : voyez l'administrateur du serveur",
    ),
    "schema-not-allowed": (
        "ce compte ne peut pas créer le schéma du registre : l'administrateur du serveur doit exécuter {sql}",
        "ce compte ne peut pas créer le schéma du registre : voyez l'administrateur du serveur",
    ),
    "privilege-missing": (
        "la base refuse l'opération : les droits que registre migrate a donnés aux rôles du registre ont changé ; "
        "voyez l'administrateur du serveur"
    ),
    "malformed-address": (
        "« {address} » n'est pas une adresse : par exemple sqlite:///registre.db ou file:///var/lib/registre",
        "cette adresse est mal formée",
    ),
    "time-zone-data-missing": (
        "les données du fuseau horaire {zone} manquent : installez le paquet tzdata",
        "les données de fuseaux horaires manquent : installez le paquet tzdata",
    ),
}
"""By code."""
