"""A town, its people, and an intervention there with every field filled: what the other examples refer to."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from registre_core.interventions import Intervention, Period, Postponement, Recurrence
from registre_core.kernel.documents import PDF, Digest, DocumentRef, Originality
from registre_core.kernel.identifiers import (
    ContactId,
    ContractorId,
    InterventionId,
    ProfileId,
    SiteId,
    UserId,
    WorkspaceId,
)
from registre_core.kernel.signatories import SignatoryRole, SignatoryRule
from registre_core.rights import AccountKind, Profile, User
from registre_core.workspace import Category, Contact, Contractor, ErpType, Site, Workspace


def numbered(number: int) -> UUID:
    return UUID(f"019cad8f-ac00-7000-8000-{number:012d}")


AT = datetime(2026, 3, 2, 8, 0, 0, 120_000, tzinfo=UTC)
WORKSPACE = Workspace(WorkspaceId(numbered(1)), "Ville de Saint-Étienne", AT)
SITE = Site(
    SiteId(numbered(2)),
    "École « Jules-Ferry »",
    ErpType.R,
    Category.THIRD,
    "12 rue de l’Égalité\n42000 Saint-Étienne",
    date(2026, 7, 4),
    2,
)
CONTRACTOR = Contractor(
    ContractorId(numbered(3)), "Contrôle & Cie", "12345678901234", approved=True, version=1, email="accueil@exemple.fr"
)
CONTACT = Contact(
    ContactId(numbered(4)), "Hélène Lefèvre", "helene.lefevre@exemple.fr", "04 77 00 00 00", CONTRACTOR.id, 1
)
PROFILE = Profile(
    ProfileId(numbered(5)),
    "Chargé de sécurité",
    frozenset({"sites.consult", "findings.create", "findings.consult"}),
    "Suit les contrôles",
    3,
)
ANNE = User(
    UserId(numbered(6)),
    "Anne Müller-Nœuvéglise",
    "anne@exemple.fr",
    PROFILE.id,
    frozenset({"register.export", "register.consult"}),
    frozenset({"findings.create"}),
    frozenset({SITE.id, SiteId(numbered(20))}),
    active=True,
    kind=AccountKind.PERSON,
    version=4,
    locked=True,
    expires_on=date(2027, 2, 28),
)
PAUL = User(UserId(numbered(10)), "Paul Petit", "paul@exemple.fr", version=2)
REPORT = DocumentRef(Digest("0f" * 32), 2_048, "Rapport n° 1 (élec.).pdf", PDF, Originality.COPY)
INTERVENTION = Intervention(
    InterventionId(numbered(7)),
    SITE.id,
    "inspection",
    date(2026, 3, 16),
    (CONTRACTOR.id, ContractorId(numbered(30))),
    (CONTACT.id,),
    (REPORT,),
    date(2026, 3, 17),
    AT,
    photos=(DocumentRef(Digest("1e" * 32), 4_096, "Local « chaufferie ».heic", "image/heic"),),
    rule=SignatoryRule((SignatoryRole.CONTRACTOR, SignatoryRole.CONTACT), 1, in_order=True),
    asked_at=AT,
    edition=2,
    recurrence=Recurrence(6, Period.MONTH),
    follows=InterventionId(numbered(41)),
    followed_by=InterventionId(numbered(42)),
    postponements=(Postponement(date(2026, 3, 2), "Site inaccessible : crue de la « Furan »"),),
    version=5,
)
