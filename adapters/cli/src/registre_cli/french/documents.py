"""What people read when a document is refused, or when the place where documents lie fails."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str | tuple[str, ...]] = {
    "document-too-large": ("le document dépasse {cap} : découpez-le", "le document est trop gros : découpez-le"),
    "document-not-found": "ce document n'est pas dans cet environnement : déposez-le d'abord",
    "document-altered": "le document enregistré a été altéré : restaurez-le depuis une sauvegarde",
    "documents-full": "le disque des documents est plein : libérez de la place, puis recommencez",
    "documents-failed": (
        "le disque des documents est en défaut ({system}) : vérifiez-le",
        "le dossier des documents « {folder} » est en défaut : vérifiez qu'il est bien monté, sans lien symbolique",
        "le compartiment des documents est en défaut ({bucket}) : vérifiez-le, puis recommencez",
        "le disque des documents est en défaut : vérifiez-le",
    ),
    "documents-not-readable": "les documents ne sont pas lisibles : donnez les droits de lecture sur leur dossier",
    "documents-not-writable": "le dossier des documents n'est pas accessible en écriture : donnez-en les droits",
    "document-being-removed": "ce même fichier, resté sans objet, est en cours de suppression : déposez-le à nouveau",
    "bucket-missing": (
        "le compartiment « {bucket} » n'existe pas : créez-le, ou corrigez l'adresse des documents",
        "ce compartiment n'existe pas : créez-le, ou corrigez l'adresse des documents",
    ),
    "bucket-access-denied": "le compartiment des documents refuse l'accès : vérifiez les identifiants et ses droits",
    "malformed-bucket-address": (
        "cette adresse n'est pas celle d'un compartiment : s3://compartiment/prefixe?region=eu-west-3, en minuscules, "
        "en https et sans identifiants, qui viennent de l'environnement"
    ),
    "sweep-incomplete": (
        "la suppression a échoué dans {count} environnement(s), à commencer par {workspace} : {first}",
        "la suppression a échoué dans un environnement : recommencez une fois la cause levée",
    ),
}
