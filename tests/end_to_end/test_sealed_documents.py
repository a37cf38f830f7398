"""From the signature to the sealed PDF, on a database: printed by Typst, sealed by pyHanko, checked by poppler."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.time_server import TimeServer

from registre_core import Actor, Client, Host, Registre, verify_signature
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole
from registre_core.permits import PermitTerms
from registre_core.services.signatures import ProofFinding, Signatory
from registre_core.signatures import SealState, SignatureRequest, Stage, SubjectKind, TimeLevel
from registre_core.signatures.tables import CONSENT
from registre_core.testing.signing import a_drawing, a_stroke
from registre_core.workspace import Category, ErpType

VALID = ["Signature Validation: Signature is Valid."]


class Works:
    """A register with a permit that both sides are asked to sign."""

    def __init__(self, registre: Registre) -> None:
        self.registre = registre
        founding = registre.workspace.found(Actor.operator(), name="Ville de Nantes", administrator="Jeanne Maire")
        self.operator = Actor.operator(founding.workspace.id)
        self.mayor = Actor.user(founding.administrator.id, founding.workspace.id, client=Client.web("1.47"))
        book = registre.workspace
        site = book.add_site(self.mayor, name="École Jules-Ferry", erp_type=ErpType.R, category=Category.THIRD)
        firm = book.add_contractor(self.mayor, name="Soudure & Fils")
        watcher = book.add_contact(self.mayor, name="Paul Rousseau")
        terms = PermitTerms(
            place="Chaufferie",
            work="Soudure d’une canalisation",
            means=("arc-welding",),
            contractors=(firm.id,),
            watcher=PersonKey(PersonKind.CONTACT, watcher.id),
            valid_from=registre.ports.clock.now(),
        )
        self.permit = registre.permits.draft(self.mayor, site=site.id, terms=terms)
        who = [
            Signatory(SignatoryRole.OPERATOR, "Odile Exploitante"),
            Signatory(SignatoryRole.CONTRACTOR, "Karim Benali"),
        ]
        self.asked = registre.permits.submit(self.mayor, self.permit.id, signatories=who).requests

    def sign(self, number: int) -> SignatureRequest:
        one = self.asked[number]
        shown = self.registre.signatures.show(self.mayor, one.id)
        drawing = a_drawing(strokes=(a_stroke(left=40.0 + number, count=24 + number),))
        return self.registre.signatures.sign(
            self.mayor, one.id, digest=shown.digest, drawing=drawing, consent=CONSENT.version
        )

    def seal(self) -> bytes:
        made = self.registre.signatures.seal(self.mayor, SubjectKind.PERMIT, self.permit.id, Stage.OPENING)
        assert made.state is SealState.SEALED
        with self.registre.signatures.open_sealed(self.mayor, made.id) as stream:
            return stream.read()


@pytest.fixture(params=["B-B", "B-T"])
def works(
    request: pytest.FixtureRequest, sqlite_url: str, tmp_path: Path, clock_tower: TimeServer
) -> Iterator[tuple[Works, TimeLevel]]:
    host, key = Host.discover(), f"ed25519:{tmp_path}/preuves.key"
    seal = f"pkcs12:{tmp_path}/cachet.p12"
    host.make_key(key)
    host.make_key(seal)
    (tmp_path / "documents").mkdir()
    stamped = request.param == "B-T"
    with host.open(
        storage=sqlite_url,
        documents=f"file://{tmp_path}/documents",
        attestor=key,
        capture="pad",
        renderer="typst",
        sealer=f"{seal}?tsa={clock_tower.address}" if stamped else seal,
    ) as registre:
        yield Works(registre), TimeLevel.STAMPED if stamped else TimeLevel.LOCAL


def told_by(pdfsig: str, content: bytes, folder: Path) -> list[str]:
    (folder / "permis.pdf").write_bytes(content)
    run = subprocess.run([pdfsig, "-nocert", folder / "permis.pdf"], check=False, capture_output=True, text=True)
    return [line.strip(" -") for line in run.stdout.splitlines() if "Signature Validation" in line]


def test_two_signers_of_a_permit_are_sealed_one_after_the_other(
    works: tuple[Works, TimeLevel], pdfsig: str, tmp_path: Path
) -> None:
    town, level = works
    sealer, attestor = town.registre.ports.sealer, town.registre.ports.attestor
    assert sealer is not None
    assert attestor is not None
    town.sign(0)
    first = town.seal()
    town.sign(1)
    second = town.seal()

    assert VALID == told_by(pdfsig, first, tmp_path)
    assert VALID * 2 == told_by(pdfsig, second, tmp_path)
    assert second.startswith(first)
    found = sealer.check(second)
    assert [True, True] == [one.is_intact and one.is_trusted for one in found]
    assert [level is TimeLevel.STAMPED] * 2 == [one.stamped_at is not None for one in found]
    proofs = [verify_signature(one.evidence or b"", attestor) for one in found]
    assert [ProofFinding.ATTESTED] * 2 == [proof.finding for proof in proofs]
    assert ["Odile Exploitante", "Karim Benali"] == [proof.statement.name for proof in proofs if proof.statement]
    assert town.registre.register.verify(town.operator).is_intact
