"""What happened in each step of the story, as values: told to people, or summed up for programs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import SequenceMatcher

from attrs import frozen

from registre_cli.demo.building_chapters import BuildingChapter
from registre_cli.demo.signed_chapters import HotWork, Sealed, Signed
from registre_cli.profiles.seat import Directory
from registre_core.billing import Banner, Invoice, Level
from registre_core.extraction import Candidate, Selection
from registre_core.findings import Finding
from registre_core.interventions import Intervention
from registre_core.kernel.actors import ClientKind
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.errors import Conflict, Refused, RegistreError
from registre_core.kernel.passages import Passage
from registre_core.register import Head, Verification
from registre_core.rights import Plan, Profile, User
from registre_core.services.register import Line
from registre_core.workspace import Contact, Contractor, Site, Workspace


@frozen
class Cast:
    """S1: who and where."""

    workspace: Workspace
    administrator: User
    school: Site
    library: Site
    inspectors: Contractor
    contacts: tuple[Contact, ...]
    manager: User
    """Plans and closes interventions; the profile is made from him."""
    deputy: User
    """Received that profile; takes the observations out of the report."""
    caretaker: User
    """May read, and nothing else."""
    profile: Profile

    @property
    def sites(self) -> tuple[Site, ...]:
        """Both."""
        return self.school, self.library

    @property
    def users(self) -> tuple[User, ...]:
        """The three whom the administrator created."""
        return self.manager, self.deputy, self.caretaker


@frozen
class Visit:
    """S4: an inspection with its report."""

    intervention: Intervention
    report: DocumentRef


@frozen
class Attempt:
    """An extraction that is refused."""

    situation: str
    """In French: from where it was tried."""
    refusal: Refused


@frozen
class Gates:
    """S4: what extraction is refused from."""

    attempts: tuple[Attempt, ...]


@frozen
class Taken:
    """S4: what extraction gives."""

    intervention: Intervention
    """Closed now."""
    creator: User
    findings: tuple[Finding, ...]
    """Every observation made."""
    shown: int
    """The one of them that is told in full."""
    selection: Selection
    """What was marked for it."""

    @property
    def finding(self) -> Finding:
        """The one that is told in full."""
        return self.findings[self.shown]

    @property
    def passage(self) -> Passage:
        """Where its words come from."""
        return self.finding.passage  # type: ignore[return-value]  # it is one of a report


def _words(passage: Passage | None) -> list[str]:
    return passage.quote.replace("’", "'").split() if passage else []


@frozen
class Scanned:
    """S4: the same words, marked on a scan of the page."""

    report: DocumentRef
    """The scan."""
    native: Passage
    """As the report itself says them."""
    recognised: Passage | None
    """As they were recognised, where something can."""
    missing: RegistreError | None
    """Why nothing can."""

    @property
    def words(self) -> tuple[int, int]:
        """How many words are the same in both, apostrophes aside, and how many there are."""
        ones, others = (_words(passage) for passage in (self.native, self.recognised))
        blocks = SequenceMatcher(None, ones, others, autojunk=False).get_matching_blocks()
        return sum(block.size for block in blocks), len(ones)


@frozen
class Proposed:
    """S4: what the report itself says."""

    candidates: tuple[Candidate, ...]
    """Its observations, those that were taken marked."""
    findings: tuple[Finding, ...]
    """Those that were accepted, all at once."""
    left: tuple[Candidate, ...]
    """Those that nobody has taken yet."""


@frozen
class State:
    """What an attempt could have changed."""

    head: Head
    """Where the register ends: it moves with every change."""
    findings: int
    """How many observations there are."""


@frozen
class Denied:
    """S1: somebody without the right."""

    user: User
    refusal: Refused
    before: State
    after: State

    @property
    def changed_nothing(self) -> bool:
        """Whether everything stands as before."""
        return self.before == self.after


@frozen
class Edited:
    """S1: a profile is edited, as it was shown before and not otherwise."""

    before: Profile
    """The profile, as it was."""
    people: tuple[User, ...]
    """Who shares it: one as it stands, one to whom the right is denied, one who moves in between."""
    right: str
    """What it is to give."""
    shown: Plan
    """What it would have done."""
    outdated: Conflict
    """The answer to committing that, after somebody moved."""
    committed: Plan
    """What it did."""
    last: Refused
    """The answer to the last administrator, who would leave."""
    names: Directory
    """What sites and profiles are called."""


@frozen
class Journal:
    """The register, read, verified and exported."""

    workspace: Workspace
    sites: tuple[Site, ...]
    """To name them."""
    lines: tuple[Line, ...]
    head: Head
    verification: Verification
    exported: Verification
    """The same of the export, without the database."""
    withheld: int
    """Entries whose bytes the export does not show."""
    target: int
    """The entry that somebody will tamper with."""


@frozen
class Tampered:
    """One byte of one entry changed in a copy."""

    number: int
    """The entry."""
    before: str
    """The words that hold the byte, as they were."""
    after: str
    """As they are now."""
    verification: Verification


@frozen
class Rewritten:
    """The whole chain computed anew behind that byte, in a copy of which an anchor is kept."""

    number: int
    """The entry."""
    anchored: Head
    """What the anchor attests."""
    alone: Verification
    """What the copy itself shows: nothing."""
    verification: Verification
    """What it shows beside the anchor."""


@frozen
class Situation:
    """Days on which people saw the same, morning after morning."""

    first: date
    last: date
    """The last morning on which somebody looked."""
    level: Level
    banner: Banner | None
    """As the administrator saw it on the web."""
    on_the_telephone: Banner | None
    """As the agent saw it on his telephone, who may not see invoices."""
    open_to: tuple[ClientKind, ...]
    """Through what both could look at the sites."""


@frozen
class Tried:
    """What was asked for while access was cut, by somebody with every right."""

    action: str
    """The name of the use case."""
    refusals: Mapping[ClientKind, Refused | None]
    """By what it was asked through."""


@frozen
class Unpaid:
    """S2: an invoice that is not paid, one morning after another, until it is."""

    workspace: Workspace
    administrator: User
    """Has every right."""
    agent: User
    """May not see invoices."""
    invoice: Invoice
    """As it was recorded."""
    situations: tuple[Situation, ...]
    """Before the payment."""
    tried: tuple[Tried, ...]
    """While access was cut."""
    paid: Situation
    """As soon as the payment was recorded."""
    changes: tuple[Line, ...]
    """What the register tells of the standing."""
    counts_once: bool
    """Whether the same payment, recorded a second time, changed nothing."""


Chapter = (
    Cast
    | Visit
    | Gates
    | Taken
    | Scanned
    | Proposed
    | Denied
    | Edited
    | Journal
    | Tampered
    | Rewritten
    | Unpaid
    | Signed
    | HotWork
    | Sealed
    | BuildingChapter
)
"""One step, or half of one."""
