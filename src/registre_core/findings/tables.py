"""What findings are called where, and who clears which of them on what grounds."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import frozen

from registre_core.findings.states import Kind, Move, Origin, Severity, State
from registre_core.kernel.actors import ClientKind
from registre_core.kernel.reasons import Mark, Source

NAMING = Source("Version 1.47, Ajouter une observation à partir d'un rapport (S4)")
"""«… également au module Gestion du bâtiment pour la partie ANOMALIES. Ainsi que pour vos commissions de sécurité, où
il vous est possible d’extraire des prescriptions.»"""
CORRECTING = Source("CCH R. 141-10", Mark.SECOND_HAND)
"""The register holds the measures taken to correct the deviations found."""
DISCHARGING = Source("CCH R. 143-42", Mark.SECOND_HAND)
"""The commission says what it thinks of the site; the authority notifies. Neither is the operator."""
HOUSE = Source("House rule: who clears a finding answers for it with something that others can look at")

KIND_OF: Mapping[Origin, Kind] = {
    Origin.INTERVENTION: Kind.OBSERVATION,
    Origin.BUILDING_DOCUMENT: Kind.ANOMALY,
    Origin.VISIT: Kind.PRESCRIPTION,
    Origin.ROUND: Kind.ANOMALY,
    Origin.HAND: Kind.ANOMALY,
}
"""What is found is called after where it was found (`NAMING`)."""

REPORTED = frozenset({Origin.INTERVENTION, Origin.BUILDING_DOCUMENT, Origin.VISIT})
"""Where there is a file to read; what is found may be written down by hand there, too."""

KINDS: Mapping[Kind, str] = {
    Kind.OBSERVATION: "Observation",
    Kind.ANOMALY: "Anomalie",
    Kind.PRESCRIPTION: "Prescription",
}
"""What people read, in the order they see it."""

ORIGINS: Mapping[Origin, str] = {
    Origin.INTERVENTION: "Intervention",
    Origin.BUILDING_DOCUMENT: "Document du bâtiment",
    Origin.VISIT: "Visite de commission",
    Origin.ROUND: "Ronde de surveillance",
    Origin.HAND: "Saisie directe",
}
"""What people read, in the order they see it."""

STATES: Mapping[State, str] = {
    State.OPEN: "Ouverte",
    State.PLANNED: "Planifiée",
    State.CORRECTED: "Corrigée",
    State.CLEARED: "Levée",
    State.CONTESTED: "Contestée",
    State.NOT_APPLICABLE: "Sans objet",
}
"""What people read, in the order they see it: all kinds are feminine in French."""

SEVERITIES: Mapping[Severity, str] = {
    Severity.MINOR: "Mineure",
    Severity.MAJOR: "Majeure",
    Severity.CRITICAL: "Critique",
}
"""What people read, the least grave first."""

MOVES: Mapping[Move, str] = {
    Move.PLANNED: "Planifiée",
    Move.CORRECTED: "Déclarée corrigée",
    Move.CLEARED: "Levée",
    Move.CONFIRMED: "Confirmée levée",
    Move.SEEN_AGAIN: "Vue à nouveau",
    Move.REOPENED: "Rouverte",
    Move.CONTESTED: "Contestée",
    Move.UPHELD: "Maintenue",
    Move.SET_ASIDE: "Déclarée sans objet",
}
"""What people read of each step."""

CHANNELS: Mapping[ClientKind, str] = {
    ClientKind.WEB: "sur le web",
    ClientKind.MOBILE: "depuis l’application mobile",
    ClientKind.API: "par un autre logiciel",
    ClientKind.COMMAND_LINE: "en ligne de commande",
    ClientKind.JOB: "par un traitement automatique",
}
"""Through what somebody wrote it down. It is set as it is read: it stands behind a name, which nobody sets anew."""


class Grounding(StrEnum):
    """What a clearing rests on."""

    PROOF = "proof"
    """A document: a photo, an attestation, a report."""
    PROOF_OR_REASON = "proof-or-reason"
    """A document, or a sentence that says why."""
    DISCHARGE = "discharge"
    """The commission or authority that discharges it, by name, with its document or the visit on which it did."""


@frozen
class ClearingRule:
    """Who clears a kind of finding, and on what grounds."""

    grounding: Grounding
    """What it takes."""
    is_confirmed: bool
    """Whether the next inspection is to confirm it."""
    french: str
    """The same for people."""
    source: Source
    """The text that asks for it."""


CLEARING: Mapping[Kind, ClearingRule] = {
    Kind.OBSERVATION: ClearingRule(
        Grounding.PROOF,
        is_confirmed=True,
        french="un justificatif ; confirmée ensuite par le contrôle suivant",
        source=CORRECTING,
    ),
    Kind.ANOMALY: ClearingRule(
        Grounding.PROOF_OR_REASON,
        is_confirmed=False,
        french="un justificatif ou un motif",
        source=HOUSE,
    ),
    Kind.PRESCRIPTION: ClearingRule(
        Grounding.DISCHARGE,
        is_confirmed=False,
        french="la commission ou l'autorité, nommée, avec son document ou sa visite ; l'exploitant la déclare réalisée",
        source=DISCHARGING,
    ),
}
"""Whoever holds the right to clear a prescription writes down who discharged it; he does not discharge it himself."""
