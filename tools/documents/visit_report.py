"""The demo's report of a visit: what a safety commission saw in a school, on one page.

Nothing in it is real: no such commission, town or school. The articles are those of the fire regulations (*règlement de
sécurité*, order of 25 June 1980).
"""

from __future__ import annotations

from tools.documents.typesetting import BOLD, ITALIC, Block, Sheet, Style

TITLE = "Procès-verbal de visite périodique"
SUBJECT = "Visite périodique de l’école élémentaire Les Coquelicots par la commission communale de sécurité"
AUTHOR = "Commission communale de sécurité (fictive)"

LEFT, RIGHT, INDENT = 62.0, 533.0, 92.0
INK, GREY = "#1f3a5f", "#5b6b73"

BODY = Style(size=10.2, leading=14.6)
HEADING = Style(size=11, leading=15, font=BOLD, colour=INK)
SMALL = Style(size=7.4, leading=10, colour=GREY)

SEEN = (
    "La commis|sion s’est réunie sur place en pré|sence de l’exploi|tant. Elle a visité les locaux, assisté à un essai "
    "de l’alarme et exa|miné le registre de sécurité, les rap|ports de véri|fica|tion et le plan d’éva|cua|tion."
)

PRESCRIPTIONS = (
    (
        1,
        (
            "Remettre en état de fonction|nement le ferme-porte de la porte coupe-feu du préau, et lais|ser cette "
            "porte libre de tout obs|tacle (article CO~47)."
        ),
    ),
    (
        2,
        (
            "Réaliser un exer|cice d’éva|cua|tion dans le mois qui suit la ren|trée, et l’ins|crire au registre de "
            "sécurité (article R~33)."
        ),
    ),
    (
        3,
        (
            "Trans|mettre à la mairie l’attes|tation de levée des obser|va|tions élec|triques sous deux mois (article "
            "GE~6)."
        ),
    ),
)

OPINION = (
    "La commis|sion émet un AVIS FAVORABLE à la pour|suite de l’exploi|tation, assorti des prescrip|tions ci-dessus."
)


def make_visit_report() -> tuple[bytes, tuple[Block, ...]]:
    """Draw it; answer its bytes, and where each prescription stands."""
    sheet = Sheet(TITLE, SUBJECT, AUTHOR)
    sheet.begin_page()
    top = _head(sheet)
    sheet.line(LEFT, top, "1.  Déroulement de la visite", HEADING)
    seen = sheet.paragraph(LEFT, top + 20, RIGHT - LEFT, SEEN, BODY)
    top = seen.bottom + 20
    sheet.line(LEFT, top, "2.  Prescriptions", HEADING)
    blocks, top = [], top + 22
    for number, text in PRESCRIPTIONS:
        sheet.line(LEFT + 8, top, f"P{number}", BODY.but(font=BOLD, colour=INK))
        blocks.append(sheet.paragraph(INDENT, top, RIGHT - INDENT, text, BODY))
        top = blocks[-1].bottom + 10
    sheet.line(LEFT, top + 10, "3.  Avis", HEADING)
    opinion = sheet.paragraph(LEFT, top + 30, RIGHT - LEFT, OPINION, BODY)
    sheet.line(LEFT, opinion.bottom + 26, "Le président de la commission", BODY.but(font=ITALIC))
    return sheet.finish(), tuple(blocks)


def _head(sheet: Sheet) -> float:
    """Draw who came, where and when; answer where the text may begin."""
    sheet.line(LEFT, 50, "COMMISSION COMMUNALE DE SÉCURITÉ", Style(size=11, font=BOLD, colour=INK))
    sheet.right_line(RIGHT, 52, "Document fictif, établi pour une démonstration", SMALL)
    sheet.rule(LEFT, 70, RIGHT, 70, INK, 1)
    sheet.line(LEFT, 88, TITLE, Style(size=15, leading=19, font=BOLD, colour=INK))
    told = (
        "École élémentaire Les Coquelicots, 4, rue de l’Œillet, 99120 Saint-Aubrac-sur-Lisse",
        "ERP de type R, 4e catégorie – visite du 17/11/2026 – procès-verbal n°~2026-071",
    )
    for index, line in enumerate(told):
        sheet.line(LEFT, 114 + index * 14, line, BODY.but(size=9.4))
    sheet.rule(LEFT, 150, RIGHT, 150)
    return 170.0
