"""A time server of one's own (RFC 3161): ``openssl ts`` behind HTTP on the loopback, with a certificate made for it."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from attrs import frozen
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SETTINGS = """
[ tsa ]
default_tsa = here
[ here ]
serial = {folder}/serial
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""

REPLY = "application/timestamp-reply"


@frozen
class TimeServer:
    """Where to ask: what the path says is how it answers."""

    address: str
    """It answers as it should."""
    certificate: Path
    """What vouches for it, in PEM."""

    def answering(self, how: str) -> str:
        """Give the address at which it answers otherwise: ``error``, ``nonsense``, ``other``, ``late``, ``drops``."""
        return f"{self.address}{how}"


def made_certificate(folder: Path) -> Path:
    """Make a key that may sign time stamps, and a certificate that vouches for itself."""
    private, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Horloge de la ville")])
    stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(stamping, critical=True)
        .sign(private, hashes.SHA256())
    )
    key = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(key)
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    return folder / "certificate.pem"


@contextmanager
def time_server(openssl: str, folder: Path) -> Iterator[TimeServer]:
    """Run a server as long as the context lasts."""
    certificate = made_certificate(folder)
    (folder / "settings").write_text(SETTINGS.format(folder=folder), encoding="ascii")
    (folder / "serial").write_text("01", encoding="ascii")
    closing = threading.Event()
    handler = type("Handler", (_Handler,), {"openssl": openssl, "folder": folder, "closing": closing})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield TimeServer(f"http://127.0.0.1:{server.server_port}/", certificate)
        finally:
            closing.set()
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    """Answers each question as the path asks for."""

    openssl: ClassVar[str]
    folder: ClassVar[Path]
    closing: ClassVar[threading.Event]
    lock: ClassVar[threading.Lock] = threading.Lock()

    def do_POST(self) -> None:
        question = self.rfile.read(int(self.headers["Content-Length"]))
        match self.path.strip("/"):
            case "error":
                self.send_error(500)
            case "nonsense":
                self._answer(b"<html>Bonjour</html>", "text/html")
            case "other":
                self._answer(self._stamped(_about_something_else(question)), REPLY)
            case "late":
                self.closing.wait()
            case "drops":
                self._drip()
            case _:
                self._answer(self._stamped(question), REPLY)

    def _answer(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        while not self.closing.wait(0.02):
            try:
                self.wfile.write(b"0")
            except OSError:  # whoever asked has left
                return

    def _stamped(self, question: bytes) -> bytes:
        with self.lock:  # they share a file of serial numbers
            (self.folder / "question").write_bytes(question)
            names = ("-queryfile question -inkey key.pem -signer certificate.pem -config settings").split()
            command = [self.openssl, "ts", "-reply", *names]
            return subprocess.run(command, cwd=self.folder, check=True, capture_output=True).stdout

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _about_something_else(question: bytes) -> bytes:
    """Flip a bit of the digest that is to be stamped: the first 32 bytes behind the header of an octet string."""
    place = question.index(b"\x04\x20") + 2
    return question[:place] + bytes([question[place] ^ 1]) + question[place + 1 :]
