"""What people read when a report cannot be read as they asked: marks, quotes, recognition, proposals, archives."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str | tuple[str, ...]] = {
    # what is marked
    "nothing-selected": "dites quoi lire : un rectangle (--rect), un cadre (--quad) ou les mots eux-mêmes (--quote)",
    "page-missing": (
        "« {mark} » est sur quelle page ? Écrivez --page, ou la page devant, comme 4:{mark}",
        "la page manque : écrivez --page, ou la page devant le rectangle",
    ),
    "malformed-quad": (
        "« {quad} » n'est pas un cadre : écrivez ses quatre coins x0,y0,…,x3,y3 en points, dans l'ordre du tour",
        "un cadre s'écrit par ses quatre coins, x0,y0,…,x3,y3 en points, dans l'ordre du tour",
    ),
    "part-off-page": "la page n'a pas ces caractères : relisez-la, puis recommencez",
    "quote-not-found": "ces mots ne sont pas dans le rapport : vérifiez-les, ou marquez-les d'un rectangle",
    "quote-ambiguous": (
        "ces mots figurent à plusieurs endroits (page {pages}) : citez-en davantage, ou dites où avec --page ou --rect",
        "ces mots figurent à plusieurs endroits : citez-en davantage, ou dites où avec --page ou --rect",
    ),
    "copying-forbidden": "l'auteur de ce document en interdit la copie, et cet hôte le respecte : demandez-la-lui",
    "confidences-do-not-match": "les caractères de la page et leur sûreté ne se correspondent pas",
    "not-a-percentage": "ce nombre doit être compris entre 0 et 100",
    # reading
    "report-too-long": (
        "le rapport a plus de {limit} caractères : découpez-le, puis proposez chaque partie",
        "le rapport est trop long pour être proposé d'un coup : découpez-le, puis proposez chaque partie",
    ),
    "too-many-characters": (
        "cette page compte {characters} caractères, plus que n'en lit une personne : exportez le PDF de nouveau",
        "cette page compte plus de caractères que n'en lit une personne : exportez le PDF de nouveau",
    ),
    "reading-took-too-long": (
        "la page {page} ne s'est pas lue en {seconds} s : exportez le PDF de nouveau",
        "ce PDF ne s'est pas ouvert en {seconds} s : exportez-le de nouveau",
        "ce PDF demande trop de temps à lire : exportez-le de nouveau",
    ),
    "reading-took-too-much-memory": (
        "la page {page} demande trop de mémoire à lire : exportez le PDF de nouveau",
        "ce PDF demande trop de mémoire à lire : exportez-le de nouveau",
    ),
    "pdf-worker-not-started": (
        "aucun processus ne démarre pour lire les PDF ({reason}) : vérifiez l'installation de Python",
        "aucun processus ne démarre pour lire les PDF : vérifiez l'installation de Python",
    ),
    # recognition
    "no-recognizer": (
        (
            "page {pages} : pas de texte sûr, et rien n'est choisi pour le reconnaître ; nommez un moteur avec "
            "--recognizer, ou passez-vous de cette page avec --ocr never"
        ),
        "il n'y a pas de texte sûr, et rien n'est choisi pour le reconnaître : nommez un moteur avec --recognizer",
    ),
    "recognizer-not-installed": (
        "la commande {command} n'est pas installée : apt-get install tesseract-ocr tesseract-ocr-fra",
        "la reconnaissance de caractères n'est pas installée : apt-get install tesseract-ocr tesseract-ocr-fra",
    ),
    "language-not-installed": (
        "il manque à la reconnaissance les données de la langue {languages} : apt-get install {install}",
        "il manque à la reconnaissance les données d'une langue : apt-get install tesseract-ocr-fra",
    ),
    "malformed-reader-address": (
        "« {address} » ne désigne pas de quoi lire les PDF : écrivez pdf, ou pdf:workers=1",
        "ce qui lit les PDF s'écrit pdf, ou pdf:workers=1 pour un seul processus à la fois",
    ),
    "malformed-recognizer-address": (
        "« {address} » ne désigne pas un moteur de reconnaissance : écrivez tesseract, ou tesseract:fra+eng",
        "un moteur de reconnaissance s'écrit tesseract, ou tesseract:fra+eng pour deux langues",
    ),
    "recognizer-failed": (
        "la reconnaissance de caractères a échoué (code {exit_code}) : recommencez, ou réinstallez-la",
        "la reconnaissance de caractères a échoué : recommencez, ou réinstallez-la",
    ),
    "not-a-picture": "ce n'est pas une image PNG entière : dessinez la page de nouveau",
    "picture-too-costly": "l'image est trop lourde à reconnaître : marquez une plus petite partie de la page",
    # proposals
    "candidate-altered": (
        "le rapport ne dit pas « {text} » à cet endroit : proposez de nouveau, puis acceptez ce qui est proposé",
        "le rapport ne dit pas cela à cet endroit : proposez de nouveau, puis acceptez ce qui est proposé",
    ),
    # archives
    "out-missing": "les propositions d'un dossier vont dans un fichier : nommez-le avec --out",
    "option-for-folders": (
        "{option} ne va qu'avec un dossier : pour un seul rapport, redirigez la sortie",
        "cette option ne va qu'avec un dossier de rapports",
    ),
    "workers-out-of-range": (
        "{workers} processus ne lisent rien : il en faut un au moins",
        "il faut un processus au moins",
    ),
    "not-proposals": (
        "« {file} » est autre chose que les propositions d'un dossier, et n'a pas été touché : nommez un autre fichier",
        "ce fichier est autre chose que les propositions d'un dossier : nommez-en un autre",
    ),
    "file-in-use": (
        "« {file} » est en train d'être écrit par une autre commande : attendez qu'elle ait fini",
        "ce fichier est en train d'être écrit par une autre commande : attendez qu'elle ait fini",
    ),
    "folder-not-readable": (
        "le dossier « {folder} » n'est pas lisible : donnez-en le droit de lecture",
        "ce dossier n'est pas lisible : donnez-en le droit de lecture",
    ),
    "worker-ended": (
        "la lecture de « {file} » met fin au processus qui la fait : exportez ce PDF de nouveau, ou lisez-le seul",
        "la lecture de ce rapport met fin au processus qui la fait : exportez-le de nouveau, ou lisez-le seul",
    ),
    "workers-lost": "les processus de lecture s'arrêtent quoi qu'ils lisent : vérifiez la mémoire et l'installation",
    "reports-not-read": (
        "{failed} rapport(s) sur {total} n'ont pas été lus : le fichier dit pourquoi ; relancez pour les tenter encore",
        "des rapports n'ont pas été lus : le fichier dit pourquoi ; relancez pour les tenter encore",
    ),
}
"""By code."""
