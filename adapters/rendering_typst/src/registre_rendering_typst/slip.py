"""The slip of an intervention (*bon d'intervention*)."""

from __future__ import annotations

from collections.abc import Iterable

from registre_core.interventions import Intervention
from registre_core.kernel.documents import DocumentRef, Originality
from registre_core.ports.renderer import InterventionSlip, Sheet
from registre_core.workspace import Site
from registre_rendering_typst.form import Block, Facts, Form, Rows, Section, Words
from registre_rendering_typst.french import day, exact, moment, size
from registre_rendering_typst.people import names_of, signatures

ORIGINALITY = {Originality.ORIGINAL: "original", Originality.COPY: "copie", Originality.UNKNOWN: "non précisé"}
"""Whether a file is the one its author issued."""


def slip(printable: InterventionSlip) -> Form:
    """Lay out an intervention."""
    intervention, sheet = printable.intervention, printable.sheet
    return Form(
        kind="Bon d’intervention",
        title=f"Bon d’intervention — {sheet.site.name} — {day(intervention.planned_on)}",
        subtitle=f"{intervention.type.french} — {sheet.site.name}",
        state=_state(intervention),
        reference=f"Intervention n° {intervention.id}",
        workspace=sheet.workspace,
        digest=sheet.digest,
        printed=printed(sheet),
        sections=(
            Section("Établissement", (place(sheet),)),
            Section("Intervention", (_facts(intervention, sheet),)),
            Section("Rapports remis", (files(intervention.reports, "Aucun rapport n’est joint."),)),
            Section("Photographies", (files(intervention.photos, "Aucune photographie n’est jointe."),)),
            *signatures(sheet),
        ),
    )


def printed(sheet: Sheet) -> str:
    """Say when it was printed."""
    return f"Document établi le {exact(sheet.printed_at)}. Les heures sont celles de Paris."


def place(sheet: Sheet) -> Facts:
    """Say where it is."""
    site = sheet.site
    return Facts(
        (
            ("Exploitant", sheet.workspace),
            ("Établissement", site.name),
            ("Adresse", site.address or "—"),
            ("Classement", classed(site)),
        )
    )


def classed(site: Site) -> str:
    """Say where the law classes it: type R, 3e catégorie."""
    return f"type {site.erp_type.value}, {ordinal(site.category.value)} catégorie"


def ordinal(number: int) -> str:
    """Write which one: 1re, 2e; a category is feminine."""
    return "1re" if number == 1 else f"{number}e"


def files(references: Iterable[DocumentRef], nothing: str) -> Block:
    """List files by name, size and digest."""
    rows = tuple((one.name, ORIGINALITY[one.originality], size(one.size), one.digest) for one in references)
    return Rows(("Fichier", "Version", "Taille", "Empreinte SHA-256"), (10, 3, 5, 12), rows) if rows else Words(nothing)


def _facts(intervention: Intervention, sheet: Sheet) -> Facts:
    before = ", ".join(day(one.planned_on) for one in intervention.postponements)
    rows = (
        ("Référence", str(intervention.id)),
        ("Type", intervention.type.french),
        ("Prévue le", day(intervention.planned_on) + (f" (reportée ; auparavant : {before})" if before else "")),
        ("Réalisée le", day(intervention.done_on) if intervention.done_on else "—"),
        ("Prestataires", names_of(sheet, intervention.contractors)),
        ("Interlocuteurs", names_of(sheet, intervention.contacts)),
    )
    why = (("Motif d’annulation", intervention.cancellation),) if intervention.cancellation else ()
    return Facts((*rows, *why), wide=True)


def _state(intervention: Intervention) -> str:
    if intervention.closed_at:
        return f"Clôturée le {moment(intervention.closed_at)}"
    if intervention.cancelled_at:
        return f"Annulée le {moment(intervention.cancelled_at)}"
    return "En attente de signature" if intervention.asked_at else "Non clôturée"
