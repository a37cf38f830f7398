"""A hot-work permit, from its draft to its end, as the product owner tells of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from attrs import define, field
from tests.contracts.cameras import read_png
from tests.features.signing import FIRM, MORNING, OPERATOR, TELEPHONE, TICKETS, School, moment

from registre_core import Actor, Registre
from registre_core.kernel.identifiers import PermitId
from registre_core.permits import HotWorkPermit, PermitTerms, Round
from registre_core.ports import Invitation
from registre_core.services.permits import PermitLine
from registre_core.services.signatures import Shown, Signatory
from registre_core.signatures import SignatureRequest
from registre_core.signatures.tables import CONSENT

HOST = Actor.operator(client=TELEPHONE)
"""Who forwards what comes from a telephone on which nobody is logged in."""
DAY = f"{MORNING:%d/%m/%Y}"
BOTH = (("exploitant", OPERATOR), ("prestataire", FIRM))


def at(written: str) -> datetime:
    """Read an hour of the day on which it plays."""
    return moment(f"{DAY} {written}")


@define
class Story:
    """What happened so far, and what is still to happen at its hour."""

    school: School
    permit: PermitId = field(init=False)
    """The one that was drawn up."""
    invitations: list[Invitation] = field(factory=list)
    """Codes that were shown, the last one at the end."""
    seen: Shown | None = None
    looked: HotWorkPermit | None = None
    """As it was after the last round."""
    ahead: list[tuple[datetime, Callable[[], object]]] = field(factory=list)

    # ---- time

    def later(self, moment: datetime, deed: Callable[[], object]) -> None:
        """Let something happen at its hour, once somebody looks at the clock then or later."""
        self.ahead.append((moment, deed))

    def move_to(self, moment: datetime) -> None:
        """Let it be that hour, after all that happened before."""
        for hour, deed in sorted((one for one in self.ahead if one[0] <= moment), key=lambda one: one[0]):
            self.school.clock.set(hour)
            deed()
        self.ahead = [one for one in self.ahead if one[0] > moment]
        self.school.clock.set(moment)

    # ---- the permit

    @property
    def registre(self) -> Registre:
        return self.school.registre

    def draw_up(self, **given: Any) -> None:  # noqa: ANN401  # as `PermitTerms` takes it
        operator, firm = self.school.people[OPERATOR], self.school.people[FIRM]
        terms = {
            "place": "toiture du préau",
            "work": "pose d’étanchéité au chalumeau",
            "means": ("blowtorch",),
            "contractors": (self.school.company,),
            "watcher": operator,
            "valid_from": self.school.clock.now(),
            "operator_people": (operator,),
            "contractor_people": (firm.id,),
        }
        self.permit = self.registre.permits.draft(
            self.operator, site=self.school.site, terms=PermitTerms(**{**terms, **given})
        ).id

    @property
    def operator(self) -> Actor:
        return self.school.actor(OPERATOR)

    @property
    def both(self) -> list[Signatory]:
        return [self.school.signatory(role, who) for role, who in BOTH]

    def submit(self) -> None:
        signatories = self.both if self.line().permit.stages == "both" else ()
        self.school.remember(self.registre.permits.submit(self.operator, self.permit, signatories=signatories).requests)

    def sign_to_open(self) -> None:
        self.submit()
        for _, name in BOTH:
            self.sign(name)

    def ask_closing(self, exemption: str = "") -> None:
        asked = self.registre.permits.ask_closing(
            self.operator, self.permit, signatories=self.both, exemption=exemption
        )
        self.school.remember(asked.requests)

    def end_work(self) -> HotWorkPermit:
        ended: HotWorkPermit = self.registre.permits.end_work(self.operator, self.permit)
        return ended

    def look(self, minutes: int, actor: Actor | None = None) -> None:
        self.looked = self.registre.permits.record_round(actor or self.operator, self.permit, minutes)

    def line(self) -> PermitLine:
        """Find the permit in the list."""
        (line,) = self.registre.permits.page(self.operator).items
        assert isinstance(line, PermitLine)
        return line

    def rounds(self) -> dict[int, Round]:
        return {one.minutes: one for one in self.registre.permits.rounds(self.operator, self.permit)}

    # ---- the code, and the telephone

    def show_code(self, name: str) -> Invitation:
        """Show the code with which somebody signs."""
        invited = self.registre.signatures.invite(self.operator, self.school.signatures[name].id)
        assert invited.invitation
        self.invitations.append(invited.invitation)
        return self.invitations[-1]

    def open(self, invitation: Invitation) -> Shown:
        """Hold a telephone before a code."""
        seen = self.registre.signatures.open_ticket(HOST, secret_of(invitation))
        self.seen = seen
        return seen

    def sign(self, name: str) -> SignatureRequest:
        """Let somebody sign by a code that is shown for him."""
        return self.sign_with(self.show_code(name))

    def sign_with(self, invitation: Invitation) -> SignatureRequest:
        seen = self.open(invitation)
        signed: SignatureRequest = self.registre.signatures.sign_with_ticket(
            HOST, secret_of(invitation), digest=seen.digest, answer=self.school.draw(), consent=CONSENT.version
        )
        return signed


def secret_of(invitation: Invitation) -> str:
    """Read a code with a camera, and give what stands behind the address of the application."""
    address, _, secret = read_png(invitation.png).partition("#")
    assert address == TICKETS
    return secret
