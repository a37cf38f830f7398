"""Signatures as somebody would follow them without a computer: chairs around a table, and who sits in each."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from attrs import define, field

from registre_core.kernel.signatories import SignatoryRole, SignatoryRule

Act = tuple[str, int, int]
"""What is tried, at which chair, with which person."""

PATIENCE = 3
"""Days."""
LEFT = {"refused", "erased"}
"""What empties a chair, and leaves it at the table."""


@define
class Chair:
    """A place at the table. People come and go; the chair stays, unless it is carried out."""

    role: SignatoryRole
    person: int
    deadline: int
    answer: str = ""
    carried_out: bool = False
    passed_on_by: set[int] = field(factory=set)

    @property
    def waits(self) -> bool:
        return not self.carried_out and not self.answer

    @property
    def is_taken(self) -> bool:
        """Whether whoever sits here may sit nowhere else: he who refused, or was erased, has left."""
        return not self.carried_out and self.answer not in LEFT


@define
class Table:
    """All chairs, the rule on the wall, and the day."""

    rule: SignatoryRule
    chairs: list[Chair]
    day: int = 0

    def copy(self) -> Table:
        return Table(self.rule, deepcopy(self.chairs), self.day)

    # ---- what may be done -------------------------------------------------------------------------------------------

    def allows(self, act: Act) -> bool:
        name, place, person = act
        chair = self.chairs[place]
        in_time = chair.waits and self.day < chair.deadline
        match name:
            case "sign":
                return in_time and self.is_turn_of(chair) and not self.has_signed(chair.person)
            case "refuse":
                return in_time
            case "revoke":
                return chair.waits
            case "erase":
                return True
            case "delegate":
                known = {chair.person, *chair.passed_on_by}
                return in_time and person not in known and self.is_free(person, chair)
            case _:
                stays = chair.waits and not in_time
                has_left = not chair.carried_out and chair.answer in LEFT
                comes_new = person != chair.person
                return self.is_free(person, chair) and (has_left or stays or (in_time and comes_new))

    def is_free(self, person: int, but: Chair) -> bool:
        return all(one is but or not one.is_taken or one.person != person for one in self.chairs)

    def has_signed(self, person: int) -> bool:
        return any(one.answer == "signed" and one.person == person for one in self.chairs)

    def is_turn_of(self, chair: Chair) -> bool:
        if not self.rule.in_order:
            return True
        before = self.rule.roles[: self.rule.roles.index(chair.role)]
        return all(self.lacks(role, self.rule.needed) == 0 for role in before)

    # ---- doing it ---------------------------------------------------------------------------------------------------

    def do(self, act: Act) -> None:
        name, place, person = act
        chair = self.chairs[place]
        match name:
            case "sign" | "refuse":
                chair.answer = {"sign": "signed", "refuse": "refused"}[name]
            case "revoke":
                chair.carried_out = True
            case "erase":
                self.erase(person)
            case "delegate":
                chair.passed_on_by.add(chair.person)
                chair.person = person
            case _:
                chair.person, chair.answer, chair.passed_on_by = person, "", set()
                chair.deadline = self.day + PATIENCE

    def erase(self, person: int) -> None:
        """Whoever is erased has left. A chair carried out because of him is put back: who knows why it was."""
        for chair in self.chairs:
            if chair.person == person and (chair.waits or chair.carried_out):
                chair.answer, chair.carried_out = "erased", False

    # ---- what is so -------------------------------------------------------------------------------------------------

    def lacks(self, role: SignatoryRole, needed: int | None) -> int:
        here = [one for one in self.chairs if one.role is role and not one.carried_out]
        empty = [one for one in here if one.answer != "signed"]
        if needed is None:
            return len(empty) if here else 1
        return max(0, needed - (len(here) - len(empty)))

    def is_complete(self, needed: int | None) -> bool:
        return all(self.lacks(role, needed) == 0 for role in self.rule.roles)

    def is_within_reach(self, needed: int | None) -> bool:
        """Whether it would be complete if everybody signed who still can."""
        best = self.copy()
        for chair in best.chairs:
            if chair.waits and self.day < chair.deadline:
                chair.answer = "signed"
        return best.is_complete(needed)

    def signers(self) -> Iterator[int]:
        return (one.person for one in self.chairs if one.answer == "signed" and not one.carried_out)
