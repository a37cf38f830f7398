"""What the law wants written down, and how people read it."""

from __future__ import annotations

from collections.abc import Mapping

from registre_core.kernel.reasons import Mark, Source
from registre_core.logbook.contents import Chapter, Disability, DrillKind

KEEPING = Source("CCH R. 143-44", Mark.SECOND_HAND)
"""Works, with who does and who directs them; the safety service by name; instructions, with evacuation by kind of
disability; the dates of drills."""
NEVER_OVERWRITTEN = Source("House rule: the logbook is corrected by another entry, and never overwritten")

CHAPTERS: Mapping[Chapter, str] = {
    Chapter.DRILL: "exercices",
    Chapter.WORKS: "travaux",
    Chapter.STAFF: "service de sécurité",
    Chapter.INSTRUCTIONS: "consignes",
}
"""How people read a chapter."""
DRILLS: Mapping[DrillKind, str] = {
    DrillKind.EVACUATION: "exercice d'évacuation",
    DrillKind.ALARM: "essai d'alarme",
    DrillKind.EXTINGUISHERS: "manipulation d'extincteurs",
    DrillKind.OTHER: "autre exercice",
}
"""How they read what was exercised."""
DISABILITIES: Mapping[Disability, str] = {
    Disability.MOTOR: "handicap moteur",
    Disability.VISUAL: "handicap visuel",
    Disability.HEARING: "handicap auditif",
    Disability.MENTAL: "handicap mental, cognitif ou psychique",
}
"""How they read a kind of disability."""
