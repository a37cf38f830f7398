"""What happened in the steps about signatures, as values."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from registre_core.interventions import Intervention
from registre_core.kernel.errors import Refused
from registre_core.permits import Colour, HotWorkPermit
from registre_core.ports import FoundSeal, Invitation
from registre_core.rights import User
from registre_core.services.signatures import ProofFinding, SignatureProof
from registre_core.signatures import SignatureRequest
from registre_core.workspace import Contact, Contractor, Site, Workspace


@frozen
class Signers:
    """Who signs, and where."""

    workspace: Workspace
    site: Site
    manager: User
    """Answers for the site, and has an account."""
    firm: Contractor
    worker: Contact
    """Of the firm, without an account."""


@frozen
class Signed:
    """S3: an overdue intervention is signed in the page, and closed by that."""

    signers: Signers
    overdue: Intervention
    """As the list showed it."""
    days: int
    """How many it was overdue."""
    refusal: Refused
    """The answer to closing it before it was signed."""
    signature: SignatureRequest
    """As it was given."""
    closed: Intervention
    proof: SignatureProof
    """What the exported proof says beside the key that attested it."""
    forged: ProofFinding
    """What becomes of it when a name in it is changed."""


@frozen
class Stand:
    """Where the permit stood once something had happened."""

    at: datetime
    happened: str
    """In French."""
    state: str
    """As the list says it."""
    colour: Colour | None = None
    """Of the post-work check, once it began."""
    label: str = ""
    """As the list says it."""


@frozen
class HotWork:
    """S8 and S9: a hot-work permit, from its signatures to its last round."""

    signers: Signers
    permit: HotWorkPermit
    """As it ended."""
    invitation: Invitation
    """The code with which the worker signed."""
    drawn: str
    """The same in characters."""
    opening: tuple[Stand, ...]
    """Until work may begin."""
    used: Refused
    """The answer to whoever comes with that code again."""
    watch: tuple[Stand, ...]
    """From the end of the work to the end of the permit."""


@frozen
class SealedFile:
    """A PDF of what was signed."""

    name: str
    """Of the file that is left."""
    size: int
    """Bytes."""
    seals: tuple[FoundSeal, ...]
    """As they were checked: one for each signature."""


@frozen
class Sealed:
    """What was signed, printed and sealed."""

    files: tuple[SealedFile, ...]
