"""What the help pages of the commands about profiles say."""

from __future__ import annotations

from registre_cli.manual import Group, Manual

DEMO = "sqlite:///registre-demo/registre.db"
"""What registre demo leaves: the examples work on it as they stand."""

PROFILES = Group(
    "profiles",
    "Les profils d'utilisateurs : qui peut quoi, par quoi, et ce qu'un changement ferait.",
    "Quelqu'un agit toujours, dont les droits comptent et que le registre nomme : --as le choisit. Utilisateurs, "
    "profils, sites et droits se nomment par leur nom, sans égard aux accents ni à la casse, ou par leur identifiant.",
    (
        Manual(
            "profiles list",
            "profiles.listing:listed",
            "registre profiles list ADRESSE [--named DÉBUT] [OPTIONS]",
            "Lister les profils, chacun avec le nombre de ses utilisateurs.",
            "Par nom, par pages : le repère que donne une page, passé à --after, mène à la suivante.",
            (f"registre profiles list {DEMO}", f"registre profiles list {DEMO} --named gard --json"),
        ),
        Manual(
            "profiles show",
            "profiles.showing:show",
            "registre profiles show ADRESSE PROFIL [OPTIONS]",
            "Montrer un profil : ses modules, ses droits, ses utilisateurs.",
            "De chaque utilisateur, ses sites, ses exceptions (ce qu'il a en plus, ce qui lui est retiré), et ce qui "
            "arrête son compte.",
            (f"registre profiles show {DEMO} Gardien",),
        ),
        Manual(
            "profiles create",
            "profiles.creating:create",
            "registre profiles create ADRESSE NOM --right DROIT [--user UTILISATEUR] [OPTIONS]",
            "Créer un profil à partir de rien, avec ses utilisateurs, en une fois.",
            "Les droits que d'autres supposent s'ajoutent, et la réponse le dit. Nul ne donne un droit qu'il n'a pas.",
            (
                f"registre profiles create {DEMO} Lecteur --right findings.consult --right 'Registre : exporter'",
                f"registre profiles create {DEMO} Accueil --right sites.consult --user 'Corentin Rolland'",
            ),
        ),
        Manual(
            "profiles from-user",
            "profiles.creating:from_user",
            "registre profiles from-user ADRESSE UTILISATEUR --name NOM [--attach] [OPTIONS]",
            "Créer un profil avec les droits d'un utilisateur.",
            "Ses sites restent à lui. Avec --attach il partage le profil, et rien ne change de ce qu'il peut faire. "
            "S'il a des droits de modules ajoutés, il faut dire lesquels vont au profil.",
            (f"registre profiles from-user {DEMO} 'Loïc Tanguy' --name 'Chef de service' --attach",),
        ),
        Manual(
            "profiles attach",
            "profiles.planning:attach",
            "registre profiles attach ADRESSE PROFIL --user UTILISATEUR [OPTIONS]",
            "Rattacher des utilisateurs à un profil, et montrer ce que cela change.",
            "Leurs exceptions tombent, puisqu'un profil rend les droits homogènes ; avec --keep-difference, chacun "
            "garde ce qu'il pouvait. Pour voir avant de faire : registre profiles plan --attach.",
            (f"registre profiles attach {DEMO} 'Responsable technique' --user 'Loïc Tanguy'",),
        ),
        Manual(
            "profiles import",
            "profiles.importing:import_users",
            "registre profiles import ADRESSE PROFIL FICHIER (--site SITE | --all-sites) [OPTIONS]",
            "Créer les utilisateurs d'un profil à partir d'un fichier CSV : tous, ou aucun.",
            "La première ligne nomme les colonnes : nom, courriel, sites (séparés par |), expiration (31/12/2026). "
            "Tous les problèmes de toutes les lignes sont dits à la fois. Dix mille lignes au plus.",
            (f"registre profiles import {DEMO} Gardien gardiens.csv --site 'Médiathèque des Tilleuls'",),
        ),
        Manual(
            "profiles plan",
            "profiles.planning:plan",
            "registre profiles plan ADRESSE PROFIL CHANGEMENT [--commit EMPREINTE] [OPTIONS]",
            "Montrer qui gagne et perd quoi, sur quel site, avant de le faire ; puis le faire, tel que montré.",
            "Un changement : --add et --remove, --attach, --detach, --homogenise, ou --delete. Rien n'est modifié sans "
            "--commit, qui prend l'empreinte affichée par le plan : si quoi que ce soit a changé entre-temps, rien "
            "n'est fait.",
            (
                f"registre profiles plan {DEMO} Gardien --add documents.create",
                f"registre profiles plan {DEMO} Gardien --remove 'Anomalies et observations : créer' --json",
                f"registre profiles plan {DEMO} Gardien --homogenise",
                f"registre profiles plan {DEMO} 'Responsable technique' --attach 'Loïc Tanguy' --keep-difference",
            ),
        ),
        Manual(
            "profiles explain",
            "profiles.explaining:explain",
            "registre profiles explain ADRESSE UTILISATEUR DROIT [--site SITE] [OPTIONS]",
            "Expliquer pourquoi quelqu'un peut faire quelque chose aujourd'hui, ou pourquoi non.",
            "Chaque couche parle : le compte, les sites, les modules, le profil, les droits propres, ce qui est "
            "retiré, ce que le droit suppose. Ce qui bloque est nommé, avec le texte qui le demande.",
            (
                f"registre profiles explain {DEMO} 'Solène Abgrall' findings.create",
                f"registre profiles explain {DEMO} 'Yannick Morvan' sites.consult --site 'Médiathèque des Tilleuls'",
            ),
        ),
        Manual(
            "profiles who-can",
            "profiles.asking:who_can",
            "registre profiles who-can ADRESSE DROIT [--site SITE] [--on JOUR] [OPTIONS]",
            "Dire qui peut faire quelque chose, où, quel jour, et par quoi.",
            "Aujourd'hui selon les comptes ; un jour passé, selon ce que le registre en a gardé.",
            (
                f"registre profiles who-can {DEMO} findings.create",
                f"registre profiles who-can {DEMO} findings.create --site 'Médiathèque des Tilleuls' --on 31/12/2025",
            ),
        ),
        Manual(
            "profiles matrix",
            "profiles.matrix:matrix",
            "registre profiles matrix ADRESSE [--csv] [--markdown] [--into FICHIER] [OPTIONS]",
            "Écrire sur une feuille quel profil donne quel droit, et ce que chaque droit ouvre.",
            "En tableau ; avec --csv, pour un tableur ; avec --markdown, pour un document. Ce que peut un utilisateur "
            "dépend aussi de ses exceptions et de ses sites : registre profiles explain.",
            (
                f"registre profiles matrix {DEMO}",
                f"registre profiles matrix {DEMO} --csv --into droits.csv",
            ),
        ),
    ),
)
"""Every command about profiles, in the order people read them."""
