"""A finding as somebody follows it who keeps a slip of paper with what was last said of it, and no table.

Written from the issue alone: «open → planned → corrected → cleared (by whom, with what proof) · seen again · reopened ·
contested · not applicable with a reason».
"""

from __future__ import annotations


class Slip:
    """What is written on it: one word, and whether there is something to look at."""

    def __init__(self) -> None:
        self.word = "open"
        self.has_proof = False

    def hears(self, said: str, *, with_proof: bool) -> bool:
        """Write down what somebody says, or say that it makes no sense here."""
        if not self._makes_sense(said, with_proof=with_proof):
            return False
        if said == "seen-again":
            if self.word in ("corrected", "cleared", "not-applicable"):
                self.word = "open"
        elif said in ("reopened", "upheld"):
            self.word = "open"
        elif said == "set-aside":
            self.word = "not-applicable"
        elif said != "confirmed":
            self.word = said
        if said == "corrected":
            self.has_proof = with_proof
        return True

    def _makes_sense(self, said: str, *, with_proof: bool) -> bool:
        undecided = self.word in ("open", "planned")
        has_proof = with_proof or (self.word == "corrected" and self.has_proof)
        return {
            "planned": undecided,
            "corrected": undecided,
            "contested": undecided,
            "cleared": has_proof and (undecided or self.word == "corrected"),
            "confirmed": self.word == "cleared",
            "reopened": self.word in ("corrected", "cleared", "not-applicable"),
            "upheld": self.word == "contested",
            "set-aside": undecided or self.word == "contested",
        }.get(said, True)  # whoever sees it again is always heard
