"""Means of hot work, and the checklist of precautions, as data: each row with the text that asks for it.

What no stored source says is marked so: the French texts stay authoritative, and a site adds rows of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from attrs import field, frozen

from registre_core.kernel.reasons import Mark, Source
from registre_core.kernel.signatories import SignatoryRole
from registre_core.kernel.validation import Checked, matching, must, not_blank
from registre_core.permits.precautions import Measure, MeasureStage
from registre_core.permits.states import Colour, PermitState, RoundState

SIGNING = Source("Version 1.47, Permis de feu, signatures (S8)")
"""«en attente de signature exploitant ou en attente de signature prestataire … procéder à la signature et clôturer»."""
CHECKING = Source("Version 1.47, Permis de feu, levée de doute (S9)")
"""«Gris = à réaliser / Rouge = non réalisée / Vert = réalisée»."""
WATCHING = Source("INRS ED 6030")
"""A watch of at least two hours after hot work."""
STOPPING = Source("INRS ED 6030", Mark.SECOND_HAND)
"""Stop two hours before closing when no watch is possible; a permit is limited in time, and checked again at each shift
or change."""
SUBCONTRACTORS = Source("Code du travail R. 4512-1", Mark.SECOND_HAND)
"""A new subcontractor restarts the prevention procedure."""
CUSTOM = Source("Usage de la profession, à confronter à INRS ED 6030", Mark.UNVERIFIED)
"""What people of the trade write on such permits; no stored source says it."""

SHORTEST_WATCH = timedelta(hours=2)
"""After hot work (`WATCHING`), and before closing when nobody can watch (`STOPPING`)."""

AS_OF = date(2026, 11, 26)
"""When the rows below were last held against their sources."""


@frozen
class Means(Checked):
    """A way of working with flame or spark."""

    code: str = field(metadata=must(matching(r"[a-z]+(-[a-z]+)*", "arc-welding")))
    """Stable name."""
    french: str = field(metadata=must(not_blank))
    """What people read."""
    english: str = field(metadata=must(not_blank))
    """The same for developers."""


MEANS: Mapping[str, Means] = {
    means.code: means
    for means in (
        Means("blowtorch", "Chalumeau", "Blowtorch"),
        Means("arc-welding", "Soudage à l'arc", "Arc welding"),
        Means("gas-welding", "Soudage oxyacétylénique", "Gas welding"),
        Means("gas-cutting", "Oxycoupage", "Gas cutting"),
        Means("plasma-cutting", "Découpage plasma", "Plasma cutting"),
        Means("brazing", "Brasage", "Brazing and soldering"),
        Means("grinding", "Meulage", "Grinding"),
        Means("disc-cutting", "Tronçonnage à la disqueuse", "Disc cutting"),
        Means("drilling", "Perçage", "Drilling"),
        Means("hot-air", "Décapeur thermique, soudage à l'air chaud", "Hot air"),
        Means("torch-applied-roofing", "Étanchéité au chalumeau", "Torch-applied roofing"),
        Means("bitumen-boiler", "Fondoir à bitume", "Bitumen boiler"),
        Means("other", "Autre point chaud", "Other hot work"),
    )
}
"""Every means by code, in the order people see them."""


@frozen
class MeasureRow(Checked):
    """A precaution of the checklist."""

    code: str = field(metadata=must(matching(r"[a-z]+(-[a-z]+)*", "extinguisher-at-hand")))
    """Stable name."""
    stage: MeasureStage
    """When it is taken."""
    french: str = field(metadata=must(not_blank))
    """What people read, and sign."""
    english: str = field(metadata=must(not_blank))
    """The same for developers."""
    source: Source
    """The text that asks for it, and how far that was checked."""

    def asked(self) -> Measure:
        """Put it on a permit."""
        return Measure(self.code, self.stage, self.french, self.source.text)


_BEFORE, _DURING, _AFTER = MeasureStage

MEASURES: Mapping[str, MeasureRow] = {
    row.code: row
    for row in (
        MeasureRow(
            "combustibles-cleared",
            _BEFORE,
            "Éloigner les matières combustibles et inflammables de la zone de travail",
            "Clear what burns away from the place of work",
            CUSTOM,
        ),
        MeasureRow(
            "screens-placed",
            _BEFORE,
            "Protéger par des écrans ou des bâches ignifugées ce qui ne peut pas être éloigné",
            "Screen or cover what cannot be moved",
            CUSTOM,
        ),
        MeasureRow(
            "openings-sealed",
            _BEFORE,
            "Obturer les ouvertures, interstices et passages de gaines proches de la zone de travail",
            "Seal openings and gaps near the place of work",
            CUSTOM,
        ),
        MeasureRow(
            "vessels-degassed",
            _BEFORE,
            "Vider et dégazer les récipients, cuves et canalisations concernés",
            "Empty and degas vessels and pipes",
            CUSTOM,
        ),
        MeasureRow(
            "detectors-isolated",
            _BEFORE,
            "Mettre hors service les détecteurs concernés, et eux seuls, et le consigner",
            "Isolate the detectors concerned, and no others",
            CUSTOM,
        ),
        MeasureRow(
            "extinguisher-at-hand",
            _BEFORE,
            "Disposer à portée de main des extincteurs appropriés, en état de marche",
            "Keep fitting extinguishers at hand",
            CUSTOM,
        ),
        MeasureRow(
            "alarm-known",
            _BEFORE,
            "Indiquer aux intervenants le moyen d'alerte et la conduite à tenir en cas de feu",
            "Tell those at work how to give the alarm",
            CUSTOM,
        ),
        MeasureRow(
            "time-limited",
            _BEFORE,
            "Limiter le permis dans le temps ; le revoir à chaque changement d'équipe ou de conditions",
            "Limit the permit in time; check it again at each shift or change",
            STOPPING,
        ),
        MeasureRow(
            "watched-during-work",
            _DURING,
            "Surveiller les projections incandescentes et leurs points de chute",
            "Watch sparks and where they fall",
            CUSTOM,
        ),
        MeasureRow(
            "hot-parts-set-down",
            _DURING,
            "Déposer les pièces et outils chauds sur des supports incombustibles",
            "Set hot parts down on what does not burn",
            CUSTOM,
        ),
        MeasureRow(
            "stopped-before-closing",
            _DURING,
            "Arrêter le travail 2 h avant la fermeture lorsqu'une surveillance n'est pas possible",
            "Stop 2 h before closing when no watch is possible",
            STOPPING,
        ),
        MeasureRow(
            "place-inspected",
            _AFTER,
            "Inspecter la zone de travail, les locaux voisins et ce qui a pu être atteint",
            "Inspect the place and what lies next to it",
            CUSTOM,
        ),
        MeasureRow(
            "watch-kept",
            _AFTER,
            "Maintenir une surveillance d'au moins 2 h après la fin du travail",
            "Keep a watch of at least 2 h after the work",
            WATCHING,
        ),
        MeasureRow(
            "detectors-restored",
            _AFTER,
            "Remettre en service les détecteurs, et le consigner",
            "Put the detectors back in service",
            CUSTOM,
        ),
    )
}
"""Every precaution by code, in the order of the work."""

CHECKLIST: tuple[Measure, ...] = tuple(row.asked() for row in MEASURES.values())
"""What a permit asks for unless it is told otherwise: all of it."""

STATES: Mapping[PermitState, str] = {
    PermitState.DRAFT: "brouillon",
    PermitState.ACTIVE: "en cours",
    PermitState.SUSPENDED: "suspendu",
    PermitState.WORK_ENDED: "travaux terminés",
    PermitState.CLOSED: "clôturé",
    PermitState.EXPIRED: "expiré",
    PermitState.REFUSED: "refusé",
    PermitState.CANCELLED: "annulé",
}
"""How people read where a permit stands; while signatures are missing it is `WAITING_FOR` them."""
READY = "signé, à venir"
"""How they read one whose signatures are complete, and whose time has not come."""
WAITING_FOR = "en attente de signature"
"""How they read one whose signatures are missing, followed by whose."""
SIDES: Mapping[SignatoryRole, str] = {
    SignatoryRole.OPERATOR: "exploitant",
    SignatoryRole.CONTRACTOR: "prestataire",
    SignatoryRole.CONTACT: "interlocuteur",
}
"""How they read a role."""
COLOURS: Mapping[Colour, str] = {
    Colour.GREY: "à réaliser",
    Colour.RED: "non réalisée",
    Colour.GREEN: "réalisée",
}
"""How they read the post-work check, to the letter (S9)."""
ROUNDS: Mapping[RoundState, str] = {
    RoundState.AHEAD: "à venir",
    RoundState.DUE: "à réaliser",
    RoundState.IN_TIME: "réalisée",
    RoundState.LATE: "réalisée, en retard",
    RoundState.MISSED: "non réalisée",
}
"""How they read one round."""
