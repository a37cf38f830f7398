"""Options that the commands about findings share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

from attrs import frozen
from cyclopts import Parameter

from registre_cli.files import opened
from registre_cli.moments import bounds_of
from registre_cli.profiles.options import SiteName
from registre_cli.profiles.seat import Seat
from registre_cli.reading import all_of, chosen
from registre_core import InvalidInput
from registre_core.findings import Kind, Severity, State
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.written import day_of

Asked = Annotated[
    str,
    Parameter(
        name="CONSTAT",
        help="L’observation, l’anomalie ou la prescription, par son identifiant ou des mots de son texte.",
    ),
]
Reason = Annotated[
    str,
    Parameter(
        name="--reason",
        metavar="TEXTE",
        help="Pourquoi : des circonstances, jamais une personne, car rien ne l’effacera.",
    ),
]
Proofs = Annotated[
    list[Path],
    Parameter(
        name="--proof", metavar="FICHIER", negative=(), help="Un justificatif : photo, attestation, rapport. Répétable."
    ),
]
Documents = Annotated[
    str | None,
    Parameter(
        name="--documents",
        metavar="ADRESSE",
        help="Où sont les documents, comme file:///var/lib/registre ; il le faut pour joindre un fichier.",
    ),
]
Photos = Annotated[list[Path], Parameter(name="--photo", metavar="FICHIER", negative=(), help="Une photo. Répétable.")]
Files = Annotated[
    list[Path],
    Parameter(name="--document", metavar="FICHIER", negative=(), help="Un fichier à joindre. Répétable."),
]
OnIntervention = Annotated[
    str | None,
    Parameter(name="--intervention", metavar="INTERVENTION", help="L’intervention, par son identifiant ou son jour."),
]
OnVisit = Annotated[
    UUID | None,
    Parameter(name="--visit", metavar="VISITE", help="La visite de la commission, par son identifiant."),
]
Authority = Annotated[
    str,
    Parameter(
        name="--authority", metavar="NOM", help="D’une prescription : la commission ou l’autorité qui le décide."
    ),
]


_LEAST = timedelta(microseconds=1)
"""From the last moment of a day to the next day: a list ends before a moment."""


@Parameter(name="*")
@frozen
class Wanted:
    """Which findings are listed, or exported."""

    site: SiteName = None
    kind: Annotated[
        tuple[str, ...],
        Parameter(
            name="--kind",
            metavar="NATURE",
            negative=(),
            help="Seulement observation, anomaly (anomalie) ou prescription. Répétable.",
        ),
    ] = ()
    state: Annotated[
        str | None,
        Parameter(
            name="--state",
            metavar="ÉTAT",
            help="Seulement open, planned, corrected, cleared, contested ou not-applicable.",
        ),
    ] = None
    is_open: Annotated[
        bool,
        Parameter(name="--open", negative=(), show_default=False, help="Seulement ce qui reste à faire."),
    ] = False
    severity: Annotated[
        str | None,
        Parameter(name="--severity", metavar="GRAVITÉ", help="Seulement minor, major ou critical."),
    ] = None
    creator: Annotated[
        str | None,
        Parameter(name="--created-by", metavar="UTILISATEUR", help="Seulement ce que cet utilisateur a créé."),
    ] = None
    since: Annotated[
        str | None, Parameter(name="--from", metavar="JOUR", help="Seulement ce qui a été créé ce jour-là, ou après.")
    ] = None
    until: Annotated[
        str | None, Parameter(name="--until", metavar="JOUR", help="Seulement ce qui a été créé ce jour-là, ou avant.")
    ] = None
    due_before: Annotated[
        str | None,
        Parameter(name="--due-before", metavar="JOUR", help="Seulement ce dont l’échéance est avant ce jour."),
    ] = None
    text: Annotated[
        str | None,
        Parameter(name="--text", metavar="MOTS", help="Seulement ce dont le texte ou le lieu contient ces mots."),
    ] = None

    def conditions(self, seat: Seat) -> dict[str, Any]:
        """Read them, with everything that is wrong with any of them told at once."""
        kinds, state, severity, first, last, due = all_of(
            lambda: [chosen(Kind, one, "--kind") for one in self.kind] or None,
            lambda: None if self.state is None else chosen(State, self.state, "--state"),
            lambda: None if self.severity is None else chosen(Severity, self.severity, "--severity"),
            lambda: None if self.since is None else bounds_of(self.since, "--from")[0],
            lambda: None if self.until is None else bounds_of(self.until, "--until")[1] + _LEAST,
            lambda: None if self.due_before is None else day_of(self.due_before, "--due-before"),
        )
        return {
            "site": seat.site(self.site).id if self.site else None,
            "kinds": kinds,
            "state": state,
            "is_open": True if self.is_open else None,
            "severity": severity,
            "creator": seat.user(self.creator, "--created-by").id if self.creator else None,
            "from_moment": first,
            "until_moment": last,
            "due_before": due,
            "text": self.text,
        }


EVERYTHING = Wanted()
"""What is listed when nobody says otherwise."""


def stored(seat: Seat, files: Iterable[Path], documents: str | None, option: str) -> tuple[DocumentRef, ...]:
    """Store files that somebody names, to be attached.

    Raises:
        InvalidInput: ``documents-address-needed``; ``file-not-found`` and what else makes it unreadable.
    """
    references = []
    for file in files:
        if documents is None:
            said = "say where documents are kept: --documents file:///var/lib/registre"
            raise InvalidInput.at("--documents", "documents-address-needed", said)
        with opened(file, option) as stream:
            references.append(seat.registre.documents.store(seat.actor, stream, name=file.name))
    return tuple(references)
