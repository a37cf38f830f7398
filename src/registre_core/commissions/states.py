"""Kinds of visits, of opinions and of orders."""

from __future__ import annotations

from enum import StrEnum


class VisitKind(StrEnum):
    """Why a commission comes."""

    PERIODIC = "periodic"
    """At its interval (*périodique*, GE 4)."""
    OPENING = "opening"
    """Before the site receives the public (*réception, avant ouverture*)."""
    UNANNOUNCED = "unannounced"
    """Without warning (*inopinée*)."""
    FOLLOW_UP = "follow-up"
    """To see whether prescriptions were carried out (*contrôle de levée*)."""
    OTHER = "other"
    """For another reason."""


class Favour(StrEnum):
    """What a commission thinks."""

    FAVOURABLE = "favourable"
    """*Avis favorable*."""
    UNFAVOURABLE = "unfavourable"
    """*Avis défavorable*."""
    DEFERRED = "deferred"
    """It will say so later (*avis différé*)."""


class Authority(StrEnum):
    """Who binds: the commission advises, these decide (CCH R. 143-42)."""

    MAYOR = "mayor"
    """*Le maire*."""
    PREFECT = "prefect"
    """*Le préfet*."""


class OrderKind(StrEnum):
    """What an administrative order does."""

    OPENING = "opening"
    """The site may receive the public (*autorisation d'ouverture*)."""
    CONTINUATION = "continuation"
    """It may go on doing so (*poursuite d'exploitation*)."""
    WORKS = "works"
    """It must carry out prescriptions by a day (*mise en demeure*)."""
    CLOSURE = "closure"
    """It must close (*fermeture*)."""
    OTHER = "other"
    """Something else."""
