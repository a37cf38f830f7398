"""What the law wants in the register of an establishment, as data: each row with the texts that ask for it.

The texts stay authoritative. What they say is marked as far as it was checked; how often a drill is held, or a thing
verified, stands in other texts and is no row here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from registre_core.kernel.reasons import Mark, Source
from registre_core.summary.requirements import Item, Presence, Requirement

FORMER = Source("CCH R. 143-44 (ex R. 123-51), avant le 1er juillet 2026")
"""The safety service; the instructions; dates of checks and the observations made; works, with firms and architect."""
FORMER_WAY_OUT = Source(FORMER.text, Mark.SECOND_HAND)
"""That the instructions say how to evacuate by kind of disability, which the same article came to ask."""
REGISTER = Source("CCH R. 143-44", Mark.SECOND_HAND)
"""Works; the named safety service; instructions, with evacuation by kind of disability; dates of checks and the
observations made; dates of drills. Rewritten from 1 July 2026."""
CORRECTIONS = Source("CCH R. 141-10", Mark.SECOND_HAND)
"""Verifications, the measures taken to correct the deviations found, instructions. From 1 July 2026."""

RECODIFIED = date(2021, 7, 1)
"""From when on the article bears its number; before, nobody sums a register up with this."""
REWRITTEN = date(2026, 7, 1)
"""From when on both texts say what they say now."""
AS_OF = date(2026, 11, 26)
"""When the rows below were last held against their sources."""

_WORDS: Mapping[Item, tuple[str, str]] = {
    Item.CHECKS: ("Vérifications et contrôles", "Verifications"),
    Item.OBSERVATIONS: ("Observations auxquelles ils ont donné lieu", "Observations made"),
    Item.MEASURES: ("Mesures prises pour corriger les écarts", "Measures taken to correct"),
    Item.INSTRUCTIONS: ("Consignes en cas d'incendie", "Instructions for a fire"),
    Item.EVACUATION: ("Consignes d'évacuation par type de handicap", "Evacuation by kind of disability"),
    Item.STAFF: ("Service de sécurité, nommément désigné", "Named safety staff"),
    Item.DRILLS: ("Exercices d'évacuation", "Drills"),
    Item.WORKS: ("Travaux", "Works"),
}


def _formerly(item: Item, *sources: Source) -> Requirement:
    return Requirement(item, *_WORDS[item], sources, RECODIFIED, REWRITTEN - timedelta(days=1))


def _since(item: Item, *sources: Source) -> Requirement:
    return Requirement(item, *_WORDS[item], sources, REWRITTEN)


REQUIRED: tuple[Requirement, ...] = (
    _formerly(Item.CHECKS, FORMER),
    _formerly(Item.OBSERVATIONS, FORMER),
    _formerly(Item.INSTRUCTIONS, FORMER),
    _formerly(Item.EVACUATION, FORMER_WAY_OUT),
    _formerly(Item.STAFF, FORMER),
    _formerly(Item.WORKS, FORMER),
    _since(Item.CHECKS, REGISTER, CORRECTIONS),
    _since(Item.OBSERVATIONS, REGISTER),
    _since(Item.MEASURES, CORRECTIONS),
    _since(Item.INSTRUCTIONS, REGISTER, CORRECTIONS),
    _since(Item.EVACUATION, REGISTER),
    _since(Item.STAFF, REGISTER),
    _since(Item.DRILLS, REGISTER),
    _since(Item.WORKS, REGISTER),
)
"""Everything, old rows first, in the order people read it."""

PRESENCES: Mapping[Presence, str] = {
    Presence.HELD: "présent",
    Presence.MISSING: "manquant",
    Presence.NOTHING: "néant",
}
"""How people read whether it is there."""

CHECKING_TYPES = frozenset({"inspection"})
"""Types of interventions that verify something: keys of `interventions.TYPES`."""
