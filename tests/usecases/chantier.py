"""A permit of the town on its way from one signature to the next, and the people around it."""

from __future__ import annotations

import pytest
from tests.usecases.debts import debt_free
from tests.usecases.hot_work import CONTRACTOR, HOUR, NOW, OPERATOR, terms_of
from tests.usecases.signing import drawn, of_contact, of_user, sign
from tests.usecases.town import Town

from registre_core import RuleViolation
from registre_core.kernel.identifiers import PermitId, SignatureId
from registre_core.services.permits import PermitToSign

ZOE = "Zoé Agente"
"""Signs for the operator, on her own account."""


class Chantier:
    """One permit of the town, and the people around it."""

    def __init__(self, town: Town) -> None:
        self.town = debt_free(town)
        self.permits = town.registre.permits
        self.zoe = town.holder("permits.edit", "permits.close", "permits.sign", "watch.record", name=ZOE)
        self.signatories = (of_user(self.zoe, OPERATOR), of_contact(town, CONTRACTOR))
        self.strokes = 0

    def drawn_up(self, **given: object) -> PermitId:
        terms = terms_of(self.town.firm, self.town.contact, **{"valid_until": NOW + 8 * HOUR, **given})
        return self.permits.draft(self.town.mayor, site=self.town.school.id, terms=terms).id

    def submitted(self, permit: PermitId) -> PermitToSign:
        return self.permits.submit(self.zoe, permit, signatories=self.signatories)

    def sign(self, signature: SignatureId) -> None:
        self.strokes += 1
        sign(self.town, self.zoe, signature, drawing=drawn(self.strokes))

    def signed(self, asked: PermitToSign) -> None:
        for one in asked.requests:
            self.sign(one.id)

    def opened(self, **given: object) -> PermitId:
        asked = self.submitted(self.drawn_up(**given))
        self.signed(asked)
        return asked.permit.id

    def looked_after(self) -> PermitId:
        """Open a permit, end the work, and make every round."""
        permit = self.opened()
        self.permits.end_work(self.zoe, permit)
        for minutes in (30, 30, 60):
            self.town.clock.advance(HOUR * minutes / 60)
            self.permits.record_round(self.zoe, permit, {1: 30, 2: 60, 4: 120}[self.half_hours()])
        return permit

    def half_hours(self) -> int:
        return (self.town.clock.now() - NOW) // (HOUR / 2)

    def state(self, permit: PermitId) -> str:
        return self.permits.show(self.town.mayor, permit).french_state


def reasons(refusal: pytest.ExceptionInfo[RuleViolation]) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]
