"""What the law wants in the register of an establishment, as data: each row with the texts that ask for it.

The texts stay authoritative. What they say is marked as far as it was checked; how often a drill is held, or a thing
verified, stands in other texts and is no row here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from registre_core.kernel.reasons import Mark, Source
from registre_core.logbook import Disability
from registre_core.summary.requirements import Presence, Requirement

REGISTER = Source("CCH R. 143-44", Mark.SECOND_HAND)
"""Works; the named safety service; instructions, with evacuation by kind of disability; dates of checks and the
observations made; dates of drills. Rewritten from 1 July 2026 (before: R. 123-51)."""
CORRECTIONS = Source("CCH R. 141-10", Mark.SECOND_HAND)
"""Verifications, the measures taken to correct the deviations found, instructions. From 1 July 2026."""

IN_FORCE = date(2026, 7, 1)
"""From when on both texts say so."""
AS_OF = date(2026, 11, 26)
"""When the rows below were last held against their sources."""

WORKS = Requirement("works", "Travaux", "Works", (REGISTER,), IN_FORCE)
STAFF = Requirement("staff", "Service de sécurité, nommément désigné", "Named safety staff", (REGISTER,), IN_FORCE)
INSTRUCTIONS = Requirement(
    "instructions", "Consignes en cas d'incendie", "Instructions for a fire", (REGISTER, CORRECTIONS), IN_FORCE
)
EVACUATION = Requirement(
    "evacuation",
    "Consignes d'évacuation par type de handicap",
    "Evacuation by kind of disability",
    (REGISTER,),
    IN_FORCE,
)
CHECKS = Requirement("checks", "Vérifications et contrôles", "Verifications", (REGISTER, CORRECTIONS), IN_FORCE)
OBSERVATIONS = Requirement(
    "observations", "Observations auxquelles ils ont donné lieu", "Observations made", (REGISTER,), IN_FORCE
)
MEASURES = Requirement(
    "measures", "Mesures prises pour corriger les écarts", "Measures taken to correct", (CORRECTIONS,), IN_FORCE
)
DRILLS = Requirement("drills", "Exercices d'évacuation", "Drills", (REGISTER,), IN_FORCE)

REQUIRED: tuple[Requirement, ...] = (
    CHECKS,
    OBSERVATIONS,
    MEASURES,
    INSTRUCTIONS,
    EVACUATION,
    STAFF,
    DRILLS,
    WORKS,
)
"""Everything, in the order people read it."""

PRESENCES: Mapping[Presence, str] = {
    Presence.HELD: "présent",
    Presence.MISSING: "manquant",
    Presence.NOTHING: "rien à consigner",
}
"""How people read whether it is there."""

DISABILITIES: Mapping[Disability, str] = {
    Disability.MOTOR: "handicap moteur",
    Disability.VISUAL: "handicap visuel",
    Disability.HEARING: "handicap auditif",
    Disability.MENTAL: "handicap mental, cognitif ou psychique",
}
"""How people read for whom a way out is missing."""
