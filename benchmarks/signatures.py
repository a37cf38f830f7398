"""P11 of `performance.md`: the code of a ticket is made quickly, and once; and a ticket is checked in no time.

The peer is the package `qrcode`, set up as its README advises for SVG in one path, at the same level of error
correction. Both codes are held to say the same address to a camera (zxing-cpp) before anybody is timed.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from itertools import count
from unittest.mock import patch

import qrcode
import zxingcpp
from PIL import Image
from qrcode.image.svg import SvgPathImage

from benchmarks.measure import Contender, Measurement, Race, Weight
from registre_core.services.signatures.tickets import _digest as digest_of
from registre_core.signatures import Ticket
from registre_core.signatures.policy.tickets import may_use
from registre_core.testing.signing import a_ticket
from registre_signature_qr import printer as printing
from registre_signature_qr.codes import QUIET, Rows, as_svg, code_of

BASE = "https://registre.exemple.fr/s#"
NUMBERS = count()
ASKED = 1_000
"""How often one code is asked for."""
TIMES = 500
"""Tickets checked in one turn."""
KEY = bytes(range(32))


@contextmanager
def races() -> Iterator[Iterator[Measurement]]:
    """Give the races; there is no stage to set."""
    yield iter((printed(), made(), checked()))


def address() -> tuple[str]:
    """Make up an address that was never printed."""
    secret = sha256(b"%d" % next(NUMBERS)).hexdigest()[:43]
    return (BASE + secret.replace("a", "Z"),)


def ours(text: str) -> bytes:
    return as_svg(code_of(text).matrix)


def theirs(text: str) -> bytes:
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=QUIET, image_factory=SvgPathImage)
    code.add_data(text)
    drawn: bytes = code.make_image().to_string()
    return drawn


def read(rows: Rows) -> str:
    """Show a code to a camera."""
    side = len(rows) + 2 * QUIET
    picture = Image.new("L", (side, side), 255)
    for y, row in enumerate(rows, start=QUIET):
        for x, dark in enumerate(row, start=QUIET):
            picture.putpixel((x, y), 0 if dark else 255)
    (found,) = zxingcpp.read_barcodes(picture.resize((4 * side, 4 * side), Image.Resampling.NEAREST))
    return found.text


def agree() -> None:
    """See that both say the same."""
    (text,) = address()
    peer = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0)
    peer.add_data(text)
    assert text == read(code_of(text).matrix) == read(peer.get_matrix())


def printed() -> Race:
    """P11: another ticket each time."""
    agree()
    return Race(
        "P11 · a ticket as a QR code in SVG; times are of one code that was never made",
        (
            Contender("segno and our drawing: registre_signature_qr", ours, prepare=address),
            Contender("qrcode, SvgPathImage", theirs, slower=1.2, prepare=address),
        ),
        calls=5,
    )


def made() -> Weight:
    """P11: however often and in whatever form one ticket is asked for, its code is made once."""
    with patch.object(printing, "code_of", wraps=code_of) as making:
        printer = printing.QrPrinter(BASE)
        for _ in range(ASKED):
            printer.in_terminal(printer.invite("A" * 43))
    return Weight(f"P11 · codes made for one ticket that is asked for {ASKED:,} times", making.call_count, 1, "made")


def checked() -> Race:
    """P11: from the secret that came to the answer: its digest, the ticket of that digest, what became of it.

    The look-up itself is an index of the database, which P10 measures; here the tickets are in memory.
    """
    secrets = [address()[0][-43:] for _ in range(TIMES)]
    tickets: dict[str, Ticket] = {digest_of(secret): a_ticket(secret_digest=digest_of(secret)) for secret in secrets}
    first = tickets[digest_of(secrets[0])]
    now, digest = first.issued_at + timedelta(minutes=5), first.digest
    written = [secret.encode() for secret in secrets]

    def ticket() -> None:
        for secret in secrets:
            assert may_use(tickets[digest_of(secret)], digest, now)

    def bare_hash() -> None:
        for secret in written:
            sha256(secret).digest()

    def bare_hmac() -> None:
        for secret in written:
            hmac.digest(KEY, secret, "sha256")

    return Race(
        "P11 · is this a ticket that opens something; times are of one ticket",
        (
            Contender("a bare SHA-256", bare_hash, units=TIMES),
            Contender("a bare HMAC-SHA-256", bare_hmac, units=TIMES),
            Contender("digest, ticket, verdict", ticket, bound=4, units=TIMES),
        ),
    )
