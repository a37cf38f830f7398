"""Words of French reports: what their sections are called, and what an observation sounds like.

Source: reports of technical inspection bodies, of maintenance companies and of safety commissions; the arrêté du
25 juin 1980, GE 6 to GE 10, names documents, verifications and observations. As of November 2026.
"""

from __future__ import annotations

import re

OBSERVING = re.compile(
    r"\b(?:observations?|anomalies?|prescriptions?|réserves?|non[- ]conformit[ée]s?|écarts?|remarques?|défauts?|"
    r"défectuosités?|défaillances?|dysfonctionnements?|insuffisances?|préconisations?|recommandations?|"
    r"points? suivants|nous avons (?:relevé|constaté|noté|observé)|ont été (?:relevée?s?|constatée?s?)|"
    r"points? (?:à (?:corriger|améliorer|lever|traiter|revoir)|non vérifiés?)|actions? (?:correctives?|à (?:mener|"
    r"réaliser))|"
    r"(?:travaux|mesures) (?:à|restant à) \w+|à corriger|parties? non vérifiées?|installations? non vérifiées?)\b",
    re.IGNORECASE,
)
"""In the heading of a section that holds observations."""

OVERRULING = re.compile(
    r"(?<!non )(?<!non-)\b(?:levées?|soldées?|réalisées?|exécutées?|corrigées?|closes?|clôturées?|satisfaites?|"
    r"conformes?|"
    r"suivies d['’]effet)\b|\b(?:aucune?|absence|nombre|légende|signification|définitions?|degrés?|applicables?|"
    r"textes?|"
    r"réglementation|documents?|sommaire|table des matières)\b",
    re.IGNORECASE,
)
"""In a heading that names observations, and yet there are none to be proposed below it."""

OTHER = re.compile(
    r"\b(?:membres?|présents?|présences?|participants?|absents?|excusés?|personnes rencontrées|interlocuteurs?|"
    r"documents?|"
    r"pièces|textes?|références?|référentiels?|réglementation|ordre du jour|conclusions?|avis|objet|étendue|périmètre|"
    r"limites?|renseignements?|généralités?|descripti(?:on|f)s?|présentation|classement|effectifs?|historique|sommaire|"
    r"table des matières|légendes?|signatures?|diffusion|destinataires?|copies?|appareils?|instruments?|matériels?|"
    r"moyens|"
    r"méthod(?:e|ologie)s?|essais|opérations|déroulement|missions?|définitions?|annexes?|glossaire|abréviations|"
    r"dispositions|conditions|nota|points? (?:conformes?|vérifiés?|contrôlés?|satisfaisants?|positifs?|forts?)|"
    r"vérifications (?:effectuées|réalisées)|"
    r"travaux (?:réalisés|effectués)|identification|coordonnées|intervenants?|inventaire|mesures|synthèse|situation|"
    r"programme|contexte|introduction|préambule|remerciements?)\b",
    re.IGNORECASE,
)
"""In the heading of any other section that reports have."""

ZONE = re.compile(
    r"(?:bâtiments?|bât\.?|immeubles?|pavillons?|niveaux?|étages?|r[+-]\s?\d|rdc|rez-de-\w+|sous-sols?|"
    r"entresols?|mezzanines?|\d+(?:er|e|ème|nd)\s+(?:étage|sous-sol)|"
    r"(?:premier|deuxième|troisième|quatrième|cinquième) (?:étage|sous-sol)|zones?|ailes?|secteurs?|local|locaux|"
    r"salles?|salons?|classes?|escaliers?|cages?|cuisines?|offices?|plonge|laverie|snack|réfectoires?|restaurants?|"
    r"selfs?|"
    r"cafétéria|chaufferies?|sous-stations?|machineries?|vides? sanitaires?|parkings?|garages?|"
    r"toitures?|"
    r"terrasses?|halls?|sas|circulations?|couloirs?|dégagements?|passages?|paliers?|combles|greniers?|caves?|"
    r"extérieurs?|"
    r"ateliers?|bureaux?|secrétariats?|réserves?|magasins?|dépôts?|économats?|archives|internats?|dortoirs?|gymnases?|"
    r"piscines?|bassins?|vestiaires?|sanitaires?|douches?|chambres?|hébergements?|logements?|appartements?|"
    r"infirmeries?|"
    r"laboratoires?|bibliothèques?|médiathèques?|cdi|lingeries?|buanderies?|scènes?|régies?|loges?|tribunes?|gradins?|"
    r"amphithéâtres?|accueils?|façades?|cours?|préaux?|patios?|jardins?|quais?|crèches?|écoles?|tous niveaux|"
    r"localisations?|lieux?|emplacements?)\b",
    re.IGNORECASE,
)
"""What the name of a place begins with."""

VERBS = frozenset(
    "adapter afficher ajouter aménager annexer apposer arrimer assurer asservir attacher baliser caler calfeutrer "
    "changer colmater compléter condamner confirmer consigner contrôler créer débarrasser débloquer dégager "
    "démonter déplacer déposer désencombrer disposer doter éclairer effectuer éloigner encloisonner enlever "
    "entreposer entretenir équiper établir étendre évacuer éviter faire fermer fixer former fournir garantir "
    "identifier installer instruire interdire isoler joindre justifier laisser lever libérer limiter maintenir "
    "matérialiser mettre modifier munir nettoyer numéroter obtenir obturer ôter organiser parfaire placer poser "
    "poursuivre prendre présenter prévoir procéder produire programmer proscrire protéger prévenir raccorder "
    "ranger rappeler réaliser reboucher recharger reconstituer rectifier refaire refixer régler régulariser "
    "relier remédier remettre remonter remplacer remplir rendre renforcer renouveler réparer repérer reporter "
    "reprendre réserver resserrer respecter restituer rétablir retirer revoir sécuriser séparer signaler "
    "soumettre stocker supprimer tenir terminer tester transmettre traiter utiliser veiller vérifier vider".split()
)
"""What one is told to do, as prescriptions begin."""

DEFECT = re.compile(
    r"absen(?:ce|te?s?)\b|\bmanqu|défect|défaill|défaut|hors service|\bhs\b|non[- ]conform|insuffi|inopér|inexist|"
    r"dysfonction|endommag|détérior|dégrad|cassé|bris[ée]|fissur|corro|rouill|\busé|vétust|périm|dépass|expir|obstru|"
    r"encombr|obtur|bloqu|coinc|\bfuit|anorma|anomal|dépourvu|démuni|incomplet|incorrect|inadapt|inaccessib|illisib|"
    r"erron|démont[ée]|débranch|déconnect|recouvert|masqu[ée]|cadenass|encrass|desserr|décoll|fendu|perc[ée]e?s?\b|"
    r"surcharg|entrav|altér|oxyd|obsol|gên[ée]|stock[ée]|entrepos|combustible|condamn|"
    r"mauvais|mal \w+é|arrach|déboît|décroch|descell|dénud|échauff|risque|danger|vandalis|\bhors\b|sans (?:\w+ )?"
    r"(?:protection|signalisation|repérage|rebouchage|capot|couvercle)|\bnon (?:\w+ment )?\w+[ée]e?s?\b|"
    r"\bn['’e] ?(?:est|sont|a|ont|\w+)\b[^.;]{0,40}\b(?:pas|plus|jamais|aucun)|\bà (?:\w+er|\w+ir|\w+re)\b|"
    r"\bdoi(?:t|vent)\b|\bdevr(?:a|ont|ait|aient)\b|\bil (?:convient|conviendra|faut|faudra|y a lieu)|"
    r"\b(?:est|sont) (?:à|bloqué|coupé|débranché|ouvert|resté)",
    re.IGNORECASE,
)
"""What is wrong, or must be done."""

PROSE = re.compile(
    r"(?:l['’]exploitant (?:a|nous|présente|déclare|est)|la commission (?:émet|donne|propose|rappelle|constate|prend|"
    r"après)|"
    r"(?:le groupe de visite|la sous-commission) \w+|avis (?:favorable|défavorable|de la commission|du groupe)|"
    r"aucune? (?:observation|anomalie|prescription|réserve|remarque|non[- ]conformité|autre)|fait à\b|fait le\b|"
    r"en conclusion|au vu de|compte tenu|les installations ont|la présente vérification|le présent (?:rapport|procès)|"
    r"l['’]ensemble des? (?:autres|installations|points)|les autres (?:points|installations)|sous réserve de|"
    r"la séance|l['’]ordre du jour|le (?:président|rapporteur|secrétaire|vérificateur|technicien|maire|préventionniste|"
    r"responsable|chef d['’]établissement)(?:\s*[:,]|\s*$)|signatures?\b|cachet|nota\b|n\.?b\.?\s*:|date et signature|"
    r"nous (?:vous|restons)|veuillez|je vous prie|restant à votre|(?:durée|heure) de |prochaine (?:visite|"
    r"vérification)|légende\b|avis\s*:|conclusions?\s*:|document(?:s)? (?:édité|généré))",
    re.IGNORECASE,
)
"""What goes on after a report's points, and is none of them."""

CLEARED = re.compile(
    r"(?<!non )(?<!non-)(?<!pas )(?<!à )\b(?:levée?s?|soldée?s?|clôturée?s?|réalisée?s?|exécutée?s?|corrigée?s?|"
    r"satisfaite?s?|"
    r"faite?s?|traitée?s?|close?s?|ok|sans objet|sans suite)\b",
    re.IGNORECASE,
)
"""What says of a point that nothing is left to do."""

NOT_VERIFIED = re.compile(
    r"\bnon (?:pas )?(?:vérifi|contrôl|visit|examin|essay|test)ée?s?\b(?!\s+(?:depuis|annuellement|périodiquement))|"
    r"\bn['’](?:a|ont) (?:pas )?(?:pu|été|pas pu)\b[^.;]{0,30}\b(?:vérifi|contrôl|visit|examin|essay|test|ouvert)\w*"
    r"(?!\w|\s+(?:depuis|annuellement|périodiquement))|"
    r"\bnon (?:vérifiable|contrôlable|visitable)s?\b|\bimpossible (?:à|de) (?:vérifi|contrôl|visit|examin|ouvr|accéd)|"
    r"\bn['’]étai(?:t|ent) pas accessibles?|"
    r"\b(?:local|pièce|salle|chambre|logement|appartement|bureau) (?:occupée?|fermée?|verrouillée?|non accessible)|"
    r"\bclés? (?:non disponible|indisponible|absente)s?|"
    r"\b(?:inaccessible|non accessible)s? (?:le jour|lors|au moment|pendant)|\baccès (?:impossible|non autorisé|"
    r"refusé)|"
    r"\bvérification (?:impossible|non (?:réalisée|effectuée))|^\W*n\.?v\.?\b",
    re.IGNORECASE,
)
"""What says that a thing could not be looked at."""

LOCKED = re.compile(r"\bfermée?s? à clé|\bverrouillée?s?\b", re.IGNORECASE)
"""So do locked rooms."""

EXIT = re.compile(
    r"\b(?:issues?|sorties?|portes?|portails?|portillons?|dégagements?|barres?|grilles?)\b", re.IGNORECASE
)
"""What must never be locked: that is a defect, and a grave one."""

NOTHING_LEFT = re.compile(
    r"(?:[(\[]\s*|[–—-]\s+|(?<=[.;:])\s+)(?:observation |prescription |anomalie |réserve )?"
    r"(?:levée?|soldée?|clôturée?|réalisée?|exécutée?|corrigée?|fait|traitée?)(?:\s+(?:le|par|depuis|"
    r"lors)\b[^()\[\]]{0,40})?\s*[)\]]?\W*$",
    re.IGNORECASE,
)
"""The same, at the end of a point's words: «– levée le 12/03», «(réalisée)»."""

SAID_BEFORE = re.compile(
    r"^\W*(?:\(?\s*(?:rappel|déjà\s+signalée?s?|observations?\s+(?:maintenues?|déjà\s+signalées?|déjà\s+formulées?|"
    r"antérieures?|précédentes?|reconduites?|renouvelées?)|maintenue?s?|reconduite?s?|non\s+levée?s?)"
    r"(?:\s+(?:lors\s+de\s+la|lors\s+du|dans\s+le|au|du)\s+(?:\w+\s+)?(?:vérification|visite|rapport|contrôle|passage)"
    r"(?:\s+(?:précédente?|antérieure?|n°\s*[\w./-]+|du\s+[\d/.]+))*)?\s*\)?\s*(?:[:;.–—-]+|(?<=\)))\s*)"
    r"|^\W*(?:observation|anomalie|prescription|remarque|réserve|point)s?\s+n°\s*[\w./-]+\s+(?:du|de\s+la)\s+"
    r"(?:rapport|visite|vérification|procès-verbal|pv)\s+(?:précédente?|antérieure?|du\s+[\d/.]+|"
    r"n°\s*[\w./-]+)\s*[:;.–—-]\s*",
    re.IGNORECASE,
)
"""What says before a point's own words that it was made before."""

SAID_AFTER = re.compile(
    r"\s*[\[(–—-]?\s*(?:rappel|déjà\s+signalée?(?:\s+[^()\[\]]{0,60})?|observation\s+maintenue|vue?\s+à\s+nouveau|"
    r"(?:cf\.?\s+)?(?:observation|anomalie|prescription|point)\s+n°\s*[\w./-]+\s+(?:du|de\s+la)\s+[^()\[\]]{1,60})"
    r"\s*[\])]?\s*\.?$",
    re.IGNORECASE,
)
"""What says so after them."""
