"""What the help pages say."""

from __future__ import annotations

import re

from attrs import frozen

from registre_cli.typography import typeset

WIDEST = 74
"""Letters of an example on one line: with what stands before and behind, they fit a terminal of 80 columns. It would
break a longer line wherever it ends, and no shell takes it so."""
_AGAIN = "    "
"""What begins the other lines of an example that needs several."""

_WORD = r"(?:[^\s']*'[^']*'|\S+)"
_PIECES = re.compile(rf"--\S+(?: (?!--){_WORD})?|{_WORD}")
"""Words of a command; an option stays with its value, and what is quoted in one piece."""

USAGE = "registre COMMANDE [OPTIONS]"
"""How the command is called."""

SUMMARY = typeset(
    "Le registre de sécurité d'un établissement recevant du public (ERP), en ligne de commande.\n\n"
    "Pour commencer : registre demo"
)
"""What the command is."""

EXIT_CODES = typeset("""\
Codes de sortie :
  0   c'est fait
  2   l'entrée ne convient pas : fichier, page, adresse, option, nom, règle
  3   le monde a failli : disque, base, registre rompu, ancre falsifiée
  130 interrompu par Ctrl-C

En cas d'échec, une seule ligne sur la sortie d'erreur : une phrase, puis son
code entre crochets ; avec --json, {"code", "message", "problems"}.
REGISTRE_TRACE=1 montre d'où vient l'erreur.""")
"""What each exit code means."""


@frozen
class Manual:
    """The help page of one command."""

    name: str
    """What people type behind «registre»: one word, or two where commands form a group."""
    calls: str
    """The function that does it, as ``module:function``."""
    usage: str
    """How it is called."""
    summary: str
    """What it does, in one line."""
    details: str
    """What one must know to use it."""
    examples: tuple[str, ...]
    """Commands that work as they stand, in order."""

    @property
    def word(self) -> str:
        """What it is called within its group, or by itself."""
        return self.name.rpartition(" ")[2]

    @property
    def text(self) -> str:
        """The description; its first line stands in the list of commands."""
        return typeset(f"{self.summary}\n\n{self.details}")

    @property
    def epilogue(self) -> str:
        """What stands below the options."""
        shown = "\n".join(f"  {_fitting(example)}" for example in self.examples)
        return f"{typeset('Exemples :')}\n{shown}\n\n{EXIT_CODES}"


@frozen
class Group:
    """The help page of commands that belong together, which is the list of them."""

    name: str
    """What people type before the command."""
    summary: str
    """What they are about, in one line."""
    details: str
    """What all of them share."""
    commands: tuple[Manual, ...]
    """In the order people read them."""

    @property
    def usage(self) -> str:
        """How they are called."""
        return f"registre {self.name} COMMANDE [OPTIONS]"

    @property
    def text(self) -> str:
        """The description; its first line stands in the list of commands."""
        return typeset(f"{self.summary}\n\n{self.details}")


def _fitting(example: str) -> str:
    """Break a long command between its words, so that a shell takes it as it stands on the page."""
    if len(example) <= WIDEST:
        return example
    lines: list[str] = []
    for piece in _PIECES.findall(example):
        longer = f"{lines[-1]} {piece}" if lines else piece
        lines[-1:] = [longer] if len(longer) <= WIDEST else [*lines[-1:], piece]
    return f" \\\n{_AGAIN}".join(lines)


COMMANDS = (
    Manual(
        "demo",
        "demo.command:demo",
        "registre demo [--into DOSSIER] [--json]",
        "Raconter, sur un exemple, comment un rapport PDF devient une observation du registre.",
        "Laisse dans le dossier registre.db (la base), documents/ (les rapports) et register.jsonl (l'export). "
        "Relancée dans le même dossier, la commande le dit et ne change rien.",
        ("registre demo", "registre demo --into /tmp/essai --json"),
    ),
    Manual(
        "inspect",
        "reports.inspect:inspect",
        "registre inspect FICHIER [--password P] [--json]",
        "Dire de quoi chaque page d'un rapport PDF est faite, avant d'y choisir quoi que ce soit.",
        "Une page est du texte, une image (un scan), du texte et des images, du texte faux (un codage perdu, une "
        "reconnaissance ratée) ou vide. Une image et un texte faux demandent la reconnaissance de caractères. La "
        "commande dit aussi si l'auteur permet la copie. Avec --json, une ligne par page, dès qu'elle est connue.",
        ("registre inspect rapport.pdf", "registre inspect rapport.pdf --json"),
    ),
    Manual(
        "extract",
        "reports.extract:extract",
        "registre extract FICHIER --page N --rect x0,y0,x1,y1 [OPTIONS]",
        "Lire le texte que marquent des rectangles, ou que cite quelqu'un, dans un rapport PDF.",
        "Les coordonnées sont en points (1/72 pouce) de la page telle qu'elle s'affiche ; l'origine est en haut à "
        "gauche. Un rectangle peut porter sa page : 4:50,60,500,80. Là où la page n'a pas de texte sûr, celui de la "
        "région est reconnu (OCR). Aucune base n'est nécessaire, et rien n'est enregistré.",
        (
            "registre extract rapport.pdf --page 1 --rect 165,456,392,502",
            "registre extract rapport.pdf --page 1 --rect 165,456,392,502 --rect 2:165,510,395,545 --json",
            "registre extract rapport.pdf --quote 'sans calfeutrement' --annotation",
            "registre extract scan.pdf --page 1 --rect 165,456,392,502 --ocr always --recognizer tesseract:fra+eng",
        ),
    ),
    Manual(
        "propose",
        "reports.propose:propose",
        "registre propose CHEMIN [--out FICHIER] [OPTIONS]",
        "Trouver les observations d'un rapport PDF, ou de tous ceux d'un dossier.",
        "Rien n'est décidé ni enregistré : chaque proposition est à lire, puis à accepter dans un registre. Un dossier "
        "est lu par autant de processus que de cœurs ; chaque rapport donne une ligne JSON. Interrompue, la commande "
        "reprend où elle était : ce qui est lu ne l'est pas deux fois, ce qui a échoué est tenté de nouveau, et un "
        "mauvais fichier n'arrête pas les autres. Le code 3 dit alors que des rapports n'ont pas été lus.",
        (
            "registre propose rapport.pdf",
            "registre propose rapport.pdf --ocr never --json",
            "registre propose archives --out propositions.jsonl --workers 4",
        ),
    ),
    Manual(
        "verify",
        "verify:verify",
        "registre verify CIBLE [--anchor CHEMIN --key CLÉ] [--json]",
        "Vérifier la chaîne d'un registre, dans sa base ou dans son export.",
        "Chaque environnement de la base est vérifié. Un registre rompu donne le code 3 et nomme les entrées touchées. "
        "Avec des ancres gardées ailleurs, ou tout leur dossier, une fin coupée avec sa tête et une chaîne entièrement "
        "réécrite se voient aussi. Avec --key, une ancre qu'une autre clé a signée est refusée ; sans --key, rien ne "
        "prouve son origine.",
        (
            "registre verify sqlite:///registre-demo/registre.db",
            "registre verify registre-demo/register.jsonl --json",
            "registre verify sqlite:///registre.db --anchor /media/ancres/ancre.json --key ed25519:ancre.pub",
        ),
    ),
    Manual(
        "verify-signature",
        "signature:verify",
        "registre verify-signature PREUVE [--key CLÉ] [--json]",
        "Vérifier la preuve d'une signature, sans base ni réseau, et dire ce qu'elle prouve.",
        "La preuve est attestée si l'une des clés données l'a signée. Altérée, ou attestée par une clé étrangère, elle "
        "donne le code 3. Sans --key, la commande dit seulement que la preuve est cohérente : rien n'en prouve "
        "l'origine. Avec --json, le tracé, point par point, et le contenu signé s'y trouvent aussi.",
        (
            "registre verify-signature preuve.json --key ed25519:ancre.pub",
            "registre verify-signature preuve.json --json",
        ),
    ),
    Manual(
        "verify-seal",
        "seals:verify",
        "registre verify-seal FICHIER --sealer CACHET [--key CLÉ] [--json]",
        "Vérifier un document scellé, sans base ni réseau : chaque cachet, et la preuve qui y est jointe.",
        "Le certificat du cachet suffit (pkcs12:cachet.pem), et s'obtient autrement que par le document. Modifié, "
        "scellé par un autre cachet, ou porteur d'une preuve altérée ou attestée par une clé étrangère, le document "
        "donne le code 3. Sans --key, rien ne dit d'où viennent les preuves.",
        (
            "registre verify-seal bon.pdf --sealer pkcs12:cachet.pem --key ed25519:ancre.pub",
            "registre verify-seal bon.pdf --sealer pkcs12:cachet.pem --json",
        ),
    ),
    Manual(
        "keygen",
        "keygen:keygen",
        "registre keygen CLÉ [--json]",
        "Créer une clé, pour les ancres, les cachets ou les rappels aux machines, et dire son nom.",
        "La clé privée va dans un nouveau fichier que son propriétaire seul peut lire ; rien n'est remplacé. Son nom, "
        "qui est sa moitié publique, se note à part : c'est lui que l'on donne à registre verify --key.",
        ("registre keygen ed25519:/etc/registre/ancre.key",),
    ),
    Manual(
        "anchor",
        "anchor:anchor",
        "registre anchor ADRESSE --key CLÉ [--into CHEMIN] [--json]",
        "Signer la tête de tous les registres d'une base, dans un petit fichier à garder ailleurs.",
        "L'ancre ne contient aucun nom. Qui réécrit ensuite la base, ou en coupe la fin, ne peut pas la réécrire : "
        "registre verify --anchor le montre. Gardez les ancres, et la clé, hors de portée de qui tient la base. La clé "
        "se lit dans un fichier fermé aux autres (ed25519:FICHIER) ou s'imprime par un programme, sans interpréteur de "
        "commandes (ed25519:command:COMMANDE).",
        (
            "registre anchor sqlite:///registre.db --key ed25519:/etc/registre/ancre.key",
            "registre anchor sqlite:///registre.db --key ed25519:ancre.key --into /media/ancres --json",
        ),
    ),
    Manual(
        "export",
        "export:export",
        "registre export ADRESSE --into DOSSIER [--workspace ID] [--all] [--json]",
        "Exporter les registres d'une base, un fichier par environnement, qui se vérifie sans elle.",
        "Seule la partie « Sécurité » est montrée ; avec --all, tout l'est. Ce qui n'est pas montré est remplacé par "
        "son empreinte : la chaîne se vérifie quand même. Un fichier déjà là n'est pas remplacé.",
        (
            "registre export sqlite:///registre-demo/registre.db --into exports",
            "registre export sqlite:///registre-demo/registre.db --into exports-complets --all --json",
        ),
    ),
    Manual(
        "migrate",
        "migrate:migrate",
        "registre migrate ADRESSE [--json]",
        "Créer le schéma d'une base, ou l'amener à la version présente.",
        "Sauvegardez la base auparavant. Sur une base à jour, la commande ne change rien.",
        ("registre migrate sqlite:///registre.db", "registre migrate postgresql+psycopg://admin@serveur/registre"),
    ),
    Manual(
        "nightly",
        "nightly:nightly",
        "registre nightly ADRESSE [--json]",
        "Faire le travail de la nuit, pour tous les environnements d'une base.",
        "Met en attente un rappel pour chaque intervention en retard et chacun de ses interlocuteurs, une seule fois ; "
        "écrit au registre chaque compte dont la situation a changé, avec un avis pour qui voit les factures. "
        "Relancée la même nuit, la commande n'écrit rien ; après des nuits manquées, elle rattrape tout.",
        ("registre nightly sqlite:///registre.db",),
    ),
    Manual(
        "deliver",
        "deliver:deliver",
        "registre deliver ADRESSE [--mail ADRESSE] [--watch | --most N | --status] [OPTIONS]",
        "Distribuer les avis en attente, de tous les environnements d'une base : une fois, ou au fil de l'eau.",
        "Chaque avis part au moins une fois, toujours sous la même clé ; ceux de sécurité d'abord. Ce qui échoue est "
        "tenté de nouveau, de plus en plus tard ; ce qui est refusé pour de bon est « non distribué » (registre "
        "notices list --state given-up), et le code 3 le dit. Ctrl-C et SIGTERM laissent finir l'avis en cours et "
        "rendent les autres. Autant de ces commandes que voulu travaillent ensemble. Le mot de passe du serveur se lit "
        "dans un fichier, jamais dans l'adresse.",
        (
            "registre deliver sqlite:///registre-demo/registre.db --status",
            ("registre deliver sqlite:///registre.db --mail 'smtp://mail.exemple.fr?from=registre@exemple.fr' --watch"),
        ),
    ),
    Manual(
        "work",
        "work:work",
        "registre work ADRESSE [--mail ADRESSE] [--prepare | --status] [OPTIONS]",
        "Faire au fil de l'eau tous les travaux de fond d'un registre : avis, rondes, nuit, cachets, documents.",
        "Demande un serveur PostgreSQL et le paquet registre-jobs-procrastinate. Autant de ces commandes que voulu, "
        "sur autant de machines, se partagent les travaux : chacun est fait une fois, et ce qu'une commande tuée "
        "tenait revient aux autres. Sans moyen d'envoi, cachet ou --sweep, les travaux qui les demandent sont laissés "
        "aux autres. Ctrl-C et SIGTERM laissent finir ce qui est en cours. Une fois d'abord, --prepare crée "
        "les tables, dans un schéma à part ; --status dit où en est chaque travail.",
        (
            "registre work postgresql+psycopg://registre_admin@serveur/registre --prepare",
            (
                "registre work postgresql+psycopg://registre_night@serveur/registre --documents file:///srv/documents "
                "--mail 'smtp://mail.exemple.fr?from=registre@exemple.fr'"
            ),
            "registre work postgresql+psycopg://registre_night@serveur/registre --status --json",
        ),
    ),
    Manual(
        "standing",
        "standing:stand",
        "registre standing --on JOUR --invoice FACTURE [OPTIONS]",
        "Dire où en serait un compte un jour donné : bandeau, coupure, et ce qui resterait possible.",
        "Aucune base n'est nécessaire. Une facture s'écrit due=JOUR,total=MONTANT, puis au besoin paid= (réglé), "
        "refunded= (remboursé), credited= (avoir), written_off= (passé en perte), hold=JOUR (en attente jusqu'à ce "
        "jour inclus), recorded=JOUR (enregistrée ce jour-là ; sans cela, connue depuis longtemps), issued=JOUR, "
        "currency= et number=. Un montant peut avoir une virgule : total=1234,50.",
        (
            "registre standing --on 2026-04-10 --invoice due=2026-04-20,total=100",
            "registre standing --on 10/06/2026 --invoice due=20/04/2026,total=1234,50,paid=40 --client mobile",
            "registre standing --on 2026-05-21 --invoice due=2026-04-20,total=100,hold=2026-05-31 --json",
        ),
    ),
    Manual(
        "plugins",
        "plugins:plugins",
        "registre plugins [--json]",
        "Lister les adaptateurs installés.",
        "Leur nom est ce qui commence une adresse : sqlite dans sqlite:///registre.db.",
        ("registre plugins",),
    ),
)
"""Every command, in the order people read them."""
