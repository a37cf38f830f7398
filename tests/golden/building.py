"""A visit, entries of the logbook and a filed document with every field filled, for what can happen to them."""

from __future__ import annotations

from datetime import date

from attrs import evolve
from tests.golden.town import ANNE, AT, CONTACT, CONTRACTOR, PAUL, REPORT, SITE, numbered

from registre_core.commissions import (
    AdministrativeOrder,
    Authority,
    Favour,
    Opinion,
    OpinionRecorded,
    OrderKind,
    OrderNotified,
    OrderRecorded,
    Visit,
    VisitCancelled,
    VisitEdited,
    VisitKind,
    VisitRecorded,
    VisitReportAttached,
)
from registre_core.kernel.documents import PDF, Digest, DocumentRef
from registre_core.kernel.erasure import Erasure
from registre_core.kernel.facts import Fact
from registre_core.kernel.identifiers import ContractorId, FiledDocumentId, FindingId, LogbookId, OrderId, VisitId
from registre_core.kernel.people import Participant
from registre_core.kernel.signatories import PersonKind
from registre_core.logbook import (
    Disability,
    DocumentFiled,
    FiledDocument,
    Instructions,
    LogbookCorrected,
    LogbookEntry,
    LogbookRecorded,
    LogbookRetracted,
    SafetyStaff,
    Works,
)
from registre_core.workspace import PersonErased

PAPER = DocumentRef(Digest("2d" * 32), 1_024, "Arrêté nº 2026-118.pdf", PDF)
LIEUTENANT = Participant(PersonKind.NAMED, numbered(80), "Lt Anaïs Besson", "préventionniste")
CALLED_OFF = Visit(
    VisitId(numbered(81)),
    SITE.id,
    VisitKind.FOLLOW_UP,
    date(2026, 2, 10),
    "Commission communale « Saint-Étienne »",
    (
        Participant(PersonKind.CONTACT, CONTACT.id, CONTACT.name, "exploitante"),
        Participant(PersonKind.USER, PAUL.id, PAUL.name),
        LIEUTENANT,
    ),
    ("Registre de sécurité", "Rapport nº 1 — élec."),
    (PAPER,),
    next_due_on=date(2029, 2, 10),
    recorded_by=ANNE.id,
    recorded_at=AT,
    cancelled="Grève — « reportée »",
    version=3,
)
PRESCRIPTIONS = (FindingId(numbered(82)), FindingId(numbered(83)))
VISIT = evolve(
    CALLED_OFF,
    cancelled="",
    report=REPORT,
    opinions=(
        Opinion(Favour.DEFERRED, date(2026, 2, 10)),
        Opinion(Favour.UNFAVOURABLE, date(2026, 2, 24), PRESCRIPTIONS, "Désenfumage « hors service »"),
    ),
    orders=(
        AdministrativeOrder(
            OrderId(numbered(84)),
            OrderKind.WORKS,
            Authority.PREFECT,
            date(2026, 2, 26),
            "2026-118 «bis»",
            date(2026, 2, 27),
            date(2026, 6, 1),
            PRESCRIPTIONS,
            PAPER,
            OrderId(numbered(85)),
        ),
    ),
)

ARCHITECT = Participant(PersonKind.CONTACT, CONTACT.id, CONTACT.name, "maître d’œuvre")
WORKS = LogbookEntry(
    LogbookId(numbered(86)),
    SITE.id,
    Works(
        "Centrale « SSI » remplacée",
        date(2026, 2, 16),
        date(2026, 2, 20),
        (CONTRACTOR.id, ContractorId(numbered(30))),
        ARCHITECT,
    ),
    ANNE.id,
    AT,
    (REPORT, PAPER),
    corrected_by=LogbookId(numbered(89)),
    version=2,
)
DUTY = LogbookEntry(
    LogbookId(numbered(87)),
    SITE.id,
    SafetyStaff(LIEUTENANT, "SSIAP 2, chef d’équipe", date(2026, 1, 1), date(2026, 12, 31)),
    ANNE.id,
    AT,
    corrects=LogbookId(numbered(90)),
)
INSTRUCTIONS = LogbookEntry(
    LogbookId(numbered(88)),
    SITE.id,
    Instructions(
        "Consigne générale « évacuation »",
        date(2026, 1, 5),
        "Évacuer vers la cour nord.\nEspaces d’attente aux paliers.",
        tuple(Disability),
        date(2026, 12, 31),
    ),
    ANNE.id,
    AT,
    (PAPER,),
    corrects=LogbookId(numbered(91)),
    retracted="Inscrite deux fois",
)
FILED = FiledDocument(
    FiledDocumentId(numbered(92)), SITE.id, "Plan d’évacuation, nº 2", REPORT, ANNE.id, AT, date(2025, 11, 3), 1
)
BUILDING_FACTS: tuple[Fact, ...] = (
    VisitRecorded(evolve(VISIT, report=None, opinions=(), orders=())),
    VisitEdited(VISIT),
    VisitCancelled(CALLED_OFF),
    VisitReportAttached(VISIT),
    OpinionRecorded(VISIT),
    OrderRecorded(VISIT),
    OrderNotified(VISIT),
    LogbookRecorded(WORKS),
    LogbookCorrected(DUTY),
    LogbookRetracted(INSTRUCTIONS),
    DocumentFiled(FILED),
    PersonErased(Erasure(LIEUTENANT.id, parts=4, mentions=2)),
)
"""What can happen to them."""
