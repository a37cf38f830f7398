"""What people read of hot-work permits and of the fire watch: what is wrong, what is missing, what to mind."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str | tuple[str, ...]] = {
    "permit-not-found": "ce permis de feu n'existe pas",
    # where it stands
    "wrong-permit-state": (
        "le permis est « {label} » : cela n'est plus possible, ou pas encore",
        "l'état du permis ne le permet plus, ou pas encore",
    ),
    "permit-over": (
        "la validité du permis a pris fin le {ends_at} : établissez-en un autre",
        "la validité du permis a pris fin : établissez-en un autre",
    ),
    "permit-was-sent": "des signatures ont déjà été demandées : annulez le permis en disant pourquoi",
    "permit-valid-too-long": (
        "un permis est valable {longest} h au plus, et non {hours} h : prolongez-le ensuite",
        "ce permis serait valable trop longtemps : prolongez-le ensuite, avec de nouvelles signatures",
    ),
    "extension-ends-too-soon": "une prolongation finit après le permis : donnez une fin plus tardive",
    "terms-not-signed": "un signataire a refusé ces conditions : proposez-en d'autres, ou déclarez la fin des travaux",
    "work-never-allowed": "aucuns travaux n'ont été autorisés par ce permis : il se modifie ou s'annule",
    "work-may-have-begun": (
        "les travaux ont pu commencer depuis le {begins_at} : déclarez-en la fin, puis clôturez le permis",
        "les travaux ont pu commencer : déclarez-en la fin, puis clôturez le permis",
    ),
    "work-ends-in-the-future": "la fin des travaux ne se déclare pas d'avance : donnez une heure passée",
    "work-ends-before-it-starts": "les travaux ne finissent pas avant d'avoir pu commencer : corrigez l'heure",
    # closing
    "work-not-ended": "déclarez d'abord la fin des travaux",
    "detectors-not-restored": (
        "des détecteurs sont encore hors service ({detectors}) : remettez-les en service, ou dites pourquoi non",
        "des détecteurs sont encore hors service : remettez-les en service, ou dites pourquoi non",
    ),
    "watch-not-done": (
        "la levée de doute n'est pas faite, il manque les rondes à {rounds} min : faites-les, ou dites pourquoi non",
        "la levée de doute n'est pas faite : faites les rondes, ou dites pourquoi non",
    ),
    "nothing-to-exempt": "rien ne manque à la clôture : demandez-la sans motif",
    # the checklist and the detectors
    "measure-not-asked": "cette mesure n'est pas demandée par le permis",
    "measure-half-ticked": "une mesure cochée l'est par quelqu'un, à une heure donnée",
    "unknown-measure": (
        "« {measure} » n'est pas une mesure connue : celles du site commencent par « own- »",
        "cette mesure n'est pas connue : celles du site commencent par « own- »",
    ),
    "unknown-means": ("« {means} » n'est pas un procédé connu", "ce procédé n'est pas connu"),
    "unknown-detector": ("« {named} » n'est pas un détecteur de ce permis", "ce n'est pas un détecteur de ce permis"),
    "detector-not-isolated": ("« {named} » n'est pas hors service", "ce détecteur n'est pas hors service"),
    "detector-half-restored": "un détecteur est remis en service par quelqu'un, à une heure donnée",
    "restored-before-isolated": "un détecteur n'est pas remis en service avant d'avoir été mis hors service",
    # the permit itself
    "permit-ends-before-it-starts": "un permis finit après avoir commencé : corrigez sa validité",
    "permit-needs-both-sides": "un permis est signé par l'exploitant et par le prestataire, et par eux seuls",
    "permit-closed-unsigned": "un permis n'est clôturé que par toutes ses signatures",
    "signatory-not-asked": "personne ne signe pour un côté auquel rien n'est demandé",
    "person-on-both-sides": "nul n'est à la fois du côté de l'exploitant et du prestataire",
    "person-on-wrong-side": (
        "les exécutants sont d'un prestataire du permis, et ceux qui répondent du site ne le sont pas : "
        "corrigez les personnes nommées, ou faites signer quelqu'un d'autre"
    ),
    "instant-out-of-reach": ("l'année {year} est une faute de frappe", "cette date est une faute de frappe"),
    "moment-missing": "un état est celui d'un moment : donnez-le",
    # the fire watch
    "watch-not-enabled": "la levée de doute n'est pas activée sur ce permis",
    "watch-too-long": "une levée de doute dure un jour au plus, en minutes",
    "rounds-not-ascending": "les rondes se suivent, en minutes après la fin des travaux",
    "unknown-round": ("aucune ronde n'est prévue à {round} min", "cette ronde n'est pas prévue"),
    "round-before-end": "une ronde se fait après la fin des travaux",
    "round-too-early": (
        "la ronde à {round} min ne se fait pas avant le {opens_at}",
        "il est trop tôt pour cette ronde",
    ),
    "recorded-before-made": "une ronde est enregistrée quand elle est faite, ou après",
    "position-out-of-range": ("{value} n'est pas une coordonnée géographique", "cette position n'existe pas"),
    "not-a-distance": "la précision d'une position est une distance en mètres",
    "not-a-number": ("« {value} » n'est pas un nombre", "ce n'est pas un nombre"),
    # warnings
    "watch-passes-closing": (
        (
            "la surveillance dure jusqu'au {ends_at}, après la fermeture du site le {closes_at} : "
            "arrêtez plus tôt, ou faites rester quelqu'un"
        ),
        "la surveillance dure au-delà de la fermeture du site : arrêtez plus tôt, ou faites rester quelqu'un",
    ),
    "stops-too-late": "sans surveillance prévue, le travail doit cesser 2 h avant la fermeture du site",
    "watch-too-short": (
        "une surveillance de {minutes} min est plus courte que 2 h",
        "la surveillance dure moins de 2 h",
    ),
    "measures-not-ticked": (
        "{count} mesures à prendre avant les travaux ne sont pas cochées",
        "des mesures à prendre avant les travaux ne sont pas cochées",
    ),
    "round-not-clear": (
        "la dernière ronde, à {round} min, a trouvé quelque chose : retournez sur place",
        "la dernière ronde a trouvé quelque chose : retournez sur place",
    ),
}
"""Every code of permits, with its sentence."""
