"""A sealed document by command: what somebody does who has the file and the certificate of whoever sealed it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from adapters.cli.tests.tampering import Registre
from tests.end_to_end.command_line import Answer
from tests.time_server import TimeServer
from tests.usecases.proofs import a_proof, a_sealed_document

from registre_core import Host


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seal a document that carries a proof, and one that carries something else."""
    folder, host = tmp_path_factory.mktemp("scellé"), Host.discover()
    (folder / "preuve.nom").write_text(host.make_key(f"ed25519:{folder}/preuve.key"), encoding="utf-8")
    host.make_key(f"pkcs12:{folder}/cachet.p12")
    sealer = host.build("sealer", f"pkcs12:{folder}/cachet.p12")
    proof = a_proof(host.build("attestor", f"ed25519:{folder}/preuve.key"))
    (folder / "bon.pdf").write_bytes(a_sealed_document(sealer, proof))
    (folder / "autre.pdf").write_bytes(a_sealed_document(sealer, b"{}"))
    (folder / "faux.pdf").write_bytes(a_sealed_document(sealer, proof.replace(b"Lef", b"Lif")))
    return folder


@pytest.fixture
def verify(made: Path, registre: Registre) -> Registre:
    """Check a document of that folder, and by the seal that made it unless told otherwise."""

    def call(file: str, *words: str, sealer: str = f"pkcs12:{made}/cachet.p12") -> Answer:
        return registre("verify-seal", str(made / file), "--sealer", sealer, *words)

    return call


def said(answer: Answer) -> str:
    return " ".join(answer.out.replace("\xa0", " ").replace("\u202f", " ").split())


def test_a_sealed_document_says_who_signed_it_and_who_vouches_for_the_time(made: Path, verify: Registre) -> None:
    key = (made / "preuve.nom").read_text(encoding="utf-8")
    told = verify("bon.pdf", "--key", key)

    assert (0, "") == (told.exit_code, told.err)
    for expected in (
        "Cachet n° 1 : intact, fait avec le cachet attendu.",
        "aucun serveur d’horodatage ne l’atteste",
        f"attestée par la clé attendue, {key}",
        "Hélène Lefèvre (interlocuteur), réalisation",
        "02/03/2026 09:00",
    ):
        assert expected in said(told)


def test_a_time_server_that_vouches_is_told(made: Path, verify: Registre, clock_tower: TimeServer) -> None:
    sealer = Host.discover().build("sealer", f"pkcs12:{made}/cachet.p12?tsa={clock_tower.address}")
    (made / "daté.pdf").write_bytes(a_sealed_document(sealer, b"{}"))

    assert re.search(r"[0-9]{2}/[0-9]{2}/[0-9]{4} [0-9:]{5}, attestée par un serveur", said(verify("daté.pdf")))
    assert verify("daté.pdf", "--json").json["seals"][0]["stamped_at"] is not None


def test_without_a_key_nothing_proves_where_the_evidence_comes_from(verify: Registre) -> None:
    assert "rien n’en prouve l’origine sans --key" in said(verify("bon.pdf"))
    assert "self-consistent" == verify("bon.pdf", "--json").json["seals"][0]["evidence"]["finding"]


def test_what_is_attached_may_be_something_else(verify: Registre) -> None:
    told = verify("autre.pdf")

    assert 0 == told.exit_code
    assert "ce qui est joint n’est pas la preuve d’une signature" in said(told)


def test_a_changed_document_is_found(made: Path, verify: Registre) -> None:
    content = (made / "bon.pdf").read_bytes()
    (made / "modifié.pdf").write_bytes(content.replace(b"(Bon)", b"(Non)"))
    assert content != (made / "modifié.pdf").read_bytes()

    told = verify("modifié.pdf", "--json")

    assert (3, "seal-altered") == (told.exit_code, told.complaint["code"])
    assert "Cachet n° 1 : le document a été modifié depuis." in said(verify("modifié.pdf"))


def test_the_seal_of_somebody_else_is_told(registre: Registre, verify: Registre, empty: Path) -> None:
    registre("keygen", "pkcs12:autre.p12")

    told = verify("bon.pdf", sealer="pkcs12:autre.p12")

    assert (3, True) == (told.exit_code, told.err.endswith("[seal-of-another-key]\n"))
    assert "intact, mais fait avec un autre cachet." in said(told)


@pytest.mark.parametrize("file, code", [("bon.pdf", "signature-of-another-key"), ("faux.pdf", "signature-altered")])
def test_a_good_seal_vouches_for_no_bad_proof(
    registre: Registre, verify: Registre, empty: Path, file: str, code: str
) -> None:
    registre("keygen", "ed25519:autre.key")
    told = verify(file, "--key", "ed25519:autre.key")

    assert (3, True) == (told.exit_code, told.err.endswith(f"[{code}]\n"))


def test_what_bears_no_seal_is_refused(made: Path, verify: Registre) -> None:
    (made / "texte.pdf").write_text("Bon", encoding="utf-8")

    assert verify("texte.pdf").err.endswith("[not-sealable]\n")
