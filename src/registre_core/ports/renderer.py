"""The door to printed documents: values in, PDF out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import BinaryIO, Protocol
from uuid import UUID

from attrs import frozen

from registre_core.interventions import Intervention
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import SignatureId
from registre_core.kernel.reasons import Reason
from registre_core.permits import Colour, HotWorkPermit
from registre_core.signatures import SignatureRequest, Spot
from registre_core.summary import Summary
from registre_core.workspace import Site


@frozen
class Sheet:
    """What every printed thing has: where, when, whose names, and who signs."""

    site: Site
    """Where."""
    workspace: str
    """Whose register."""
    names: Mapping[UUID, str]
    """What accounts, contacts and contractors are called, by identifier."""
    signatures: tuple[SignatureRequest, ...]
    """Those that have a box on it, in the order they were asked for; empty boxes for those that are not signed yet."""
    digest: Digest
    """Of the canonical bytes that are signed: printed at the foot of each page."""
    printed_at: datetime
    """When; it is the document's date, and the same value gives the same bytes."""
    printed_on: date
    """The legal day of the same moment."""
    earlier: tuple[SignatureRequest, ...] = ()
    """Those of the stage before, or that have no box on it: told in words."""


@frozen
class InterventionSlip:
    """An intervention as it is printed and signed (*bon d'intervention*)."""

    intervention: Intervention
    """Which one."""
    sheet: Sheet
    """Where, when, who signs."""


@frozen
class WatchTold:
    """How the post-work check stands, for the eye and in words: nobody has to tell colours apart."""

    colour: Colour
    """Of the list (S9)."""
    said: str
    """What it means, in French."""


@frozen
class PermitSheet:
    """A hot-work permit as it is printed and signed (*permis de feu*)."""

    permit: HotWorkPermit
    """Which one."""
    sheet: Sheet
    """Where, when, who signs."""
    state: str
    """Where it stands at that moment, in French: «en cours», «en attente de signature prestataire»."""
    means: tuple[str, ...]
    """With what the work is done, in French."""
    check: WatchTold | None = None
    """How its post-work check stands; ``None`` when it is not enabled."""
    warnings: tuple[Reason, ...] = ()
    """What must not be overlooked."""


@frozen
class SummarySheet:
    """A summary as it is printed (*synthèse*)."""

    summary: Summary
    """What it says."""
    data: Callable[[], BinaryIO]
    """Opens the same as JSON, complete rows included: attached to the file. They may be larger than one cares to hold;
    each time they are read from their start."""


Signable = InterventionSlip | PermitSheet
"""What is printed to be signed: it has a sheet, and boxes."""

Printable = Signable | SummarySheet
"""What can be printed."""


@frozen
class Rendered:
    """A printed document."""

    content: bytes
    """A PDF file: PDF/A-3, tagged as PDF/UA asks for."""
    spots: Mapping[SignatureId, Spot]
    """The box of each signature."""


class Renderer(Protocol):
    """What prints. Safe to use from several threads.

    Obligations:
        REN-1: What is printed is a PDF file that a reader of PDF opens, in French, with a title and its language.
        REN-2: The same value gives the same bytes.
        REN-3: Whatever text an entity may hold, however long or odd, it is printed as text and as nothing else.
        REN-4: Each signature has one box, wholly on its page, and no two overlap.
        REN-5: The digest stands on every page, and its number with how many there are: 2 / 3.
        REN-6: Threads that print at once each get their own document.
        REN-7: The data of a summary are attached to it, and come back byte for byte.
        REN-8: A summary says how many findings have no row in it, and names the attachment that has them.
        REN-9: Where the register ended stands on every page of a summary: the number of its last entry, and its link.
        REN-10: Each site of a summary stands in it, however many there are, and each row that it was given, once.
    """

    def render(self, printable: Printable) -> Rendered:
        """Print it.

        Raises:
            AdapterFailure: ``rendering-failed``.
        """
        ...
