"""S8 and S9 of the story: a hot-work permit, signed by telephone and in the page, and the place looked after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from attrs import frozen

from registre_cli.demo.calendar import StoryClock
from registre_cli.demo.hands import Hand, Hands
from registre_cli.demo.signed_chapters import HotWork, Signers, Stand
from registre_cli.opening import COMMAND_LINE
from registre_core import Actor, Client, Refused, Registre
from registre_core.kernel.identifiers import PermitId
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole
from registre_core.permits import HotWorkPermit, MeasureStage, PermitTerms
from registre_core.ports import Invitation, TicketPrinter
from registre_core.services.signatures import Signatory
from registre_core.signatures import SignatureRequest

DAY = date(2026, 11, 26)
BEGINS, SIGNED, ENDS = time(8, 30), time(8, 40), time(12, 30)
"""In UTC: an hour later in France."""
WATCH = (
    (time(13, 0), 30, "ronde de 30 minutes"),
    (time(13, 46), None, "personne n’est passé à temps"),
    (time(13, 50), 60, "ronde de 60 minutes, en retard"),
    (time(14, 30), 120, "ronde de 120 minutes"),
)
"""When somebody looks at the list, which round he makes then, and what is said of it."""
CLOSES = time(14, 40)
TELEPHONE = Actor.operator(client=Client.mobile("1.9.1"))
"""The platform, which forwards what comes from a telephone on which nobody is logged in."""


@frozen
class Permitting:
    """A permit, and the people who sign it."""

    registre: Registre
    clock: StoryClock
    signers: Signers
    hands: Hands

    def play(self) -> HotWork:
        """Draw it up, let both sign it, let the work end, the place be looked after, and both sign again."""
        permit = self._drawn_up()
        asked = self.registre.permits.submit(self._actor, permit, signatories=self._both).requests
        stands = [self._stand(permit, "demandé aux deux")]
        theirs, ours = asked
        self.clock.turn_to(DAY, SIGNED)
        invitation = self._invited(theirs)
        self._sign_by_telephone(invitation)
        stands.append(self._stand(permit, f"{self.signers.worker.name} signe au téléphone"))
        self._sign_in_the_page(ours, self.hands.manager)
        stands.append(self._stand(permit, f"{self.signers.manager.name} signe dans la page"))
        used = self._again(invitation)
        self._prepare(permit)
        watch = tuple(self._watched(permit))
        ended = self.registre.permits.show(self._actor, permit).permit
        return HotWork(
            self.signers, ended, invitation, self._printer.in_terminal(invitation), tuple(stands), used, watch
        )

    @property
    def _actor(self) -> Actor:
        return Actor.user(self.signers.manager.id, self.signers.workspace.id, client=COMMAND_LINE)

    @property
    def _printer(self) -> TicketPrinter:
        printer = self.registre.ports.tickets
        if printer is None:
            raise AssertionError("this register prints no tickets")
        return printer

    @property
    def _both(self) -> tuple[Signatory, Signatory]:
        worker, manager = self.signers.worker, self.signers.manager
        return (
            Signatory(SignatoryRole.CONTRACTOR, PersonKey(PersonKind.CONTACT, worker.id), "soudeur"),
            Signatory(SignatoryRole.OPERATOR, PersonKey(PersonKind.USER, manager.id), "responsable sécurité"),
        )

    def _drawn_up(self) -> PermitId:
        self.clock.turn_to(DAY, BEGINS)
        manager = PersonKey(PersonKind.USER, self.signers.manager.id)
        terms = PermitTerms(
            place="Toiture du préau, côté gymnase",
            work="Reprise d’étanchéité au chalumeau",
            means=("blowtorch",),
            contractors=(self.signers.firm.id,),
            watcher=manager,
            valid_from=self.clock.now(),
            valid_until=datetime.combine(DAY, time(17), UTC),
            operator_people=(manager,),
            contractor_people=(self.signers.worker.id,),
            detectors=("Détecteur 12, combles du préau",),
        )
        permit = self.registre.permits.draft(self._actor, site=self.signers.site.id, terms=terms)
        return permit.id

    def _prepare(self, permit: PermitId) -> None:
        """Tick what is to be done before the work, and take the detector out of service."""
        drawn = self.registre.permits.show(self._actor, permit).permit
        self._tick(drawn, MeasureStage.BEFORE)
        self.registre.permits.isolate(self._actor, permit, [one.name for one in drawn.detectors])

    def _tick(self, permit: HotWorkPermit, *stages: MeasureStage) -> None:
        done = {one.code for one in permit.measures if one.stage in stages}
        self.registre.permits.tick(self._actor, permit.id, done)

    def _invited(self, request: SignatureRequest) -> Invitation:
        invitation = self.registre.signatures.invite(self._actor, request.id).invitation
        if invitation is None:
            raise AssertionError("this register prints no tickets")
        return invitation

    def _sign_by_telephone(self, invitation: Invitation) -> None:
        """Hold a telephone before the code: the application or the page opens, and shows what is signed."""
        secret = invitation.address.rpartition("#")[2]
        seen = self.registre.signatures.open_ticket(TELEPHONE, secret)
        self.registre.signatures.sign_with_ticket(
            TELEPHONE, secret, digest=seen.digest, answer=self.hands.worker.draw(), consent=seen.consent.version
        )

    def _again(self, invitation: Invitation) -> Refused:
        try:
            self._sign_by_telephone(invitation)
        except Refused as refusal:
            return refusal
        raise AssertionError("a ticket was used twice")

    def _sign_in_the_page(self, request: SignatureRequest, hand: Hand) -> None:
        seen = self.registre.signatures.show(self._actor, request.id)
        self.registre.signatures.sign(
            self._actor, request.id, digest=seen.digest, answer=hand.draw(), consent=seen.consent.version
        )

    def _watched(self, permit: PermitId) -> Iterator[Stand]:
        """Let the work end, look at the place, one round too late, and close the permit."""
        self.clock.turn_to(DAY, ENDS)
        ended = self.registre.permits.end_work(self._actor, permit)
        self.registre.permits.restore(self._actor, permit, [one.name for one in ended.detectors])
        yield self._stand(permit, "fin des travaux, détecteur remis en service")
        yield from (self._looked(permit, *looked) for looked in WATCH)
        self.clock.turn_to(DAY, CLOSES)
        self._tick(ended, MeasureStage.DURING, MeasureStage.AFTER)
        asked = self.registre.permits.ask_closing(self._actor, permit, signatories=self._both).requests
        yield self._stand(permit, "signatures de clôture demandées")
        for request, hand in zip(asked, (self.hands.worker, self.hands.manager), strict=True):
            self._sign_in_the_page(request, hand)
        yield self._stand(permit, "les deux signent")

    def _looked(self, permit: PermitId, hour: time, minutes: int | None, happened: str) -> Stand:
        self.clock.turn_to(DAY, hour)
        if minutes is not None:
            self.registre.permits.record_round(self._actor, permit, minutes)
        return self._stand(permit, happened)

    def _stand(self, permit: PermitId, happened: str) -> Stand:
        line = self.registre.permits.show(self._actor, permit)
        return Stand(self.clock.now(), happened, line.french_state, line.colour, line.colour_label or "")
