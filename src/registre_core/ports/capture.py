"""The doors through which a signature is drawn: what reads a drawing, and what prints the way to it."""

from __future__ import annotations

from typing import Protocol

from attrs import field, frozen

from registre_core.kernel.validation import Checked, must, not_blank, not_empty
from registre_core.signatures import Drawing


class SignatureCapture(Protocol):
    """What reads what somebody drew in a box, and draws it again. Safe to use from several threads.

    Obligations:
        CAP-1: A drawing that is read holds every point that was drawn, in its order, with its time and pressure.
        CAP-2: What is not a drawing is `InvalidInput` with every problem and its path, however large or odd it is; no
            other error is raised.
        CAP-3: Drawn again it is SVG as large as the canvas, and stands alone: no script, no link, nothing that is
            loaded from elsewhere.
        CAP-4: The same drawing always gives the same bytes.
        CAP-5: Every stroke shows: with one more, one less or one elsewhere the picture is another.
    """

    def read(self, answer: bytes) -> Drawing:
        """Read what the page or telephone sent.

        Raises:
            InvalidInput: ``not-a-drawing``, and the codes of `Drawing`.
        """
        ...

    def picture(self, drawing: Drawing) -> bytes:
        """Draw it as SVG, as large as the canvas was."""
        ...


@frozen
class Invitation(Checked):
    """The way to a signature, for a camera: the same address in two forms."""

    address: str = field(repr=False, metadata=must(not_blank))
    """Where the code leads; whoever has it may sign, so it is shown and never kept."""
    svg: bytes = field(repr=False, metadata=must(not_empty))
    """For pages and print."""
    png: bytes = field(repr=False, metadata=must(not_empty))
    """For mail and old browsers."""


class TicketPrinter(Protocol):
    """What prints the address of a ticket as a code that cameras read. Safe to use from several threads.

    Obligations:
        PRI-1: A reader of codes gives back the very address, from either picture.
        PRI-2: The same secret gives the same pictures, byte for byte, also after the printer is opened anew.
        PRI-3: An address that would need a code too fine to be read from a screen is `ConfigurationError`
            ``ticket-address-too-long``, when the printer is opened, not when somebody waits to sign.
        PRI-4: The address is the one that the printer was opened at, and ends with the whole secret; what is none is
            `InvalidInput` ``malformed-ticket``, which does not repeat it.
        PRI-5: Drawn with characters the code is no wider than 80 columns, and gives back the same address.
        PRI-6: Threads that print at once each get the code of their own secret.
        PRI-7: The SVG stands alone: no script, no link, nothing that is loaded from elsewhere.
    """

    def invite(self, secret: str) -> Invitation:
        """Print the code of a ticket.

        Args:
            secret: 43 characters of base64url.

        Raises:
            InvalidInput: ``malformed-ticket``, for anything else.
        """
        ...

    def in_terminal(self, invitation: Invitation) -> str:
        """Draw the same code with characters, in lines without an end after the last; colours may be said in them."""
        ...
