"""What the help pages of the commands about requests say."""

from __future__ import annotations

from registre_cli.interventions.manual import DEMO
from registre_cli.manual import Group, Manual

_BLOCK = "'blocs autonomes'"
_SOCKET = "rallonge"
_ORVANE = "'Orvane Contrôle'"

REQUESTS = Group(
    "requests",
    "Les demandes d'intervention : une seule, à autant de prestataires et d'interlocuteurs que voulu.",
    "Une demande se nomme par son identifiant, ou par des mots de son message si elle est seule à les dire. Ce qui ne "
    "dépend pas du prix vaut aussi pour les demandes de devis. Qui agit se dit avec --as.",
    (
        Manual(
            "requests list",
            "requests.listing:interventions",
            "registre requests list ADRESSE [--site SITE] [--contractor PRESTATAIRE] [OPTIONS]",
            "Lister les demandes d'intervention, la dernière d'abord.",
            "L'état de l'ensemble vaut pour cet instant. Celles de devis : registre quotes list.",
            (f"registre requests list {DEMO}", f"registre requests list {DEMO} --contractor {_ORVANE} --json"),
        ),
        Manual(
            "requests show",
            "requests.showing:show",
            "registre requests show ADRESSE DEMANDE [OPTIONS]",
            "Montrer une demande, avec chacun de ses destinataires.",
            "Qui n'a pas répondu à temps est « en retard » ; une réponse tardive est gardée, et marquée.",
            (f"registre requests show {DEMO} blocs",),
        ),
        Manual(
            "requests draft",
            "requests.drafting:for_interventions",
            "registre requests draft ADRESSE --finding CONSTAT --message TEXTE [OPTIONS]",
            "Rédiger une demande d'intervention ; personne ne la reçoit encore.",
            "Tous ceux retenus viennent pour une seule et même intervention, à moins de --split.",
            (
                (
                    f"registre requests draft {DEMO} --finding {_BLOCK} --message 'Remplacer les blocs de secours' "
                    f"--contractor {_ORVANE} --deadline '31/03/2099 17:00'"
                ),
            ),
        ),
        Manual(
            "requests edit",
            "requests.editing:edit",
            "registre requests edit ADRESSE DEMANDE [--contractor PRESTATAIRE] [OPTIONS]",
            "Modifier un brouillon, de devis aussi ; de ce qui est envoyé, seulement ajouter des destinataires.",
            "Qui est ajouté ne reçoit rien avant registre requests send. Ce qui n'est pas donné reste ; --deadline '' "
            "ôte l'échéance.",
            (f"registre requests edit {DEMO} blocs --contact 'Gaël Prigent' --deadline 15/04/2099",),
        ),
        Manual(
            "requests send",
            "requests.sending:send",
            "registre requests send ADRESSE DEMANDE [--to DESTINATAIRE] [OPTIONS]",
            "Envoyer une demande, de devis aussi ; l'envoyer encore ne prévient personne deux fois.",
            "Qui n'a pas d'adresse de courriel est signalé : transmettez-lui un lien (registre requests link).",
            (f"registre requests send {DEMO} blocs",),
        ),
        Manual(
            "requests answer",
            "requests.answering:answer",
            "registre requests answer ADRESSE DEMANDE --from DESTINATAIRE [--on JOUR] [OPTIONS]",
            "Consigner ce qu'un destinataire a répondu par courrier ou par téléphone.",
            "Une réponse déjà donnée ne se remplace qu'avec --replace.",
            (f"registre requests answer {DEMO} blocs --from {_ORVANE} --on 16/03/2099 --message 'Nous venons.'",),
        ),
        Manual(
            "requests decline",
            "requests.answering:decline",
            "registre requests decline ADRESSE DEMANDE --from DESTINATAIRE [OPTIONS]",
            "Consigner qu'un destinataire décline, de devis aussi.",
            "Tant que personne n'est retenu, il peut encore répondre.",
            (f"registre requests decline {DEMO} blocs --from {_ORVANE} --reason 'Complet'",),
        ),
        Manual(
            "requests award",
            "requests.awarding:award",
            "registre requests award ADRESSE DEMANDE --to DESTINATAIRE [--on JOUR] [OPTIONS]",
            "Retenir un ou plusieurs de ceux qui ont répondu : ils viennent pour une seule et même intervention.",
            "Les autres en sont avertis, une fois. L'anomalie est planifiée. Qui est retenu plus tard rejoint "
            "l'intervention tant qu'elle est ouverte.",
            (f"registre requests award {DEMO} blocs --to {_ORVANE} --on 16/03/2099",),
        ),
        Manual(
            "requests withdraw",
            "requests.sending:withdraw",
            "registre requests withdraw ADRESSE DEMANDE --reason TEXTE [OPTIONS]",
            "Retirer une demande, de devis aussi : ses liens n'ouvrent plus rien, et chacun est averti.",
            "Qui est déjà retenu ne s'en va pas ainsi : annulez son intervention.",
            (f"registre requests withdraw {DEMO} blocs --reason 'Travaux reportés'",),
        ),
        Manual(
            "requests link",
            "requests.linking:link",
            "registre requests link ADRESSE DEMANDE --to DESTINATAIRE [--revoke] [OPTIONS]",
            "Établir un lien avec lequel un destinataire voit sa demande et y répond, sans compte.",
            "Le secret n'est gardé nulle part : transmettez-le à lui seul. Un lien ne montre aucun autre destinataire.",
            (f"registre requests link {DEMO} blocs --to {_ORVANE}",),
        ),
        Manual(
            "requests delete",
            "requests.drafting:delete",
            "registre requests delete ADRESSE DEMANDE [OPTIONS]",
            "Supprimer un brouillon, de devis aussi.",
            "Ce que quelqu'un a reçu se retire, et ne se supprime pas.",
            (f"registre requests delete {DEMO} blocs",),
        ),
    ),
)
"""Every command about requests that somebody comes, in the order people read them."""

QUOTES = Group(
    "quotes",
    "Les demandes de devis : rédigées, répondues, comparées.",
    "Le reste se fait comme pour les demandes d'intervention : registre requests show, edit, send, decline, award, "
    "withdraw, link, delete.",
    (
        Manual(
            "quotes list",
            "requests.listing:quotes",
            "registre quotes list ADRESSE [--site SITE] [--contractor PRESTATAIRE] [OPTIONS]",
            "Lister les demandes de devis, la dernière d'abord.",
            "L'état de l'ensemble vaut pour cet instant.",
            (f"registre quotes list {DEMO}",),
        ),
        Manual(
            "quotes draft",
            "requests.drafting:for_quotes",
            "registre quotes draft ADRESSE --finding CONSTAT --message TEXTE [OPTIONS]",
            "Rédiger une demande de devis ; personne ne la reçoit encore.",
            "Elle s'envoie avec registre requests send.",
            (
                (
                    f"registre quotes draft {DEMO} --finding {_SOCKET} --message 'Chiffrer la prise à créer' "
                    f"--contractor {_ORVANE}"
                ),
            ),
        ),
        Manual(
            "quotes answer",
            "requests.answering:quote",
            "registre quotes answer ADRESSE DEMANDE --from DESTINATAIRE --amount MONTANT [OPTIONS]",
            "Consigner un devis reçu par courrier ou par téléphone.",
            "La TVA est arrondie une fois, au centime. Une réponse déjà donnée ne se remplace qu'avec --replace.",
            (
                (
                    f"registre quotes answer {DEMO} prise --from {_ORVANE} --amount '1 250,00' --vat 20 "
                    "--valid-until 31/05/2099"
                ),
            ),
        ),
        Manual(
            "quotes compare",
            "requests.comparing:compare",
            "registre quotes compare ADRESSE DEMANDE [OPTIONS]",
            "Comparer les devis d'une demande : le moins cher d'abord, taxes comprises.",
            "Un devis expiré est marqué. Deux monnaies ne se comparent pas.",
            (f"registre quotes compare {DEMO} prise",),
        ),
    ),
)
"""Every command about requests of what it would cost."""
