"""The contract of `TicketPrinter`.

Example:
    A printer is proven by a class that says how to open it at an address, and what reads its codes::

        class TestMyPrinter(TicketPrinterContract):
            @pytest.fixture
            def open_printer(self):
                return MyPrinter

            @pytest.fixture
            def camera(self):
                return Camera(png=zxing_reads, svg=lambda svg: zxing_reads(drawn(svg)), terminal=...)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256

import pytest
from attrs import frozen

from registre_core.kernel.errors import ConfigurationError, InvalidInput
from registre_core.ports.capture import Invitation, TicketPrinter
from registre_core.testing.contracts.elsewhere import at_once
from registre_core.testing.contracts.svg import require_standing_alone
from registre_core.testing.obligations import obligation

OpenPrinter = Callable[[str], TicketPrinter]
"""Opens a printer of tickets that lead to this address."""

BASES = (
    "https://registre.exemple.fr/s",
    "https://r.fr",
    "registre://signer",
    "https://securite-incendie.exemple.fr:8443/s/",
)
LONGEST = "https://" + "a" * 51 + ".fr"
"""62 characters: with the secret and a sign before it all that a code of version 5 holds."""
TOO_LONG = "https://" + "a" * 120 + ".fr"
COLUMNS = 80
THREADS = 6


def secret(number: int) -> str:
    """Make up a secret: 43 characters of base64url, digits and all."""
    made = sha256(b"%d" % number).hexdigest()
    return f"-_{made[:41].replace('a', 'Z')}"


@frozen
class Camera:
    """What reads codes."""

    png: Callable[[bytes], str]
    """From a PNG file."""
    svg: Callable[[bytes], str]
    """From an SVG file."""
    terminal: Callable[[str], str]
    """From the characters in a terminal."""


class TicketPrinterContract:
    """PRI-1 to PRI-7. Override `open_printer` and `camera`."""

    @pytest.fixture
    def open_printer(self) -> OpenPrinter:
        """Say how to open it at an address."""
        raise NotImplementedError("override the fixture `open_printer`")

    @pytest.fixture
    def camera(self) -> Camera:
        """Say what reads its codes."""
        raise NotImplementedError("override the fixture `camera`")

    @pytest.fixture
    def printer(self, open_printer: OpenPrinter) -> TicketPrinter:
        """A printer."""
        return open_printer(BASES[0])

    @obligation("PRI-1")
    @pytest.mark.parametrize("base", [*BASES, LONGEST])
    def test_a_camera_reads_the_address_from_either_picture(
        self, open_printer: OpenPrinter, camera: Camera, base: str
    ) -> None:
        invitation = open_printer(base).invite(secret(1))
        assert camera.png(invitation.png) == invitation.address
        assert camera.svg(invitation.svg) == invitation.address

    @obligation("PRI-2")
    def test_the_same_secret_gives_the_same_pictures(self, open_printer: OpenPrinter) -> None:
        printer = open_printer(BASES[0])
        first = printer.invite(secret(1))
        for number in range(2, 5):
            assert printer.invite(secret(number)) != first
        assert printer.invite(secret(1)) == first
        assert open_printer(BASES[0]).invite(secret(1)) == first

    @obligation("PRI-3")
    def test_an_address_that_is_too_long_is_refused_at_once(self, open_printer: OpenPrinter) -> None:
        with pytest.raises(ConfigurationError) as refusal:
            open_printer(TOO_LONG)
        assert refusal.value.code == "ticket-address-too-long"

    @obligation("PRI-4")
    @pytest.mark.parametrize("base", BASES)
    def test_the_address_is_the_printer_s_and_ends_with_the_secret(self, open_printer: OpenPrinter, base: str) -> None:
        address = open_printer(base).invite(secret(7)).address
        assert address.startswith(base)
        assert address.endswith(secret(7))
        assert len(address) <= len(base) + 1 + len(secret(7))

    @obligation("PRI-4")
    def test_what_is_no_secret_is_not_printed_and_not_repeated(self, printer: TicketPrinter) -> None:
        for wrong in ("", "short", secret(1)[:-1], secret(1) + "A", secret(1)[:-1] + "é", secret(1)[:-1] + "\n"):
            with pytest.raises(InvalidInput) as refusal:
                printer.invite(wrong)
            assert refusal.value.code == "malformed-ticket"
            assert not wrong or wrong not in str(refusal.value)

    @obligation("PRI-5")
    @pytest.mark.parametrize("base", BASES)
    def test_a_camera_reads_it_from_a_terminal(self, open_printer: OpenPrinter, camera: Camera, base: str) -> None:
        printer = open_printer(base)
        drawn = printer.in_terminal(printer.invite(secret(1)))
        plain = re.sub(r"\x1b\[[0-9;]*m", "", drawn)
        assert max(map(len, plain.splitlines())) <= COLUMNS
        assert camera.terminal(drawn) == printer.invite(secret(1)).address

    @obligation("PRI-6")
    def test_threads_each_get_the_code_of_their_own_secret(self, printer: TicketPrinter, camera: Camera) -> None:
        def invite(number: int) -> list[Invitation]:
            return [printer.invite(secret(number * 2 + turn)) for turn in range(2)]

        made = [invitation for future in at_once(THREADS, invite) for invitation in future.result()]
        assert [one.address[-len(secret(0)) :] for one in made] == [secret(number) for number in range(2 * THREADS)]
        assert all(camera.png(invitation.png) == invitation.address for invitation in made)

    @obligation("PRI-7")
    def test_the_svg_stands_alone(self, printer: TicketPrinter) -> None:
        require_standing_alone(printer.invite(secret(1)).svg)
