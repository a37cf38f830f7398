"""What the help pages of the commands about findings say."""

from __future__ import annotations

from registre_cli.interventions.manual import DEMO, SCHOOL
from registre_cli.manual import Group, Manual

_DOOR = "'bloquée ouverte'"
_KEPT = "--documents file:///var/lib/registre"

FINDINGS = Group(
    "findings",
    "Les observations, anomalies et prescriptions : créées, planifiées, corrigées, levées.",
    "Un constat se nomme par son identifiant, ou par des mots que son texte est seul à contenir. Ce qui vient d'une "
    "intervention est une observation, d'une visite de commission une prescription, de tout le reste une anomalie. Qui "
    "agit se dit avec --as ; ses droits comptent comme partout.",
    (
        Manual(
            "findings list",
            "findings.listing:listed",
            "registre findings list ADRESSE [--open] [--kind NATURE] [OPTIONS]",
            "Lister les observations, anomalies et prescriptions, avec « Anomalie créée par ».",
            "Par pages, le dernier créé d'abord : le repère que donne une page, passé à --after, mène à la suivante.",
            (
                f"registre findings list {DEMO}",
                f"registre findings list {DEMO} --open --order gravest",
                f"registre findings list {DEMO} --kind anomaly --site {SCHOOL} --created-by 'Maëlle Kerdoncuff' --json",
            ),
        ),
        Manual(
            "findings show",
            "findings.showing:show",
            "registre findings show ADRESSE CONSTAT [OPTIONS]",
            "Montrer un constat : ce qu'il dit, qui l'a créé, ce qui en est advenu, qui peut le lever.",
            "Les étapes de sa correction sont dans l'ordre, avec leurs justificatifs.",
            (f"registre findings show {DEMO} {_DOOR}",),
        ),
        Manual(
            "findings record",
            "findings.recording:record",
            "registre findings record ADRESSE --text TEXTE ORIGINE [OPTIONS]",
            "Créer ce que l'on a vu soi-même : une anomalie, ou une observation ou prescription à côté d'un rapport.",
            "ORIGINE dit d'où elle vient : --site, --permit ou --document pour une anomalie, --intervention pour une "
            "observation, --visit pour une prescription. Ce qu'un rapport dit s'en extrait, avec son passage.",
            (
                (
                    f"registre findings record {DEMO} --site {SCHOOL} --text 'Porte coupe-feu bloquée ouverte' "
                    "--place 'Rez-de-chaussée' --severity critical --due-on 31/03/2099"
                ),
                (
                    f"registre findings record {DEMO} --site {SCHOOL} --text 'Extincteur manquant' "
                    f"--on-behalf-of 'M. Petit, par téléphone' --photo extincteur.jpg {_KEPT}"
                ),
            ),
        ),
        Manual(
            "findings edit",
            "findings.editing:edit",
            "registre findings edit ADRESSE CONSTAT [--text TEXTE] [--due-on JOUR] [OPTIONS]",
            "Corriger ou compléter ce qui est dit d'un constat qui reste à traiter.",
            "Ce qui n'est pas donné reste. Le passage du rapport reste ce qu'il est.",
            (f"registre findings edit {DEMO} {_DOOR} --place 'Rez-de-chaussée, côté cour' --severity major",),
        ),
        Manual(
            "findings attach",
            "findings.editing:attach",
            "registre findings attach ADRESSE CONSTAT [--document FICHIER] [OPTIONS]",
            "Joindre des photos et des documents à un constat, quel que soit son état.",
            "Pour lever une observation, le justificatif se donne à findings correct ou findings clear.",
            (f"registre findings attach {DEMO} {_DOOR} --document devis.pdf {_KEPT}",),
        ),
        Manual(
            "findings plan",
            "findings.correcting:plan",
            "registre findings plan ADRESSE CONSTAT [--by JOUR] [--responsible PERSONNE] [OPTIONS]",
            "Dire qui le corrige, et pour quand.",
            "L'échéance demandée par le rapport ou l'autorité reste ce qu'elle est.",
            (f"registre findings plan {DEMO} {_DOOR} --by 20/03/2099 --responsible 'Maëlle Kerdoncuff'",),
        ),
        Manual(
            "findings correct",
            "findings.correcting:correct",
            "registre findings correct ADRESSE CONSTAT [--proof FICHIER] [OPTIONS]",
            "Déclarer qu'il est corrigé ; il n'est pas levé pour autant.",
            "Un justificatif donné ici compte pour lever une observation ou une anomalie.",
            (f"registre findings correct {DEMO} {_DOOR} --reason 'Ventouse remplacée'",),
        ),
        Manual(
            "findings clear",
            "findings.clearing:clear",
            "registre findings clear ADRESSE CONSTAT [--proof FICHIER] [--authority NOM] [OPTIONS]",
            "Lever un constat.",
            "Une observation se lève sur justificatif, puis est confirmée au contrôle suivant ; une anomalie, avec un "
            "justificatif ou un motif ; une prescription, par la commission ou l'autorité, nommée avec --authority, "
            "avec son document ou la visite. Les demandes encore ouvertes sont dites : rien n'est retiré tout seul.",
            (
                f"registre findings clear {DEMO} {_DOOR} --reason 'Vue fermée' --checked-by 'Maëlle Kerdoncuff'",
                f"registre findings clear {DEMO} 'bloc de secours' --proof attestation.pdf {_KEPT}",
            ),
        ),
        Manual(
            "findings confirm",
            "findings.clearing:confirm",
            "registre findings confirm ADRESSE CONSTAT CONTRÔLE [OPTIONS]",
            "Dire quel contrôle suivant l'a trouvé corrigé.",
            "CONTRÔLE le nomme, --intervention ou --visit. Pour ce qui est levé.",
            (f"registre findings confirm {DEMO} {_DOOR} --intervention 16/03/2099",),
        ),
        Manual(
            "findings reopen",
            "findings.correcting:reopen",
            "registre findings reopen ADRESSE CONSTAT --reason TEXTE [OPTIONS]",
            "Dire qu'il reste à corriger, bien qu'il ait été dit corrigé, levé ou sans objet.",
            "Ce qu'un rapport dit à nouveau est rouvert sans cette commande.",
            (f"registre findings reopen {DEMO} {_DOOR} --reason 'De nouveau bloquée'",),
        ),
        Manual(
            "findings contest",
            "findings.correcting:contest",
            "registre findings contest ADRESSE CONSTAT --reason TEXTE [OPTIONS]",
            "Dire que ce n'est pas un défaut.",
            "Il reste à traiter jusqu'à ce qu'il soit maintenu ou déclaré sans objet.",
            (f"registre findings contest {DEMO} {_DOOR} --reason 'Porte hors du périmètre'",),
        ),
        Manual(
            "findings uphold",
            "findings.clearing:uphold",
            "registre findings uphold ADRESSE CONSTAT --reason TEXTE [OPTIONS]",
            "Maintenir un constat contesté.",
            "Il est de nouveau ouvert.",
            (f"registre findings uphold {DEMO} {_DOOR} --reason 'Elle est dans le périmètre'",),
        ),
        Manual(
            "findings set-aside",
            "findings.clearing:set_aside",
            "registre findings set-aside ADRESSE CONSTAT --reason TEXTE [OPTIONS]",
            "Déclarer un constat sans objet.",
            "D'une prescription, c'est à la commission ou à l'autorité de le dire : --authority la nomme.",
            (f"registre findings set-aside {DEMO} {_DOOR} --reason 'Porte supprimée'",),
        ),
        Manual(
            "findings export",
            "findings.listing:export",
            "registre findings export ADRESSE --into FICHIER [OPTIONS]",
            "Écrire la liste dans un fichier CSV pour tableur.",
            "Les plus graves de ce qui reste à faire d'abord. Une cellule qu'un tableur calculerait est précédée d'une "
            "apostrophe.",
            (f"registre findings export {DEMO} --into anomalies.csv --open",),
        ),
    ),
)
"""Every command about findings, in the order people read them."""
