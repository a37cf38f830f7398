"""The layouts kept aside. **Whoever builds or tunes detectors does not read further.**

They say how well a report is read that nobody has seen. When they say «badly», what is mended is a cause that other
reports share; a rule for one of these files would make them worthless.
"""

from __future__ import annotations

from tests.made.reports.blocks import Columns, Down, Fields, Heading, Item, NextPage, Paragraph, Plain, Points, Title
from tests.made.reports.layout import Layout
from tests.made.reports.paper import LANDSCAPE, Edges, Look
from tests.made.reports.rows import rows
from tests.made.reports.tables import Column, Holds, Row, Rules, Table, Zone

from registre_core.kernel.natures import Nature

NUMBER, PLACE, TEXT = Holds.NUMBER, Holds.PLACE, Holds.TEXT
REFERENCE, PRIORITY = Holds.REFERENCE, Holds.PRIORITY
HERE = (
    ("Client", "Résidence autonomie Les Glycines (fictive)"),
    ("Intervenant", "B. Quelqu'un"),
    ("Visite du", "03/09/2026"),
)

BLOCKS = (
    Item("Bloc éteint au test, tube à remplacer", "EC 8", "Couloir Est", "Sous 15 j"),
    Item("Autonomie limitée à 20 minutes après une heure de charge", "EC 12", "Salle à manger", "Sous 15 j"),
    Item("Pictogramme orienté vers le mauvais dégagement", "EC 9", "Palier du 1er", "Sous 3 mois"),
    Item("Télécommande de mise au repos sans effet sur la ligne 4", "EC 14", "Tableau général", "Sous 3 mois"),
    Item("Bloc recouvert par une guirlande fixée à demeure", "EC 7", "Accueil", "Immédiat"),
    Item("Diffuseur cassé, risque de chute de morceaux", "EC 8", "Escalier de service", "Immédiat"),
)

LIGHTING = Layout(
    "blocs_cadre_seul",
    "a frame and upright lines, no line between rows; merged heads; headings with building and floor",
    (
        Title("ÉCLAIRAGE DE SÉCURITÉ", "Visite semestrielle"),
        Fields(HERE),
        Table(
            (
                Column("Rep.", 6, NUMBER),
                Column("Local", 18, PLACE),
                Column("Anomalie constatée", 38, TEXT),
                Column("Art.", 8, REFERENCE),
                Column("Délai de réalisation", 14, PRIORITY),
            ),
            (
                Zone("BÂTIMENT PRINCIPAL"),
                *rows(BLOCKS[:4], "n place text reference priority"),
                Zone("ANNEXE"),
                *rows(BLOCKS[4:], "n place text reference priority", first=5),
            ),
            rules=Rules.FRAME,
            head=(("Situation", 2), ("Constat", 2), ("Suite", 1)),
            gap=3,
        ),
        Paragraph("Total des blocs contrôlés : 64. Total des blocs en défaut : 6."),
    ),
    Look(edges=Edges((("SARL Veilleuse (fictive)", "Réf. VS-77"),), (("RCS fictif 000 000 000", "{page} / {pages}"),))),
)

HOSES = Layout(
    "ria_conforme_oui_non",
    "a list of apparatus with «Conforme : oui / non» and a remark; one that could not be reached",
    (
        Title("Robinets d'incendie armés – vérification annuelle"),
        Table(
            (
                Column("RIA", 8, NUMBER),
                Column("Situation", 24, PLACE),
                Column("Pression (bar)", 10),
                Column("Conforme", 10),
                Column("Remarques", 40, TEXT),
            ),
            (
                Row(("1", "Atelier bois", "4,1", "oui", ""), None),
                Row(("2", "Atelier peinture", "2,2", "non", "Pression insuffisante au robinet le plus défavorisé")),
                Row(("3", "Magasin", "4,0", "oui", "RAS"), None),
                Row(("4", "Quai n° 2", "3,9", "non", "Tuyau semi-rigide percé à 3 m du dévidoir, à remplacer")),
                Row(
                    ("5", "Bureaux, 1er étage", "-", "", "Non vérifié : couloir condamné par des travaux"),
                    Nature.NOT_VERIFIED,
                ),
                Row(("6", "Mezzanine", "3,8", "non", "Dévidoir bloqué par une étagère ; dégager un passage de 1 m")),
                Row(("7", "Cantine", "4,2", "oui", "Néant"), None),
            ),
            rules=Rules.LEVEL,
            tinted=True,
        ),
        Heading("Avis du technicien"),
        Paragraph("L'installation est opérationnelle, à l'exception des appareils ci-dessus."),
    ),
    Look(font="Helvetica", edges=Edges((("Eau-Feu Services (fictif)", ""),), (("", "Feuillet {page}"),))),
)

BOARD = (
    Item(
        "Maintenir dégagées les façades accessibles aux engins de secours ; le stationnement devant l'entrée nord sera "
        "matériellement empêché",
        "CO 2",
    ),
    Item(
        "Rétablir la continuité du recoupement des combles, interrompue par le passage d'une gaine de ventilation",
        "CO 26",
    ),
    Item(
        "Supprimer les rideaux placés en travers des dégagements du niveau inférieur, ou justifier de leur "
        "classement et "
        "de leur manœuvre facile",
        "AM 12",
    ),
    Item("Assurer la présence d'un membre du personnel qualifié pendant la nuit", "J 35"),
    Item("Annexer au registre l'attestation de levée de réserves du désenfumage", "MS 69"),
)

SUB_COMMISSION = Layout(
    "sous_commission_articles",
    "«Prescription n° 4 –» in bold, its article on the next line, earlier ones with their date, an attendance table",
    (
        Title("SOUS-COMMISSION DÉPARTEMENTALE DE SÉCURITÉ", "Compte rendu de la réunion du 21 septembre 2026"),
        Heading("ÉTAIENT PRÉSENTS"),
        Table(
            (Column("Nom", 30), Column("Qualité", 40), Column("Avis", 14)),
            tuple(
                Row(cells, None)
                for cells in (
                    ("Mme Untel", "Direction de la protection des populations", "Favorable"),
                    ("Cdt Exemple", "Service d'incendie et de secours", "Favorable"),
                    ("M. Quidam", "Commune de Bourg-Imaginaire", "Favorable"),
                )
            ),
        ),
        Heading("TEXTES APPLICABLES"),
        Plain(("Arrêté du 25 juin 1980 modifié", "Arrêté du 19 novembre 2001 (type J)"), "– "),
        Down(302),
        Heading("PRESCRIPTIONS PERMANENTES ET ANTÉRIEURES"),
        Points(BOARD[:1], ("*Prescription n° {n} –", "{text}.", "Article {reference}"), first=1, hang=0),
        Heading("PRESCRIPTIONS NOUVELLES"),
        Points(BOARD[1:], ("*Prescription n° {n} –", "{text}.", "Article {reference}"), first=2, hang=0),
        Heading("CONCLUSION"),
        Paragraph(
            "La sous-commission émet un avis favorable. Le procès-verbal est notifié à l'exploitant par le maire."
        ),
    ),
    Look(font="Times-Roman", points=11, leading=15, edges=Edges((("", ""),), (("Préfecture – SIDPC", "page {page}"),))),
)

DOORS = Layout(
    "reserves_deux_colonnes",
    "«Réserve 3 :» in two columns, each with a line «Lieu :», and running text before and after",
    (
        Title("Portes et portails automatiques", "Contrôle semestriel"),
        Fields(HERE),
        Columns(2),
        Heading("Généralités", 2),
        Paragraph(
            "Les quatre portes ont été essayées en présence de l'agent d'accueil. Les notices sont disponibles. Le "
            "livret "
            "d'entretien est renseigné jusqu'au mois d'août."
        ),
        Heading("Réserves", 2),
        Points(
            (
                Item(
                    "La cellule de sécurité ne couvre pas la zone de refoule|ment du vantail gauche.",
                    place="Entrée Nord",
                ),
                Item(
                    "L'ouver|ture de secours sur coupure de courant n'a pas lieu ; accumu|lateurs à remplacer.",
                    place="Hall",
                ),
                Item("Le joint de bas de porte est arraché et fait obstacle à la ferme|ture.", place="Parking -1"),
                Item(
                    "L'effort de poussée atteint 210~N, pour une limite de 150~N ; réduire le couple du moteur et "
                    "refaire la "
                    "mesure.",
                    place="Entrée des livraisons",
                ),
            ),
            ("Réserve {n} : {text}", "Lieu : {place}"),
            hang=0,
            gap=8,
        ),
        Heading("Rappel", 2),
        Paragraph("Toute modification du réglage est consignée au livret d'entretien."),
    ),
    Look(foot=460, edges=Edges((("Portes & Cie (fictif)", "PV 26-1188"),), (("Document à conserver", "1"),))),
)

LIGHTNING = Layout(
    "foudre_lettres",
    "points a), b), c) that begin again below each heading",
    (
        Title("Vérification complète – protection contre la foudre"),
        Heading("1. Norme et méthode"),
        Paragraph("Vérification menée selon la norme NF EN 62305-3 et le guide fictif UTE F 00-000."),
        Heading("2. Défauts relevés"),
        Heading("2.1 Toiture", 2),
        Points(
            (
                Item("Connecteur desserré en pied de pointe captrice", "NF EN 62305-3"),
                Item("Conducteur de descente sectionné sur environ deux mètres, à remplacer à l'identique"),
            ),
            ("{n}) {text} ({reference})",),
            "{letter}",
            zone="Toiture",
        ),
        Heading("2.2 Prises de terre", 2),
        Points(
            (
                Item("Résistance de la prise n° 3 mesurée à 28 ohms, supérieure à la limite de 10 ohms"),
                Item(
                    "Regard de visite recouvert par l'enrobé, joint de contrôle inaccessible",
                    nature=Nature.NOT_VERIFIED,
                ),
                Item("Compteur de coups hors service"),
            ),
            ("{n}) {text} ({reference})",),
            "{letter}",
            zone="Prises de terre",
        ),
        Heading("3. Conclusion"),
        Paragraph("L'efficacité de la protection n'est plus assurée jusqu'à la remise en état."),
    ),
    Look(
        points=10,
        leading=14,
        edges=Edges((("Parafoudre Conseil (fictif)", "FD/26"),), (("", "Page {page} sur {pages}"),)),
    ),
)

BOILER_DOOR = (
    "Porte de la chaufferie ouvrant vers l'intérieur et dépourvue de barre anti-panique ; inverser le sens "
    "d'ouverture et "
    "équiper le vantail"
)

BOILER = Layout(
    "chaufferie_suite_donnee",
    "landscape, a column that says what was done since: what is cleared is not proposed again",
    (
        Title("Suivi des observations – chaufferie et sous-stations"),
        Down(366),
        Table(
            (
                Column("N°", 5, NUMBER),
                Column("Date", 9),
                Column("Observation", 44, TEXT),
                Column("Texte", 10, REFERENCE),
                Column("État", 18),
            ),
            (
                Row(
                    ("14", "02/2024", "Baie de ventilation basse obturée par un carton", "CH 6", "Levée le 12/03/2024"),
                    None,
                ),
                Row(
                    ("15", "02/2024", "Vanne de barrage extérieure sans plaque d'identification", "CH 13", "Non levée")
                ),
                Row(("16", "02/2025", "Extincteur 50 kg sur roues non accessible", "CH 5", "Soldée"), None),
                Row(
                    (
                        "17",
                        "02/2025",
                        BOILER_DOOR,
                        "CH 5",
                        "En cours",
                    )
                ),
                Row(("18", "09/2026", "Traces d'hydrocarbures dans la cuvette de rétention", "CH 16", "Nouvelle")),
                Row(("19", "09/2026", "Consigne d'arrêt d'urgence illisible", "CH 9", "Nouvelle")),
            ),
        ),
    ),
    Look(size=LANDSCAPE, font="Helvetica", edges=Edges((("Thermique Plus (fictif)", "09/2026"),), (("", "{page}"),))),
)

ALL_WELL = Layout(
    "rien_a_signaler",
    "nothing to report, in a letter with numbered works that were done, and measurements",
    (
        Title("Attestation de vérification – groupe électrogène"),
        Fields(HERE),
        Paragraph("Nous certifions avoir procédé aux opérations suivantes :"),
        Plain(
            (
                "Contrôle des niveaux d'huile et de liquide",
                "Remplacement du filtre à gazole",
                "Essai en charge d'une durée de 30 min",
            ),
            "{n}) ",
        ),
        Table(
            (Column("Mesure", 30), Column("Valeur", 12), Column("Limite", 12), Column("Résultat", 14)),
            tuple(
                Row(cells, None)
                for cells in (
                    ("Temps de prise en charge", "7,2 s", "10 s", "Bon"),
                    ("Tension à vide", "402 V", "± 5 %", "Bon"),
                    ("Température d'huile", "88 °C", "110 °C", "Bon"),
                )
            ),
            rules=Rules.LEVEL,
        ),
        Paragraph("Observations : néant."),
        Paragraph("Fait à Bourg-Imaginaire, le 3 septembre 2026."),
    ),
    Look(font="Times-Roman", points=11, leading=14),
)

SPRINKLERS = Layout(
    "sprinkler_remarques_puces",
    "remarks without numbers below headings that name the place, and a summary with counts in front",
    (
        Title("Visite semestrielle d'une installation sprinkler", "Compte rendu selon le référentiel APSAD R1"),
        Heading("Récapitulatif"),
        Table(
            (Column("Nature", 30), Column("Nombre", 10)),
            tuple(
                Row(cells, None)
                for cells in (("Remarques nouvelles", "4"), ("Remarques rappelées", "1"), ("Total", "5"))
            ),
        ),
        Heading("Remarques"),
        Heading("Local source", 2),
        Points(
            (
                Item("Fuite au presse-étoupe de la pompe principale, débit supérieur au goutte-à-goutte."),
                Item("Vanne de la réserve non cadenassée en position ouverte.", aside="(rappel)"),
            ),
            ("• {text}",),
            numbers="",
            hang=10,
            zone="Local source",
        ),
        Heading("Entrepôt, cellule 2", 2),
        Points(
            (
                Item("Têtes gênées par le nouveau rayonnage : distance libre de 35 cm au lieu de 50 cm."),
                Item("Trois têtes peintes lors du ravalement, à changer avant la prochaine visite."),
                Item("Absence de plan de protection affiché au poste de contrôle."),
            ),
            ("• {text}",),
            numbers="",
            hang=10,
            zone="Entrepôt, cellule 2",
        ),
        NextPage(),
        Heading("Pièces jointes"),
        Plain(("Courbe de la pompe", "Relevé des pressions", "Feuille de présence"), "• "),
    ),
    Look(edges=Edges((("Sprink'Audit (fictif)", "CR1"),), (("Paraphe :", "{page}"),))),
)

BACKBOARD = (
    "Boulonnerie oxydée sur la platine ; serrage impossible à contrôler sans dépose du carter, à reprendre avant l'été"
)

PLAYGROUND = Layout(
    "remarques_sans_titres",
    "a table over two pages, its head only on the first; no number, where it is, what it is, how grave; middle cells",
    (
        Title("Contrôle principal annuel – équipements sportifs"),
        Fields(HERE),
        Down(586),
        Table(
            (
                Column("Équipement", 22, PLACE),
                Column("Défaut", 44, TEXT),
                Column("Criticité", 10, PRIORITY),
                Column("Norme", 16, REFERENCE),
            ),
            (
                Row(("But de handball nord", "Ancrage arrière absent, but non contre-balancé", "Élevée", "NF EN 749")),
                Row(("But de handball sud", "Filet déchiré en partie basse", "Faible", "NF EN 749")),
                Row(
                    (
                        "Panneau de basket 3",
                        BACKBOARD,
                        "Moyenne",
                        "NF EN 1270",
                    )
                ),
                Row(("Tribune télescopique", "Plancher fendu au rang C", "Élevée", "NF EN 13200-5")),
                Row(("Espalier", "Barreau n° 6 fissuré", "Moyenne", "NF EN 12346")),
            ),
            rules=Rules.BOXES,
            repeats_head=False,
            centred=True,
        ),
        Paragraph("Le rapport ne peut être reproduit que dans son intégralité."),
    ),
    Look(font="Helvetica", points=10, edges=Edges((("Sportéval (fictif)", ""),), (("", "Page {page} de {pages}"),))),
)

LETTER = Layout(
    "lettre_du_maire",
    "a letter: a reference above, an address, works that are asked for as «1°) …», a farewell",
    (
        Title("Mairie de Villeneuve (fictive)", "Service de la prévention des risques"),
        Paragraph("Réf. : procès-verbal de la commission communale de sécurité du 14 février 2026"),
        Paragraph("Madame la Directrice,"),
        Paragraph(
            "À la suite de la visite périodique de votre établissement, la commission a émis un avis défavorable. Je "
            "vous demande en conséquence de réaliser les prescriptions suivantes :"
        ),
        Points(
            (
                Item("Faire vérifier les installations électriques par un organisme agréé.", "EL 19"),
                Item("Supprimer les dépôts de cartons constatés dans les combles et la cage de service."),
                Item("Installer un ferme-porte sur la porte de la réserve du magasin de jouets.", "CO 28"),
                Item("Transmettre au service de la prévention, sous deux mois, l'attestation de levée des réserves."),
                Item("Assurer la formation du personnel à la manœuvre des moyens de secours.", "MS 48"),
            ),
            ("{n}°) {text} (article {reference})",),
            indent=18,
        ),
        Paragraph("Vous voudrez bien me tenir informé de la réalisation de ces travaux dans un délai de trois mois."),
        Paragraph("Je vous prie d'agréer, Madame la Directrice, l'expression de mes salutations distinguées."),
    ),
    Look(font="Times-Roman", points=11, edges=Edges((("", ""),), (("Hôtel de Ville – 1, place Imaginaire", ""),))),
)

TURNED_ROUND = Layout(
    "constat_avant_numero",
    "columns the other way round: what was seen first, the number third; the table goes on under «(suite)»",
    (
        Title("Salle des fêtes – vérification électrique"),
        Heading("Liste des constatations"),
        Table(
            (
                Column("Constatation", 48, TEXT),
                Column("Lieu", 20, PLACE),
                Column("N°", 6, NUMBER),
                Column("Degré", 9, PRIORITY),
            ),
            rows(
                (
                    Item("Prise de courant arrachée, conducteurs accessibles", "", "Salle polyvalente", "Urgent"),
                    Item("Absence de dispositif différentiel sur les circuits de prises", "", "Office", "Normal"),
                    Item("Coffret laissé ouvert, accessible au public", "", "Entrée des artistes", "Urgent"),
                ),
                "text place n priority",
                first=12,
            ),
        ),
        NextPage(),
        Heading("Liste des constatations (suite)"),
        Table(
            (
                Column("Constatation", 48, TEXT),
                Column("Lieu", 20, PLACE),
                Column("N°", 6, NUMBER),
                Column("Degré", 9, PRIORITY),
            ),
            rows(
                (
                    Item("Conducteur de protection interrompu à la borne principale", "", "Local technique", "Urgent"),
                    Item("Échauffement anormal relevé sur le disjoncteur Q7 (82 °C)", "", "TGBT", "Urgent"),
                ),
                "text place n priority",
                first=15,
            ),
        ),
    ),
    Look(font="Helvetica", edges=Edges((("", ""),), (("Document émis par voie électronique", "Page {page}"),))),
)

COLOURS = Layout(
    "niveaux_de_couleur",
    "levels as the colours of traffic lights, their meaning above; what is green is well",
    (
        Title("Plate-forme logistique – audit incendie"),
        Paragraph("Rouge : action immédiate. Orange : action à planifier. Vert : satisfaisant."),
        Table(
            (Column("Équipement", 28), Column("Niveau", 10, PRIORITY), Column("Constat", 50, TEXT)),
            (
                Row(("Porte sectionnelle du quai", "Rouge", "Absence de retenue en cas de rupture de ressort")),
                Row(("Éclairage du parking", "Vert", "RAS"), None),
                Row(("Poteau d'incendie", "Orange", "Débit de 52 m³/h, inférieur aux 60 m³/h exigés")),
                Row(("Sprinkleurs du hall 2", "Vert", "Conforme"), None),
                Row(("Portes coupe-feu du hall 1", "Rouge", "Porte 14 bloquée en position ouverte par une palette")),
                Row(("Consignes", "Orange", "Consignes non traduites en anglais")),
            ),
        ),
    ),
    Look(edges=Edges((("Logisûr (fictif)", "2026"),), (("", "{page}"),))),
)

LAYOUTS = (
    LIGHTING,
    HOSES,
    SUB_COMMISSION,
    DOORS,
    LIGHTNING,
    BOILER,
    ALL_WELL,
    SPRINKLERS,
    PLAYGROUND,
    LETTER,
    TURNED_ROUND,
    COLOURS,
)
