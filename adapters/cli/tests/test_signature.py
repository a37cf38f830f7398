"""The proof of a signature by command: what somebody does who has nothing but the file and the name of a key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from adapters.cli.tests.tampering import Registre
from tests.usecases.proofs import a_proof

from registre_core import Host


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, str]:
    """Make a proof, and give it with the name of the key that attests it."""
    host, key = Host.discover(), f"ed25519:{tmp_path_factory.mktemp('keys') / 'ancre.key'}"
    name = host.make_key(key)
    attestor = host.build("attestor", key)
    return a_proof(attestor, anchored_by=attestor), name


@pytest.fixture
def key(proof: tuple[bytes, str], empty: Path) -> str:
    """Put the proof into an empty folder, and give the name of its key."""
    content, name = proof
    (empty / "preuve.json").write_bytes(content)
    return name


def test_a_proof_says_who_signed_what_when_and_how(registre: Registre, key: str) -> None:
    told = registre("verify-signature", "preuve.json", "--key", key)
    said = told.out.replace("\u202f", " ").replace("\xa0", " ")

    assert (0, "") == (told.exit_code, told.err)
    for expected in (
        f"Signature attestée par la clé attendue, {key}.",
        "Hélène Lefèvre (interlocuteur)",
        "Paul Guichet",
        "Sous réserve du bloc 3",
        "02/03/2026 09:00 (heure du serveur)",
        "02/03/2026 10:01 (UTC+02:00)",
        "tracé sur une page (signature simple)",
        "2 traits, 36 points",
        "198.51.100.7",
        "du 02/03/2026 09:00 (clé attendue)",
    ):
        assert expected in said


def test_a_program_gets_the_strokes_and_all_that_was_signed(registre: Registre, key: str) -> None:
    answer = registre("verify-signature", "preuve.json", "--key", key, "--json").json

    assert ["file", "finding", "flaws", "key", "anchor", "signature"] == list(answer)
    assert ("attested", [], key, True) == (
        answer["finding"],
        answer["flaws"],
        answer["key"],
        answer["anchor"]["trusted"],
    )
    assert 24 == len(answer["signature"]["drawing"]["strokes"][0]["points"])
    assert "intervention" == answer["signature"]["content"]["kind"]


def test_without_a_key_nothing_proves_where_it_comes_from(registre: Registre, key: str) -> None:
    told = registre("verify-signature", "preuve.json")

    assert 0 == told.exit_code
    assert "rien n’en prouve l’origine" in told.out
    assert "self-consistent" == registre("verify-signature", "preuve.json", "--json").json["finding"]


def test_the_key_of_somebody_else_is_told(registre: Registre, key: str, empty: Path) -> None:
    registre("keygen", "ed25519:autre.key")
    told = registre("verify-signature", "preuve.json", "--key", "ed25519:autre.key", "--json")

    assert (3, "signature-of-another-key", "foreign-key") == (
        told.exit_code,
        told.complaint["code"],
        told.json["finding"],
    )


@pytest.mark.parametrize("keys", [True, False])
def test_what_was_altered_is_told_with_the_reason_and_nothing_that_it_says(
    registre: Registre, key: str, empty: Path, *, keys: bool
) -> None:
    said = json.loads((empty / "preuve.json").read_bytes())
    said["content"] = said["content"].replace("2026-03-02", "2026-03-09")
    forged = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    (empty / "preuve.json").write_text(forged, encoding="utf-8")

    told = registre("verify-signature", "preuve.json", *(("--key", key) if keys else ()))

    assert (3, "") == (told.exit_code, told.out)
    assert "la preuve « preuve.json » est altérée" in told.err.replace("\xa0", " ").replace("\u202f", " ")
    assert "[signature-altered]" in told.err
    assert "Lefèvre" not in told.err


def test_what_is_no_proof_says_so(registre: Registre, empty: Path) -> None:
    (empty / "preuve.json").write_text("[" * 10_000, encoding="utf-8")
    told = registre("verify-signature", "preuve.json", "--json")

    assert (2, "not-a-signature-bundle", "PREUVE") == (
        told.exit_code,
        told.complaint["code"],
        told.complaint["problems"][0]["path"],
    )
    assert "file-not-found" == registre("verify-signature", "absent.json", "--json").complaint["code"]
    assert "unknown-adapter" == registre("verify-signature", "preuve.json", "--key", "x:1", "--json").complaint["code"]
