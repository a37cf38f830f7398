"""What stays possible while access is cut, and while an update is required: one table, keyed by right.

By right and not by action: whoever adds a use case cannot forget a row here, and what asks for the same right is
treated alike. A right that is not listed opens nothing while access is cut.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from registre_core.billing import Survives
from registre_core.kernel.actors import ClientKind


class Column(StrEnum):
    """Of the table: the source tells the web from the application, and everything else is treated as the web."""

    WEB = "web"
    """The pages, programs, terminals and jobs."""
    MOBILE = "mobile"
    """The telephone's application."""

    @classmethod
    def of(cls, kind: ClientKind) -> Column:
        """Choose the column of a kind of client."""
        return cls.MOBILE if kind is ClientKind.MOBILE else cls.WEB


class Survival(StrEnum):
    """What becomes of a right, in the words of the printed table."""

    YES = "oui"
    """It opens what it always does."""
    RUNNING = "en cours"
    """Only to finish a safety record that is running."""
    NO = "non"
    """It opens nothing."""

    def lets(self, *, running: bool) -> bool:
        """Whether somebody passes, whose thing is a running safety record or not."""
        return self is Survival.YES or (running and self is Survival.RUNNING)


_BOTH = frozenset(Survives)
_SAFETY = frozenset({Survives.SAFETY})
_EVERYWHERE = frozenset(Column)

FINISHING = ("watch.consult", "watch.record", "interventions.sign", "permits.sign")
"""Rights that finish a safety record: a round of the fire watch, and to see which one is due; a signature that was
asked for. One that is running is interrupted neither by an invoice, unless the preset is the source's own, nor by a
required update, ever."""

_SURVIVING: Mapping[str, tuple[frozenset[Survives], frozenset[Column], Survival]] = {
    "invoices.consult": (_BOTH, frozenset({Column.WEB}), Survival.YES),  # else nobody could put it right
    "summary.consult": (_BOTH, frozenset({Column.WEB}), Survival.YES),  # T3: «générer la synthèse»
    "summary.generate": (_BOTH, frozenset({Column.WEB}), Survival.YES),
    "register.export": (_SAFETY, _EVERYWHERE, Survival.YES),  # the operator's legal duty, CCH R. 143-44
    **dict.fromkeys(FINISHING, (_SAFETY, _EVERYWHERE, Survival.RUNNING)),
}


def survival(right: str, preset: Survives, column: Column) -> Survival:
    """Tell what becomes of a right while access is cut."""
    presets, columns, kept = _SURVIVING.get(right, (frozenset(), frozenset(), Survival.NO))
    return kept if preset in presets and column in columns else Survival.NO


def survives_an_update(right: str) -> Survival:
    """Tell what becomes of a right while an update is required, under any preset."""
    return Survival.RUNNING if right in FINISHING else Survival.NO
