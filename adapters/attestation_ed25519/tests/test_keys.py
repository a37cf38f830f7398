"""Keys in files: only those that nobody else can read, and never over another."""

import os
import pickle
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from registre_attestation_ed25519.attestor import Ed25519Attestor, make_key
from registre_core import ConfigurationError, Host
from registre_core.kernel.attestations import Attestation

VECTORS = {
    # RFC 8032, 7.1: private half, public half, message, and the signature in its two parts
    "TEST 1": (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155",
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    "TEST 2": (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da",
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
}


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(ConfigurationError) as refusal:
        call()
    return refusal.value.code


def private_pem(key: Ed25519PrivateKey, password: bytes | None = None) -> bytes:
    encryption = BestAvailableEncryption(password) if password else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)


def kept(folder: Path, content: bytes, mode: int = 0o600, name: str = "anchor.key") -> str:
    """Put a file where a key should be, and give its address."""
    path = folder / name
    path.write_bytes(content)
    path.chmod(mode)
    return f"ed25519:{path}"


@pytest.mark.parametrize("private, public, message, point, scalar", VECTORS.values(), ids=VECTORS)
def test_it_signs_as_the_standard_says(private: str, public: str, message: str, point: str, scalar: str) -> None:
    attestor = Ed25519Attestor(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private)))
    expected = Attestation("ed25519", bytes.fromhex(public), bytes.fromhex(point + scalar))

    assert expected == attestor.attest(bytes.fromhex(message))
    assert Ed25519Attestor.at(f"ed25519:{public}").verify(bytes.fromhex(message), expected)


def test_a_signature_with_a_larger_scalar_is_not_verified() -> None:
    """Adding the order of the group to S gives a second signature of the same bytes where it is not refused."""
    _, public, message, point, scalar = VECTORS["TEST 2"]
    order = 2**252 + 27742317777372353535851937790883648493
    larger = (int.from_bytes(bytes.fromhex(scalar), "little") + order).to_bytes(32, "little")
    malleable = Attestation("ed25519", bytes.fromhex(public), bytes.fromhex(point) + larger)

    assert not Ed25519Attestor.at(f"ed25519:{public}").verify(bytes.fromhex(message), malleable)


def test_a_new_key_is_a_file_that_nobody_else_can_read(tmp_path: Path) -> None:
    address = f"ed25519:{tmp_path}/anchor.key"
    before = os.umask(0)
    try:
        signer = make_key(address)
    finally:
        os.umask(before)

    assert 0o600 == stat.S_IMODE((tmp_path / "anchor.key").stat().st_mode)
    assert signer == Ed25519Attestor.at(address).signer
    assert (tmp_path / "anchor.key").read_bytes().startswith(b"-----BEGIN PRIVATE KEY-----\n")


def test_every_new_key_is_another(tmp_path: Path) -> None:
    assert make_key(f"ed25519:{tmp_path}/1") != make_key(f"ed25519:{tmp_path}/2")


@pytest.mark.parametrize("content", [b"", b"an older key"])
def test_a_key_is_never_overwritten(tmp_path: Path, content: bytes) -> None:
    address = kept(tmp_path, content)

    assert "key-exists" == refused(lambda: make_key(address))
    assert content == (tmp_path / "anchor.key").read_bytes()


def test_a_key_is_not_written_through_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "anchor.key").symlink_to(tmp_path / "elsewhere")

    assert "key-exists" == refused(lambda: make_key(f"ed25519:{tmp_path}/anchor.key"))
    assert not (tmp_path / "elsewhere").exists()


def test_a_key_that_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    assert "key-not-writable" == refused(lambda: make_key(f"ed25519:{tmp_path}/anchor.key"))
    assert [] == list(tmp_path.iterdir())


def test_a_key_needs_its_folder(tmp_path: Path) -> None:
    assert "key-not-writable" == refused(lambda: make_key(f"ed25519:{tmp_path}/missing/anchor.key"))


@pytest.mark.parametrize("address", ["ed25519:" + "0" * 64, "ed25519:command:true", "ed25519:", "plain:anchor.key"])
def test_a_key_is_made_in_a_file(address: str) -> None:
    assert "malformed-key-address" == refused(lambda: make_key(address))


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are POSIX's")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o610, 0o602])
def test_a_private_key_that_others_can_reach_is_refused(tmp_path: Path, mode: int) -> None:
    address = kept(tmp_path, private_pem(Ed25519PrivateKey.generate()), mode)

    assert "key-exposed" == refused(lambda: Ed25519Attestor.at(address))


@pytest.mark.parametrize("mode", [0o400, 0o600])
def test_a_private_key_that_is_one_s_own_is_read(tmp_path: Path, mode: int) -> None:
    key = Ed25519PrivateKey.generate()

    assert Ed25519Attestor(key).signer == Ed25519Attestor.at(kept(tmp_path, private_pem(key), mode)).signer


def test_a_public_key_may_be_read_by_everybody_and_verifies_only(tmp_path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    public = Ed25519Attestor.at(kept(tmp_path, pem, 0o644))

    assert public.verify(b"content", Ed25519Attestor(key).attest(b"content"))
    assert "private-key-needed" == refused(lambda: public.attest(b"content"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff" * 200,
        b"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        private_pem(Ed25519PrivateKey.generate(), b"password"),
        private_pem(Ed25519PrivateKey.generate())[:-40],
        generate_private_key(65537, 2048).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        b"-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n",
        bytes(100_000),
    ],
    ids="nothing noise hexadecimal encrypted cut RSA hollow huge".split(),
)
def test_what_is_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "malformed-key" == refused(lambda: Ed25519Attestor.at(kept(tmp_path, content)))


def test_a_key_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "key-not-found" == refused(lambda: Ed25519Attestor.at(f"ed25519:{tmp_path}/missing.key"))
    assert "key-not-found" == refused(lambda: Ed25519Attestor.at(f"ed25519:{kept(tmp_path, b'')[8:]}/below"))


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    assert "key-not-readable" == refused(lambda: Ed25519Attestor.at(f"ed25519:{tmp_path}/pipe"))
    assert "key-not-readable" == refused(lambda: Ed25519Attestor.at(f"ed25519:{tmp_path}"))


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, bound_by_rights: tuple[str, ...]) -> None:
    address = kept(tmp_path, private_pem(Ed25519PrivateKey.generate()), 0o000)
    program = (
        "import sys\n"
        "from registre_attestation_ed25519.attestor import Ed25519Attestor\n"
        "from registre_core import ConfigurationError\n"
        "try: Ed25519Attestor.at(sys.argv[1])\n"
        "except ConfigurationError as error: print(error.code)\n"
    )
    done = subprocess.run(
        [*bound_by_rights, sys.executable, "-c", program, address], capture_output=True, text=True, check=True
    )

    assert "key-not-readable\n" == done.stdout


@pytest.mark.parametrize(
    "address",
    ["ed25519", "ed25519:", "ed25519:a\0b", "ed25519:command:", "ed25519:command: ", "ed25519:command:a 'b", "rsa:a"],
)
def test_an_address_says_where_the_key_is(address: str) -> None:
    assert "malformed-key-address" == refused(lambda: Ed25519Attestor.at(address))


def test_no_private_half_is_shown_or_copied(tmp_path: Path) -> None:
    attestor = Ed25519Attestor(Ed25519PrivateKey.generate())

    assert f"Ed25519Attestor({attestor.signer})" == repr(attestor)
    with pytest.raises(TypeError):
        pickle.dumps(attestor)


def test_a_host_finds_it_by_its_name(tmp_path: Path) -> None:
    host = Host.discover()
    address = f"ed25519:{tmp_path}/anchor.key"
    signer = host.make_key(address)

    assert signer == host.build("attestor", address).signer == host.build("attestor", signer).signer


def test_offering_it_loads_no_cryptography() -> None:
    program = "import registre_attestation_ed25519.plugin, sys; print('cryptography' in sys.modules)"

    assert "False\n" == subprocess.check_output([sys.executable, "-c", program], text=True)


def test_openssl_verifies_what_was_attested(tmp_path: Path, openssl: str) -> None:
    """Who does not trust this library need not: any implementation of RFC 8032 will do."""
    address = f"ed25519:{tmp_path}/anchor.key"
    make_key(address)
    attestation = Ed25519Attestor.at(address).attest(b"registre-anchor/1\n{}")
    (tmp_path / "signed").write_bytes(b"registre-anchor/1\n{}")
    (tmp_path / "signature").write_bytes(attestation.signature)
    subprocess.run([openssl, "pkey", "-in", "anchor.key", "-pubout", "-out", "anchor.pub"], cwd=tmp_path, check=True)
    verify = "pkeyutl -verify -pubin -inkey anchor.pub -rawin -in signed -sigfile signature".split()
    done = subprocess.run([openssl, *verify], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (0, "Signature Verified Successfully\n") == (done.returncode, done.stdout)


def test_a_key_that_openssl_made_is_read(tmp_path: Path, openssl: str) -> None:
    made = [openssl, "genpkey", "-algorithm", "ed25519", "-out", "anchor.key"]
    subprocess.run(made, cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "anchor.key").chmod(0o600)
    attestor = Ed25519Attestor.at(f"ed25519:{tmp_path}/anchor.key")

    assert attestor.verify(b"content", attestor.attest(b"content"))
