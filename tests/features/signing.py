"""A school where people sign, as the product owner tells of it: on a real database, a real pad, real codes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from attrs import define, evolve, field

from registre_core import Actor, Client, Host, Refused, Registre, RegistreError, assemble
from registre_core.kernel.identifiers import ContractorId, SignatureId, SiteId, WorkspaceId
from registre_core.kernel.reasons import Reason
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole
from registre_core.services.signatures import Origin, Signatory
from registre_core.signatures import SignatureRequest
from registre_core.signatures.tables import CONSENT
from registre_core.testing.memory import FixedClock, PlainAttestor
from registre_core.workspace import Category, ErpType

PARIS = ZoneInfo("Europe/Paris")
WEB, TELEPHONE = Client.web("1.47"), Client.mobile("1.9.1")
ROLES: Mapping[str, SignatoryRole] = {
    "exploitant": SignatoryRole.OPERATOR,
    "prestataire": SignatoryRole.CONTRACTOR,
    "interlocuteur": SignatoryRole.CONTACT,
}
MORNING = datetime(2026, 3, 2, 9, tzinfo=PARIS)
TICKETS = "https://registre.exemple.fr/s"
DRAWN = Path(__file__).parents[2] / "adapters/signature_pad/tests/answers/stylus_v5.json"
OPERATOR, FIRM, ON_THE_SPOT = "Claire Morel", "Karim Benali", "Nadia Roche"
ADMINISTRATOR = "l’administratrice"
COMPANY = "Ouest Extincteurs"
DATABASE, DOCUMENTS = "registre.db", "documents"
BROWSER = Origin(device="Mozilla/5.0")


def hand(number: int) -> dict[str, Any]:
    """Draw with a stylus, as a page sends it: every number draws otherwise."""
    answer: dict[str, Any] = json.loads(DRAWN.read_bytes())
    for point in answer["strokes"][0]["points"]:
        point["x"] += number
    return answer


@define
class School:
    """Where people sign, and what happened so far."""

    folder: Path
    registre: Registre
    clock: FixedClock
    workspace: WorkspaceId
    site: SiteId
    people: dict[str, PersonKey]
    accounts: dict[str, Actor]
    company: ContractorId
    signatures: dict[str, SignatureRequest] = field(factory=dict)
    """By the name of the signer, the last one that was asked of each."""
    refusal: RegistreError | None = None
    drawings: int = 0

    @property
    def mayor(self) -> Actor:
        return self.accounts[ADMINISTRATOR]

    def actor(self, name: str, client: Client = WEB) -> Actor:
        return evolve(self.accounts[name], client=client)

    def under(self, **policies: Any) -> None:  # noqa: ANN401  # whichever the host decides otherwise
        """Let the host decide otherwise."""
        self.registre = assemble(evolve(self.registre.ports, **policies))

    def signatory(self, role: str, who: str) -> Signatory:
        """Name somebody by how a table writes him: a person who is known, or a name that is written down."""
        written = who.partition("« ")[2].removesuffix(" »")
        return Signatory(ROLES[role], written or self.people[who])

    def remember(self, requests: tuple[SignatureRequest, ...]) -> None:
        """Know whose signature is waited for."""
        self.signatures.update({one.signer.name: one for one in requests})

    def draw(self) -> bytes:
        """Draw a signature that nobody drew before, as the page sends it."""
        self.drawings += 1
        return json.dumps(hand(self.drawings)).encode()

    def sign(self, name: str, session: str, **more: Any) -> SignatureRequest:  # noqa: ANN401  # as `sign` takes it
        """Let somebody read what he signs, and sign it on a session."""
        signature, actor = self.signatures[name].id, self.actor(session)
        seen = self.registre.signatures.show(actor, signature)
        return self.sign_unread(actor, signature, **{"digest": seen.digest, **more})

    def sign_unread(self, actor: Actor, signature: SignatureId, **more: Any) -> SignatureRequest:  # noqa: ANN401
        answer = more.pop("answer", None) or self.draw()
        given: dict[str, Any] = {"answer": answer, "consent": CONSENT.version, "origin": BROWSER, **more}
        return self.registre.signatures.sign(actor, signature, **given)

    @staticmethod
    def mail_of(name: str) -> str:
        """Tell where somebody with an account is written to."""
        return f"{name.partition(' ')[0].lower()}@exemple.fr"

    def account(self, name: str) -> None:
        """Let somebody have an account, with every right on every site."""
        every = self.registre.ports.catalogue.every
        user = self.registre.rights.create_user(self.mayor, name=name, grants=every, email=self.mail_of(name)).user
        self.people[name] = PersonKey(PersonKind.USER, user.id)
        self.accounts[name] = Actor.user(user.id, self.workspace, client=WEB)

    def contact(self, name: str, company: ContractorId | None = None) -> None:
        """Let somebody be known who has no account."""
        contact = self.registre.workspace.add_contact(self.mayor, name=name, contractor=company)
        self.people[name] = PersonKey(PersonKind.CONTACT, contact.id)

    @contextmanager
    def refused(self) -> Iterator[None]:
        """Try something, and keep what was answered."""
        self.refusal = None
        try:
            yield
        except RegistreError as refusal:
            self.refusal = refusal

    def reasons(self) -> tuple[Reason, ...]:
        """Tell everything that stood against it, if a rule did."""
        return self.refusal.reasons if isinstance(self.refusal, Refused) else ()

    def codes(self) -> list[str]:
        """Tell why it was refused: nothing when it was not."""
        codes = [one.code for one in self.reasons()]
        return codes or [one.code for one in (self.refusal,) if one]


def moment(written: str) -> datetime:
    """Read an instant as the clocks of Paris show it."""
    return datetime.strptime(written, "%d/%m/%Y %H:%M").replace(tzinfo=PARIS)


def found_a_school(folder: Path) -> School:
    """Found a school in a new database, with everybody who has something to do there; scenarios play in copies."""
    Host.discover().prepare(f"sqlite:///{folder / DATABASE}")
    (folder / DOCUMENTS).mkdir()
    with _opened(folder) as (registre, clock):
        founding = registre.workspace.found(Actor.operator(), name="Rezé", administrator="Anne Petit")
        workspace = founding.workspace.id
        mayor = Actor.user(founding.administrator.id, workspace, client=WEB)
        site = registre.workspace.add_site(mayor, name="Simone-Veil", erp_type=ErpType.R, category=Category.FOURTH)
        company = registre.workspace.add_contractor(mayor, name=COMPANY)
        people = {ADMINISTRATOR: PersonKey(PersonKind.USER, founding.administrator.id)}
        school = School(folder, registre, clock, workspace, site.id, people, {ADMINISTRATOR: mayor}, company.id)
        school.account(OPERATOR)
        school.contact(FIRM, company.id)
        school.contact(ON_THE_SPOT)
    return school


@contextmanager
def twin_of(school: School, folder: Path) -> Iterator[School]:
    """Play in a copy of it."""
    shutil.copytree(school.folder, folder)
    with _opened(folder) as (registre, clock):
        twin = evolve(school, folder=folder, registre=registre, clock=clock, signatures={})
        yield evolve(twin, people={**school.people}, accounts={**school.accounts})


@contextmanager
def _opened(folder: Path) -> Iterator[tuple[Registre, FixedClock]]:
    address, documents = f"sqlite:///{folder / DATABASE}", f"file://{folder / DOCUMENTS}"
    clock, host = FixedClock(MORNING), Host.discover()
    with host.open(storage=address, documents=documents, capture="pad", tickets=f"qr:{TICKETS}") as opened:
        yield assemble(evolve(opened.ports, clock=clock, attestor=PlainAttestor("de la ville"))), clock
