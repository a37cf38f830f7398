"""S3, S8 and S9 of the story: signatures, in the page and by telephone.

They play in a register of their own, on a clock of their own, like the invoice before them. What is left of them are
files that prove something without it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from attrs import evolve, field, frozen

from registre_cli.demo.building_chapters import Versions
from registre_cli.demo.calendar import StoryClock
from registre_cli.demo.hands import Hands
from registre_cli.demo.hot_work import Permitting
from registre_cli.demo.placing import DRAWN, KEY, PERMIT, PROOF, SIGNATURES, SLIP
from registre_cli.demo.signed_chapters import HotWork, Sealed, SealedFile, Signed, Signers
from registre_cli.demo.versions import come_with_versions
from registre_cli.opening import COMMAND_LINE, operator
from registre_core import Actor, Host, Refused, Registre, assemble, verify_signature
from registre_core.interventions import Intervention
from registre_core.kernel.identifiers import InterventionId, PermitId
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole
from registre_core.ports import Attestor
from registre_core.services.signatures import Signatory
from registre_core.signatures import SignatureRequest, Stage, SubjectKind
from registre_core.workspace import Category, ErpType

PLANNED_ON, DUE_ON, TODAY = date(2026, 11, 2), date(2026, 11, 12), date(2026, 11, 26)
MORNING = time(8, 15)
"""Of the story, in UTC."""
TICKETS = "qr:https://registre.exemple.fr/s"
"""Where codes lead: to the application of the platform, or to its page."""
MANAGES = (
    "interventions.create interventions.edit interventions.close interventions.sign documents.create "
    "permits.create permits.edit permits.close permits.sign watch.record watch.consult"
).split()
"""What whoever answers for the safety of a site may do."""


def sign_everything(folder: Path) -> Iterator[Signed | HotWork | Sealed | Versions]:
    """Tell both steps, and leave their files in a folder below this one."""
    left = folder / SIGNATURES
    left.mkdir()
    with _register(folder) as (registre, clock, key):
        story = SigningStory(registre, clock, key, _gather(registre), left)
        yield (signed := story.sign())
        yield (work := Permitting(registre, clock, story.signers, story.hands).play())
        yield story.seal(signed.closed.id, work.permit.id)
        yield come_with_versions(registre, story.signers)


@contextmanager
def _register(folder: Path) -> Iterator[tuple[Registre, StoryClock, Attestor]]:
    """Open a register that lies in this folder for so long, with a key of its own."""
    host = Host.discover()
    clock = StoryClock(host.build("clock", "system"), datetime.combine(PLANNED_ON, MORNING, UTC))
    with TemporaryDirectory(dir=folder) as inside:
        address, key = f"sqlite:///{Path(inside, 'signatures.db')}", f"ed25519:{inside}/cle"
        documents = Path(inside, "documents")
        documents.mkdir()
        host.prepare(address)
        signer, seal = host.make_key(key), f"pkcs12:{inside}/cachet.p12"
        _make_seal(host, seal)
        with host.open(
            storage=address,
            documents=documents.as_uri(),
            attestor=key,
            capture="pad",
            tickets=TICKETS,
            renderer="typst",
            sealer=seal,
        ) as opened:
            yield assemble(evolve(opened.ports, clock=clock)), clock, host.build("attestor", signer)


def _make_seal(host: Host, address: str) -> None:
    """Make a key that seals, with a certificate that vouches for itself."""
    offer = host.offer("sealer", address)
    if offer.make_key is not None:
        offer.make_key(address)


@frozen
class SigningStory:
    """An intervention that nobody has signed yet."""

    registre: Registre
    clock: StoryClock
    key: Attestor
    """The public half of the key that attests proofs."""
    signers: Signers
    left: Path
    """Where files are left."""
    hands: Hands = field(factory=Hands)

    def sign(self) -> Signed:
        """S3: find it overdue, try to close it, let the worker sign it, and prove that."""
        actor = acting(self.signers)
        planned = self._planned(actor)
        self.clock.turn_to(TODAY, MORNING)
        overdue = self.registre.interventions.page(actor).items[0]
        (request,) = self.registre.interventions.ask_signatures(
            actor, planned.id, signatories=[of_worker(self.signers)], done_on=TODAY
        ).requests
        refusal = self._refused(actor, planned)
        signature = self._signed(actor, request)
        proof = self.registre.signatures.bundle(actor, request.id)
        self._leave(proof, signature)
        return Signed(
            self.signers,
            overdue,
            (TODAY - DUE_ON).days,
            refusal,
            signature,
            self.registre.interventions.show(actor, planned.id),
            verify_signature(proof, self.key),
            verify_signature(_renamed(proof, self.signers), self.key).finding,
        )

    def seal(self, intervention: InterventionId, permit: PermitId) -> Sealed:
        """At the end of S8: print what was signed, seal it, and check the seals."""
        return Sealed(
            (
                self._sealed(SLIP, SubjectKind.INTERVENTION, intervention, Stage.COMPLETION),
                self._sealed(PERMIT, SubjectKind.PERMIT, permit, Stage.CLOSING),
            )
        )

    def _sealed(self, name: str, kind: SubjectKind, thing: UUID, stage: Stage) -> SealedFile:
        actor, signatures, sealer = acting(self.signers), self.registre.signatures, self.registre.ports.sealer
        seal = signatures.seal(actor, kind, thing, stage)
        with signatures.open_sealed(actor, seal.id) as stream:
            content = stream.read()
        (self.left / name).write_bytes(content)
        return SealedFile(name, len(content), sealer.check(content) if sealer else ())

    def _planned(self, actor: Actor) -> Intervention:
        return self.registre.interventions.plan(
            actor,
            site=self.signers.site.id,
            type_code="maintenance",
            planned_on=DUE_ON,
            contractors=[self.signers.firm.id],
            contacts=[self.signers.worker.id],
        )

    def _refused(self, actor: Actor, planned: Intervention) -> Refused:
        try:
            self.registre.interventions.close(actor, planned.id)
        except Refused as refusal:
            return refusal
        raise AssertionError("an intervention was closed unsigned")

    def _signed(self, actor: Actor, request: SignatureRequest) -> SignatureRequest:
        """Show the worker what he signs, and take what he draws in the page of whoever answers for the site."""
        seen = self.registre.signatures.show(actor, request.id)
        return self.registre.signatures.sign(
            actor, request.id, digest=seen.digest, answer=self.hands.worker.draw(), consent=seen.consent.version
        )

    def _leave(self, proof: bytes, signature: SignatureRequest) -> None:
        (self.left / PROOF).write_bytes(proof)
        (self.left / KEY).write_text(public_pem(self.key.signer), encoding="ascii")
        capture, evidence = self.registre.ports.capture, signature.evidence
        if capture and evidence and evidence.trace.drawing:
            (self.left / DRAWN).write_bytes(capture.picture(evidence.trace.drawing))


def public_pem(signer: str) -> str:
    """Write the public half that names an Ed25519 key as a file (RFC 8410, 4 and 10.1)."""
    coded = b64encode(_ED25519 + bytes.fromhex(signer.partition(":")[2])).decode()
    return f"-----BEGIN PUBLIC KEY-----\n{coded}\n-----END PUBLIC KEY-----\n"


_ED25519 = bytes.fromhex("302a300506032b6570032100")
"""How the DER form of every such key begins."""


def acting(signers: Signers) -> Actor:
    """Act as whoever answers for the site."""
    return Actor.user(signers.manager.id, signers.workspace.id, client=COMMAND_LINE)


def of_worker(signers: Signers) -> Signatory:
    """Let the worker sign for his firm."""
    return Signatory(SignatoryRole.CONTRACTOR, PersonKey(PersonKind.CONTACT, signers.worker.id), "technicien")


def _renamed(proof: bytes, signers: Signers) -> bytes:
    """Put another name in a proof."""
    return proof.replace(signers.worker.name.encode(), b"Un autre")


def _gather(registre: Registre) -> Signers:
    founding = registre.workspace.found(
        operator(), name="Collège des Embruns", administrator="Solenn Quéré", email="s.quere@embruns.example"
    )
    administrator = Actor.user(founding.administrator.id, founding.workspace.id, client=COMMAND_LINE)
    site = registre.workspace.add_site(
        administrator, name="Collège des Embruns", erp_type=ErpType.R, category=Category.THIRD
    )
    firm = registre.workspace.add_contractor(administrator, name="Armor Sécurité Incendie")
    worker = registre.workspace.add_contact(administrator, name="Erwan Cadiou", contractor=firm.id)
    manager = registre.rights.create_user(
        administrator, name="Maud Le Gall", grants=registre.ports.catalogue.completed(MANAGES)
    ).user
    return Signers(founding.workspace, site, manager, firm, worker)
