"""What the help pages say."""

from __future__ import annotations

from attrs import frozen

from registre_cli.typography import typeset

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
  2   l'entrée ne convient pas : fichier, page, rectangle, adresse, option
  3   le monde a failli : disque, base, registre rompu
  130 interrompu par Ctrl-C

En cas d'échec, une seule ligne sur la sortie d'erreur : une phrase, puis son code entre crochets ;
avec --json, {"code", "message", "problems"}. REGISTRE_TRACE=1 montre d'où vient l'erreur.""")
"""What each exit code means."""


@frozen
class Manual:
    """The help page of one command."""

    name: str
    """What people type, and the function that does it."""
    module: str
    """Where that function lives."""
    usage: str
    """How it is called."""
    summary: str
    """What it does, in one line."""
    details: str
    """What one must know to use it."""
    examples: tuple[str, ...]
    """Commands that work as they stand, in order."""

    @property
    def text(self) -> str:
        """The description; its first line stands in the list of commands."""
        return typeset(f"{self.summary}\n\n{self.details}")

    @property
    def epilogue(self) -> str:
        """What stands below the options."""
        shown = "\n".join(f"  {example}" for example in self.examples)
        return f"{typeset('Exemples :')}\n{shown}\n\n{EXIT_CODES}"


COMMANDS = (
    Manual(
        "demo",
        "demo.command",
        "registre demo [--into DOSSIER] [--json]",
        "Raconter, sur un exemple, comment un rapport PDF devient une observation du registre.",
        "Laisse dans le dossier registre.db (la base), documents/ (les rapports) et register.jsonl (l'export). "
        "Relancée dans le même dossier, la commande le dit et ne change rien.",
        ("registre demo", "registre demo --into /tmp/essai --json"),
    ),
    Manual(
        "extract",
        "extract",
        "registre extract FICHIER --page N --rect x0,y0,x1,y1 [OPTIONS]",
        "Lire le texte d'un ou de plusieurs rectangles d'une page d'un rapport PDF.",
        "Les coordonnées sont en points (1/72 pouce) de la page telle qu'elle s'affiche ; l'origine est en haut à "
        "gauche. Aucune base n'est nécessaire, et rien n'est enregistré.",
        (
            "registre extract rapport.pdf --page 1 --rect 165,456,392,502",
            "registre extract rapport.pdf --page 1 --rect 165,456,392,502 --rect 165,510,395,545 --json",
        ),
    ),
    Manual(
        "verify",
        "verify",
        "registre verify CIBLE [--json]",
        "Vérifier la chaîne d'un registre, dans sa base ou dans son export.",
        "Chaque environnement de la base est vérifié. Un registre rompu donne le code 3 et nomme les entrées touchées.",
        (
            "registre verify sqlite:///registre-demo/registre.db",
            "registre verify registre-demo/register.jsonl --json",
        ),
    ),
    Manual(
        "migrate",
        "migrate",
        "registre migrate ADRESSE [--json]",
        "Créer le schéma d'une base, ou l'amener à la version présente.",
        "Sauvegardez la base auparavant. Sur une base à jour, la commande ne change rien.",
        ("registre migrate sqlite:///registre.db", "registre migrate postgresql+psycopg://admin@serveur/registre"),
    ),
    Manual(
        "plugins",
        "plugins",
        "registre plugins [--json]",
        "Lister les adaptateurs installés.",
        "Leur nom est ce qui commence une adresse : sqlite dans sqlite:///registre.db.",
        ("registre plugins",),
    ),
)
"""Every command, in the order people read them."""
