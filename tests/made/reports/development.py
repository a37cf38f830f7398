"""The layouts to build with: what a safety officer meets in a year, each time otherwise."""

from __future__ import annotations

from tests.made.reports import words
from tests.made.reports.blocks import (
    Columns,
    Contents,
    Down,
    Fields,
    Heading,
    Item,
    NextPage,
    Paragraph,
    Plain,
    Points,
    Title,
)
from tests.made.reports.layout import Layout
from tests.made.reports.paper import LANDSCAPE, Edges, Look
from tests.made.reports.rows import rows
from tests.made.reports.tables import Column, Holds, Row, Rules, Table, Zone

from registre_core.kernel.natures import Nature

NUMBER, PLACE, TEXT = Holds.NUMBER, Holds.PLACE, Holds.TEXT
REFERENCE, PRIORITY = Holds.REFERENCE, Holds.PRIORITY
HELVETICA, TIMES, COURIER = "Helvetica", "Times-Roman", "Courier"

SITE = (
    ("Établissement", "Groupe scolaire Les Mésanges (fictif)"),
    ("Adresse", "3 allée des Charmes, 99120 Valfictif"),
    ("Type et catégorie", "R, N – 4e catégorie"),
    ("Date de l'intervention", "14 octobre 2026"),
)
SCOPE = (
    "La mission porte sur les seules parties visibles et accessibles des installations désignées au contrat. Elle ne "
    "comprend ni "
    "le démontage des appareils ni la recherche de vices cachés."
)
INSTRUMENTS = (
    "Les appareils de mesure utilisés sont raccordés aux étalons nationaux ; leurs numéros figurent en tête du présent "
    "rapport."
)


def firm(name: str, number: str) -> Edges:
    """Run a firm's name and the number of the report along the top, the page along the foot."""
    address = f"{name} – siège social : 1 rue Imaginaire, 99000 Testville"
    return Edges(((name, number),), ((address, "Page {page}/{pages}"),))


Q18 = Layout(
    "q18_paysage",
    "landscape, merged heads, what was found and what is to be done in two columns, rows cut by the page",
    (
        Title("Compte rendu de vérification périodique – Q18", "Installations électriques en service"),
        Fields(SITE),
        Down(165),
        Heading("A. Observations relatives aux dangers d'incendie ou d'explosion"),
        Table(
            (
                Column("N°", 4, NUMBER),
                Column("Localisation", 14, PLACE),
                Column("Constatation", 26, TEXT),
                Column("Préconisation", 26, TEXT),
                Column("Article", 13, REFERENCE),
                Column("Priorité", 7, PRIORITY),
            ),
            rows(words.ELECTRICITY, "n place found action reference priority"),
            head=(("Repérage", 2), ("Description du danger et mesure proposée", 2), ("Classement", 2)),
        ),
        Heading("B. Conclusion"),
        Paragraph(
            "L'installation peut entraîner des dangers d'incendie ou d'explosion : voir les observations de la "
            "partie A."
        ),
    ),
    Look(size=LANDSCAPE, font=HELVETICA, edges=firm("Vérifélec (fictif)", "Q18 n° 26-0911")),
)

EXTINGUISHERS = Layout(
    "extincteurs_inventaire",
    "an inventory of which only some rows say that something is wrong, lines between rows only",
    (
        Title("Rapport de maintenance des extincteurs"),
        Fields(SITE[:2]),
        Paragraph(
            "La maintenance annuelle a été effectuée selon la norme NF S 61-919 ; 14 appareils figurent au parc."
        ),
        Table(
            (
                Column("N°", 5, NUMBER),
                Column("Emplacement", 20, PLACE),
                Column("Agent extincteur", 14),
                Column("Charge", 8),
                Column("Année", 7),
                Column("Observations", 36, TEXT),
            ),
            tuple(Row(row[:6], row[6]) for row in words.EXTINGUISHERS),
            rules=Rules.LEVEL,
        ),
        Heading("Récapitulatif du parc"),
        Table(
            (Column("Agent", 20), Column("Nombre", 10), Column("Vérifiés", 10)),
            tuple(Row(cells, None) for cells in (("Eau + additif", "8", "6"), ("CO2", "2", "2"), ("Poudre", "4", "4"))),
            rules=Rules.LEVEL,
        ),
    ),
    Look(edges=firm("Extinct'Ouest (fictif)", "Bon n° 55821")),
)

ALARM = Layout(
    "ssi_essais",
    "tests of an alarm system with their result, under headings that say where; what worked is no observation",
    (
        Title("Essais fonctionnels du système de sécurité incendie"),
        Paragraph(SCOPE),
        Table(
            (
                Column("Essai", 26, TEXT),
                Column("Résultat", 12),
                Column("Observations", 34, TEXT),
                Column("Réf.", 10, REFERENCE),
            ),
            (
                Zone("Rez-de-chaussée"),
                Row(("Détecteur DI 01", "Conforme", "", ""), None),
                Row(("Déclencheur manuel DM 02", "Non conforme", "Boîtier masqué par un présentoir", "MS 65")),
                Row(("Diffuseur sonore DS 01", "Conforme", "", ""), None),
                Row(
                    ("Porte coupe-feu PCF 3", "Non conforme", "Ne se ferme pas complètement, sélecteur faussé", "CO 47")
                ),
                Zone("Premier étage"),
                Row(("Détecteur DI 14", "Conforme", "", ""), None),
                Row(("Détecteur DI 15", "Non vérifié", "Chambre occupée", ""), Nature.NOT_VERIFIED),
                Row(("Volet de désenfumage VD 2", "Non conforme", "Réarmement impossible depuis le niveau", "DF 7")),
                Row(("Détecteur DI 16", "Conforme", "", ""), None),
                Zone("Local SSI"),
                Row(
                    (
                        "Autonomie de l'alimentation EAES",
                        "Non conforme",
                        "Batteries hors tolérance, 22,1 V en charge",
                        "NF S 61-940",
                    )
                ),
                Row(("Report d'alarme", "Conforme", "", ""), None),
            ),
        ),
        Paragraph(
            "Légende : Conforme – essai satisfaisant ; Non conforme – à corriger ; Non vérifié – essai non réalisé."
        ),
    ),
    Look(font=HELVETICA, edges=firm("Alarmétic (fictif)", "FI 2026-118")),
)

GRID_ITEMS = (
    ("1.1", "Commandes accessibles et repérées", "C", ""),
    ("1.2", "Liaisons mécaniques en bon état", "NC", "câble de l'exutoire n° 2 détendu"),
    ("1.3", "Cartouches non percutées", "C", ""),
    ("1.4", "Réarmement possible depuis le sol", "SO", ""),
    ("2.1", "Ouvrants libres de tout obstacle", "NC", "faux plafond posé devant l'ouvrant de la cage D"),
    ("2.2", "Amenées d'air dégagées", "NC", "grille obstruée, hall ouest"),
    ("2.3", "Débit mesuré conforme", "NV", "ventilateur consigné"),
    ("2.4", "Vitesse de passage inférieure à 5 m/s", "C", "4,2 m/s"),
    ("3.1", "Dernier rapport présenté", "C", ""),
    ("3.2", "Consignes affichées", "NC", ""),
)
VERDICTS = ("C", "NC", "SO", "NV")
NATURES = {"NC": Nature.TO_CORRECT, "NV": Nature.NOT_VERIFIED}

SMOKE_GRID = Layout(
    "desenfumage_grille",
    "a grid of marks under C, NC, SO, NV: only what is not conforming, or was not looked at, is proposed",
    (
        Title("Vérification du désenfumage", "Grille de conformité"),
        Fields(SITE[:2]),
        Paragraph("C : conforme – NC : non conforme – SO : sans objet – NV : non vérifié"),
        Table(
            (
                Column("N°", 6, NUMBER),
                Column("Point de contrôle", 34, TEXT),
                *(Column(verdict, 5) for verdict in VERDICTS),
                Column("Commentaire", 32, TEXT),
            ),
            tuple(
                Row((n, item, *("X" if verdict == got else "" for verdict in VERDICTS), said), NATURES.get(got))
                for n, item, got, said in GRID_ITEMS
            ),
        ),
    ),
    Look(edges=firm("Airfume (fictif)", "D-4471")),
)

LIFT = Layout(
    "ascenseur_observations",
    "«Observation 12 :» with its place and its priority on lines of their own",
    (
        Title("Contrôle technique quinquennal d'ascenseur"),
        Fields((*SITE[:2], ("Appareil", "n° 7741, 630 kg, 5 niveaux"))),
        Heading("1 – Étendue du contrôle"),
        Paragraph(SCOPE),
        Heading("2 – Observations"),
        Points(
            words.LIFT,
            ("*Observation {n} :", "{text}", "Localisation : {place}", "Priorité : {priority}"),
            first=11,
            hang=0,
        ),
        Heading("3 – Avis"),
        Paragraph("L'appareil peut être maintenu en service sous réserve de la levée des observations de priorité 1."),
    ),
    Look(font=TIMES, points=10, leading=13, edges=firm("Ascentec (fictif)", "Rapport 26/5/7741")),
)

GAS = Layout(
    "gaz_sans_filets",
    "a table without any line, its rows parted by white, under headings that say where",
    (
        Title("Vérification des installations de gaz combustibles"),
        Down(504),
        Paragraph(INSTRUMENTS),
        Table(
            (
                Column("N°", 5, NUMBER),
                Column("Désignation de l'anomalie", 48, TEXT),
                Column("Article", 12, REFERENCE),
                Column("Urgence", 10, PRIORITY),
            ),
            (
                Zone("Bâtiment A – Rez-de-chaussée"),
                *rows(words.GAS[:2], "n text reference priority"),
                Zone("Bâtiment A – 1er étage"),
                *rows(words.GAS[2:3], "n text reference priority", first=3),
                Zone("Bâtiment B – Sous-sol"),
                *rows(words.GAS[3:], "n text reference priority", first=4),
            ),
            rules=Rules.NONE,
            size=9,
            gap=5,
        ),
        Paragraph("Fin du rapport. Le vérificateur : A. Personne."),
    ),
    Look(font=HELVETICA, edges=firm("Gazette Contrôle (fictif)", "GZ-2026-77")),
)

LIFTING = Layout(
    "levage_puces",
    "bullets below a heading that announces observations; other bullets before and after it are none",
    (
        Title("Vérification générale périodique des appareils de levage"),
        Heading("Documents présentés"),
        Plain(
            (
                "Notice d'instructions du palan",
                "Carnet de maintenance, tenu à jour",
                "Rapport précédent, du 9 avril 2026",
            )
        ),
        Heading("Observations"),
        Points(words.LIFTING, ("- {text}",), numbers="", hang=10, indent=8),
        Heading("Textes de référence"),
        Plain(
            (
                "Arrêté du 1er mars 2004 relatif aux vérifications des appareils de levage",
                "Code du travail, article R. 4323-23",
            )
        ),
    ),
    Look(edges=firm("Grutest (fictif)", "L-990")),
)

COMMISSION = Layout(
    "pv_commission_levees",
    "a commission's minutes: earlier prescriptions cleared and kept, new ones, members, documents, opinion",
    (
        Title("PROCÈS-VERBAL", "Visite périodique de la commission d'arrondissement de Valfictif"),
        Fields(SITE),
        Heading("Membres de la commission"),
        Plain(
            (
                "Mme la sous-préfète, présidente",
                "M. le maire de Valfictif",
                "Le capitaine représentant le SDIS",
                "M. le chef d'établissement",
            ),
            "{n}. ",
        ),
        Heading("Documents examinés"),
        Plain(
            (
                "Registre de sécurité",
                "Rapport de vérification du SSI du 2 mai 2026",
                "Contrat d'entretien de la chaufferie",
            ),
            "{n}. ",
        ),
        Heading("Prescriptions antérieures levées"),
        Points(words.CLEARED, ("{n}. {text} ({reference}).",)),
        Heading("Prescriptions antérieures maintenues"),
        Points(words.CARRIED_OVER, ("{n}. {text} ({reference}).",)),
        Down(196),
        Heading("Prescriptions nouvelles"),
        Points(words.NEW, ("{n}. {text} ({reference}).",), first=3),
        Heading("Avis de la commission"),
        Paragraph("La commission émet un avis défavorable à la poursuite de l'exploitation de l'établissement."),
        Paragraph("Le président de la commission, signature."),
    ),
    Look(
        font=TIMES,
        points=11,
        leading=14,
        edges=Edges((("Préfecture de Testville", ""),), (("", "- {page} -"),), ruled=False),
    ),
)

ARTICLES = Layout(
    "p1_article",
    "«P1 – Article CO 37 : …»",
    (
        Title("Rapport de l'inspecteur de prévention"),
        Down(464),
        Heading("I. Rappel de la réglementation"),
        Paragraph(
            "L'établissement est assujetti au règlement de sécurité du 25 juin 1980, articles GN 1 à GN 14 et R 1 à "
            "R 33."
        ),
        Heading("II. Prescriptions proposées"),
        Points(words.NEW, ("*{n} – Article {reference} : {text}.",), "P{n}", hang=0, gap=9),
        Heading("III. Proposition d'avis"),
        Paragraph("Avis favorable."),
    ),
    Look(
        edges=Edges((("SDIS 99 – groupement prévention", "Dossier E-099-0031"),), (("Document de travail", "{page}"),))
    ),
)

HAND_OVER = Layout(
    "rvrat_sous_points",
    "numbers in two steps, sub-items below a point, the reference on a line of its own",
    (
        Title("Rapport de vérifications réglementaires après travaux"),
        Down(444),
        Heading("1. Objet"),
        Paragraph(SCOPE),
        Heading("2. Référentiel"),
        Plain(
            ("Code de la construction et de l'habitation", "Règlement de sécurité ERP", "NF S 61-931 à NF S 61-940"),
            "2.{n} ",
        ),
        Heading("3. Non-conformités relevées"),
        Points(
            tuple(Item(item.text, item.reference, below=item.below) for item in words.HAND_OVER),
            ("{n} {text}", "Réf. : {reference}"),
            numbers="3.{n}",
            hang=22,
        ),
        Heading("4. Avis"),
        Paragraph("Les non-conformités ci-dessus sont à lever avant l'ouverture au public."),
    ),
    Look(edges=firm("Contrôle et Chantiers (fictif)", "RVRAT 26-03")),
)

ROOFS = Layout(
    "anomalies_trois_colonnes",
    "three narrow columns, points that go on in the next one, in a word too",
    (
        Title("Compte rendu d'intervention – accès en toiture"),
        Columns(3),
        Heading("Déroulement", 2),
        Paragraph(
            "L'intervention a été conduite en présence du gardien. Les accès étaient dégagés. Le temps était sec et "
            "sans vent."
        ),
        Paragraph(SCOPE),
        Heading("Anomalies", 2),
        Points(words.ROOFS, ("Anomalie n° {n} : {text}",), hang=0, gap=8),
        Heading("Suite", 2),
        Paragraph("Un devis sera adressé sous dix jours. Le client a signé le bon d'intervention."),
    ),
    Look(font=HELVETICA, gutter=16, foot=514, edges=firm("Hautes Toitures (fictif)", "CR 208")),
)

CODES = Layout(
    "nc_codes",
    "«NC-07» on a line of its own, then the words, then where and how urgent",
    (
        Title("Audit de la cuisine collective"),
        Heading("Écarts constatés"),
        Points(
            words.KITCHEN,
            ("*{n}", "{text}", "Lieu : {place}   Délai : {priority}", "Texte : {reference}"),
            "NC-0{n}",
            hang=0,
            gap=9,
        ),
        Heading("Points satisfaisants"),
        Plain(("Propreté générale de la salle", "Affichage des consignes", "Formation du personnel à jour")),
    ),
    Look(points=10, leading=13, edges=firm("Cuisinorme (fictif)", "A/26/44")),
)

NOTHING = Layout(
    "aucune_observation",
    "a report without any observation, full of numbered things that look like some",
    (
        Title("Rapport de vérification périodique – éclairage de sécurité"),
        Heading("1. Mission"),
        Paragraph(SCOPE),
        Heading("2. Documents consultés"),
        Plain(("Plans d'évacuation", "Registre de sécurité", "Notice de la source centralisée"), "{n}. "),
        Heading("3. Vérifications réalisées"),
        Table(
            (
                Column("N°", 5, NUMBER),
                Column("Point vérifié", 40, TEXT),
                Column("Résultat", 15),
                Column("Observation", 25, TEXT),
            ),
            (
                Row(("1", "Passage à l'état de fonctionnement", "Satisfaisant", "Néant"), None),
                Row(("2", "Autonomie d'une heure", "Satisfaisant", "Néant"), None),
                Row(("3", "Signalisation des issues", "Satisfaisant", "RAS"), None),
                Row(("4", "Mise au repos à distance", "Sans objet", "-"), None),
            ),
        ),
        Heading("4. Observations"),
        Paragraph("Aucune observation n'a été relevée lors de cette vérification."),
        Heading("5. Conclusion"),
        Paragraph("L'installation est maintenue en bon état de fonctionnement. Prochaine visite : octobre 2027."),
    ),
    Look(edges=firm("Luminéo (fictif)", "ES-12")),
)

SUMMARY = Layout(
    "synthese_puis_detail",
    "a summary that says every observation in front of the pages that say it in full: each is proposed once",
    (
        Title("Vérification des portes et portails automatiques"),
        Heading("Synthèse des observations"),
        Table(
            (Column("N°", 5, NUMBER), Column("Observation", 60, TEXT), Column("Priorité", 8, PRIORITY)),
            tuple(Row(row.cells, None) for row in rows(words.LIFT[1:5], "n text priority")),
            rules=Rules.LEVEL,
        ),
        NextPage(),
        Heading("Détail des observations"),
        Points(words.LIFT[1:5], ("*Observation n° {n}", "{text}", "Priorité : {priority}"), hang=0),
        Heading("Signatures"),
        Paragraph("Le vérificateur                                                L'exploitant"),
    ),
    Look(edges=firm("Portamatic (fictif)", "PA-31")),
)

COVERED = Layout(
    "garde_sommaire_annexes",
    "a cover, a table of contents, numbered prescriptions far behind, and annexes with numbered definitions",
    (
        Down(150),
        Title("DIAGNOSTIC DE SÉCURITÉ INCENDIE", "Médiathèque Les Trois Rivières (fictive)"),
        Fields(SITE[:2]),
        NextPage(),
        Heading("Sommaire"),
        Contents(
            (
                ("1. Présentation de l'établissement", 3),
                ("2. Prescriptions", 3),
                ("3. Conclusion", 3),
                ("Annexe 1 – Définitions", 4),
            )
        ),
        NextPage(),
        Heading("1. Présentation de l'établissement"),
        Paragraph("L'établissement comporte deux niveaux et reçoit 280 personnes au titre du public."),
        Heading("2. Prescriptions"),
        Points(words.NEW[:4], ("{n}) {text}.", "Référence : {reference}"), hang=18),
        Heading("3. Conclusion"),
        Paragraph("Sous réserve des prescriptions ci-dessus, le niveau de sécurité est jugé acceptable."),
        NextPage(),
        Heading("Annexe 1 – Définitions"),
        Plain(
            (
                "Prescription : mesure que l'exploitant est tenu de réaliser.",
                "Dégagement : partie de la construction permettant le cheminement d'évacuation des occupants.",
                "Local à risques importants : local défini à l'article CO 27 du règlement.",
            ),
            "{n}) ",
        ),
    ),
    Look(
        edges=Edges(
            (("", ""), ("", "Diagnostic – médiathèque")), (("", ""), ("Cabinet Prévento (fictif)", "{page}/{pages}"))
        )
    ),
)

CUT = Layout(
    "point_coupe_note",
    "a point that the page cuts, with a footnote and a footer in between; headers that take turns",
    (
        Title("Compte rendu de visite de sécurité"),
        Fields(SITE),
        Paragraph(SCOPE),
        Paragraph(INSTRUMENTS),
        Down(330),
        Heading("Observations formulées"),
        Points(words.ELECTRICITY[:3] + words.ELECTRICITY[4:9], ("{n}. {text} ({reference})",), gap=4),
        Heading("Conclusion"),
        Paragraph("Les observations seront examinées lors de la prochaine visite."),
    ),
    Look(
        points=10.5,
        leading=15,
        edges=Edges(
            (
                ("Groupe scolaire Les Mésanges", "Octobre 2026"),
                ("Visite de sécurité", "Suite"),
                ("Groupe scolaire Les Mésanges", "Suite"),
            ),
            (("Confidentiel", "Page {page} sur {pages}"),),
            footnote="1. Au sens de l'article GN 8 du règlement de sécurité.",
        ),
    ),
)

TYPED = Layout(
    "courrier_tirets",
    "a letter in a typewriter's letters: «1-», some points seen before",
    (
        Paragraph("À l'attention de Monsieur le directeur,"),
        Paragraph(
            "Suite à notre passage du 14 octobre 2026, veuillez trouver ci-dessous les remarques à prendre en compte :"
        ),
        Points(
            (
                Item("Remplacer la serrure de la porte de la chaufferie."),
                Item("Remettre en service l'éclairage du local vélos.", aside="(déjà signalé)"),
                Item(
                    "Faire ramoner le conduit de la cheminée de la bibliothèque, la dernière attestation datant de "
                    "2023."
                ),
                Item(
                    "Évacuer les meubles entreposés sous l'escalier de la cave.",
                    aside="(observation n° 2 du rapport précédent)",
                ),
                Item("Fournir la clé du local onduleur."),
            ),
            ("{n}- {text}",),
            hang=18,
        ),
        Paragraph("Nous vous prions d'agréer, Monsieur le directeur, l'expression de nos salutations distinguées."),
    ),
    Look(font=COURIER, points=10, leading=13, edges=Edges((("", ""),), (("", "{page}"),), ruled=False)),
)

PRINTED = Layout(
    "traitement_de_texte",
    "lines that are thin boxes, doubled; urgency in words; no head on the second page; short cells in the middle",
    (
        Title("Visite technique – cuisine et office"),
        Fields(SITE),
        Down(545),
        Table(
            (
                Column("Repère", 8, NUMBER),
                Column("Lieu", 18, PLACE),
                Column("Remarque", 40, TEXT),
                Column("Texte", 10, REFERENCE),
                Column("Délai", 13, PRIORITY),
            ),
            rows(words.KITCHEN, "n place text reference priority", numbers="R{n}"),
            rules=Rules.BOXES,
            repeats_head=False,
            centred=True,
            is_cut=False,
        ),
        Paragraph("Document établi pour le compte de l'exploitant."),
    ),
    Look(font=TIMES, points=10, edges=firm("Office et Conseil (fictif)", "VT 9")),
)

VALUED = Layout(
    "colonne_avis",
    "one column that says S, NS or NV, and two tables on one page",
    (
        Title("Contrôle des moyens de secours"),
        Heading("Colonnes sèches"),
        Table(
            (Column("Élément contrôlé", 36, TEXT), Column("Avis", 8), Column("Constat", 40, TEXT)),
            (
                Row(("Raccord d'alimentation", "NS", "bouchon absent en façade"), Nature.TO_CORRECT),
                Row(("Prises de niveau", "S", ""), None),
                Row(("Purge basse", "NS", "robinet grippé"), Nature.TO_CORRECT),
                Row(("Essai hydrostatique", "NV", "eau coupée sur le site"), Nature.NOT_VERIFIED),
            ),
            tinted=True,
        ),
        Heading("Alarme"),
        Table(
            (Column("Élément contrôlé", 36, TEXT), Column("Avis", 8), Column("Constat", 40, TEXT)),
            tuple(
                Row((item.place, "NS", item.text), Nature.TO_CORRECT) if n % 2 else Row((item.place, "S", ""), None)
                for n, item in enumerate(words.ALARM)
            ),
            tinted=True,
        ),
        Paragraph("S : satisfaisant – NS : non satisfaisant – NV : non vérifié."),
    ),
    Look(edges=firm("Secours Plus (fictif)", "MS-2026-5")),
)

HOTEL = Layout(
    "hotel_de_salle_en_salle",
    "points that count on under the names of rooms, most of them in words that no vocabulary holds",
    (
        Title("Compte rendu de visite"),
        Paragraph("Étaient présents : Mme Garnier, exploitante, et M. Aubry."),
        Heading("HALL ET ACCUEIL"),
        Points(
            (
                Item("Le registre n'est pas à jour : les essais de l'année écoulée n'y figurent pas."),
                Item("La consigne affichée à l'accueil donne un numéro d'appel erroné."),
            ),
            ("N°{n} – {text}",),
            zone="HALL ET ACCUEIL",
        ),
        Heading("CHAMBRES – NIVEAU 2"),
        Points(
            (
                Item("Les ferme-portes des chambres 204, 207 et 211 sont rangés à la lingerie."),
                Item("Un gant en plastique coiffe le détecteur de la chambre 209."),
                Item("La gaine technique présente une ouverture de 20 cm donnant sur la circulation commune."),
            ),
            ("N°{n} – {text}",),
            first=3,
            zone="CHAMBRES – NIVEAU 2",
        ),
        Paragraph("Nous restons à votre disposition pour tout renseignement."),
    ),
    Look(font=HELVETICA, edges=firm("Visite Conseil (fictif)", "V-2026-44")),
)

ROMAN = Layout(
    "pv_chiffres_romains",
    "prescriptions in Roman numbers with letters below them, after texts that are numbered likewise",
    (
        Title("Procès-verbal de la sous-commission"),
        Heading("Textes applicables"),
        Plain(("I. Code de la construction et de l'habitation ;", "II. Arrêté du 25 juin 1980 modifié."), ""),
        Heading("Prescriptions"),
        Points(
            (
                Item(
                    "Isoler la cuisine des locaux accessibles au public par :",
                    below=("a) des parois coupe-feu de degré une heure ;", "b) des portes munies de ferme-portes."),
                ),
                Item("Rendre accessible en permanence la façade aux engins de secours."),
                Item(
                    "Compléter l'alarme par :",
                    below=("a) un diffuseur sonore dans le dortoir ;", "b) un déclencheur à chaque issue."),
                ),
                Item("Désigner un responsable de la sécurité."),
            ),
            ("{n} – {text}",),
            numbers="{roman}",
            bullet="",
        ),
        Heading("Avis"),
        Paragraph("La sous-commission émet un avis favorable à la poursuite de l'exploitation."),
    ),
    Look(font=TIMES, edges=firm("Préfecture (fictif)", "PV 2026-07")),
)

CLOSE = Layout(
    "lignes_serrees",
    "a ruled table with a head of two storeys, whose rows are parted by nothing but lines",
    (
        Title("Contrôle annuel du désenfumage"),
        Table(
            (
                Column("Point", 6, NUMBER),
                Column("Local", 20, PLACE),
                Column("Constat", 44, TEXT),
                Column("Article", 14, REFERENCE),
                Column("Priorité", 10, PRIORITY),
            ),
            rows(words.ELECTRICITY, "n place text reference priority"),
            head=(("Repérage", 2), ("Vérification", 1), ("Classement", 2)),
        ),
    ),
    Look(font=HELVETICA, edges=firm("Air Libre (fictif)", "DF-2026-3")),
)

LAYOUTS = (
    Q18,
    EXTINGUISHERS,
    ALARM,
    SMOKE_GRID,
    LIFT,
    GAS,
    LIFTING,
    COMMISSION,
    ARTICLES,
    HAND_OVER,
    ROOFS,
    CODES,
    NOTHING,
    SUMMARY,
    COVERED,
    CUT,
    TYPED,
    PRINTED,
    VALUED,
    HOTEL,
    ROMAN,
    CLOSE,
)
