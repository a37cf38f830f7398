"""Keys that seal: read where nobody else can, never over another, and no passphrase in an address."""

import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from registre_core import ConfigurationError, Host
from registre_core.signatures import TimeLevel
from registre_core.testing.contracts.sealer import DOCUMENT, stamp
from registre_sealing_pyhanko.address import Address
from registre_sealing_pyhanko.checking import Checker
from registre_sealing_pyhanko.keys import key_at, make_key
from registre_sealing_pyhanko.sealer import PyHankoSealer


@pytest.fixture
def file(tmp_path: Path) -> Path:
    make_key(f"pkcs12:{tmp_path}/cachet.p12")
    return tmp_path / "cachet.p12"


def refused(address: str) -> str:
    with pytest.raises(ConfigurationError) as refusal:
        PyHankoSealer.at(address)
    assert "secret" not in str(refusal.value)
    return refusal.value.code


def test_a_key_is_named_by_the_digest_of_its_certificate(tmp_path: Path) -> None:
    address = f"pkcs12:{tmp_path}/cachet.p12"

    assert make_key(address) == key_at(Address.read(address)).name


def test_nobody_else_reads_a_key_that_was_made(file: Path) -> None:
    assert 0o600 == stat.S_IMODE(file.stat().st_mode)


def test_a_key_is_never_written_over_another(file: Path) -> None:
    with pytest.raises(ConfigurationError) as refusal:
        make_key(f"pkcs12:{file}")

    assert "key-exists" == refusal.value.code


def test_a_key_that_others_can_read_is_refused(file: Path) -> None:
    file.chmod(0o644)

    assert "key-exposed" == refused(f"pkcs12:{file}")


@pytest.mark.parametrize(
    "address",
    [
        "pkcs12:",
        "ed25519:/etc/key",
        "pkcs12:/etc/key?passphrase=secret",
        "pkcs12:/etc/key?tsa=ftp://secret",
        "pkcs12:/etc/key?tsa=",
        "pkcs12:/etc/key?tsa=http://a/&tsa=http://secret/",
        "pkcs12:/etc/key?passphrase-file=/secret&passphrase-variable=SECRET",
        "pkcs12:/etc/\0secret",
    ],
)
def test_a_malformed_address_is_refused_and_never_repeated(address: str) -> None:
    assert "malformed-seal-address" == refused(address)


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    assert "key-not-found" == refused(f"pkcs12:{tmp_path}/nothing.p12")


def test_what_is_no_key_is_told(tmp_path: Path) -> None:
    (tmp_path / "cachet.p12").write_bytes(b"secret")
    (tmp_path / "cachet.p12").chmod(0o600)

    assert "malformed-seal" == refused(f"pkcs12:{tmp_path}/cachet.p12")


def test_a_passphrase_comes_from_a_file_that_nobody_else_reads(tmp_path: Path) -> None:
    phrase = tmp_path / "phrase"
    phrase.write_text("secret été\n", encoding="utf-8")
    phrase.chmod(0o600)
    address = f"pkcs12:{tmp_path}/cachet.p12?passphrase-file={phrase}"
    make_key(address)
    seal = PyHankoSealer.at(address).seal(DOCUMENT, stamp("exploitant"))

    assert PyHankoSealer.at(address).check(seal.content)[0].is_trusted
    assert "malformed-seal" == refused(f"pkcs12:{tmp_path}/cachet.p12")
    phrase.chmod(0o640)
    assert "key-exposed" == refused(address)


def test_a_passphrase_may_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"pkcs12:{tmp_path}/cachet.p12?passphrase-variable=REGISTRE_SEAL"
    monkeypatch.setenv("REGISTRE_SEAL", "secret")
    make_key(address)

    assert PyHankoSealer.at(address).time_level is TimeLevel.LOCAL
    monkeypatch.setenv("REGISTRE_SEAL", "another")
    assert "malformed-seal" == refused(address)
    monkeypatch.delenv("REGISTRE_SEAL")
    assert "passphrase-missing" == refused(address)


def test_a_certificate_alone_checks_and_seals_nothing(file: Path, tmp_path: Path, openssl: str) -> None:
    sealed = PyHankoSealer.at(f"pkcs12:{file}").seal(DOCUMENT, stamp("exploitant")).content
    public = tmp_path / "cachet.pem"
    export = f"{openssl} pkcs12 -in {file} -passin pass: -nokeys -clcerts | {openssl} x509 -out {public}"
    assert 0 == os.system(export)  # noqa: S605  # a pipe of the test's own words
    checker = PyHankoSealer.at(f"pkcs12:{public}")

    assert [(True, True)] == [(seal.is_intact, seal.is_trusted) for seal in checker.check(sealed)]
    with pytest.raises(ConfigurationError) as refusal:
        checker.seal(DOCUMENT, stamp("exploitant"))
    assert "private-key-needed" == refusal.value.code


def test_an_expired_certificate_seals_nothing(file: Path) -> None:
    key = key_at(Address.read(f"pkcs12:{file}"))
    later = PyHankoSealer(key, None, Checker(key.certificate, None), lambda: datetime.now(UTC) + timedelta(days=1_200))

    with pytest.raises(ConfigurationError) as refusal:
        later.seal(DOCUMENT, stamp("exploitant"))
    assert "seal-expired" == refusal.value.code


def test_the_host_finds_it_by_its_scheme_and_makes_keys(tmp_path: Path) -> None:
    host = Host.discover()
    address = f"pkcs12:{tmp_path}/cachet.p12"

    assert host.make_key(address).startswith("sha256:")
    assert host.build("sealer", address).time_level is TimeLevel.LOCAL
