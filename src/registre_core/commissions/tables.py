"""How often a commission comes, and how people read kinds, opinions and orders: as data, with the texts that say so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

from registre_core.commissions.states import Authority, Favour, OrderKind, VisitKind
from registre_core.kernel.reasons import Mark, Source

ATTENDING = Source("CCH R. 143-42", Mark.SECOND_HAND)
"""The operator attends; a report follows each visit; the mayor notifies its result and his decision. The commission
gives an opinion, the administrative act binds."""
VISITING = Source("Arrêté du 25 juin 1980, art. GE 4", Mark.SECOND_HAND)
"""Periodic visits of categories 1 to 4, by type; § 3 and § 4 let a report or an order change the interval."""
VISITING_THE_FIFTH = Source("Arrêté du 25 juin 1980, art. PE 37", Mark.SECOND_HAND)
"""Category 5: only where the public sleeps."""

AS_OF = date(2026, 11, 26)
"""When the rows below were last held against their sources. What changes on 1 June 2027 is GE 2, GE 6 and GE 7."""

ALWAYS_SLEEPING = frozenset({"O", "OA", "REF"})
"""Types whose purpose is to lodge people: hotels, mountain hotels, refuges."""


@frozen
class VisitingRules:
    """How often a commission comes, while these rules are in force."""

    from_day: date
    """The first day they are in force."""
    years: Mapping[str, tuple[int, int, int, int]] = field(hash=False)
    """By the letter of the type: the interval of the first to the fourth category, in years."""
    years_where_people_sleep: Mapping[str, tuple[int, int, int, int]] = field(factory=dict, hash=False)
    """The same, of types that tell sites where the public sleeps from others."""
    fifth_where_people_sleep: int | None = None
    """Of the fifth category, where the public sleeps; elsewhere it is not visited at an interval."""
    until_day: date | None = None
    """The last day; ``None`` while no end is known."""

    def are_in_force(self, on: date) -> bool:
        """Whether they say how often a commission comes on this day."""
        return self.from_day <= on and (self.until_day is None or on <= self.until_day)


RULES: tuple[VisitingRules, ...] = (
    VisitingRules(
        from_day=date(2015, 1, 1),
        years={
            "J": (3, 3, 3, 3),
            "L": (3, 3, 3, 5),
            "M": (3, 3, 5, 5),
            "N": (3, 3, 5, 5),
            "O": (3, 3, 3, 3),
            "P": (3, 3, 3, 5),
            "R": (3, 3, 3, 5),
            "S": (3, 3, 5, 5),
            "T": (3, 3, 5, 5),
            "U": (3, 3, 3, 3),
            "V": (5, 5, 5, 5),
            "W": (3, 3, 5, 5),
            "X": (3, 3, 5, 5),
            "Y": (3, 3, 5, 5),
        },
        years_where_people_sleep={"R": (3, 3, 3, 3)},
        fifth_where_people_sleep=5,
    ),
)
"""Every set of rules, the oldest first. Types that are not listed have rules of their own, which are not here."""

KINDS: Mapping[VisitKind, str] = {
    VisitKind.PERIODIC: "visite périodique",
    VisitKind.OPENING: "visite de réception, avant ouverture",
    VisitKind.UNANNOUNCED: "visite inopinée",
    VisitKind.FOLLOW_UP: "visite de contrôle des prescriptions",
    VisitKind.OTHER: "autre visite",
}
"""How people read why a commission comes."""
FAVOURS: Mapping[Favour, str] = {
    Favour.FAVOURABLE: "avis favorable",
    Favour.UNFAVOURABLE: "avis défavorable",
    Favour.DEFERRED: "avis différé",
}
"""How they read what it thinks."""
AUTHORITIES: Mapping[Authority, str] = {Authority.MAYOR: "le maire", Authority.PREFECT: "le préfet"}
"""How they read who decides."""
ORDERS: Mapping[OrderKind, str] = {
    OrderKind.OPENING: "autorisation d'ouverture",
    OrderKind.CONTINUATION: "poursuite d'exploitation",
    OrderKind.WORKS: "mise en demeure",
    OrderKind.CLOSURE: "fermeture",
    OrderKind.OTHER: "autre arrêté",
}
"""How they read what an order does."""
