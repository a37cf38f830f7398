"""What the development layouts say: by trade, what was found wrong, where, by which text, how urgent.

Each text is one sentence about what is there and one about what is to be done. «|» is where a word may be hyphenated,
«~» a no-break space. Nothing of it is real.
"""

from __future__ import annotations

from tests.made.reports.blocks import Item

from registre_core.kernel.natures import Nature

ELECTRICITY = (
    Item(
        "Les prises du plan de travail sont alimentées sans protec|tion différen|tielle à 30~mA. Poser un "
        "dispo|sitif adapté en "
        "tête du départ.",
        "NF C 15-100 § 411.3.3",
        "Office du 1er étage",
        "1",
    ),
    Item(
        "L'obturateur de deux emplacements libres manque dans l'armoire AD~4. Rétablir le degré de protec|tion IP~2X.",
        "R. 4215-3",
        "Gaine technique est",
        "1",
    ),
    Item(
        "Le bornier de terre n'est pas repéré. Apposer une étiquette durable.",
        "NF C 15-100 § 514",
        "Local onduleur",
        "3",
    ),
    Item(
        "Une multiprise alimente une autre multiprise derrière la photo|copieuse. Créer un nombre suffisant de "
        "prises fixes.",
        "EL 11",
        "Secrétariat, bureau~12",
        "2",
    ),
    Item(
        "La coupure d'urgence de la salle de technologie reste sans effet sur le tour n°~2. Reprendre le câblage de la "
        "bobine à émission.",
        "R. 4215-8",
        "Atelier de technologie",
        "1",
    ),
    Item(
        "Le schéma unifilaire affiché ne mentionne pas le départ des bornes de recharge. Le mettre à jour.",
        "R. 4215-10",
        "Local TGBT",
        "3",
    ),
    Item(
        "Le câble souple du rideau métallique présente une gaine entaillée sur 40~cm. Remplacer le câble et le fixer "
        "hors "
        "de portée des chariots.",
        "NF C 15-100 § 522.6",
        "Quai de livraison",
        "2",
    ),
    Item(
        "Luminaire descellé au-dessus du bassin. Le refixer avant réouver|ture au public.",
        "EC 6",
        "Hall des bassins",
        "1",
    ),
    Item(
        "La liaison équipo|tentielle de la canalisation de chauffage n'a pas été retrouvée. En justifier l'existence "
        "ou la "
        "réaliser.",
        "NF C 15-100 § 415.2",
        "Sous-station",
        "2",
    ),
    Item(
        "Le local du transfor|mateur n'a pu être visité, clé non disponible. À vérifier lors du prochain passage.",
        "",
        "Poste HT/BT",
        "",
        nature=Nature.NOT_VERIFIED,
    ),
    Item(
        "Les presse-étoupes du coffret extérieur ne sont plus étanches. Remplacer les presse-étoupes et évacuer l'eau.",
        "NF C 15-100 § 512.2",
        "Cour de service, coffret d'éclairage",
        "2",
    ),
    Item(
        "Le disjoncteur de 63~A protège un câble de 10~mm². Ramener le réglage thermique à 50~A.",
        "NF C 15-100 § 433.1",
        "Tableau général, départ CTA~3",
        "1",
    ),
)

EXTINGUISHERS = (
    ("E01", "Hall, près de l'accueil", "Eau + additif", "6 L", "2021", "", None),
    ("E02", "Couloir des bureaux", "Eau + additif", "6 L", "2021", "RAS", None),
    (
        "E03",
        "Local électrique",
        "CO2",
        "2 kg",
        "2014",
        "Épreuve décennale dépassée : appareil à réformer",
        Nature.TO_CORRECT,
    ),
    ("E04", "Cuisine", "CO2", "5 kg", "2020", "", None),
    (
        "E05",
        "Réserve de la cuisine",
        "Poudre ABC",
        "6 kg",
        "2012",
        "Flexible craquelé, à remplacer sans attendre",
        Nature.TO_CORRECT,
    ),
    ("E06", "Salle de restauration", "Eau + additif", "6 L", "2022", "Néant", None),
    (
        "E07",
        "Chaufferie",
        "Poudre ABC",
        "9 kg",
        "2019",
        "Signalétique absente ; accès encombré par des palettes",
        Nature.TO_CORRECT,
    ),
    (
        "E08",
        "Sous-sol, archives",
        "Eau + additif",
        "6 L",
        "2021",
        "Local fermé à clé le jour de la visite",
        Nature.NOT_VERIFIED,
    ),
    ("E09", "Escalier A, 1er étage", "Eau + additif", "6 L", "2021", "Sans observation", None),
    (
        "E10",
        "Escalier A, 2e étage",
        "Eau + additif",
        "6 L",
        "2021",
        "Goupille manquante et plomb rompu",
        Nature.TO_CORRECT,
    ),
    ("E11", "Gymnase, vestiaire 1", "Eau + additif", "6 L", "2018", "Conforme", None),
    (
        "E12",
        "Gymnase, tribune",
        "Eau + additif",
        "9 L",
        "2018",
        "Appareil manquant à son emplacement",
        Nature.TO_CORRECT,
    ),
    ("E13", "Local ménage", "Poudre ABC", "6 kg", "2023", "", None),
    ("E14", "Parc à vélos", "Poudre ABC", "6 kg", "2023", "RAS", None),
)

ALARM = (
    Item(
        "Le détecteur optique reste empoussiéré après nettoyage. Procéder à son échange standard.",
        "NF S 61-933",
        "Lingerie",
        "2",
    ),
    Item(
        "Le déclencheur manuel est masqué par un tableau d'affichage. Dégager l'appareil.", "MS 65", "Sortie nord", "1"
    ),
    Item(
        "Le diffuseur sonore est inaudible, porte fermée. Ajouter un diffuseur.",
        "MS 62",
        "Sanitaires du rez-de-chaussée",
        "1",
    ),
    Item("Les batteries de l'EAE datent de 2019. Les remplacer.", "NF S 61-940", "Local SSI", "2"),
    Item(
        "La zone de compar|timentage ZC~3 ne se ferme pas sur commande de l'UCMC. Reprendre la ligne.",
        "MS 53",
        "Aile ouest",
        "1",
    ),
)

SMOKE = (
    Item(
        "Exutoire du grand escalier bloqué à mi-course. Régler les compas et remplacer le joint.",
        "DF 8",
        "Escalier~C",
        "1",
    ),
    Item(
        "Cartouche de CO2 percutée et non remplacée dans le coffret de commande. Recharger le coffret.",
        "DF 10",
        "Accueil",
        "1",
    ),
    Item(
        "Volet d'amenée d'air obstrué par un isolant. Rétablir la section libre.",
        "DF 5",
        "Circulation du 3e étage",
        "2",
    ),
    Item("Bouche d'extraction repeinte, ailettes collées. Nettoyer ou remplacer la grille.", "DF 6", "Foyer", "3"),
)

LIFT = (
    Item(
        "Le dispo|sitif de demande de secours n'aboutit à aucun centre d'appel. Rétablir la ligne téléphonique.",
        "",
        "Cabine",
        "1",
    ),
    Item(
        "Le jeu entre les vantaux palier dépasse 10~mm au niveau~2. Régler les suspensions et les contre-galets.",
        "",
        "",
        "2",
    ),
    Item(
        "La cuvette contient de l'eau sur 3~cm environ. Rechercher l'origine de l'infil|tration et assécher.",
        "",
        "",
        "2",
    ),
    Item("L'éclairage de la machi|nerie est hors service. Remplacer les tubes.", "", "Machinerie", "3"),
    Item(
        "Les câbles de traction présentent des fils rompus, 6 sur un pas. Déposer les câbles sous un mois.", "", "", "1"
    ),
    Item("L'arrêt à niveau est imprécis, 18~mm à la montée. Reprendre le réglage du variateur.", "", "", "2"),
)

GAS = (
    Item("Robinet de barrage non manœuvrable, poignée absente. Remettre une poignée fixe.", "GZ 14", "Façade sud", "1"),
    Item(
        "Absence d'amenée d'air permanente au droit du four. Créer une ouver|ture de 150~cm².",
        "GZ 21",
        "Laboratoire",
        "1",
    ),
    Item(
        "Le flexible du bloc de cuisson est périmé depuis mars 2025. Le remplacer.", "GC 8", "Cuisine pédagogique", "2"
    ),
    Item(
        "Fuite décelée au raccord de la rampe, 40~ppm. Resserrer puis contrôler à l'eau savonneuse.",
        "GZ 26",
        "Cuisine",
        "1",
    ),
    Item(
        "Tuyau|terie en élévation non repérée. Peindre en jaune ou poser des bagues.", "GZ 15", "Sous-sol, gaine", "3"
    ),
)

LIFTING = (
    Item("Linguet du crochet manquant sur le palan n°~4. Le remonter avant remise en service."),
    Item("La plaque de charge de la potence est illisible. La remplacer par une plaque gravée."),
    Item(
        "Le registre de sécurité ne comporte pas les comptes rendus des essais en charge. Les annexer.",
    ),
    Item("Corro|sion en pied de la table élévatrice hydraulique, côté quai. Traiter et surveiller."),
)

CARRIED_OVER = (
    Item(
        "Lever les observations du rapport de vérification des instal|lations électriques daté du 4~juin 2024", "EL 19"
    ),
    Item("Déposer les cales en bois qui maintiennent ouvertes les portes des escaliers protégés", "CO 47"),
)
CLEARED = (
    Item("Afficher les plans d'évacuation à chaque niveau", "MS 47", nature=None),
    Item("Remplacer les extincteurs hors d'âge du sous-sol", "MS 39", nature=None),
)
NEW = (
    Item(
        "Dégager en permanence l'issue du réfec|toire donnant sur la cour des cuisines, où des chariots de linge "
        "étaient "
        "entreposés le jour de la visite",
        "CO 37",
    ),
    Item(
        "Équiper de ferme-portes les locaux à risques importants, à savoir l'atelier, la réserve et le local des "
        "déchets",
        "CO 28",
    ),
    Item(
        "Faire procéder par une personne ou un organisme agréé à la vérifi|cation triennale du système de sécurité "
        "incendie, et "
        "trans|mettre son rapport au secrétariat de la commission sous deux mois",
        "MS 73",
    ),
    Item(
        "Limiter à 180 personnes l'effectif admis dans la salle du conseil tant que la seconde issue n'est pas créée",
        "CO 38",
    ),
    Item("Instruire le personnel de surveil|lance sur l'exploitation de l'unité d'aide à l'exploitation", "MS 57"),
    Item("Isoler le local d'archives par des parois et un bloc-porte coupe-feu du degré réglementaire", "CO 28"),
)

HAND_OVER = (
    Item(
        "Le rebouchage des trémies n'est pas réalisé au droit des chemins de câbles.",
        "CO 31",
        below=("gaine courants faibles, niveaux 1 à 3", "traversée du local serveur vers la circulation"),
    ),
    Item("Les attestations de pose des blocs-portes coupe-feu n'ont pas été fournies.", "CO 47"),
    Item(
        "La désignation des locaux n'est pas cohérente entre la matrice du SSI et les plans.",
        "MS 55",
        below=("« Réserve 2 » sur le plan, « Dépôt B » dans la matrice",),
    ),
    Item("Le ferme-porte du sas du parc de stationnement n'assure pas la fermeture complète du vantail.", "PS 8"),
)

ROOFS = (
    Item(
        "Ligne de vie dépourvue de plaque signa|létique ; l'année de pose est inconnue de l'exploi|tant et devra être "
        "recherchée auprès de l'installateur.",
    ),
    Item(
        "Garde-corps auto|porté déplacé lors du nettoyage des chéneaux ; remettre en place les contrepoids et vérifier "
        "l'ali|gnement.",
    ),
    Item(
        "Lanterneau fendu au droit de la réserve, avec un risque de chute au travers ; poser une grille de protec|tion."
    ),
    Item("Crinoline de l'échelle à barreaux corrodée sur les trois derniers mètres, reprises de soudure à prévoir."),
    Item("Absence de portillon à fermeture automa|tique en tête d'échelle."),
    Item("Évacuation d'eaux pluviales bouchée, charge d'eau estimée à 8~cm sur 20~m² ; déboucher sans délai."),
)

KITCHEN = (
    Item("Filtres à graisse de la hotte absents", "GC 12", "Cuisine centrale", "Urgent"),
    Item("Commande d'arrêt de l'extrac|tion non identifiée", "GC 13", "Plonge", "Sous 1 mois"),
    Item(
        "Conduit d'évacuation non ramoné depuis plus d'un an, attestation non présentée",
        "GC 18",
        "Toiture",
        "Sous 1 mois",
    ),
    Item("Friteuse installée à moins de 40~cm d'un point d'eau", "", "Snack", "Sous 3 mois"),
    Item("Porte va-et-vient dépourvue d'oculus", "CO 44", "Passage vers la salle", "Sous 3 mois"),
    Item("Détecteur de gaz débranché de sa centrale", "GZ 28", "Cuisine centrale", "Urgent"),
    Item("Stockage de cartons contre l'armoire électrique", "EL 5", "Économat", "Urgent"),
)
